import { contractPaperKinds } from '@guanyun/domain/contracts/contract-state.ts';
import { type PaymentKind, paymentKinds } from '@guanyun/domain/contracts/payment-bound.ts';
import { Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Contract } from './answers.ts';
import { type Field, FieldsForm, given } from './fields-form.tsx';

type Props = { contract: Contract };
/** A form that begins anew once its act is done. */
const useAnew = () => {
  const [done, setDone] = useState(0);
  return { key: done, onDone: () => setDone(done + 1) };
};
const day = (today: string): Field => ({
  key: 'on',
  label: 'life.on',
  kind: 'day',
  initial: today,
  max: today,
});

export function PaperForm({ contract }: Props) {
  const code = useCode();
  const { key, onDone } = useAnew();
  const missing = contract.papersMissing[0];
  const fields: Field[] = [
    {
      ...{
        key: 'kind',
        label: 'life.paperKind',
        kind: 'choice',
        codes: contractPaperKinds,
        of: 'contractPaper',
      },
      ...(missing === undefined ? {} : { initial: missing }),
    },
    { key: 'reference', label: 'life.reference', kind: 'text' },
    { key: 'on', label: 'life.paperOn', kind: 'day', initial: contract.today, max: contract.today },
    { key: 'amount', label: 'life.amount', kind: 'money', optional: true },
  ];
  return (
    <FieldsForm key={`${key}${missing ?? ''}`} id="paper-form" fields={fields}>
      {(typed) => (
        <ActButton
          type="primary"
          disabled={typed === null}
          mutation={trpc.contracts.recordPaper.mutationOptions()}
          input={{
            id: contract.id,
            kind: (typed?.values.kind ?? 'other') as (typeof contractPaperKinds)[number],
            on: typed?.values.on ?? '',
            reference: typed?.values.reference ?? '',
            document: typed?.document ?? '',
            ...given('amount', typed?.values.amount),
          }}
          onDone={onDone}
        >
          {code('act', 'contracts.recordPaper')}
        </ActButton>
      )}
    </FieldsForm>
  );
}

export function AgencyFeeForm({ contract }: Props) {
  const code = useCode();
  const fields: Field[] = [
    { key: 'totalInvestment', label: 'life.totalInvestment', kind: 'money' },
    { key: 'includedManagementFee', label: 'life.includedFee', kind: 'money', optional: true },
    { key: 'landCost', label: 'life.landCost', kind: 'money', optional: true },
    { key: 'managementFeeSpent', label: 'life.feeSpent', kind: 'money', optional: true },
    { key: 'fee', label: 'life.fee', kind: 'money' },
  ];
  return (
    <FieldsForm id="fee-form" fields={fields}>
      {(typed) => (
        <ActButton
          type="primary"
          disabled={typed === null}
          mutation={trpc.contracts.setAgencyFee.mutationOptions()}
          input={{
            id: contract.id,
            totalInvestment: typed?.values.totalInvestment ?? '',
            fee: typed?.values.fee ?? '',
            document: typed?.document ?? '',
            ...given('includedManagementFee', typed?.values.includedManagementFee),
            ...given('landCost', typed?.values.landCost),
            ...given('managementFeeSpent', typed?.values.managementFeeSpent),
          }}
        >
          {code('act', 'contracts.setAgencyFee')}
        </ActButton>
      )}
    </FieldsForm>
  );
}

export function CertifyForm({ contract }: Props) {
  const code = useCode();
  const { key, onDone } = useAnew();
  const fields: Field[] = [
    { key: 'periodTo', label: 'life.periodTo', kind: 'day', initial: contract.today, max: contract.today },
    { key: 'amount', label: 'life.measured', kind: 'money' },
  ];
  return (
    <FieldsForm key={key} id="certify-form" fields={fields}>
      {(typed) => (
        <ActButton
          type="primary"
          disabled={typed === null}
          mutation={trpc.contracts.certify.mutationOptions()}
          input={{
            id: contract.id,
            periodTo: typed?.values.periodTo ?? '',
            amount: typed?.values.amount ?? '',
            document: typed?.document ?? '',
          }}
          onDone={onDone}
        >
          {code('act', 'contracts.certify')}
        </ActButton>
      )}
    </FieldsForm>
  );
}

