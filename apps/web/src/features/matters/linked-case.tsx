import { displayYuan, fen } from '@guanyun/domain/kernel/money.ts';
import { isEnded } from '@guanyun/domain/matters/matter-case.ts';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Collapse, Flex, Form, Input, Select, Typography } from 'antd';
import { useId, useState } from 'react';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { DayField, TextField } from './act-fields.tsx';
import {
  emptyParticipant,
  type LinkedDraft,
  leadShare,
  type ParticipantDraft,
  readLinks,
} from './linked-draft.ts';
import { useOrganizationChoices } from './organization-names.ts';

type Change = (part: Partial<LinkedDraft>) => void;

/** What hangs on the case, kept on this device under a key until it is proposed. */
export function useKeptLinks(key: string, start: LinkedDraft) {
  const [draft, setDraft] = useState(() => readLinks(localStorage.getItem(key), start));
  const change: Change = (part) => {
    const next = { ...draft, ...part };
    localStorage.setItem(key, JSON.stringify(next));
    setDraft(next);
  };
  return { draft, change };
}

/** A case of the own company, chosen by number and title. */
function CaseSelect({
  label,
  value,
  onChange,
  ended,
  own,
}: {
  label: string;
  value: string;
  onChange: (id: string) => void;
  ended: boolean;
  own: string | null;
}) {
  const t = useText();
  const id = useId();
  const { data } = useQuery(trpc.matters.list.queryOptions({}));
  const lines = (data?.items ?? []).filter(
    (line) =>
      line.id !== own && (ended ? isEnded(line.state) || line.state === 'issued' : !isEnded(line.state)),
  );
  return (
    <Form.Item label={label} htmlFor={id} layout="vertical" className="act-field">
      <Select<string | null>
        id={id}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('linked.none')}
        value={value === '' ? null : value}
        options={lines.map((line) => ({ value: line.id, label: `${line.number ?? ''} ${line.title}` }))}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    </Form.Item>
  );
}

function Participant({
  one,
  n,
  onChange,
  onRemove,
}: {
  one: ParticipantDraft;
  n: number;
  onChange: (part: Partial<ParticipantDraft>) => void;
  onRemove: () => void;
}) {
  const t = useText();
  const { choices } = useOrganizationChoices();
  return (
    <Flex gap={8} wrap align="end" data-testid={`participant-${n}`}>
      <Select<string | null>
        aria-label={t('linked.company')}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ minWidth: 240, flex: 1 }}
        placeholder={t('linked.company')}
        value={one.companyId === '' ? null : one.companyId}
        options={choices
          .filter(({ kind }) => kind === 'company')
          .map(({ value, label }) => ({ value, label }))}
        onChange={(companyId) => onChange({ companyId: companyId ?? '' })}
      />
      <Input
        aria-label={t('linked.amount')}
        placeholder={t('linked.amount')}
        style={{ width: 160 }}
        value={one.amount}
        onChange={(event) => onChange({ amount: event.target.value })}
      />
      <DayField
        label={t('linked.boardOn')}
        value={one.boardOn}
        onChange={(boardOn) => onChange({ boardOn })}
      />
      <Button type="text" size="small" onClick={onRemove}>
        {t('matters.removeShort')}
      </Button>
    </Flex>
  );
}

/** What is left for the lead, so that it is seen before anything is sent whether the parts add up. */
function LeadShare({ draft, total }: { draft: LinkedDraft; total: string | null }) {
  const t = useText();
  const left = leadShare(draft, total);
  if (left === null || draft.participants.length === 0) return null;
  const facts = { yuan: displayYuan(left < 0n ? fen(-left) : left, 'yuan') };
  return left < 0n ? (
    <Alert type="error" showIcon data-testid="lead-share" title={t('linked.overborne', facts)} />
  ) : (
    <Typography.Text data-testid="lead-share">{t('linked.leadBears', facts)}</Typography.Text>
  );
}

type Total = { total: string | null };

function Participants({ draft, change, total }: { draft: LinkedDraft; change: Change } & Total) {
  const t = useText();
  const { participants } = draft;
  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">{t('linked.jointHint')}</Typography.Text>
      {participants.map((one, index) => (
        <Participant
          key={`row-${index + 1}`}
          n={index + 1}
          one={one}
          onChange={(part) =>
            change({ participants: participants.map((p, at) => (at === index ? { ...p, ...part } : p)) })
          }
          onRemove={() => change({ participants: participants.filter((_, at) => at !== index) })}
        />
      ))}
      <LeadShare draft={draft} total={total} />
      <Button
        style={{ alignSelf: 'start' }}
        onClick={() => change({ participants: [...participants, emptyParticipant] })}
      >
        {t('linked.addParticipant')}
      </Button>
    </Flex>
  );
}

/** What not every case has: an earlier or a main case, participants, a promise to bring what is lacking. */
export function LinkedCase({
  draft,
  change,
  own,
  missing,
  total,
}: {
  draft: LinkedDraft;
  change: Change;
  own: string | null;
  missing: number;
} & Total) {
  const t = useText();
  const items = [
    {
      key: 'linked',
      label: t('linked.links'),
      children: (
        <Flex vertical gap={8}>
          <CaseSelect
            label={t('linked.predecessor')}
            ended
            own={own}
            value={draft.predecessorId}
            onChange={(predecessorId) => change({ predecessorId })}
          />
          {draft.predecessorId !== '' && (
            <TextField
              label={t('linked.newFacts')}
              hint={t('linked.newFactsHint')}
              rows={2}
              value={draft.newFacts}
              onChange={(newFacts) => change({ newFacts })}
            />
          )}
          <CaseSelect
            label={t('linked.main')}
            ended={false}
            own={own}
            value={draft.mainId}
            onChange={(mainId) => change({ mainId })}
          />
        </Flex>
      ),
    },
    {
      key: 'joint',
      label: t('linked.joint'),
      children: <Participants draft={draft} change={change} total={total} />,
    },
    {
      key: 'lacking',
      label: t('linked.lacking'),
      children: (
        <TextField
          label={t('linked.promise', { count: missing })}
          hint={t('linked.promiseHint')}
          rows={2}
          value={draft.promise}
          onChange={(promise) => change({ promise })}
        />
      ),
    },
  ];
  const filled = [
    ...(draft.predecessorId === '' && draft.mainId === '' ? [] : ['linked']),
    ...(draft.participants.length === 0 ? [] : ['joint']),
    ...(draft.promise === '' ? [] : ['lacking']),
  ];
  return <Collapse size="small" items={items} defaultActiveKey={filled} />;
}
