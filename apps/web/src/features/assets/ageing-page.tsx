import { cite } from '@guanyun/domain/kernel/basis.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Skeleton, Table, Typography } from 'antd';
import { useState } from 'react';
import { Amount } from '../../components/amount.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { AmountsDrawer } from './amounts-drawer.tsx';
import type { Ageing } from './asset-data.ts';

type Row = Ageing['clusters'][number];
type Cell = { readonly cluster: Row['cluster']; readonly bucket: string };

function Figure({ of, onOpen }: { of: { items: number; net: string }; onOpen?: () => void }) {
  const t = useText();
  if (of.items === 0) return <Typography.Text type="secondary">—</Typography.Text>;
  const count = t('ageing.items', { n: String(of.items) });
  return (
    <Flex vertical align="end">
      <Amount value={of.net} />
      {onOpen === undefined ? (
        <Typography.Text type="secondary">{count}</Typography.Text>
      ) : (
        <Button type="link" size="small" style={{ padding: 0 }} onClick={onOpen}>
          {count}
        </Button>
      )}
    </Flex>
  );
}

function CellAssets({ cell, onClose }: { cell: Cell; onClose: () => void }) {
  const code = useCode();
  const { cluster, bucket } = cell;
  const pages = useInfiniteQuery(
    trpc.assets.aged.infiniteQueryOptions(
      { clusterId: cluster.id, bucket },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const title = `${cluster.name} · ${code('ageing.bucket', bucket)}`;
  return <AmountsDrawer title={title} pages={pages} onClose={onClose} />;
}

function AgeingTable({ ageing, onOpen }: { ageing: Ageing; onOpen: (cell: Cell) => void }) {
  const t = useText();
  const code = useCode();
  return (
    <Table<Row>
      rowKey={({ cluster }) => cluster.id}
      size="small"
      pagination={false}
      scroll={{ x: 760 }}
      dataSource={ageing.clusters}
      onRow={({ cluster }) => ({ 'data-testid': `row-${cluster.id}` }) as object}
      columns={[
        { title: t('assets.cluster'), fixed: 'left', render: (_, row) => row.cluster.name },
        ...ageing.buckets.map(({ code: bucket }, index) => ({
          title: code('ageing.bucket', bucket),
          align: 'right' as const,
          render: (_: unknown, row: Row) => (
            <Figure
              of={row.cells[index] ?? { items: 0, net: '0.00' }}
              onOpen={() => onOpen({ cluster: row.cluster, bucket })}
            />
          ),
        })),
        { title: t('assets.total'), align: 'right', render: (_, row) => <Figure of={row.total} /> },
      ]}
      summary={() => (
        <Table.Summary.Row data-testid="row-total">
          <Table.Summary.Cell index={0}>{t('assets.total')}</Table.Summary.Cell>
          {[...ageing.columns, { bucket: 'total', ...ageing.total }].map((column, index) => (
            <Table.Summary.Cell key={column.bucket} index={index + 1} align="right">
              <Figure of={column} />
            </Table.Summary.Cell>
          ))}
        </Table.Summary.Row>
      )}
    />
  );
}

/** What is not yet transferred, by cluster and the time since it was formed. */
export default function AgeingPage() {
  const t = useText();
  const [cell, setCell] = useState<Cell | null>(null);
  const { data, error } = useQuery(trpc.assets.ageing.queryOptions());
  return (
    <Page title={t('ageing.title')} subtitle={`${t('ageing.subtitle')}；${t('ageing.unit')}`}>
      <Card>
        <FailureAlert error={error} />
        {data === undefined && error === null && <Skeleton active />}
        {data !== undefined && (
          <Flex vertical gap={12}>
            <AgeingTable ageing={data} onOpen={setCell} />
            <Typography.Text type="secondary">
              {t('ageing.basis', { basis: cite([data.basis]) })}
            </Typography.Text>
          </Flex>
        )}
      </Card>
      {cell !== null && <CellAssets cell={cell} onClose={() => setCell(null)} />}
    </Page>
  );
}