/** What can be applied for in a state; the server judges again. */
function kindsFor(contract: Contract): readonly PaymentKind[] {
  const { state, agencyFee } = contract;
  const fee = agencyFee === null ? [] : (['agency_fee'] as const);
  if (state === 'released') return ['retention', 'completion_settlement'];
  if (state === 'settled')
    return ['completion_settlement', ...fee, ...(agencyFee === null ? [] : (['bonus'] as const))];
  if (['accounted', 'delivered', 'warranty'].includes(state)) return ['completion_settlement'];
  return [...paymentKinds.slice(0, 4), ...fee];
}

export function ApplyForm({ contract }: Props) {
  const t = useText();
  const code = useCode();
  const { key, onDone } = useAnew();
  const bonus = (v: Readonly<Record<string, string>>) => v.kind === 'bonus';
  const fields: Field[] = [
    { key: 'kind', label: 'life.paymentKind', kind: 'choice', codes: kindsFor(contract), of: 'paymentKind' },
    { key: 'amount', label: 'life.amount', kind: 'money' },
    { key: 'note', label: 'life.note', kind: 'text', optional: true },
    { key: 'onTime', label: 'life.onTime', kind: 'tick', when: bonus },
    { key: 'quality', label: 'life.quality', kind: 'tick', when: bonus },
    { key: 'withinEstimate', label: 'life.withinEstimate', kind: 'tick', when: bonus },
  ];
  return (
    <FieldsForm key={`${key}${contract.state}`} id="apply-form" fields={fields}>
      {(typed) => {
        const v = typed?.values ?? {};
        const yes = (name: string): boolean => v[name] === 'yes';
        const performance = {
          ...{ onTime: yes('onTime'), quality: yes('quality'), withinEstimate: yes('withinEstimate') },
        };
        return (
          <>
            <Typography.Text type="secondary">{t('life.boundWhy')}</Typography.Text>
            <ActButton
              type="primary"
              disabled={typed === null}
              mutation={trpc.contracts.applyForPayment.mutationOptions()}
              input={{
                ...{ id: contract.id, kind: (v.kind ?? 'progress') as PaymentKind },
                ...{ amount: v.amount ?? '', note: v.note ?? '', document: typed?.document ?? '' },
                ...(v.kind === 'bonus' ? { performance } : {}),
              }}
              onDone={onDone}
            >
              {code('act', 'contracts.applyForPayment')}
            </ActButton>
          </>
        );
      }}
    </FieldsForm>
  );
}

export function SettleForm({ contract }: Props) {
  const code = useCode();
  const fields: Field[] = [
    { key: 'amount', label: 'life.settlementAmount', kind: 'money' },
    { key: 'retention', label: 'life.retentionAmount', kind: 'money', initial: '0' },
    { key: 'guaranteed', label: 'life.guaranteed', kind: 'tick' },
    day(contract.today),
  ];
  return (
    <FieldsForm id="settle-form" fields={fields}>
      {(typed) => (
        <ActButton
          type="primary"
          disabled={typed === null}
          mutation={trpc.contracts.submitSettlement.mutationOptions()}
          input={{
            id: contract.id,
            amount: typed?.values.amount ?? '',
            retention: typed?.values.retention ?? '',
            guaranteed: typed?.values.guaranteed === 'yes',
            on: typed?.values.on ?? '',
            document: typed?.document ?? '',
          }}
        >
          {code('act', 'contracts.submitSettlement')}
        </ActButton>
      )}
    </FieldsForm>
  );
}
