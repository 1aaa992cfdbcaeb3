import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Skeleton, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Amount } from '../../components/amount.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Why } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { OrderAsset } from './asset-data.ts';

function CountMark({ count }: { count: OrderAsset['counts']['from'] }) {
  const t = useText();
  const code = useCode();
  if (count === null) return <span>{t('assets.notCounted')}</span>;
  const { difference, note } = count;
  return (
    <>
      <Tag color={difference === null ? 'success' : 'error'}>
        {difference === null ? t('assets.present') : code('difference', difference)}
      </Tag>
      {note !== '' && <div>{note}</div>}
    </>
  );
}

/** What the law says of a line: barred, or going along with a warning. */
export function Findings({ line }: { line: OrderAsset }) {
  const t = useText();
  return (
    <>
      {line.custodyOnly && <Tag color="blue">{t('assets.custodyOnly')}</Tag>}
      {line.blocks.map((finding) => (
        <div key={finding.code}>
          <Tag color="error">{t('assets.block')}</Tag>
          {finding.because}
        </div>
      ))}
      {line.reasons.length > 0 && <Why reasons={line.reasons} />}
      {line.warnings.map((finding) => (
        <div key={finding.code}>
          <Tag color="gold">{t('assets.warning')}</Tag>
          {finding.because}
        </div>
      ))}
    </>
  );
}

type Asked = { orderId: string; sheetId?: string; state?: OrderAsset['state'] };

/** Lines of an order with both counts side by side; `acts` adds what may be done with each. */
export function OrderLines({ asked, acts }: { asked: Asked; acts?: (line: OrderAsset) => ReactNode }) {
  const t = useText();
  const query = useInfiniteQuery(
    trpc.assets.orderLines.infiniteQueryOptions(asked, { getNextPageParam: (page) => page.nextCursor }),
  );
  const lines = query.data?.pages.flatMap((page) => page.items);
  if (query.error !== null) return <FailureAlert error={query.error} />;
  if (lines === undefined) return <Skeleton active />;
  return (
    <>
      <Table<OrderAsset>
        rowKey={(line) => line.asset.id}
        size="small"
        pagination={false}
        scroll={{ x: 760 }}
        dataSource={lines}
        onRow={(line) => ({ 'data-testid': `row-${line.asset.id}` }) as object}
        columns={[
          {
            title: t('assets.name'),
            render: (_, { asset }) => (
              <Link to="/assets/$id" params={{ id: asset.id }}>
                {asset.code} {asset.name}
              </Link>
            ),
          },
          { title: t('assets.cluster'), render: (_, { asset }) => asset.cluster.name },
          { title: t('assets.net'), align: 'right', render: (_, { net }) => <Amount value={net} /> },
          {
            title: t('assets.state'),
            render: (_, line) => <StateTag kind="transferLine" state={line.state} />,
          },
          ...(asked.sheetId === undefined
            ? []
            : [
                {
                  title: t('assets.countFrom'),
                  render: (_: unknown, line: OrderAsset) => <CountMark count={line.counts.from} />,
                },
                {
                  title: t('assets.countTo'),
                  render: (_: unknown, line: OrderAsset) => <CountMark count={line.counts.to} />,
                },
              ]),
          { title: t('assets.findings'), render: (_, line) => <Findings line={line} /> },
          ...(acts === undefined
            ? []
            : [{ title: t('assets.acts'), render: (_: unknown, line: OrderAsset) => acts(line) }]),
        ]}
      />
      {query.hasNextPage && (
        <Button
          style={{ marginTop: 12 }}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('assets.more')}
        </Button>
      )}
    </>
  );
}
