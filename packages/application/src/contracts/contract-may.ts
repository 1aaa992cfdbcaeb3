import type { ContractRow } from '@guanyun/db/contracts/contract-life.model.ts';
import { type ContractStanding, stepsOpen } from '@guanyun/domain/contracts/contract-state.ts';
import { type Actor, personsOf } from '../organizations/actor.ts';
import { decides, performs } from './contract-acts.ts';
import { sideOfStep } from './move-contract.ts';

type Waiting = { readonly state: string; readonly by: { readonly id: string } };
type Life = {
  readonly payments: readonly Waiting[];
  readonly amendments: readonly Waiting[];
  readonly settlements: readonly Waiting[];
  readonly accounts: readonly Waiting[];
};

/** What somebody else asked for and this person may decide on. */
const waits = (actor: Actor, rows: readonly Waiting[], state: string): boolean =>
  rows.some((row) => row.state === state && !personsOf(actor).includes(row.by.id));

function performerMay(row: ContractRow, life: Life): string[] {
  const { state, halt } = row;
  const running = state === 'in_force' || state === 'completed';
  const none = (rows: readonly Waiting[]) => rows.every((one) => one.state === 'rejected');
  const paying =
    running || ['settled', 'accounted', 'delivered', 'warranty', 'released', 'terminated'].includes(state);
  return [
    ...(['closed', 'void'].includes(state) ? [] : ['contracts.recordPaper']),
    ...(state === 'signed' && row.mode === 'entrusted' ? ['contracts.setAgencyFee'] : []),
    ...(['signed', 'in_force'].includes(state) && row.mode === 'entrusted' ? ['contracts.sign'] : []),
    ...(paying ? ['contracts.applyForPayment'] : []),
    ...(['signed', 'in_force'].includes(state) && halt === null ? ['contracts.proposeAmendment'] : []),
    ...(state === 'completed' && halt === null && none(life.settlements)
      ? ['contracts.submitSettlement']
      : []),
    ...(state === 'settled' && row.mode === 'entrusted' && none(life.accounts)
      ? ['contracts.submitAccounts']
      : []),
    ...(state === 'accounted' ? ['contracts.handOver'] : []),
  ];
}

const principalMay = (actor: Actor, row: ContractRow, life: Life): string[] => [
  ...(['in_force', 'completed'].includes(row.state) ? ['contracts.certify'] : []),
  ...(waits(actor, life.payments, 'applied') ? ['contracts.decidePayment'] : []),
  ...(life.payments.some(({ state }) => state === 'approved') ? ['contracts.recordPaid'] : []),
  ...(waits(actor, life.amendments, 'proposed') ? ['contracts.decideAmendment'] : []),
  ...(waits(actor, life.settlements, 'submitted') ? ['contracts.decideSettlement'] : []),
  ...(waits(actor, life.accounts, 'submitted') ? ['contracts.decideAccounts'] : []),
];

/** The acts whose turn it is for this person, by name. */
export function mayDo(actor: Actor, row: ContractRow, standing: ContractStanding, life: Life): string[] {
  const [performer, principal] = [performs(actor, row), decides(actor, row)];
  const mine = { performer, principal };
  return [
    ...stepsOpen(standing)
      .filter((step) => mine[sideOfStep[step]])
      .map((step) => `contracts.${step}`),
    ...(performer ? performerMay(row, life) : []),
    ...(principal ? principalMay(actor, row, life) : []),
  ];
}
