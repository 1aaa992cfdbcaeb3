import { useInfiniteQuery } from '@tanstack/react-query';
import { Card, Flex, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { Amount } from '../../components/amount.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { yuanFromText } from '../../components/yuan-text.ts';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Order, OrderAsset } from './asset-data.ts';

const kinds = ['mortgage', 'lease', 'works', 'retention', 'guarantee'] as const;
type Kind = (typeof kinds)[number];
const asks: Readonly<Record<string, Kind>> = {
  MORTGAGE_FOLLOWS: 'mortgage',
  LEASE_FOLLOWS: 'lease',
  PRIORITY_CLAIM: 'works',
};

/** Lines that carry something, with what is named for them already. */
function useCarrying(order: Order): OrderAsset[] {
  const query = useInfiniteQuery(
    trpc.assets.orderLines.infiniteQueryOptions(
      { orderId: order.id },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const lines = query.data?.pages.flatMap((page) => page.items) ?? [];
  return lines.filter(({ state }) => state === 'counting' || state === 'held');
}

function Form({ order, lines }: { order: Order; lines: readonly OrderAsset[] }) {
  const t = useText();
  const code = useCode();
  const carrying = lines.find((line) => line.warnings.some(({ code }) => asks[code] !== undefined));
  const [assetId, setAssetId] = useState(carrying?.asset.id ?? lines[0]?.asset.id ?? '');
  const wanted =
    carrying?.warnings.map(({ code }) => asks[code]).find((kind) => kind !== undefined) ?? 'retention';
  const [kind, setKind] = useState<Kind>(wanted);
  const [counterparty, setCounterparty] = useState('');
  const [amount, setAmount] = useState('');
  const [papers, setPapers] = useState<Paper[]>([]);
  const yuan = amount === '' ? null : yuanFromText(amount);
  const ready = counterparty.trim() !== '' && papers.length > 0 && (amount === '' || yuan !== null);
  return (
    <Flex vertical gap={8} data-testid="succession-form">
      <Select
        aria-label={t('assets.successionAsset')}
        value={assetId}
        onChange={setAssetId}
        options={lines.map(({ asset }) => ({ value: asset.id, label: `${asset.code} ${asset.name}` }))}
      />
      <Select
        aria-label={t('assets.successionKind')}
        value={kind}
        onChange={setKind}
        options={kinds.map((value) => ({ value, label: code('succession', value) }))}
      />
      <TextField
        id="counterparty"
        label="assets.counterparty"
        value={counterparty}
        onChange={setCounterparty}
        required
      />
      <TextField
        id="successionAmount"
        label="assets.successionAmount"
        type="decimal"
        value={amount}
        onChange={setAmount}
      />
      <PapersField
        papers={papers}
        onChange={(all) => setPapers(all.slice(-1))}
        label={t('assets.successionPaper')}
      />
      <ActButton
        disabled={!ready}
        mutation={trpc.assets.succeed.mutationOptions()}
        input={{
          ...{
            orderId: order.id,
            assetId,
            kind,
            counterparty: counterparty.trim(),
            document: papers[0]?.digest ?? '',
          },
          ...(yuan === null ? {} : { amount: yuan }),
        }}
        onDone={() => {
          setCounterparty('');
          setAmount('');
          setPapers([]);
        }}
      >
        {t('assets.successionSave')}
      </ActButton>
    </Flex>
  );
}

/** What goes along with the assets and who takes it over: the receiver, named here with the agreement. */
export function SuccessionsCard({ order }: { order: Order }) {
  const t = useText();
  const code = useCode();
  const lines = useCarrying(order);
  const open = order.side !== null && lines.length > 0;
  if (order.successions.length === 0 && !open) return null;
  return (
    <Card size="small" title={t('assets.successionsTitle')} data-testid="successions">
      <Typography.Paragraph type="secondary">{t('assets.successionsHint')}</Typography.Paragraph>
      {order.successions.map(({ id, kind, counterparty, amount, paper }) => (
        <p key={id}>
          <Tag>{code('succession', kind)}</Tag> {counterparty} {amount !== null && <Amount value={amount} />}{' '}
          <a href={`/documents/${paper.digest}`} download>
            {paper.name}
          </a>
        </p>
      ))}
      {open && <Form key={lines.length} order={order} lines={lines} />}
    </Card>
  );
}
