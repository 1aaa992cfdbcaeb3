import './tenders.css';
import { Card, Descriptions, Flex, List, Table, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Amount } from '../../components/amount.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { momentText, type Shown } from './tender-data.ts';

export function FactsCard({ tender }: { readonly tender: Shown }) {
  const t = useText();
  const code = useCode();
  return (
    <Card title={t('tenders.facts')}>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2 }}
        items={[
          { key: 'tenderer', label: t('tenders.tenderer'), children: tender.tenderer.name },
          { key: 'project', label: t('tenders.project'), children: tender.project },
          { key: 'method', label: t('tenders.method'), children: code('tenderMethod', tender.method) },
          {
            key: 'evaluation',
            label: t('tenders.evaluation'),
            children: code('evaluation', tender.evaluation),
          },
          { key: 'ceiling', label: t('tenders.ceilingWan'), children: <Amount value={tender.ceiling} /> },
          {
            key: 'deadline',
            label: t('tenders.deadline'),
            children: <span data-testid="deadline">{momentText(tender.deadline)}</span>,
          },
          { key: 'objections', label: t('tenders.objectionsUntil'), children: tender.objectionsUntil ?? '—' },
          {
            key: 'lots',
            label: t('tenders.lots'),
            children: tender.lots
              .map((lot) => `${lot.code} ${lot.title}（${code('lotKind', lot.kind)}）`)
              .join('；'),
          },
        ]}
      />
    </Card>
  );
}

export function PapersCard({ tender }: { readonly tender: Shown }) {
  const t = useText();
  const code = useCode();
  return (
    <Card title={t('tenders.papers')}>
      <List
        size="small"
        dataSource={[...tender.papers]}
        renderItem={(paper) => (
          <List.Item>
            <Flex vertical>
              <a href={`/issued/${paper.digest}`} download>
                {paper.name}
              </a>
              <span className="tender-digest">SHA-256 {paper.digest}</span>
            </Flex>
          </List.Item>
        )}
      />
      {tender.changes.map((change) => (
        <Typography.Paragraph key={change.id}>
          <Tag>{code('tenderChange', change.kind)}</Tag>
          {momentText(change.issuedAt)} {change.text}
          {change.affects && <> · {t('tenders.movedTo', { at: momentText(change.deadlineAfter) })}</>}
        </Typography.Paragraph>
      ))}
    </Card>
  );
}

/** The opening as it is read out: every receipt, with what was found of it. */
export function OpeningCard({
  tender,
  action,
}: {
  readonly tender: Shown;
  readonly action?: (bid: NonNullable<Shown['opening']>['bids'][number]) => React.ReactNode;
}) {
  const t = useText();
  const code = useCode();
  const { opening } = tender;
  if (opening === null) return null;
  return (
    <Card title={t('tenders.openingRecord')} data-testid="opening">
      <p>
        {t('tenders.openedAt', { at: momentText(opening.openedAt), receipts: opening.receipts })}
        <br />
        <span className="tender-digest">{opening.digest}</span>
      </p>
      <Table
        rowKey="bidId"
        size="small"
        pagination={false}
        scroll={{ x: 760 }}
        dataSource={[...opening.bids]}
        columns={[
          { title: t('tenders.bidder'), render: (_, bid) => bid.supplier.name },
          { title: t('tenders.priceWan'), align: 'right', render: (_, bid) => <Amount value={bid.price} /> },
          { title: t('tenders.term'), align: 'right', render: (_, bid) => bid.termDays ?? '—' },
          {
            title: t('tenders.found'),
            render: (_, bid) => (
              <>
                {code('bidOutcome', bid.outcome)}
                {['altered', 'unreadable'].includes(bid.outcome) && (
                  <div>{code('bidFault', bid.because)}</div>
                )}
              </>
            ),
          },
          {
            title: t('tenders.receipt'),
            render: (_, bid) => <span className="tender-digest">{bid.digest.slice(0, 16)}…</span>,
          },
          ...(action === undefined
            ? []
            : [
                {
                  title: '',
                  render: (_: unknown, bid: NonNullable<Shown['opening']>['bids'][number]) => action(bid),
                },
              ]),
        ]}
      />
    </Card>
  );
}

export function ResultCard({ tender, action }: { readonly tender: Shown; readonly action?: ReactNode }) {
  const t = useText();
  if (tender.candidates.length === 0) return null;
  return (
    <Card title={t('tenders.candidates')} data-testid="candidates">
      <p>{t('tenders.publicity', { from: tender.publicityFrom ?? '', to: tender.publicityEnds ?? '' })}</p>
      <ol>
        {tender.candidates.map((one) => (
          <li key={one.rank}>
            {one.supplier.name} <Amount value={one.price} />
          </li>
        ))}
      </ol>
      {tender.award !== null && (
        <Typography.Paragraph strong data-testid="award">
          {t('tenders.awarded', {
            ...{ name: tender.award.supplier.name, on: tender.award.noticeOn, by: tender.award.signBy },
          })}
        </Typography.Paragraph>
      )}
      {action}
    </Card>
  );
}

export function ObjectionsCard({
  tender,
  action,
}: {
  readonly tender: Shown & { objections: readonly { id: string; by?: { name: string } | null }[] };
  readonly action?: (objection: Shown['objections'][number]) => React.ReactNode;
}) {
  const t = useText();
  const code = useCode();
  if (tender.objections.length === 0) return null;
  return (
    <Card title={t('tenders.objections')} data-testid="objections">
      {tender.suspended && <p role="status">{t('tenders.suspended')}</p>}
      {tender.objections.map((objection) => (
        <Flex key={objection.id} vertical gap={4} style={{ marginBottom: 12 }}>
          <span>
            <Tag>{code('objection', objection.kind)}</Tag>
            {momentText(objection.raisedAt)}{' '}
            {'by' in objection && (objection.by as { name: string } | null)?.name}
          </span>
          <span>{objection.text}</span>
          {objection.answer === null ? (
            <Typography.Text type="warning">
              {t('tenders.answerBy', { by: objection.answerBy })}
            </Typography.Text>
          ) : (
            <Typography.Text type="secondary">
              {t(objection.answer.upheld ? 'tenders.upheld' : 'tenders.notUpheld')}：{objection.answer.text}
            </Typography.Text>
          )}
          {objection.answer === null && action?.(objection)}
        </Flex>
      ))}
    </Card>
  );
}
