import { Link } from '@tanstack/react-router';
import { Alert, Table, Tag } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { useText } from '../../texts/text.ts';
import type { OrderAsset } from './asset-data.ts';

type Count = OrderAsset['counts']['from'];

function CountMark({ count }: { count: Count }) {
  const t = useText();
  if (count === null) return <span>{t('assets.notCounted')}</span>;
  return (
    <>
      <Tag color={count.counted === 1 ? 'success' : 'error'}>
        {count.counted === 1 ? t('assets.present') : t('assets.absent')}
      </Tag>
      {count.note !== '' && <div>{count.note}</div>}
    </>
  );
}

function Findings({ line }: { line: OrderAsset }) {
  const t = useText();
  return (
    <>
      {line.differs && <Tag color="error">{t('assets.differs')}</Tag>}
      {line.blocks.map((finding) => (
        <div key={finding.code}>
          <Tag color="error">{t('assets.block')}</Tag>
          {finding.because}
        </div>
      ))}
      {line.warnings.map((finding) => (
        <div key={finding.code}>
          <Tag color="gold">{t('assets.warning')}</Tag>
          {finding.because}
        </div>
      ))}
    </>
  );
}

/** The assets of an order with both counts side by side; lines that differ come first. */
export function OrderLines({ lines }: { lines: readonly OrderAsset[] }) {
  const t = useText();
  const differing = lines.filter((line) => line.differs).length;
  const sorted = [...lines].sort((a, b) => Number(b.differs) - Number(a.differs));
  return (
    <>
      {differing > 0 && (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('assets.differences', { count: String(differing) })}
        />
      )}
      <Table<OrderAsset>
        rowKey={(line) => line.asset.id}
        size="small"
        pagination={false}
        scroll={{ x: 760 }}
        dataSource={sorted}
        onRow={(line) => ({ 'data-testid': `row-${line.asset.id}` }) as object}
        columns={[
          { title: t('assets.code'), render: (_, { asset }) => asset.code },
          {
            title: t('assets.name'),
            render: (_, { asset }) => (
              <Link to="/assets/$id" params={{ id: asset.id }}>
                {asset.name}
              </Link>
            ),
          },
          { title: t('assets.net'), align: 'right', render: (_, { asset }) => <Amount value={asset.net} /> },
          { title: t('assets.countFrom'), render: (_, line) => <CountMark count={line.counts.from} /> },
          { title: t('assets.countTo'), render: (_, line) => <CountMark count={line.counts.to} /> },
          { title: t('assets.warning'), render: (_, line) => <Findings line={line} /> },
        ]}
      />
    </>
  );
}
