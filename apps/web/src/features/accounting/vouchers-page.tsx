import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Card, Skeleton, Table, Tooltip } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { VoucherLine } from './voucher-data.ts';
import { VoucherFilters, type VoucherSearch, voucherBooks } from './voucher-filters.tsx';

function VoucherTable({ vouchers }: { vouchers: readonly VoucherLine[] }) {
  const t = useText();
  return (
    <Table<VoucherLine>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 720 }}
      dataSource={[...vouchers]}
      onRow={(voucher) => ({ 'data-testid': `row-${voucher.id}` }) as object}
      columns={[
        {
          title: t('accounting.number'),
          render: (_, voucher) => (
            <Link to="/vouchers/$id" params={{ id: voucher.id }}>
              {voucher.number}
            </Link>
          ),
        },
        { title: t('accounting.on'), dataIndex: 'on' },
        { title: t('accounting.organization'), render: (_, voucher) => voucher.organization.name },
        { title: t('accounting.summary'), dataIndex: 'summary' },
        {
          title: t('accounting.total'),
          align: 'right',
          render: (_, voucher) => <Amount value={voucher.total} />,
        },
      ]}
    />
  );
}

const textsOnly = (search: object): Record<string, string> =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => typeof value === 'string'));

/** The vouchers by company, book and period, newest first; the address holds the filter. As Excel for bookkeeping software. */
export default function VouchersPage() {
  const t = useText();
  const navigate = useNavigate();
  const { companyId, kind, from, to } = useSearch({ from: '/vouchers' });
  const book = voucherBooks.find((each) => each === kind);
  const filter: VoucherSearch = {
    ...(companyId === undefined ? {} : { organizationId: companyId }),
    ...(book === undefined ? {} : { book }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  const query = useInfiniteQuery(
    trpc.accounting.vouchers.infiniteQueryOptions(filter, {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
    }),
  );
  const vouchers = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Page
      title={t('accounting.title')}
      subtitle={t('accounting.subtitle')}
      actions={
        <Tooltip title={t('accounting.exportHint')}>
          <Button
            icon={<DownloadOutlined />}
            href={`/exports/vouchers.xlsx?${new URLSearchParams(textsOnly(filter))}`}
            download
          >
            {t('accounting.exportBooks')}
          </Button>
        </Tooltip>
      }
    >
      <Card>
        <VoucherFilters
          filter={filter}
          onPick={(part) => {
            const { organizationId, book: picked, ...days } = { ...filter, ...part };
            const search = textsOnly({ ...days, companyId: organizationId, kind: picked });
            void navigate({ to: '/vouchers', search, replace: true });
          }}
        />
        <FailureAlert error={query.error} />
        {vouchers === undefined && query.error === null && <Skeleton active />}
        {vouchers?.length === 0 && (
          <EmptyState title={t('accounting.empty')} hint={t('accounting.emptyHint')} />
        )}
        {vouchers !== undefined && vouchers.length > 0 && <VoucherTable vouchers={vouchers} />}
        {query.hasNextPage && (
          <Button
            style={{ marginTop: 12 }}
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('accounting.more')}
          </Button>
        )}
      </Card>
    </Page>
  );
}
