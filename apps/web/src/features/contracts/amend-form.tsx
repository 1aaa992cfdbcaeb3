import {
  type AmendmentCause,
  type AmendmentKind,
  amendmentCauses,
  amendmentKinds,
} from '@guanyun/domain/contracts/amend-contract.ts';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useCode } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Contract } from './answers.ts';
import { type Field, FieldsForm, type Values } from './fields-form.tsx';
import { type Party, PartyField } from './party-field.tsx';

const whenKind = (kind: AmendmentKind) => (v: Values) => v.kind === kind;

function changeOf(values: Values, party: Party | null) {
  const kind = values.kind as AmendmentKind;
  if (kind === 'period') return { kind, completionDue: values.completionDue ?? '' };
  if (kind === 'scope') return { kind, scope: values.scope ?? '' };
  if (kind === 'party') return { kind, counterpartyId: party?.id ?? '' };
  return { kind: 'value' as const, amount: values.amount ?? '' };
}

/** Proposes a change: what stands now is filled in, what is to stand is typed. */
export function AmendForm({ contract }: { contract: Contract }) {
  const code = useCode();
  const [party, setParty] = useState<Party | null>(contract.counterparty);
  const [done, setDone] = useState(0);
  const kinds = contract.origin === 'list' ? amendmentKinds.slice(0, 3) : amendmentKinds;
  const fields: Field[] = [
    { key: 'kind', label: 'life.amendKind', kind: 'choice', codes: kinds, of: 'amendmentKind' },
    { key: 'cause', label: 'life.cause', kind: 'choice', codes: amendmentCauses, of: 'amendmentCause' },
    {
      ...{ key: 'amount', label: 'life.newAmount', kind: 'money', when: whenKind('value') },
      initial: contract.currentAmount,
    },
    {
      ...{ key: 'completionDue', label: 'life.newDue', kind: 'day', when: whenKind('period') },
      initial: contract.completionDue,
    },
    { key: 'scope', label: 'life.newScope', kind: 'text', when: whenKind('scope'), initial: contract.scope },
    { key: 'on', label: 'life.on', kind: 'day', initial: contract.today, max: contract.today },
    { key: 'reason', label: 'life.reason', kind: 'text' },
  ];
  return (
    <FieldsForm key={`${done}${contract.currentAmount}`} id="amend-form" fields={fields}>
      {(typed, raw) => (
        <>
          {raw.kind === 'party' && <PartyField party={party} onChange={setParty} />}
          <ActButton
            type="primary"
            disabled={typed === null}
            mutation={trpc.contracts.proposeAmendment.mutationOptions()}
            input={{
              id: contract.id,
              change: changeOf(typed?.values ?? {}, party),
              cause: (typed?.values.cause ?? 'other') as AmendmentCause,
              on: typed?.values.on ?? '',
              reason: typed?.values.reason ?? '',
              document: typed?.document ?? '',
            }}
            onDone={() => setDone(done + 1)}
          >
            {code('act', 'contracts.proposeAmendment')}
          </ActButton>
        </>
      )}
    </FieldsForm>
  );
}
