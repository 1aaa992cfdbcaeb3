import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { type MatterSlug, matterSlugs } from '@guanyun/domain/matters/matter-slug.ts';
import { Card, Flex, Form, Input, Radio, Select, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { type TextKey, useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { MandateDesk } from './mandate-data.ts';
import { limitOf, type MandateDraft, mandateDraft, mandateOf } from './mandate-draft.ts';

type Props = { draft: MandateDraft; set: (part: Partial<MandateDraft>) => void };
type Whole = NonNullable<ReturnType<typeof mandateOf>>;
type Body = { readonly id: string; readonly name: string };

function Field({
  id,
  label,
  optional,
  help,
  wide,
  children,
}: {
  id: string;
  label: TextKey;
  optional?: boolean;
  help?: string | false;
  wide?: boolean;
  children: ReactNode;
}) {
  const t = useText();
  return (
    <Form.Item
      label={t(label)}
      htmlFor={id}
      layout="vertical"
      required={optional !== true}
      style={{ width: wide === true ? '100%' : 260, maxWidth: '100%', marginBottom: 0 }}
      {...(help ? { validateStatus: 'error' as const, help } : {})}
    >
      {children}
    </Form.Item>
  );
}

function Parties({ draft, set, desk }: Props & { desk: MandateDesk }) {
  const one = (
    id: string,
    label: TextKey,
    value: string,
    bodies: readonly Body[],
    key: 'fromId' | 'toId',
  ) => (
    <Field id={id} label={label}>
      <Select
        id={id}
        value={value || null}
        options={bodies.map((body) => ({ value: body.id, label: body.name }))}
        onChange={(chosen: string | null) => set({ [key]: chosen ?? '' })}
      />
    </Field>
  );
  return (
    <>
      {one('mandateFrom', 'organizations.mandateFrom', draft.fromId, desk.givers, 'fromId')}
      {one('mandateTo', 'organizations.mandateTo', draft.toId, desk.receivers, 'toId')}
    </>
  );
}

/** All companies, or those that are named: which of the two is always chosen. */
function Covered({ draft, set, desk }: Props & { desk: MandateDesk }) {
  const t = useText();
  return (
    <>
      <Field id="mandateCovers" label="organizations.mandateCompanies" wide>
        <Radio.Group
          id="mandateCovers"
          value={draft.covers}
          options={[
            { value: 'all', label: t('organizations.mandateAllCompanies') },
            { value: 'named', label: t('organizations.mandateNamed') },
          ]}
          onChange={(event) => set({ covers: event.target.value as MandateDraft['covers'] })}
        />
      </Field>
      {draft.covers === 'named' && (
        <Field id="mandateCompanies" label="organizations.mandateNamed" wide>
          <Select
            id="mandateCompanies"
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            value={draft.companies}
            options={desk.companies.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(companies: string[]) => set({ companies })}
          />
        </Field>
      )}
    </>
  );
}

function Scope({ draft, set, desk }: Props & { desk: MandateDesk }) {
  const code = useCode();
  const named = (slugs: readonly MatterSlug[]) =>
    slugs.map((value) => ({ value, label: code('slug', value) }));
  return (
    <>
      <Field id="mandateMatters" label="organizations.mandateMatters" wide>
        <Select
          id="mandateMatters"
          mode="multiple"
          value={draft.matters}
          options={named(matterSlugs)}
          onChange={(matters: MatterSlug[]) => set({ matters })}
        />
      </Field>
      <Field id="mandateDeliberate" label="organizations.mandateDeliberate" optional wide>
        <Select
          id="mandateDeliberate"
          mode="multiple"
          value={draft.deliberateOnly.filter((one) => draft.matters.includes(one))}
          options={named(draft.matters)}
          onChange={(deliberateOnly: MatterSlug[]) => set({ deliberateOnly })}
        />
      </Field>
      <Covered draft={draft} set={set} desk={desk} />
    </>
  );
}

function Days({ draft, set }: Props) {
  const day = (id: string, label: TextKey, key: 'validFrom' | 'validTo') => (
    <Field id={id} label={label}>
      <Input
        id={id}
        type="date"
        value={draft[key]}
        onChange={(event) => set({ [key]: event.target.value })}
      />
    </Field>
  );
  return (
    <>
      {day('mandateValidFrom', 'organizations.mandateValidFrom', 'validFrom')}
      {day('mandateValidTo', 'organizations.mandateValidTo', 'validTo')}
    </>
  );
}

/** What is about to be recorded for good: whom it covers, up to what, from when until when. */
function useQuestion(desk: MandateDesk) {
  const t = useText();
  return ({ number, companies, limit, validFrom: from, validTo: to }: Whole): string => {
    const named = companies?.map((id) => desk.companies.find((one) => one.id === id)?.name ?? id).join('、');
    return t('organizations.mandateConfirm', {
      ...{ number, from, to },
      companies: named ?? t('organizations.mandateAllCompanies'),
      limit:
        limit === null
          ? t('organizations.mandateNoLimit')
          : t('organizations.mandateYuan', { yuan: displayYuan(parseYuan(limit), 'yuan') }),
    });
  };
}

/** A mandate entered from its document; what was typed stays until it is recorded. */
export function NewMandate({ desk }: { readonly desk: MandateDesk }) {
  const t = useText();
  const [draft, setDraft] = useState(() => mandateDraft(desk));
  const set = (part: Partial<MandateDraft>): void => setDraft({ ...draft, ...part });
  const { number, limit } = draft;
  const whole = mandateOf(draft);
  const question = useQuestion(desk);
  return (
    <Card title={t('organizations.newMandate')}>
      <Typography.Paragraph type="secondary">{t('organizations.newMandateHint')}</Typography.Paragraph>
      <Flex wrap gap={16} style={{ marginBottom: 16 }}>
        <Field id="mandateNumber" label="organizations.mandateNumber">
          <Input
            id="mandateNumber"
            autoComplete="off"
            maxLength={200}
            value={number}
            onChange={(event) => set({ number: event.target.value })}
          />
        </Field>
        <Parties draft={draft} set={set} desk={desk} />
        <Days draft={draft} set={set} />
        <Field
          id="mandateLimit"
          label="organizations.mandateLimitYuan"
          optional
          help={limitOf(limit) === undefined && t('organizations.mandateLimitWrong')}
        >
          <Input
            id="mandateLimit"
            inputMode="decimal"
            autoComplete="off"
            value={limit}
            onChange={(event) => set({ limit: event.target.value })}
          />
        </Field>
        <Scope draft={draft} set={set} desk={desk} />
      </Flex>
      <ActButton
        type="primary"
        disabled={whole === null}
        confirm={whole === null ? '' : question(whole)}
        mutation={trpc.mandates.record.mutationOptions()}
        input={whole ?? { ...draft, companies: [], limit: null }}
      >
        {t('organizations.mandateRecord')}
      </ActButton>
    </Card>
  );
}
