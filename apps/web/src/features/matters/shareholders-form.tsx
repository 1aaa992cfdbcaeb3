import { Button, Card, Flex, Form, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Execution } from './matter-data.ts';

const votes = ['for', 'against', 'abstain', 'absent', 'excluded'] as const;
type Holder = { readonly key: number; id: string; share: string; vote: (typeof votes)[number] };

function HolderRow({
  holder,
  n,
  onChange,
  onRemove,
}: {
  holder: Holder;
  n: number;
  onChange: (set: Partial<Holder>) => void;
  onRemove: () => void;
}) {
  const t = useText();
  const code = useCode();
  const named = (field: 'holder' | 'share' | 'vote') =>
    t('shareholders.nth', { n, field: t(`shareholders.${field}`) });
  return (
    <Flex gap={8} wrap>
      <Input
        aria-label={named('holder')}
        placeholder={t('shareholders.holder')}
        style={{ width: 200 }}
        maxLength={200}
        value={holder.id}
        onChange={(event) => onChange({ id: event.target.value })}
      />
      <Input
        aria-label={named('share')}
        placeholder={t('shareholders.shareHint')}
        style={{ width: 140 }}
        maxLength={40}
        value={holder.share}
        onChange={(event) => onChange({ share: event.target.value })}
      />
      <Select
        aria-label={named('vote')}
        style={{ width: 110 }}
        value={holder.vote}
        onChange={(vote) => onChange({ vote })}
        options={votes.map((vote) => ({ value: vote, label: code('shareholderVote', vote) }))}
      />
      <Button type="text" aria-label={t('shareholders.remove', { n })} onClick={onRemove}>
        {t('matters.removeShort')}
      </Button>
    </Flex>
  );
}

function Entry({ execution }: { execution: Execution }) {
  const t = useText();
  const [heldOn, setHeldOn] = useState('');
  const [papers, setPapers] = useState<Paper[]>([]);
  const [holders, setHolders] = useState<Holder[]>([{ key: 0, id: '', share: '', vote: 'for' }]);
  const change = (key: number, set: Partial<Holder>): void =>
    setHolders((before) => before.map((h) => (h.key === key ? { ...h, ...set } : h)));
  const complete = holders.length > 0 && holders.every((h) => h.id.trim() !== '' && h.share.trim() !== '');
  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">{t(`shareholders.${execution.resolution}`)}</Typography.Text>
      <Form.Item label={t('shareholders.heldOn')} htmlFor="shareholdersOn" layout="vertical" required>
        <Input
          id="shareholdersOn"
          type="date"
          value={heldOn}
          onChange={(event) => setHeldOn(event.target.value)}
        />
      </Form.Item>
      {holders.map((holder, index) => (
        <HolderRow
          key={holder.key}
          holder={holder}
          n={index + 1}
          onChange={(set) => change(holder.key, set)}
          onRemove={() => setHolders((before) => before.filter((h) => h.key !== holder.key))}
        />
      ))}
      <Button
        size="small"
        style={{ alignSelf: 'start' }}
        onClick={() =>
          setHolders((before) => [
            ...before,
            { key: Math.max(-1, ...before.map((h) => h.key)) + 1, id: '', share: '', vote: 'for' },
          ])
        }
      >
        {t('shareholders.add')}
      </Button>
      <PapersField
        papers={papers}
        onChange={(next) => setPapers(next.slice(-1))}
        label={t('shareholders.minutes')}
      />
      <ActButton
        type="primary"
        disabled={!complete || heldOn === '' || papers.length === 0}
        mutation={trpc.matters.recordShareholders.mutationOptions()}
        input={{
          id: execution.id,
          heldOn,
          holders: holders.map(({ id, share, vote }) => ({ id: id.trim(), share: share.trim(), vote })),
          document: papers[0]?.digest ?? '',
        }}
      >
        {t('shareholders.save')}
      </ActButton>
    </Flex>
  );
}

/** What the shareholders' meeting did on an instruction to vote, and the form for it; nothing where none is needed. */
export function ShareholdersForm({ execution }: { execution: Execution }) {
  const t = useText();
  const { shareholders } = execution;
  if (shareholders === null && !execution.may.includes('matters.recordShareholders')) return null;
  return (
    <Card title={t('shareholders.title')} data-testid="shareholders">
      {shareholders === null ? (
        <Entry execution={execution} />
      ) : (
        <Flex vertical gap={4}>
          <strong>{t(shareholders.passed ? 'shareholders.passed' : 'shareholders.failed')}</strong>
          <div>
            {t('shareholders.counted', {
              on: shareholders.heldOn,
              for: shareholders.answered.for.percent,
              base: shareholders.answered.base.percent,
            })}
          </div>
          <a href={`/documents/${shareholders.document}`} download>
            {t('shareholders.minutes')}
          </a>
        </Flex>
      )}
    </Card>
  );
}
