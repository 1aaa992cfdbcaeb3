import { type RelationKind, relationKinds } from '@guanyun/domain/matters/recusal.ts';
import { useQuery } from '@tanstack/react-query';
import { Collapse, Flex, Form, Select, Typography } from 'antd';
import { useId, useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useKeptText } from '../../components/kept-text.ts';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ActForm, DayField, TextField } from './act-fields.tsx';
import { useOrganizationChoices } from './organization-names.ts';

function Declaration({ today }: { today: string }) {
  const t = useText();
  const code = useCode();
  const id = useId();
  const { choices } = useOrganizationChoices();
  const [organizationId, setOrganization] = useState<string | null>(null);
  const [kind, setKind] = useState<RelationKind | null>(null);
  const [note, keep, forget] = useKeptText('guanyun.relation');
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState('');
  return (
    <ActForm>
      <Typography.Text type="secondary">{t('relations.hint')}</Typography.Text>
      <Form.Item
        label={t('relations.organization')}
        htmlFor={`${id}o`}
        layout="vertical"
        className="act-field"
      >
        <Select<string>
          id={`${id}o`}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('matters.choose')}
          value={organizationId}
          options={choices
            .filter((one) => one.kind === 'company')
            .map(({ value, label }) => ({ value, label }))}
          onChange={setOrganization}
        />
      </Form.Item>
      <Form.Item label={t('relations.kind')} htmlFor={`${id}k`} layout="vertical" className="act-field">
        <Select<RelationKind>
          id={`${id}k`}
          placeholder={t('matters.choose')}
          value={kind}
          options={relationKinds.map((value) => ({ value, label: code('relation', value) }))}
          onChange={setKind}
        />
      </Form.Item>
      <TextField label={t('relations.note')} rows={2} value={note} onChange={keep} />
      <Flex gap={8} wrap>
        <DayField label={t('relations.from')} value={from} onChange={setFrom} />
        <DayField label={t('relations.to')} value={to} onChange={setTo} />
      </Flex>
      <ActButton
        disabled={organizationId === null || kind === null || note.trim() === '' || from === ''}
        confirm={t('relations.confirm')}
        mutation={trpc.meetings.declareRelation.mutationOptions()}
        input={{
          organizationId: organizationId ?? '',
          kind: kind ?? 'other',
          note: note.trim(),
          validFrom: from,
          ...(to === '' ? {} : { validTo: to }),
        }}
        onDone={() => {
          forget();
          setOrganization(null);
          setKind(null);
        }}
      >
        {t('relations.declare')}
      </ActButton>
    </ActForm>
  );
}

/** Members declare what the register of posts cannot know; from then on recusal is found without asking. */
export function RelationCard() {
  const t = useText();
  const { data: me } = useQuery(trpc.session.me.queryOptions());
  if (me === undefined || !['committee_member', 'committee_director'].includes(me.post.kind)) return null;
  return (
    <Collapse
      data-testid="relations"
      items={[{ key: 'declare', label: t('relations.title'), children: <Declaration today={me.today} /> }]}
    />
  );
}
