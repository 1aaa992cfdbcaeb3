import { Button, Flex, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ActForm, DayField, TextField } from './act-fields.tsx';
import type { MeetingItem } from './matter-data.ts';
import {
  type ConditionDraft,
  draftOfMotion,
  emptyCondition,
  type MotionDraft,
  motionOf,
} from './motion-draft.ts';
import { useOrganizationChoices } from './organization-names.ts';

const kinds = ['approve', 'conditional', 'defer', 'return'] as const;

function Condition({
  one,
  onChange,
  onRemove,
  n,
}: {
  one: ConditionDraft;
  onChange: (part: Partial<ConditionDraft>) => void;
  onRemove: () => void;
  n: number;
}) {
  const t = useText();
  const { choices } = useOrganizationChoices();
  return (
    <fieldset className="condition" data-testid={`condition-${n}`}>
      <legend>{t('meetings.conditionNo', { n })}</legend>
      <Radio.Group
        size="small"
        aria-label={t('meetings.phase')}
        optionType="button"
        value={one.phase}
        onChange={(event) => onChange({ phase: event.target.value === 'during' ? 'during' : 'before' })}
        options={(['before', 'during'] as const).map((value) => ({
          value,
          label: t(`meetings.phase.${value}`),
        }))}
      />
      <TextField
        label={t('meetings.conditionText')}
        value={one.text}
        onChange={(text) => onChange({ text })}
      />
      <Flex gap={8} wrap align="end">
        <Select<string>
          aria-label={t('meetings.conditionOwner')}
          showSearch={{ optionFilterProp: 'label' }}
          style={{ minWidth: 220, flex: 1 }}
          value={one.ownerId}
          options={choices.map(({ value, label }) => ({ value, label }))}
          onChange={(ownerId) => onChange({ ownerId })}
        />
        <Input
          type="date"
          aria-label={t('meetings.conditionDue')}
          style={{ width: 160 }}
          value={one.dueOn}
          onChange={(event) => onChange({ dueOn: event.target.value })}
        />
        <Button type="text" size="small" onClick={onRemove}>
          {t('matters.removeShort')}
        </Button>
      </Flex>
    </fieldset>
  );
}

function Conditions({
  conditions,
  ownerId,
  onChange,
}: {
  conditions: readonly ConditionDraft[];
  ownerId: string;
  onChange: (conditions: ConditionDraft[]) => void;
}) {
  const t = useText();
  return (
    <>
      {conditions.map((one, index) => (
        <Condition
          key={`row-${index + 1}`}
          n={index + 1}
          one={one}
          onChange={(part) => onChange(conditions.map((c, at) => (at === index ? { ...c, ...part } : c)))}
          onRemove={() => onChange(conditions.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        style={{ alignSelf: 'start' }}
        onClick={() => onChange([...conditions, emptyCondition(ownerId)])}
      >
        {t('meetings.addCondition')}
      </Button>
    </>
  );
}

/** The secretary writes what the meeting is asked to resolve; a new version voids the votes on the one before. */
export function MotionForm({
  item,
  meetingId,
  onDone,
}: {
  item: MeetingItem;
  meetingId: string;
  onDone: () => void;
}) {
  const t = useText();
  const ownerId = item.matter.company.id;
  const [draft, setDraft] = useState<MotionDraft>(() => draftOfMotion(item.motion, ownerId));
  const change = (part: Partial<MotionDraft>): void => setDraft({ ...draft, ...part });
  const motion = motionOf(draft);
  return (
    <ActForm>
      <Radio.Group
        aria-label={t('meetings.motion')}
        optionType="button"
        value={draft.kind}
        onChange={(event) => change({ kind: event.target.value as MotionDraft['kind'] })}
        options={kinds.map((value) => ({ value, label: t(`meetings.motion.${value}`) }))}
      />
      {draft.kind === 'conditional' && (
        <Conditions
          conditions={draft.conditions}
          ownerId={ownerId}
          onChange={(conditions) => change({ conditions })}
        />
      )}
      {draft.kind === 'defer' && (
        <DayField label={t('meetings.until')} value={draft.until} onChange={(until) => change({ until })} />
      )}
      {(draft.kind === 'defer' || draft.kind === 'return') && (
        <TextField
          label={t('meetings.motionReason')}
          rows={2}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      )}
      <ActButton
        type="primary"
        disabled={motion === null}
        {...(item.votes.length > 0 ? { confirm: t('meetings.moveVoids') } : {})}
        mutation={trpc.meetings.move.mutationOptions()}
        input={{ meetingId, matterId: item.matter.id, motion: motion ?? { kind: 'approve' } }}
        onDone={onDone}
      >
        {t('meetings.move')}
      </ActButton>
    </ActForm>
  );
}
