import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { Card, Flex } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Contract } from './answers.ts';
import { Fields, FieldsForm, useFields } from './fields-form.tsx';

type Decision = 'decidePayment' | 'recordPaid' | 'decideAmendment' | 'decideSettlement' | 'decideAccounts';
type Case = { readonly id: string; readonly said: string };

const yuan = (amount: string): string => `${displayYuan(parseYuan(amount), 'yuan')} 元`;

/** What waits to be decided on, as one line each. */
function useCases(contract: Contract, act: Decision): Case[] {
  const code = useCode();
  const { payments, amendments, settlements, accounts } = contract;
  switch (act) {
    case 'decidePayment':
    case 'recordPaid': {
      const wanted = act === 'decidePayment' ? 'applied' : 'approved';
      return payments
        .filter(({ state }) => state === wanted)
        .map((p) => ({
          id: p.id,
          said: `#${p.number} ${code('paymentKind', p.kind)} ${yuan(p.amount)} · ${p.by.name}`,
        }));
    }
    case 'decideAmendment':
      return amendments
        .filter(({ state }) => state === 'proposed')
        .map((a) => ({
          id: a.id,
          said: `#${a.number} ${code('amendmentKind', a.kind)} ${a.before} → ${a.after} · ${a.reason}`,
        }));
    case 'decideSettlement':
      return settlements
        .filter(({ state }) => state === 'submitted')
        .map((s) => ({ id: s.id, said: `${yuan(s.amount)} · ${s.by.name}` }));
    case 'decideAccounts':
      return accounts
        .filter(({ state }) => state === 'submitted')
        .map((a) => ({ id: a.id, said: `${yuan(a.total)} · ${a.by.name}` }));
  }
}

const mutations = {
  decidePayment: (id: string, one: string) => ({ id, paymentId: one }),
  decideAmendment: (id: string, one: string) => ({ id, amendmentId: one }),
} as const;

function Buttons(props: {
  contract: Contract;
  act: Exclude<Decision, 'recordPaid'>;
  one: string;
  opinion: string;
}) {
  const t = useText();
  const { contract, act, one, opinion } = props;
  const button = (approve: boolean) => {
    const told = { approve, opinion };
    const shown = {
      ...{ type: approve ? ('primary' as const) : ('default' as const), confirm: t('life.confirm') },
      children: t(approve ? 'life.approve' : 'life.reject'),
    };
    if (act === 'decidePayment')
      return (
        <ActButton
          {...shown}
          mutation={trpc.contracts.decidePayment.mutationOptions()}
          input={{ ...mutations.decidePayment(contract.id, one), ...told }}
        />
      );
    if (act === 'decideAmendment')
      return (
        <ActButton
          {...shown}
          mutation={trpc.contracts.decideAmendment.mutationOptions()}
          input={{ ...mutations.decideAmendment(contract.id, one), ...told }}
        />
      );
    const mutation =
      act === 'decideSettlement'
        ? trpc.contracts.decideSettlement.mutationOptions()
        : trpc.contracts.decideAccounts.mutationOptions();
    return <ActButton {...shown} mutation={mutation} input={{ id: contract.id, ...told }} />;
  };
  return (
    <Flex gap={12} wrap>
      {button(true)}
      {button(false)}
    </Flex>
  );
}

function Decide({
  contract,
  act,
  one,
}: {
  contract: Contract;
  act: Exclude<Decision, 'recordPaid'>;
  one: Case;
}) {
  const fields = useFields([{ key: 'opinion', label: 'life.opinion', kind: 'text', optional: true }]);
  return (
    <Card size="small" type="inner" title={one.said} data-testid={`decide-${one.id}`}>
      <Fields id={`opinion-${one.id}`} fields={fields} />
      <Buttons contract={contract} act={act} one={one.id} opinion={fields.values?.opinion ?? ''} />
    </Card>
  );
}

function Paid({ contract, one }: { contract: Contract; one: Case }) {
  const code = useCode();
  const { today } = contract;
  return (
    <Card size="small" type="inner" title={one.said}>
      <FieldsForm
        id={`paid-${one.id}`}
        fields={[{ key: 'on', label: 'life.paidOn', kind: 'day', initial: today, max: today }]}
      >
        {(typed) => (
          <ActButton
            type="primary"
            disabled={typed === null}
            mutation={trpc.contracts.recordPaid.mutationOptions()}
            input={{
              ...{ id: contract.id, paymentId: one.id },
              ...{ on: typed?.values.on ?? '', document: typed?.document ?? '' },
            }}
          >
            {code('act', 'contracts.recordPaid')}
          </ActButton>
        )}
      </FieldsForm>
    </Card>
  );
}

/** What waits for a decision, each with its own opinion. */
export function DecideForm({ contract, act }: { contract: Contract; act: Decision }) {
  const cases = useCases(contract, act);
  return (
    <Flex vertical gap={12}>
      {cases.map((one) =>
        act === 'recordPaid' ? (
          <Paid key={one.id} contract={contract} one={one} />
        ) : (
          <Decide key={one.id} contract={contract} act={act} one={one} />
        ),
      )}
    </Flex>
  );
}
