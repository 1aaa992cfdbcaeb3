import { type ContractStep, contractSteps } from '@guanyun/domain/contracts/contract-state.ts';
import { ActButton } from '../../components/act-button.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Contract } from './answers.ts';
import { type Field, FieldsForm } from './fields-form.tsx';

export const steps: readonly ContractStep[] = contractSteps;
const grave: readonly ContractStep[] = ['terminate', 'annul', 'suspend', 'dispute'];

const fieldsOn = (today: string): Field[] => [
  { key: 'on', label: 'life.on', kind: 'day', initial: today, max: today },
  { key: 'note', label: 'life.note', kind: 'text', optional: true },
];

/** One step of the contract's life, with its day and paper. */
export function StepForm({ contract, step }: { contract: Contract; step: ContractStep }) {
  const t = useText();
  const code = useCode();
  return (
    <FieldsForm id={`step-${step}`} fields={fieldsOn(contract.today)}>
      {(typed) => (
        <ActButton
          type="primary"
          danger={grave.includes(step)}
          disabled={typed === null}
          confirm={t('life.confirm')}
          mutation={trpc.contracts.step.mutationOptions()}
          input={{
            ...{ id: contract.id, step, on: typed?.values.on ?? '', note: typed?.values.note ?? '' },
            document: typed?.document ?? '',
          }}
        >
          {code('act', `contracts.${step}`)}
        </ActButton>
      )}
    </FieldsForm>
  );
}

/** What was formed enters the register at the values of the approved final accounts. */
export function HandOverForm({ contract }: { contract: Contract }) {
  const t = useText();
  const code = useCode();
  return (
    <FieldsForm id="hand-over-form" fields={fieldsOn(contract.today).slice(0, 1)}>
      {(typed) => (
        <ActButton
          type="primary"
          disabled={typed === null}
          confirm={t('life.confirm')}
          mutation={trpc.contracts.handOver.mutationOptions()}
          input={{ id: contract.id, on: typed?.values.on ?? '', document: typed?.document ?? '' }}
        >
          {code('act', 'contracts.handOver')}
        </ActButton>
      )}
    </FieldsForm>
  );
}
