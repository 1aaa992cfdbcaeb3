import { Link } from '@tanstack/react-router';
import { Flex, Table } from 'antd';
import type { ReactNode } from 'react';
import { Amount } from '../../components/amount.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Why } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { grouped, type LandRow } from './land-data.ts';

/** A cell of two lines, the second smaller. */
function Two({ children, under, end = false }: { children: ReactNode; under: ReactNode; end?: boolean }) {
  return (
    <Flex vertical {...(end ? { className: 'amount' } : {})}>
      <span>{children}</span>
      <span className="land-of">{under}</span>
    </Flex>
  );
}

function Named({ row, asOf }: { row: LandRow; asOf: string | undefined }) {
  return (
    <Two under={row.parcelNo}>
      <Link to="/land/$id" params={{ id: row.id }} search={asOf === undefined ? {} : { asOf }}>
        {row.name}
      </Link>
    </Two>
  );
}

/** The rows of the ledger: each state opens to its reasons. */
export function LandTable({ rows, asOf }: { readonly rows: LandRow[]; readonly asOf: string | undefined }) {
  const t = useText();
  const code = useCode();
  return (
    <Table<LandRow>
      rowKey="id"
      size="small"
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 1060 }}
      dataSource={rows}
      onRow={(row) => ({ 'data-testid': `row-${row.id}` }) as object}
      columns={[
        {
          title: t('land.name'),
          render: (_, row) => <Named row={row} asOf={asOf} />,
        },
        {
          title: t('land.state'),
          width: 140,
          render: (_, row) => (
            <Two under={<Why reasons={row.reasons} />}>
              <StateTag kind="landState" state={row.state} />
            </Two>
          ),
        },
        {
          title: t('land.holder'),
          render: (_, row) => (
            <Two under={row.cluster.name}>{row.holder.name || t('assets.unknownName')}</Two>
          ),
        },
        {
          title: t('land.areaBoth'),
          align: 'right',
          render: (_, row) => (
            <Two end under={t('land.metres', { area: grouped(row.area) })}>
              {t('land.mu', { mu: grouped(row.mu) })}
            </Two>
          ),
        },
        { title: t('land.priceWan'), align: 'right', render: (_, row) => <Amount value={row.price} /> },
        {
          title: t('land.agreedDays'),
          width: 130,
          render: (_, row) => <Two under={row.completeBy}>{row.startBy}</Two>,
        },
        {
          title: t('land.feeShort'),
          align: 'right',
          render: (_, row) => <Amount value={row.fee === '0.00' ? null : row.fee} />,
        },
        {
          title: t('land.next'),
          width: 210,
          render: (_, row) => <Two under={row.deadline ?? ''}>{code('landStep', row.next)}</Two>,
        },
      ]}
    />
  );
}
