import { Card, Flex, Table, Tag, Typography } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { Why } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { type Approval, type PlanShown, partyName } from './plan-data.ts';

type Row = Approval & { readonly key: string };
const rowsOf = (plan: PlanShown): Row[] =>
  plan.judgements.flatMap((item) =>
    item.approvals.map((approval, at) => ({ ...approval, key: `${item.id}${at}` })),
  );

function Subject({ row }: { readonly row: Row }) {
  const t = useText();
  const code = useCode();
  return (
    <Flex vertical>
      <span>
        {code('slug', row.matter)} {row.role === 'attached' && <Tag>{t('plan.attached')}</Tag>}
      </span>
      <Typography.Text type="secondary">{row.subject}</Typography.Text>
    </Flex>
  );
}

function Decider({ row }: { readonly row: Row }) {
  const code = useCode();
  return (
    <Flex vertical align="start">
      <span>{code('level', row.level)}</span>
      {row.blocks.map((block) => (
        <Typography.Text type="danger" key={block.code}>
          {block.because}
        </Typography.Text>
      ))}
      <Why reasons={row.reasons} />
    </Flex>
  );
}

/** The matters that the items become: who decides each, within what time, and what comes before. */
export function PlanApprovals({ plan }: { readonly plan: PlanShown }) {
  const t = useText();
  const code = useCode();
  const rows = rowsOf(plan);
  return (
    <Card title={t('plan.approvals')}>
      {rows.length === 0 ? (
        <EmptyState title={t('plan.noApprovals')} />
      ) : (
        <Table<Row>
          size="small"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={rows}
          columns={[
            { title: t('plan.approvalMatter'), key: 'matter', render: (_, row) => <Subject row={row} /> },
            { title: t('plan.approvalBy'), key: 'by', render: (_, row) => partyName(plan, row.companyId) },
            { title: t('plan.approvalDecider'), key: 'level', render: (_, row) => <Decider row={row} /> },
            {
              title: t('plan.approvalLimit'),
              key: 'limit',
              render: (_, row) => t('plan.approvalDays', { n: String(row.timeLimit) }),
            },
            {
              title: t('plan.approvalSteps'),
              key: 'steps',
              render: (_, row) => row.steps.map((step) => code('step', step)).join('、') || '—',
            },
          ]}
        />
      )}
    </Card>
  );
}

/** What is to be registered once the matters are approved, and by when. */
export function PlanRegistrations({ plan }: { readonly plan: PlanShown }) {
  const t = useText();
  const code = useCode();
  const rows = rowsOf(plan).flatMap((row) =>
    row.registrations.map((one, at) => ({ ...one, row, key: `${row.key}${at}` })),
  );
  if (rows.length === 0) return null;
  return (
    <Card title={t('plan.registrations')}>
      <Table
        size="small"
        pagination={false}
        scroll={{ x: 720 }}
        dataSource={rows}
        columns={[
          {
            title: t('plan.columnCompany'),
            key: 'company',
            render: (_, { row }) => row.subject,
          },
          {
            title: t('plan.approvalMatter'),
            key: 'matter',
            render: (_, { row }) => code('slug', row.matter),
          },
          {
            title: t('plan.registrationWhat'),
            key: 'what',
            render: (_, { text, basis }) => (
              <Flex align="center" gap={4} wrap>
                {text}
                <Why reasons={[{ rule: text, because: text, basis }]} />
              </Flex>
            ),
          },
          {
            title: t('plan.registrationDue'),
            key: 'due',
            render: (_, { dueOn, provisional }) => (
              <span>
                {dueOn} {provisional && <Tag color="gold">{t('plan.provisional')}</Tag>}
              </span>
            ),
          },
        ]}
      />
    </Card>
  );
}
