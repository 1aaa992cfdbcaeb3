import { factsOf, type PlanMethod, planFactValues, planMethods } from '@guanyun/domain/equity/plan.ts';
import { Checkbox, Form, Input, Select, Typography } from 'antd';
import type { ReactNode } from 'react';
import { type TextKey, useCode, useText } from '../../texts/text.ts';
import type { PlanParty, PlanShown } from './plan-data.ts';
import { type Bad, fieldsOf, type ItemDraft, type ReadItem, type TypedField } from './plan-draft.ts';

type Props = {
  readonly plan: PlanShown;
  readonly draft: ItemDraft;
  readonly read: ReadItem;
  readonly set: (part: Partial<ItemDraft>) => void;
};

function Field({
  id,
  label,
  bad,
  wide,
  children,
}: {
  id: string;
  label: string;
  bad?: Bad | undefined;
  wide?: boolean;
  children: ReactNode;
}) {
  const t = useText();
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      layout="vertical"
      className={wide === true ? 'plan-field plan-field-wide' : 'plan-field'}
      {...(bad === undefined ? {} : { validateStatus: 'error' as const, help: t(`plan.bad.${bad}`) })}
    >
      {children}
    </Form.Item>
  );
}

function PartySelect({
  id,
  value,
  parties,
  onPick,
}: {
  id: string;
  value: string;
  parties: readonly PlanParty[];
  onPick: (id: string) => void;
}) {
  return (
    <Select
      id={id}
      value={value || null}
      showSearch={{ optionFilterProp: 'label' }}
      options={parties.map((party) => ({ value: party.id, label: party.name }))}
      onChange={(picked: string | null) => onPick(picked ?? '')}
    />
  );
}

const labels: Record<TypedField, TextKey> = {
  ...{ fromId: 'plan.from', toId: 'plan.to', share: 'plan.share', price: 'plan.price' },
  ...{ invested: 'plan.invested', perYuan: 'plan.perYuan', exchange: 'plan.exchange' },
};
const ownLabels: Partial<Record<PlanMethod, Partial<Record<TypedField, TextKey>>>> = {
  capital_increase: { toId: 'plan.investor', invested: 'plan.investedMoney' },
  merger: { toId: 'plan.absorber' },
};

/** Who gives comes first where the register knows who holds the company. */
function givers({ plan, draft }: Props): readonly PlanParty[] {
  const holders = plan.bodies.find((body) => body.id === draft.companyId)?.holders ?? [];
  return plan.bodies.toSorted((a, b) => Number(holders.includes(b.id)) - Number(holders.includes(a.id)));
}

function TermField({ field, ...props }: Props & { field: TypedField }) {
  const t = useText();
  const { plan, draft, read, set } = props;
  const id = `${draft.id}-${field}`;
  const label = t(ownLabels[draft.method]?.[field] ?? labels[field]);
  const party = field === 'fromId' || field === 'toId';
  return (
    <Field id={id} label={label} bad={read.bad[field]} wide={party || field === 'exchange'}>
      {party ? (
        <PartySelect
          id={id}
          value={draft[field]}
          parties={field === 'fromId' ? givers(props) : plan.bodies.filter((b) => b.kind !== 'other')}
          onPick={(picked) => set({ [field]: picked })}
        />
      ) : (
        <Input
          id={id}
          autoComplete="off"
          value={draft[field]}
          onChange={(event) => set({ [field]: event.target.value })}
        />
      )}
    </Field>
  );
}

function FactField({ name, draft, read, set }: Props & { name: (typeof factsOf)[PlanMethod][number] }) {
  const t = useText();
  const code = useCode();
  const id = `${draft.id}-${name}`;
  const say = (value: string) => set({ facts: { ...draft.facts, [name]: value } });
  const label = code('planFact', name);
  const values = name === 'appraised' || name === 'appraisedOn' ? null : planFactValues[name];
  return (
    <Field id={id} label={label} bad={read.bad[name]}>
      {values === null ? (
        <Input
          id={id}
          type={name === 'appraisedOn' ? 'date' : 'text'}
          autoComplete="off"
          value={draft.facts[name] ?? ''}
          onChange={(event) => say(event.target.value)}
        />
      ) : (
        <Select
          id={id}
          value={draft.facts[name] ?? ''}
          options={[
            { value: '', label: t('plan.unknown') },
            ...values.map((value) => ({ value: value as string, label: code(`planFact.${name}`, value) })),
          ]}
          onChange={say}
        />
      )}
    </Field>
  );
}

/** All fields of one item: what is to be done, and what is known of it. What is wrong stands at its field. */
export function PlanFields(props: Props) {
  const t = useText();
  const code = useCode();
  const { plan, draft, read, set } = props;
  const pick = (companyId: string): void => {
    const holder = plan.bodies.find((body) => body.id === companyId)?.holders[0];
    set({ companyId, ...(holder === undefined ? {} : { fromId: holder }) });
  };
  const companies = plan.bodies.filter((body) => body.kind === 'company');
  return (
    <div className="plan-fields">
      <Field id={`${draft.id}-companyId`} label={t('plan.company')} bad={read.bad.companyId} wide>
        <PartySelect id={`${draft.id}-companyId`} value={draft.companyId} parties={companies} onPick={pick} />
      </Field>
      <Field id={`${draft.id}-method`} label={t('plan.method')} wide>
        <Select
          id={`${draft.id}-method`}
          value={draft.method}
          options={planMethods.map((value) => ({ value, label: code('planMethod', value) }))}
          onChange={(method: PlanMethod) => set({ method })}
        />
      </Field>
      {fieldsOf[draft.method].map((field) => (
        <TermField key={field} field={field} {...props} />
      ))}
      <Typography.Text type="secondary" className="plan-field-wide">
        {t('plan.facts')}
      </Typography.Text>
      {factsOf[draft.method].map((name) => (
        <FactField key={name} name={name} {...props} />
      ))}
      <Field id={`${draft.id}-note`} label={t('plan.note')} wide>
        <Input
          id={`${draft.id}-note`}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => set({ note: event.target.value })}
        />
      </Field>
      <Checkbox
        className="plan-field-wide"
        checked={draft.separable}
        onChange={(event) => set({ separable: event.target.checked })}
      >
        {t('plan.separable')}
      </Checkbox>
    </div>
  );
}
