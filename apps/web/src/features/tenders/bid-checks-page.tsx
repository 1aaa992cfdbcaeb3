import { bidCheckers } from '@guanyun/domain/organizations/permissions.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Card, Skeleton, Table } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { BidCheckLine } from './tender-data.ts';

function Checks({ checks }: { readonly checks: readonly BidCheckLine[] }) {
  const t = useText();
  return (
    <Table<BidCheckLine>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 900 }}
      dataSource={[...checks]}
      onRow={(row) => ({ 'data-testid': `bid-check-${row.id}` }) as object}
      columns={[
        { title: t('bidChecks.checkedOn'), width: 110, dataIndex: 'checkedOn' },
        {
          title: t('bidChecks.outcome'),
          width: 96,
          render: (_, row) => <StateTag kind="bidOutcome" state={row.outcome} />,
        },
        { title: t('bidChecks.company'), render: (_, row) => row.company.name },
        {
          title: t('bidChecks.tender'),
          render: (_, row) => (
            <Link to="/bid-checks/$id" params={{ id: row.id }}>
              {row.title}
            </Link>
          ),
        },
        { title: t('bidChecks.lot'), dataIndex: 'lot' },
        { title: t('bidChecks.tenderer'), dataIndex: 'tendererName' },
        { title: t('bidChecks.deadline'), dataIndex: 'deadline' },
        {
          title: t('bidChecks.state'),
          render: (_, { ended, standing }) =>
            t(ended ? 'bidChecks.ended' : standing ? 'bidChecks.standing' : 'bidChecks.superseded'),
        },
      ]}
    />
  );
}

/** What the company asked before bidding elsewhere; all companies' checks for the committee. */
export default function BidChecksPage() {
  const t = useText();
  const { data: checks, error } = useQuery(trpc.tenders.bidChecks.queryOptions());
  const { data: me } = useQuery(trpc.session.me.queryOptions());
  const mayCheck = me !== undefined && bidCheckers.some((kind) => kind === me.post.kind);
  return (
    <Page
      title={t('bidChecks.title')}
      subtitle={t('bidChecks.subtitle')}
      actions={
        mayCheck && (
          <Link to="/bid-checks/new">
            <Button type="primary">{t('bidChecks.new')}</Button>
          </Link>
        )
      }
    >
      <FailureAlert error={error} />
      <Card {...(me !== undefined && me.post.side !== 'company' ? { extra: t('bidChecks.sealed') } : {})}>
        {checks === undefined && error === null && <Skeleton active />}
        {checks?.length === 0 && <EmptyState title={t('bidChecks.none')} hint={t('bidChecks.noneHint')} />}
        {checks !== undefined && checks.length > 0 && <Checks checks={checks} />}
      </Card>
    </Page>
  );
}
