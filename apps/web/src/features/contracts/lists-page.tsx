import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, Skeleton, Table } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { ListLine } from './answers.ts';

function ListTable({ lists }: { lists: readonly ListLine[] }) {
  const t = useText();
  return (
    <Table<ListLine>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 640 }}
      dataSource={[...lists]}
      onRow={(list) => ({ 'data-testid': `row-${list.id}` }) as object}
      columns={[
        {
          title: t('contracts.listName'),
          render: (_, list) => (
            <Link to="/lists/$id" params={{ id: list.id }}>
              {list.name}
            </Link>
          ),
        },
        { title: t('contracts.version'), dataIndex: 'version' },
        {
          title: t('contracts.effective'),
          render: (_, list) => `${list.effectiveFrom} — ${list.effectiveTo ?? t('contracts.openEnd')}`,
        },
        { title: t('contracts.items'), dataIndex: 'items', align: 'right' },
        { title: t('contracts.listState'), render: (_, list) => <StateTag kind="list" state={list.state} /> },
      ]}
    />
  );
}

/** The versions of the cooperation list. */
export default function ListsPage() {
  const t = useText();
  const { data: lists, error } = useQuery(trpc.contracts.lists.queryOptions());
  return (
    <Page title={t('contracts.listsTitle')} subtitle={t('contracts.listsSubtitle')}>
      <FailureAlert error={error} />
      <Card>
        {lists === undefined && error === null && <Skeleton active />}
        {lists?.length === 0 && (
          <EmptyState title={t('contracts.noLists')} hint={t('contracts.noListsHint')} />
        )}
        {lists !== undefined && lists.length > 0 && <ListTable lists={lists} />}
      </Card>
    </Page>
  );
}
