import { Link } from '@tanstack/react-router';
import { Alert, Card, Flex, Table, Tag, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useCode, useText } from '../../texts/text.ts';
import type { Contract } from './answers.ts';

type Props = { contract: Contract };
type Payment = Contract['payments'][number];
const small = { rowKey: 'id', size: 'small', pagination: false } as const;
const file = (digest: string, name: string) => (
  <a href={`/documents/${digest}`} download>
    {name}
  </a>
);

function Late({ payment }: { payment: Payment }) {
  const t = useText();
  if (payment.daysLate === 0) return null;
  return (
    <Typography.Text type="danger">
      {t('life.late', { days: payment.daysLate })}
      {payment.interest !== null && ` · ${t('life.interest', { amount: payment.interest })}`}
    </Typography.Text>
  );
}

/** Applications for payment with by when they are due, how late they are, and who decided. */
export function PaymentsTable({ contract }: Props) {
  const t = useText();
  const code = useCode();
  if (contract.payments.length === 0) return null;
  return (
    <Card title={t('life.payments')} id="payments" data-testid="payments">
      <Table<Payment>
        {...small}
        scroll={{ x: 900 }}
        dataSource={contract.payments}
        columns={[
          { title: t('life.no'), dataIndex: 'number' },
          { title: t('life.paymentKind'), render: (_, p) => code('paymentKind', p.kind) },
          { title: t('contracts.amountHead'), align: 'right', render: (_, p) => <Amount value={p.amount} /> },
          { title: t('contracts.state'), render: (_, p) => <Tag>{code('paymentState', p.state)}</Tag> },
          {
            title: t('life.dueBy'),
            render: (_, p) => (
              <>
                {p.dueBy} <Late payment={p} />
              </>
            ),
          },
          { title: t('life.paidOn'), render: (_, p) => p.paidOn ?? '—' },
          { title: t('life.by'), render: (_, p) => p.by.name },
          { title: t('life.decidedBy'), render: (_, p) => p.decidedBy?.name ?? '—' },
          { title: t('life.paper'), render: (_, p) => file(p.document, t('life.paper')) },
        ]}
      />
    </Card>
  );
}

export function MeasuresTable({ contract }: Props) {
  const t = useText();
  if (contract.measures.length === 0) return null;
  return (
    <Card title={t('life.measures')}>
      <Table<Contract['measures'][number]>
        {...small}
        scroll={{ x: 500 }}
        dataSource={contract.measures}
        columns={[
          { title: t('life.no'), dataIndex: 'number' },
          { title: t('life.periodTo'), dataIndex: 'periodTo' },
          { title: t('contracts.amountHead'), align: 'right', render: (_, m) => <Amount value={m.amount} /> },
          { title: t('life.by'), render: (_, m) => m.by.name },
          { title: t('life.paper'), render: (_, m) => file(m.document, t('life.paper')) },
        ]}
      />
    </Card>
  );
}

/** Changes, before beside after; earlier ones stay. */
export function AmendmentsTable({ contract }: Props) {
  const t = useText();
  const code = useCode();
  if (contract.amendments.length === 0) return null;
  return (
    <Card title={t('life.amendments')} id="amendments" data-testid="amendments">
      <Table<Contract['amendments'][number]>
        {...small}
        scroll={{ x: 900 }}
        dataSource={contract.amendments}
        columns={[
          { title: t('life.no'), dataIndex: 'number' },
          { title: t('life.amendKind'), render: (_, a) => code('amendmentKind', a.kind) },
          { title: t('life.cause'), render: (_, a) => code('amendmentCause', a.cause) },
          { title: t('life.before'), dataIndex: 'before' },
          { title: t('life.after'), dataIndex: 'after' },
          { title: t('life.on'), dataIndex: 'amendedOn' },
          { title: t('life.reason'), dataIndex: 'reason' },
          { title: t('contracts.state'), render: (_, a) => <Tag>{code('decided', a.state)}</Tag> },
          { title: t('life.decidedBy'), render: (_, a) => a.decidedBy?.name ?? '—' },
        ]}
      />
    </Card>
  );
}

