import { Link } from '@tanstack/react-router';
import { Flex, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Why } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { grouped, type LandRow } from './land-data.ts';

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
          render: (_, row) => (
            <Flex vertical>
              <Link to="/land/$id" params={{ id: row.id }} search={asOf === undefined ? {} : { asOf }}>
                {row.name}
              </Link>
              <span className="land-of">{row.parcelNo}</span>
            </Flex>
          ),
        },
        {
          title: t('land.state'),
          width: 140,
          render: (_, row) => (
            <Flex vertical align="start">
              <StateTag kind="landState" state={row.state} />
              <Why reasons={row.reasons} />
            </Flex>
          ),
        },
        {
          title: t('land.holder'),
          render: (_, row) => (
            <Flex vertical>
              <span>{row.holder.name || t('assets.unknownName')}</span>
              <span className="land-of">{row.cluster.name}</span>
            </Flex>
          ),
        },
        {
          title: t('land.areaBoth'),
          align: 'right',
          render: (_, row) => (
            <Flex vertical className="amount">
              <span>{t('land.mu', { mu: grouped(row.mu) })}</span>
              <span className="land-of">{t('land.metres', { area: grouped(row.area) })}</span>
            </Flex>
          ),
        },
        { title: t('land.priceWan'), align: 'right', render: (_, row) => <Amount value={row.price} /> },
        {
          title: t('land.agreedDays'),
          width: 130,
          render: (_, row) => (
            <Flex vertical>
              <span>{row.startBy}</span>
              <span>{row.completeBy}</span>
            </Flex>
          ),
        },
        {
          title: t('land.feeShort'),
          align: 'right',
          render: (_, row) => <Amount value={row.fee === '0.00' ? null : row.fee} />,
        },
        {
          title: t('land.next'),
          width: 210,
          render: (_, row) => (
            <Flex vertical>
              <span>{code('landStep', row.next)}</span>
              <span className="land-of">{row.deadline ?? ''}</span>
            </Flex>
          ),
        },
      ]}
    />
  );
}
