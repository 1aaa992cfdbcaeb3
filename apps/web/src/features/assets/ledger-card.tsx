import { Link } from '@tanstack/react-router';
import { Card, Flex, Table, Tag, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { useCode, useText } from '../../texts/text.ts';
import type { Story, StoryEntry } from './story-data.ts';

function VoucherOf({ entry }: { entry: StoryEntry }) {
  if (entry.voucher === null) return '—';
  return (
    <Link to="/vouchers/$id" params={{ id: entry.voucher.id }}>
      {entry.voucher.number}
    </Link>
  );
}

/** The entries across the owners, with what the card showed after each, and the corrections that no voucher followed. */
export function LedgerCard({ story }: { story: Story }) {
  const t = useText();
  const code = useCode();
  const cardOnly = story.adjustments.filter(({ booked }) => !booked);
  const amount = (title: string, pick: (entry: StoryEntry) => string) => ({
    title,
    align: 'right' as const,
    render: (_: unknown, entry: StoryEntry) => <Amount value={pick(entry)} />,
  });
  return (
    <Card title={t('assetActs.ledger')} data-testid="ledger">
      <Table<StoryEntry>
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 640 }}
        dataSource={story.entries}
        columns={[
          { title: t('assetActs.on'), dataIndex: 'on', className: 'nowrap' },
          {
            title: t('assetActs.entry'),
            render: (_, entry) => (
              <>
                {code('entry', entry.kind)}
                {entry.through === null ? '' : ` ${t('assetActs.through', { month: entry.through })}`}
                <br />
                <Typography.Text type="secondary">{entry.organization.name}</Typography.Text>
              </>
            ),
          },
          amount(t('assetActs.costAfter'), (entry) => entry.after.cost),
          amount(t('assetActs.depreciationAfter'), (entry) => entry.after.depreciation),
          amount(t('assetActs.impairmentAfter'), (entry) => entry.after.impairment),
          amount(t('assetActs.netAfter'), (entry) => entry.after.net),
          {
            title: t('assetActs.voucher'),
            className: 'nowrap',
            render: (_, entry) => <VoucherOf entry={entry} />,
          },
        ]}
      />
      {story.adjustments.length > 0 && (
        <Flex vertical gap={4} style={{ marginTop: 12 }}>
          <Typography.Text strong>{t('assetActs.adjustments')}</Typography.Text>
          {story.adjustments.map((one) => (
            <div key={one.id}>
              {one.on} {code('entry', one.kind)}：{one.reason}{' '}
              <a href={`/documents/${one.paper.digest}`} download>
                {one.paper.name}
              </a>{' '}
              {cardOnly.includes(one) && <Tag color="warning">{t('assetActs.ledgerDiffers')}</Tag>}
            </div>
          ))}
        </Flex>
      )}
    </Card>
  );
}