/** What was let under this contract, and the way to let more. */
export function BelowTable({ contract }: Props) {
  const t = useText();
  const code = useCode();
  const maySign = (contract.may as readonly string[]).includes('contracts.sign');
  if (contract.below.length === 0 && !maySign) return null;
  const link = (
    <Link to="/contracts/sign" search={{ from: contract.id }}>
      {t('life.signNew')}
    </Link>
  );
  return (
    <Card title={t('life.below')} extra={maySign ? link : null} data-testid="below">
      <Table<Contract['below'][number]>
        {...small}
        scroll={{ x: 600 }}
        locale={{ emptyText: t('life.none') }}
        dataSource={contract.below}
        columns={[
          { title: t('contracts.number'), dataIndex: 'number' },
          {
            title: t('contracts.contractTitle'),
            render: (_, c) => (
              <Link to="/contracts/$id" params={{ id: c.id }}>
                {c.title}
              </Link>
            ),
          },
          { title: t('life.layer'), render: (_, c) => code('contractLayer', c.layer) },
          { title: t('life.current'), align: 'right', render: (_, c) => <Amount value={c.currentAmount} /> },
          { title: t('life.settlement'), align: 'right', render: (_, c) => <Amount value={c.settlement} /> },
          {
            title: t('contracts.state'),
            render: (_, c) => <StateTag kind="contract" state={c.halt ?? c.state} />,
          },
        ]}
      />
    </Card>
  );
}

/** Papers on file, what is missing before the start, and the steps taken. */
export function PapersCard({ contract }: Props) {
  const t = useText();
  const code = useCode();
  const { papers, steps, papersMissing } = contract;
  if (papers.length + steps.length + papersMissing.length === 0) return null;
  return (
    <Card title={t('life.papers')} data-testid="papers">
      {papersMissing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${t('life.missing')}：${papersMissing.map((kind) => code('contractPaper', kind)).join('、')}`}
        />
      )}
      <Flex vertical gap={6} style={{ marginTop: 8 }}>
        {papers.map((p) => (
          <span key={p.id}>
            <Tag>{code('contractPaper', p.kind)}</Tag> {p.paperOn} {file(p.document, p.reference)}
          </span>
        ))}
        {steps.map((s) => (
          <span key={s.id}>
            <Tag color="blue">{code('act', `contracts.${s.step}`)}</Tag> {s.stepOn} {s.by.name} {s.note}{' '}
            {file(s.document, t('life.paper'))} <Unperformed facts={s.facts} />
          </span>
        ))}
      </Flex>
    </Card>
  );
}

/** What is left of a contract that was broken off. */
function Unperformed({ facts }: { facts: unknown }) {
  const t = useText();
  const { unperformed, mustTender } = facts as { unperformed?: string; mustTender?: boolean };
  if (unperformed === undefined) return null;
  return (
    <Typography.Text type={mustTender === true ? 'danger' : 'secondary'}>
      {t(mustTender === true ? 'life.mustTenderAgain' : 'life.unperformed', { amount: unperformed })}
    </Typography.Text>
  );
}

type Item = Contract['accounts'][number]['items'][number];
/** Final accounts as they stand: each item with its part of the shared cost. */
export function AccountsTable({ contract }: Props) {
  const t = useText();
  const code = useCode();
  const accounts = contract.accounts.at(-1);
  if (accounts === undefined) return null;
  return (
    <Card title={`${t('life.finalAccounts')}（${code('decided', accounts.state)}）`} data-testid="accounts">
      <Table<Item>
        {...small}
        rowKey="name"
        scroll={{ x: 600 }}
        dataSource={accounts.items}
        columns={[
          { title: t('contracts.assetName'), dataIndex: 'name' },
          { title: t('life.direct'), align: 'right', dataIndex: 'direct' },
          { title: t('life.allocated'), align: 'right', dataIndex: 'allocated' },
          { title: t('life.value'), align: 'right', dataIndex: 'value' },
          {
            title: t('life.publicBenefit'),
            render: (_, i) => (i.publicBenefit ? t('life.publicBenefit') : '—'),
          },
        ]}
        footer={() => (
          <Typography.Text strong>
            {t('life.finalAccounts')} {accounts.total}
          </Typography.Text>
        )}
      />
    </Card>
  );
}
