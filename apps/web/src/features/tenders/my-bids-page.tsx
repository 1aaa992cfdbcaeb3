import './tenders.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Card, Descriptions, Flex, Skeleton, Tag } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { momentText, type OwnBid } from './tender-data.ts';

/** The receipt of one bid: what was handed in, when by the database's clock, and where the journal has it. */
function Receipt({ bid }: { readonly bid: OwnBid }) {
  const t = useText();
  const standing = bid.withdrawnAt === null;
  return (
    <Card
      data-testid={`receipt-${bid.id}`}
      title={
        <Link to="/notices/$id" params={{ id: bid.tender.id }}>
          {bid.tender.number} {bid.tender.title}
        </Link>
      }
      extra={<StateTag kind="tender" state={bid.tender.state} />}
    >
      <Descriptions
        size="small"
        column={1}
        items={[
          {
            key: 'state',
            label: t('tenders.state'),
            children: standing ? (
              <Tag color="green">{t('bids.standing')}</Tag>
            ) : (
              <Tag>{t('bids.withdrawnAt', { at: momentText(bid.withdrawnAt) })}</Tag>
            ),
          },
          { key: 'at', label: t('bids.receivedAt'), children: momentText(bid.receivedAt) },
          {
            key: 'id',
            label: t('bids.receiptNo'),
            children: <span className="tender-digest">{bid.id}</span>,
          },
          {
            key: 'digest',
            label: t('bids.digest'),
            children: <span className="tender-digest">{bid.digest}</span>,
          },
          {
            key: 'journal',
            label: t('bids.journal'),
            children: (
              <span className="tender-digest">
                {bid.journal === null ? (
                  '—'
                ) : (
                  <Link
                    to="/receipts/$index/$leaf"
                    params={{ index: bid.journal.index, leaf: bid.journal.leaf }}
                  >{`#${bid.journal.index} ${bid.journal.digest}`}</Link>
                )}
              </span>
            ),
          },
        ]}
      />
      <Flex gap={8} className="no-print">
        <Button onClick={() => window.print()}>{t('bids.print')}</Button>
        {standing && bid.tender.state === 'published' && (
          <ActButton
            danger
            confirm={t('bids.withdrawConfirm')}
            mutation={trpc.sealed.withdraw.mutationOptions()}
            input={{ id: bid.tender.id }}
          >
            {t('bids.withdraw')}
          </ActButton>
        )}
      </Flex>
    </Card>
  );
}

/** A supplier's own bids with their receipts. */
export default function MyBidsPage() {
  const t = useText();
  const { data: bids, error } = useQuery(trpc.sealed.bids.queryOptions());
  return (
    <Page
      title={t('nav.myBids')}
      subtitle={t('bids.mineHint')}
      actions={<Link to="/notices">{t('nav.notices')}</Link>}
    >
      <FailureAlert error={error} />
      {bids === undefined && error === null && <Skeleton active />}
      {bids?.length === 0 && <EmptyState title={t('bids.none')} hint={t('bids.noneHint')} />}
      <Flex vertical gap={16}>
        {bids?.map((bid) => (
          <Receipt key={bid.id} bid={bid} />
        ))}
      </Flex>
    </Page>
  );
}
