import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, Skeleton, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { WarrantLine } from './matter-data.ts';

function WarrantTable({ warrants }: { warrants: readonly WarrantLine[] }) {
  const t = useText();
  const code = useCode();
  if (warrants.length === 0) return <EmptyState title={t('warrants.none')} hint={t('warrants.noneHint')} />;
  return (
    <Table<WarrantLine>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 1080 }}
      dataSource={[...warrants]}
      onRow={(line) => ({ 'data-testid': `row-${line.id}` }) as object}
      columns={[
        {
          title: t('warrants.number'),
          render: (_, line) => (
            <Link to="/warrants/$id" params={{ id: line.id }}>
              {line.number}
            </Link>
          ),
        },
        { title: t('warrants.name'), dataIndex: 'title' },
        { title: t('warrants.company'), render: (_, line) => line.company.name },
        { title: t('warrants.kind'), width: 120, render: (_, line) => code('matters', line.kind) },
        {
          title: t('warrants.amount'),
          align: 'right',
          width: 130,
          render: (_, line) => <Amount value={line.amount} />,
        },
        {
          title: t('warrants.remaining'),
          align: 'right',
          width: 110,
          render: (_, line) => <Amount value={line.remaining} />,
        },
        { title: t('warrants.issuedOn'), width: 110, dataIndex: 'issuedOn' },
        { title: t('warrants.expiresOn'), width: 110, dataIndex: 'expiresOn' },
        {
          title: t('warrants.state'),
          width: 90,
          render: (_, line) => <StateTag kind="warrant" state={line.state} />,
        },
      ]}
    />
  );
}

/** The warrants within one's range: what may be done, how much of it is left and until when. */
export default function WarrantsPage() {
  const t = useText();
  const warrants = useQuery(trpc.warrants.list.queryOptions());
  return (
    <Page title={t('warrants.title')} subtitle={t('warrants.subtitle')}>
      <FailureAlert error={warrants.error} />
      <Card>
        {warrants.data === undefined ? (
          warrants.error === null && <Skeleton active />
        ) : (
          <WarrantTable warrants={warrants.data} />
        )}
      </Card>
    </Page>
  );
}
