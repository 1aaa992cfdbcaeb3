import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Input, Select, Skeleton, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Order, OrderAsset, Sheet } from './asset-data.ts';
import {
  type CountDraft,
  type CountEntry,
  countLines,
  differenceKinds,
  entryOf,
  parseDraft,
  unexplained,
} from './count-draft.ts';

type RowProps = { line: OrderAsset; entry: CountEntry; onChange: (entry: CountEntry) => void };

function CountRow({ line, entry, onChange }: RowProps) {
  const t = useText();
  const code = useCode();
  const { id, name } = line.asset;
  const own = entry.found ?? null;
  return (
    <li data-testid={`count-${id}`}>
      <div>
        <strong>{name}</strong>
        <div>
          {line.asset.code}
          {line.custodyOnly && ` · ${t('assets.custodyOnly')}`}
        </div>
      </div>
      <Select
        aria-label={t('assets.countFor', { name })}
        placeholder={t('assets.notCounted')}
        size="large"
        value={own}
        onChange={(found: NonNullable<CountEntry['found']>) => onChange({ ...entry, found })}
        options={[
          { value: 'present' as const, label: t('assets.present') },
          ...differenceKinds.map((kind) => ({ value: kind, label: code('difference', kind) })),
        ]}
      />
      <Input
        aria-label={t('assets.noteFor', { name })}
        placeholder={t('assets.note')}
        value={entry.note}
        maxLength={500}
        {...(unexplained(entry) ? { status: 'error' as const } : {})}
        onChange={(event) => onChange({ ...entry, note: event.target.value })}
      />
    </li>
  );
}

/** The count as it is taken, kept on this device until it is sent. */
function useCountDraft(sheetId: string): [CountDraft, (next: CountDraft) => void, () => void] {
  const key = `guanyun.count.${sheetId}`;
  const [draft, setDraft] = useState<CountDraft>(() => parseDraft(localStorage.getItem(key)));
  useEffect(() => {
    if (Object.keys(draft).length > 0) localStorage.setItem(key, JSON.stringify(draft));
  }, [key, draft]);
  const forget = () => {
    localStorage.removeItem(key);
    setDraft({});
  };
  return [draft, setDraft, forget];
}

/** Something that stands there and is on no list. */
function Surplus({ sheetId }: { sheetId: string }) {
  const t = useText();
  const [[name, note], setSaid] = useState(['', '']);
  return (
    <Flex vertical gap={8} data-testid="surplus">
      <Typography.Text strong>{t('assets.surplusTitle')}</Typography.Text>
      <Input
        aria-label={t('assets.surplusName')}
        placeholder={t('assets.surplusName')}
        value={name}
        onChange={(event) => setSaid([event.target.value, note])}
      />
      <Input
        aria-label={t('assets.surplusNote')}
        placeholder={t('assets.surplusNote')}
        value={note}
        onChange={(event) => setSaid([name, event.target.value])}
      />
      <ActButton
        disabled={name.trim() === '' || note.trim() === ''}
        mutation={trpc.assets.reportSurplus.mutationOptions()}
        input={{ sheetId, name, note }}
        onDone={() => setSaid(['', ''])}
      >
        {t('assets.surplusSave')}
      </ActButton>
    </Flex>
  );
}

/** One side's count of a sheet, item by item; made for a phone in the hand. */
export function CountPanel({ order, sheet }: { order: Order; sheet: Sheet }) {
  const t = useText();
  const [draft, setDraft, forget] = useCountDraft(sheet.id);
  const query = useInfiniteQuery(
    trpc.assets.orderLines.infiniteQueryOptions(
      { orderId: order.id, sheetId: sheet.id, state: 'counting' },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const lines = query.data?.pages.flatMap((page) => page.items);
  if (lines === undefined) return <Skeleton active />;
  const counted = countLines(draft);
  const done = sheet.side === null ? 0 : sheet.counted[sheet.side];
  const wrong = Object.values(draft).some(unexplained);
  return (
    <Card size="small" title={t('assets.countTitle')} data-testid={`counting-${sheet.id}`}>
      <Typography.Paragraph type="secondary">{t('assets.countHint')}</Typography.Paragraph>
      <ul className="count-list">
        {lines.map((line) => (
          <CountRow
            key={line.asset.id}
            line={line}
            entry={entryOf(draft, line.asset.id)}
            onChange={(entry) => setDraft({ ...draft, [line.asset.id]: entry })}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('assets.more')}
        </Button>
      )}
      <Flex vertical gap={12} style={{ marginTop: 16 }}>
        <span>{t('assets.countProgress', { done: String(done), total: String(sheet.counted.lines) })}</span>
        <Flex wrap gap={12}>
          <ActButton
            type="primary"
            disabled={wrong}
            mutation={trpc.assets.count.mutationOptions()}
            input={{ sheetId: sheet.id, lines: counted ?? [], rest: true }}
            onDone={forget}
          >
            {t('assets.countAll')}
          </ActButton>
          <ActButton
            disabled={counted === null}
            mutation={trpc.assets.count.mutationOptions()}
            input={{ sheetId: sheet.id, lines: counted ?? [], rest: false }}
            onDone={forget}
          >
            {t('assets.countSome')}
          </ActButton>
        </Flex>
        <Surplus sheetId={sheet.id} />
      </Flex>
    </Card>
  );
}
