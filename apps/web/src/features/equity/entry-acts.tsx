import { Link } from '@tanstack/react-router';
import { Alert, Button, Card, Checkbox, Flex, Form, Select, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type TextKey, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { DateForm } from './date-form.tsx';
import type { CapTable, EquityEvent } from './equity-data.ts';
import type { EntryAct } from './events-table.tsx';
import { draftOf, moneyTyped, type ReplacementDraft, replacementOf } from './replacement-draft.ts';

type Props = { readonly event: EquityEvent; readonly onDone: () => void };

type DraftProps = {
  readonly event: EquityEvent;
  readonly table: CapTable;
  readonly draft: ReplacementDraft;
  readonly onChange: (part: Partial<ReplacementDraft>) => void;
};

/** Who and how much, where that was not decided by a reply. */
function ContentFields({ event, table, draft, onChange }: DraftProps) {
  const t = useText();
  const bad = (text: string): TextKey | null => (moneyTyped(text) === null ? 'equity.badAmount' : null);
  const sides = (['from', 'to'] as const).filter((side) => event[side] !== null);
  return (
    <>
      {sides.map((side) => (
        <Form.Item key={side} label={t(`equity.side.${side}`)} htmlFor={`correct-${side}`} layout="vertical">
          <Select
            id={`correct-${side}`}
            style={{ minWidth: 260 }}
            showSearch={{ optionFilterProp: 'label' }}
            value={draft[side]}
            onChange={(id) => onChange({ [side]: id })}
            options={table.parties.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      ))}
      <TextField
        id="correctSubscribed"
        label="equity.correctSubscribed"
        value={draft.subscribed}
        wrong={bad(draft.subscribed)}
        onChange={(subscribed) => onChange({ subscribed })}
      />
      <TextField
        id="correctPaid"
        label="equity.correctPaid"
        value={draft.paid}
        wrong={bad(draft.paid)}
        onChange={(paid) => onChange({ paid })}
      />
    </>
  );
}

function ReplacementFields(props: DraftProps) {
  const { event, draft, onChange } = props;
  return (
    <Flex wrap gap={16}>
      {event.warrant === null && <ContentFields {...props} />}
      {(['decidedOn', 'registerOn', 'registrationOn'] as const).map((day) => (
        <TextField
          key={day}
          id={`correct-${day}`}
          label={`equity.correct.${day}`}
          type="date"
          value={draft[day]}
          onChange={(text) => onChange({ [day]: text })}
        />
      ))}
    </Flex>
  );
}

function CorrectForm({ event, table, onDone }: Props & { table: CapTable }) {
  const t = useText();
  const [none, setNone] = useState(false);
  const [draft, setDraft] = useState(() => draftOf(event));
  const [because, setBecause] = useState('');
  const [papers, setPapers] = useState<Paper[]>([]);
  const replacement = none ? null : replacementOf(draft);
  const [receipt] = papers;
  const decided = event.warrant !== null;
  return (
    <Flex vertical gap={12} align="start">
      <Alert type="info" title={t(decided ? 'equity.correctDecided' : 'equity.correctHint')} />
      {!decided && (
        <Checkbox checked={none} onChange={(change) => setNone(change.target.checked)}>
          {t('equity.correctNone')}
        </Checkbox>
      )}
      {!none && (
        <ReplacementFields
          event={event}
          table={table}
          draft={draft}
          onChange={(part) => setDraft({ ...draft, ...part })}
        />
      )}
      <TextField id="correctBecause" label="equity.correctBecause" value={because} onChange={setBecause} />
      <PapersField papers={papers} onChange={(all) => setPapers(all.slice(-1))} label={t('equity.receipt')} />
      <ActButton
        type="primary"
        confirm={t('equity.correctConfirm')}
        disabled={because.trim() === '' || receipt === undefined || (!none && replacement === null)}
        mutation={trpc.equity.correct.mutationOptions()}
        input={{
          eventId: event.id,
          because: because.trim(),
          receipt: { digest: receipt?.digest ?? '', name: receipt?.name ?? '' },
          replacement,
        }}
        onDone={onDone}
      >
        {t('equity.saveCorrection')}
      </ActButton>
    </Flex>
  );
}

/** When an entry is put right as a clerical error, and when it is amended: that goes through a decision of its own. */
function AmendGuide({ event }: { event: EquityEvent }) {
  const t = useText();
  return (
    <Flex vertical gap={12} align="start">
      <Typography.Text strong>{t('equity.amendHow')}</Typography.Text>
      <Typography.Text>{t('equity.amendClerical')}</Typography.Text>
      <Typography.Text>{t('equity.amendSubstance')}</Typography.Text>
      {event.occasion === null ? (
        <Link to="/matters/new" search={{}}>
          {t('equity.amendPropose')}
        </Link>
      ) : (
        <Alert type="info" title={t('equity.amendOfSeveral')} />
      )}
    </Flex>
  );
}

const titles = { date: 'equity.recordDate', correct: 'equity.correct', amend: 'equity.amend' } as const;
const openReadings = (event: EquityEvent) =>
  (['register', 'registration'] as const).filter((one) => event[`${one}On`] === null);

/** What is being done about one entry of the register, under the table. */
export function EntryActCard({
  acting,
  table,
  onDone,
}: {
  readonly acting: EntryAct;
  readonly table: CapTable;
  readonly onDone: () => void;
}) {
  const t = useText();
  const { act, event } = acting;
  return (
    <Card
      data-testid="entry-act"
      title={`${t(titles[act])}：${t(`equity.${event.kind}`)} ${event.decidedOn}`}
      extra={
        <Button type="text" onClick={onDone}>
          {t('act.cancel')}
        </Button>
      }
    >
      {act === 'date' && (
        <DateForm key={event.id} eventId={event.id} readings={openReadings(event)} onDone={onDone} />
      )}
      {act === 'correct' && <CorrectForm key={event.id} event={event} table={table} onDone={onDone} />}
      {act === 'amend' && <AmendGuide event={event} />}
    </Card>
  );
}
