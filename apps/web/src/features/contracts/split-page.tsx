import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Card, Flex, Skeleton, Table, Tag, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { JournalList } from '../../components/journal-list.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Reasons } from '../../components/why.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Split } from './answers.ts';
import { SplitRemarkForm } from './split-remark-form.tsx';

/** In 万元, inside a line of text. */
const inWan = (amount: string): string => displayYuan(parseYuan(amount), 'wan');

type Flagged = Split['contracts'][number];

function Contracts({ split }: { split: Split }) {
  const t = useText();
  return (
    <Card title={t('splits.contracts')}>
      <Table<Flagged>
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 900 }}
        dataSource={[...split.contracts]}
        onRow={(one) => ({ 'data-testid': `flagged-${one.id}` }) as object}
        columns={[
          { title: t('contracts.number'), dataIndex: 'number' },
          {
            title: t('contracts.contractTitle'),
            render: (_, { id, title, newest }) => (
              <>
                <Link to="/contracts/$id" params={{ id }}>
                  {title}
                </Link>{' '}
                {newest && <Tag color="blue">{t('splits.newest')}</Tag>}
              </>
            ),
          },
          { title: t('splits.organization'), render: (_, one) => one.organization?.name ?? '—' },
          { title: t('splits.counterparty'), render: (_, one) => one.counterparty?.name ?? '—' },
          { title: t('splits.project'), render: (_, one) => one.project ?? '—' },
          { title: t('splits.decidedOn'), dataIndex: 'decidedOn' },
          { title: t('splits.amount'), align: 'right', render: (_, { amount }) => <Amount value={amount} /> },
        ]}
        summary={() => (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0} colSpan={6}>
              {t(`splitPeriod.${split.period}`)} {split.from} — {split.to}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={6} align="right">
              <strong data-testid="split-sum">
                <Amount value={split.amount} />
              </strong>
            </Table.Summary.Cell>
          </Table.Summary.Row>
        )}
      />
    </Card>
  );
}

function Ground({ split }: { split: Split }) {
  const t = useText();
  return (
    <Card title={t('splits.why')}>
      <Flex vertical gap={12}>
        <Reasons reasons={[{ rule: split.code, because: split.because, basis: split.basis }]} />
        <Typography.Text type="secondary">{t('splits.figures', { version: split.figures })}</Typography.Text>
        {split.continues.map((before) => (
          <Link key={before.id} to="/splits/$id" params={{ id: before.id }}>
            {t('splits.continues', { day: before.foundOn, amount: before.amount })}
          </Link>
        ))}
      </Flex>
    </Card>
  );
}

function Remarks({ split }: { split: Split }) {
  const t = useText();
  return (
    <Card title={t('splits.remarks')} data-testid="split-remarks">
      {split.remarks.length === 0 && (
        <Typography.Text type="secondary">{t('splits.noRemarks')}</Typography.Text>
      )}
      {split.remarks.map((one) => (
        <p key={one.kind}>
          <StateTag kind="splitState" state={one.kind} /> {one.note} · {one.person.name} ·{' '}
          <time dateTime={one.at}>{one.at.slice(0, 10)}</time>{' '}
          {one.document !== null && (
            <a href={`/documents/${one.document}`} download>
              {t('splits.paper')}
            </a>
          )}
        </p>
      ))}
    </Card>
  );
}

/** One flag: what it adds up, on what ground, and what supervision says of it. */
export default function SplitPage() {
  const t = useText();
  const { id } = useParams({ from: '/splits/$id' });
  const { data: split, error } = useQuery(trpc.contracts.split.queryOptions({ id }));
  if (error !== null) return <FailureAlert error={error} />;
  if (split === undefined) return <Skeleton active />;
  return (
    <Page
      title={`${t(`splitCode.${split.code}`)}：${split.subject}`}
      subtitle={
        <>
          <StateTag kind="splitState" state={split.state} /> {t(`splitTie.${split.tie}`)} ·{' '}
          {t(`splitClass.${split.class}`)} · {t('splits.threshold')} {inWan(split.threshold)}
        </>
      }
    >
      <Flex vertical gap={16}>
        {split.continuedBy !== null && (
          <Alert
            type="warning"
            title={t('splits.continued')}
            action={
              <Link to="/splits/$id" params={{ id: split.continuedBy }}>
                {t('splits.openNew')}
              </Link>
            }
          />
        )}
        <Ground split={split} />
        <Contracts split={split} />
        <Remarks split={split} />
        {split.may.length > 0 && <SplitRemarkForm key={split.id} split={split} />}
        <Card title={t('contracts.history')}>
          <JournalList items={split.history} />
        </Card>
      </Flex>
    </Page>
  );
}
