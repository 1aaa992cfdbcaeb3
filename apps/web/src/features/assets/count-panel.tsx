import { Button, Card, Flex, Input, Radio, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Order } from './asset-data.ts';
import {
  type CountDraft,
  type CountEntry,
  countedSoFar,
  countLines,
  entryOf,
  parseDraft,
} from './count-draft.ts';

type RowProps = {
  name: string;
  code: string;
  id: string;
  entry: CountEntry;
  onChange: (entry: CountEntry) => void;
};

function CountRow({ name, code, id, entry, onChange }: RowProps) {
  const t = useText();
  return (
    <li data-testid={`count-${id}`}>
      <div>
        <strong>{name}</strong>
        <div>{code}</div>
      </div>
      <Radio.Group
        aria-label={t('assets.countFor', { name })}
        optionType="button"
        value={entry.counted}
        onChange={(event) => onChange({ ...entry, counted: event.target.value === 1 ? 1 : 0 })}
        options={[
          { value: 1, label: t('assets.present') },
          { value: 0, label: t('assets.absent') },
        ]}
      />
      <Input
        aria-label={t('assets.noteFor', { name })}
        placeholder={t('assets.note')}
        value={entry.note}
        maxLength={200}
        {...(entry.counted === 0 && entry.note.trim() === '' ? { status: 'error' as const } : {})}
        onChange={(event) => onChange({ ...entry, note: event.target.value })}
      />
    </li>
  );
}

/** The count as it is taken, kept on this device until it is sent. */
function useCountDraft(orderId: string): [CountDraft, (next: CountDraft) => void, () => void] {
  const key = `guanyun.count.${orderId}`;
  const [draft, setDraft] = useState<CountDraft>(() => parseDraft(localStorage.getItem(key)));
  useEffect(() => {
    if (Object.keys(draft).length > 0) localStorage.setItem(key, JSON.stringify(draft));
  }, [key, draft]);
  return [draft, setDraft, () => localStorage.removeItem(key)];
}

/** One side's count, item by item; made for a phone in the hand. */
export function CountPanel({ order }: { order: Order }) {
  const t = useText();
  const [draft, setDraft, forget] = useCountDraft(order.id);
  const ids = order.lines.map((line) => line.asset.id);
  const lines = countLines(draft, ids);
  const allPresent = () =>
    setDraft(Object.fromEntries(ids.map((id) => [id, { ...entryOf(draft, id), counted: 1 as const }])));
  return (
    <Card
      title={t('assets.countTitle')}
      extra={<Button onClick={allPresent}>{t('assets.allPresent')}</Button>}
    >
      <Typography.Paragraph type="secondary">{t('assets.countHint')}</Typography.Paragraph>
      <ul className="count-list">
        {order.lines.map(({ asset }) => (
          <CountRow
            key={asset.id}
            id={asset.id}
            name={asset.name}
            code={asset.code}
            entry={entryOf(draft, asset.id)}
            onChange={(entry) => setDraft({ ...draft, [asset.id]: entry })}
          />
        ))}
      </ul>
      <Flex wrap gap={16} align="center" justify="space-between" style={{ marginTop: 16 }}>
        <span>
          {t('assets.countProgress', { done: String(countedSoFar(draft, ids)), total: String(ids.length) })}
        </span>
        <ActButton
          type="primary"
          disabled={lines === null}
          mutation={trpc.assets.count.mutationOptions()}
          input={{ orderId: order.id, lines: lines ?? [] }}
          onDone={forget}
        >
          {t('assets.submitCount')}
        </ActButton>
      </Flex>
    </Card>
  );
}
