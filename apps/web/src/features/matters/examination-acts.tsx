import { suspensionCauses } from '@guanyun/domain/matters/clock.ts';
import { Form, InputNumber, Select, Typography } from 'antd';
import { useId, useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { linesOf, useKeptText } from '../../components/kept-text.ts';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type Act, ActForm, TextField } from './act-fields.tsx';
import type { Matter } from './matter-data.ts';
import { useOrganizationChoices } from './organization-names.ts';
import { Opinion, Plain, Reasoned } from './simple-acts.tsx';

type ActProps = { matter: Matter };

const causes = suspensionCauses.filter((cause) => cause !== 'supplement');
type Cause = (typeof causes)[number];
const LONGEST = 365;

/** Stops the clock from tomorrow by a written cause. */
function StopClock({ matter }: ActProps) {
  const t = useText();
  const code = useCode();
  const id = useId();
  const [cause, setCause] = useState<Cause | null>(null);
  const [because, keep, forget] = useKeptText(`guanyun.stop.${matter.id}`);
  const [days, setDays] = useState<number | null>(null);
  return (
    <ActForm>
      <Form.Item label={t('matters.stopCause')} htmlFor={`${id}c`} layout="vertical" className="act-field">
        <Select<Cause>
          id={`${id}c`}
          value={cause}
          placeholder={t('matters.choose')}
          options={causes.map((value) => ({ value, label: code('suspension', value) }))}
          onChange={setCause}
        />
      </Form.Item>
      <TextField label={t('matters.stopBecause')} rows={2} value={because} onChange={keep} />
      <Form.Item label={t('matters.stopDays')} htmlFor={`${id}d`} layout="vertical" className="act-field">
        <InputNumber id={`${id}d`} min={1} max={LONGEST} precision={0} value={days} onChange={setDays} />
      </Form.Item>
      <Typography.Text type="secondary">{t('matters.stopHint')}</Typography.Text>
      <ActButton
        disabled={cause === null || because.trim() === '' || days === null}
        mutation={trpc.matters.stopClock.mutationOptions()}
        input={{ id: matter.id, cause: cause ?? 'hearing', because: because.trim(), expectedDays: days ?? 1 }}
        onDone={forget}
      >
        {t('matters.stopClock')}
      </ActButton>
    </ActForm>
  );
}

/** Asks offices and experts for their opinion. */
function Consult({ matter }: ActProps) {
  const t = useText();
  const id = useId();
  const { choices } = useOrganizationChoices();
  const [offices, setOffices] = useState<string[]>([]);
  const [experts, keepExperts, forgetExperts] = useKeptText(`guanyun.experts.${matter.id}`);
  const [question, keep, forget] = useKeptText(`guanyun.question.${matter.id}`);
  const named = linesOf(experts);
  return (
    <ActForm>
      <Form.Item label={t('matters.offices')} htmlFor={id} layout="vertical" className="act-field">
        <Select<string[]>
          id={id}
          mode="multiple"
          optionFilterProp="label"
          placeholder={t('matters.choose')}
          value={offices}
          options={choices.filter(({ kind }) => kind === 'committee_office')}
          onChange={setOffices}
        />
      </Form.Item>
      <TextField
        label={t('matters.experts')}
        hint={t('matters.expertsHint')}
        rows={2}
        maxLength={2000}
        value={experts}
        onChange={keepExperts}
      />
      <TextField label={t('matters.question')} rows={2} value={question} onChange={keep} />
      <Typography.Text type="secondary">{t('matters.consultHint')}</Typography.Text>
      <ActButton
        disabled={question.trim() === '' || offices.length + named.length === 0}
        mutation={trpc.matters.consult.mutationOptions()}
        input={{ id: matter.id, organizationIds: offices, experts: named, question: question.trim() }}
        onDone={() => {
          setOffices([]);
          forgetExperts();
          forget();
        }}
      >
        {t('matters.consult')}
      </ActButton>
    </ActForm>
  );
}

/** What the examination consists of. */
export const examinationActs: readonly Act[] = [
  {
    name: 'matters.review',
    usual: true,
    form: (matter) => (
      <Opinion matter={matter} kind="review" mutation={trpc.matters.review.mutationOptions()} />
    ),
  },
  {
    name: 'matters.clear',
    usual: true,
    form: (matter) => (
      <Opinion matter={matter} kind="clear" mutation={trpc.matters.clear.mutationOptions()} />
    ),
  },
  {
    name: 'matters.receive',
    usual: true,
    form: (matter) => (
      <Plain
        matter={matter}
        label="matters.receive"
        confirm="matters.receiveConfirm"
        mutation={trpc.matters.receive.mutationOptions()}
      />
    ),
  },
  {
    name: 'matters.object',
    usual: true,
    form: (matter) => (
      <Reasoned
        matter={matter}
        label="matters.object"
        reasonLabel="matters.objectReason"
        mutation={trpc.matters.object.mutationOptions()}
      />
    ),
  },
  {
    name: 'matters.acknowledge',
    usual: true,
    form: (matter) => (
      <Plain
        matter={matter}
        label="matters.acknowledge"
        mutation={trpc.matters.acknowledge.mutationOptions()}
      />
    ),
  },
  { name: 'matters.consult', usual: false, form: (matter) => <Consult matter={matter} /> },
  { name: 'matters.stopClock', usual: false, form: (matter) => <StopClock matter={matter} /> },
];
