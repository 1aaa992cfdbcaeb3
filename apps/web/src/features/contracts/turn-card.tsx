import { Card, Tabs, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useCode, useText } from '../../texts/text.ts';
import { AccountsForm } from './accounts-form.tsx';
import { AmendForm } from './amend-form.tsx';
import type { Contract } from './answers.ts';
import { DecideForm } from './decide-forms.tsx';
import { AgencyFeeForm, ApplyForm, CertifyForm, PaperForm, SettleForm } from './money-forms.tsx';
import { HandOverForm, StepForm, steps } from './step-forms.tsx';

type Form = (props: { contract: Contract }) => ReactNode;
const forms: Readonly<Record<string, Form>> = {
  'contracts.recordPaper': PaperForm,
  'contracts.setAgencyFee': AgencyFeeForm,
  'contracts.certify': CertifyForm,
  'contracts.applyForPayment': ApplyForm,
  'contracts.proposeAmendment': AmendForm,
  'contracts.submitSettlement': SettleForm,
  'contracts.submitAccounts': AccountsForm,
  'contracts.handOver': HandOverForm,
};
const decisions = [
  'decidePayment',
  'recordPaid',
  'decideAmendment',
  'decideSettlement',
  'decideAccounts',
] as const;

/** What waits first, then the next steps, then what can be done at any time. */
function actsOf(contract: Contract): { key: string; form: ReactNode }[] {
  const may = new Set<string>(contract.may);
  const deciding = decisions.filter((one) => may.has(`contracts.${one}`));
  return [
    ...deciding.map((one) => ({
      key: `contracts.${one}`,
      form: <DecideForm contract={contract} act={one} />,
    })),
    ...Object.entries(forms)
      .filter(([key]) => may.has(key))
      .map(([key, Form]) => ({ key, form: <Form contract={contract} /> })),
    ...steps
      .filter((step) => may.has(`contracts.${step}`))
      .map((step) => ({ key: `contracts.${step}`, form: <StepForm contract={contract} step={step} /> })),
  ];
}

/** Whose turn it is finds the forms of what can be done now, one beside the other. */
export function TurnCard({ contract }: { contract: Contract }) {
  const t = useText();
  const code = useCode();
  const acts = actsOf(contract);
  return (
    <Card title={t('life.turn')} data-testid="turn">
      {acts.length === 0 && <Typography.Text type="secondary">{t('life.turnNone')}</Typography.Text>}
      {acts.length > 0 && (
        <Tabs
          destroyOnHidden
          items={acts.map(({ key, form }) => ({ key, label: code('act', key), children: form }))}
        />
      )}
    </Card>
  );
}
