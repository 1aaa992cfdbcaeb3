import { Link } from '@tanstack/react-router';
import { Card, Flex, Input, Radio, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Order } from './asset-data.ts';

type Difference = Order['differences'][number];
const outcomesOf = (difference: Difference) =>
  difference.asset === null ? (['register', 'withdraw'] as const) : (['proceed', 'withdraw'] as const);

function Answer({ difference }: { difference: Difference }) {
  const t = useText();
  const code = useCode();
  const [outcome, setOutcome] = useState<'proceed' | 'withdraw' | 'register' | null>(null);
  const [note, setNote] = useState('');
  return (
    <Flex vertical gap={8}>
      <Radio.Group
        aria-label={t('assets.answer')}
        value={outcome}
        onChange={(event) => setOutcome(event.target.value as 'proceed' | 'withdraw' | 'register')}
        options={outcomesOf(difference).map((value) => ({ value, label: code('outcome', value) }))}
      />
      <Input
        aria-label={t('assets.answerNote')}
        placeholder={t('assets.answerNote')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <ActButton
        disabled={outcome === null || note.trim() === ''}
        mutation={trpc.assets.resolve.mutationOptions()}
        input={{ differenceId: difference.id, outcome: outcome ?? 'proceed', note }}
      >
        {t('assets.answerSave')}
      </ActButton>
    </Flex>
  );
}

function OneDifference({ difference }: { difference: Difference }) {
  const t = useText();
  const code = useCode();
  const { asset, kind, side, note, name, answers, settled } = difference;
  return (
    <li data-testid={`difference-${kind}`}>
      <div>
        <Tag color={settled ? 'default' : 'error'}>{code('difference', kind)}</Tag>
        {asset === null ? (
          <strong>{name}</strong>
        ) : (
          <Link to="/assets/$id" params={{ id: asset.id }}>
            {asset.code} {asset.name}
          </Link>
        )}
        <div>
          {t(side === 'from' ? 'assets.sideFrom' : 'assets.sideTo')}：{note}
        </div>
        {(['from', 'to'] as const).map((which) => {
          const answer = answers[which];
          return answer === null ? null : (
            <Typography.Text key={which} type="secondary" style={{ display: 'block' }}>
              {t(which === 'from' ? 'assets.sideFrom' : 'assets.sideTo')} → {code('outcome', answer)}
            </Typography.Text>
          );
        })}
      </div>
      {difference.may.includes('assets.resolve') && !settled && <Answer difference={difference} />}
    </li>
  );
}

/** What differed, each row holding its own line until both sides answer alike. */
export function DifferencesCard({ order }: { order: Order }) {
  const t = useText();
  if (order.differences.length === 0) return null;
  const open = order.differences.filter(({ settled }) => !settled).length;
  return (
    <Card title={t('assets.differencesTitle', { open: String(open) })} data-testid="differences">
      <Typography.Paragraph type="secondary">{t('assets.differencesHint')}</Typography.Paragraph>
      <ul className="difference-list">
        {order.differences.map((difference) => (
          <OneDifference key={difference.id} difference={difference} />
        ))}
      </ul>
    </Card>
  );
}
