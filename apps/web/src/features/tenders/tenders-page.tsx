import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Card, Skeleton, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { momentText, type TenderLine } from './tender-data.ts';

/** The tenders of the company; all of them for the committee. */
export default function TendersPage() {
  const t = useText();
  const code = useCode();
  const { data: tenders, error } = useQuery(trpc.tenders.list.queryOptions());
  const { data: me } = useQuery(trpc.session.me.queryOptions());
  const mayDraft = me !== undefined && ['company_handler', 'company_representative'].includes(me.post.kind);
  return (
    <Page
      title={t('tenders.title')}
      subtitle={t('tenders.subtitle')}
      actions={
        mayDraft && (
          <Link to="/tenders/new">
            <Button type="primary">{t('tenders.new')}</Button>
          </Link>
        )
      }
    >
      <FailureAlert error={error} />
      <Card>
        {tenders === undefined && error === null && <Skeleton active />}
        {tenders?.length === 0 && <EmptyState title={t('tenders.none')} hint={t('tenders.noneHint')} />}
        {tenders !== undefined && tenders.length > 0 && (
          <Table<TenderLine>
            rowKey="id"
            size="small"
            pagination={false}
            scroll={{ x: 900 }}
            dataSource={tenders}
            columns={[
              { title: t('tenders.number'), dataIndex: 'number' },
              {
                title: t('tenders.name'),
                render: (_, row) => (
                  <Link to="/tenders/$id" params={{ id: row.id }}>
                    {row.title}
                  </Link>
                ),
              },
              { title: t('tenders.tenderer'), render: (_, row) => row.tenderer.name },
              { title: t('tenders.method'), render: (_, row) => code('tenderMethod', row.method) },
              {
                title: t('tenders.ceilingWan'),
                align: 'right',
                render: (_, row) => <Amount value={row.ceiling} />,
              },
              { title: t('tenders.deadline'), render: (_, row) => momentText(row.deadline) },
              { title: t('tenders.state'), render: (_, row) => <StateTag kind="tender" state={row.state} /> },
            ]}
          />
        )}
      </Card>
    </Page>
  );
}
