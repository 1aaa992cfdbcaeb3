import { Card, Flex, Table, Tag, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { Why } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import type { Conflicts, Tender } from './tender-data.ts';

/** As the rule answers; kept with the tender as it was. */
type Result = {
  readonly rejected: readonly { readonly id: string; readonly code: string; readonly because: string }[];
  readonly competition: string;
  readonly base: string | null;
  readonly ranking: readonly {
    readonly id: string;
    readonly rank: number;
    readonly evaluated: string;
    readonly score: string | null;
    readonly total: string | null;
  }[];
  readonly performanceGuaranteeMayBeAsked: boolean;
  readonly reasons: readonly unknown[];
};

/** Every step of the evaluation: who was out and why, the base, the scores, the ranking. */
export function EvaluationCard({ tender }: { readonly tender: Tender }) {
  const t = useText();
  const code = useCode();
  if (tender.evaluationRecord === null) return null;
  const result = tender.evaluationRecord.result as Result;
  const conflicts = tender.evaluationRecord.conflicts as Conflicts;
  const bid = (id: string) => tender.opening?.bids.find((one) => one.bidId === id);
  const bidder = (id: string) =>
    tender.opening?.bids.find((one) => one.supplier.id === id)?.supplier.name ?? '';
  return (
    <Card title={t('tenders.evaluated')} data-testid="evaluation" extra={<Why reasons={result.reasons} />}>
      <p>
        {code('evaluation', tender.evaluation)} · {code('competition', result.competition)}
        {result.base !== null && <> · {t('tenders.base', { base: result.base })}</>}
        {result.performanceGuaranteeMayBeAsked && <> · {t('tenders.guarantee')}</>}
      </p>
      <Table
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 640 }}
        dataSource={[...result.ranking]}
        columns={[
          { title: t('tenders.rank'), dataIndex: 'rank' },
          { title: t('tenders.bidder'), render: (_, row) => bid(row.id)?.supplier.name },
          {
            title: t('tenders.priceWan'),
            align: 'right',
            render: (_, row) => <Amount value={bid(row.id)?.price ?? null} />,
          },
          {
            title: t('tenders.evaluatedWan'),
            align: 'right',
            render: (_, row) => <Amount value={row.evaluated} />,
          },
          { title: t('tenders.score'), align: 'right', render: (_, row) => row.score ?? '—' },
          { title: t('tenders.total'), align: 'right', render: (_, row) => row.total ?? '—' },
        ]}
      />
      <Flex vertical gap={4} style={{ marginTop: 12 }}>
        {result.rejected.map((one) => (
          <span key={one.id}>
            <Tag color="red">{code('finding', one.code)}</Tag>
            {bid(one.id)?.supplier.name}：{one.because}
          </span>
        ))}
        {conflicts.bids
          .filter((one) => one.outcome !== 'ok')
          .map((one) => (
            <Typography.Text key={one.id} type="secondary">
              <Tag>{code('conflict', one.outcome)}</Tag>
              {bidder(one.id)}：{one.because}
            </Typography.Text>
          ))}
      </Flex>
    </Card>
  );
}
