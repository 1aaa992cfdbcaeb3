import { Card, Flex, Form, Select } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Split } from './answers.ts';

/** What supervision says of a flag: one kind, a note, and a paper where there is one. */
export function SplitRemarkForm({ split }: { split: Split }) {
  const t = useText();
  const [chosen, setKind] = useState<Split['may'][number] | null>(null);
  const [note, setNote] = useState('');
  const [papers, setPapers] = useState<Paper[]>([]);
  const kind = split.may.find((one) => one === chosen) ?? split.may[0];
  if (kind === undefined) return null;
  return (
    <Card title={t('splits.remark')} data-testid="split-remark">
      <Flex vertical gap={8}>
        <Form.Item label={t('splits.kind')} htmlFor="split-kind" layout="vertical" required>
          <Select
            id="split-kind"
            aria-label={t('splits.kind')}
            style={{ width: '100%', maxWidth: 280 }}
            value={kind}
            options={split.may.map((value) => ({ value, label: t(`splitKind.${value}`) }))}
            onChange={setKind}
          />
        </Form.Item>
        <TextField id="split-note" label="splits.note" value={note} onChange={setNote} required />
        <PapersField papers={papers.slice(-1)} onChange={setPapers} label={t('splits.paper')} />
        <ActButton
          type="primary"
          confirm={t('splits.confirm')}
          disabled={note.trim() === ''}
          mutation={trpc.contracts.remarkSplit.mutationOptions()}
          input={{ id: split.id, kind, note: note.trim(), document: papers.at(-1)?.digest ?? null }}
          onDone={() => {
            setNote('');
            setPapers([]);
          }}
        >
          {t('splits.submit')}
        </ActButton>
      </Flex>
    </Card>
  );
}
