import { type EquityEventRow, newEvent } from '@guanyun/db/equity/equity.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { type DecidedReorganization, takerIn } from '@guanyun/domain/equity/decide-reorganization.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import { carriedOutBy } from '@guanyun/domain/matters/carried-out-by.ts';
import type { Proposal } from '@guanyun/domain/matters/proposal.ts';
import type { Also } from '../evidence/act.ts';
import type { Deps } from '../kernel/deps.ts';
import { checkWarrant, type Intent, spendWarrant } from '../matters/spend-warrant.ts';
import type { Actor } from '../organizations/actor.ts';
import { enterEvents } from './enter-event.ts';
import {
  capitalChanged,
  type DecidedCapital,
  type DecidedTransfer,
  reorganized,
  transferred,
} from './movements.ts';

/** What has a form of its own in the register. */
export type DecidedChange = DecidedTransfer | DecidedCapital | DecidedReorganization;

/** Whether a decided proposal is entered into the register by an act of its own. */
export const entersRegister = (proposal: Proposal): proposal is DecidedChange =>
  carriedOutBy(proposal)?.startsWith('equity.') === true &&
  (proposal.matter !== 'equity_transfer' || proposal.toId !== undefined);

/** Whose register a decided change is entered into. */
export const registerChangedBy = (proposal: DecidedChange): string =>
  proposal.matter === 'equity_transfer' ? proposal.targetId : proposal.companyId;

/** One decided change on its way into the register. */
export type CarryingOut = {
  readonly id: string;
  readonly act: string;
  readonly intent: Intent & { readonly proposal: DecidedChange };
  readonly registrationOn: string | null;
  /** Of an increase, what was paid in at once, yuan; absent: nothing. */
  readonly paid?: string | undefined;
  /** 变更: the entry of the same register that a transfer turns back, and why. */
  readonly amends?: { readonly eventId: string; readonly because: string } | undefined;
  /** Cases beside the one carried out that a change of investor leaves alone: those carried out with it. */
  readonly together?: readonly string[] | undefined;
};
type Named = { readonly id: string; readonly title: string };
export type CarriedOut = {
  /** The companies whose registers have changed; the first is the one that it was decided for. */
  readonly targets: readonly [Named, ...Named[]];
  /** The first stands for the act, in the register of the first company. */
  readonly rows: readonly EquityEventRow[];
  readonly warrant: WarrantRow;
  readonly also: readonly Also[];
};

/** Who is named by what was decided. */
function partiesOf(proposal: DecidedChange): string[] {
  if (proposal.matter === 'equity_transfer') return [proposal.targetId, proposal.fromId, proposal.toId];
  if (proposal.matter === 'capital_change') return [proposal.companyId, proposal.capital.holderId];
  return [proposal.companyId, takerIn(proposal)];
}

function movedBy(tx: Tx, { intent, amends, paid = '0.00' }: CarryingOut) {
  const { proposal, on } = intent;
  if (proposal.matter === 'equity_transfer') return transferred(tx, proposal, on, amends);
  if (proposal.matter === 'capital_change') return capitalChanged(tx, proposal, on, paid);
  return reorganized(tx, proposal, on);
}

/**
 * Enters one decided change into the register of members, spending its warrant in the same transaction. What is entered is
 * what was decided, to the letter; the register's own rule comes after the warrant's. A merger or division is one act of
 * several events, which share the id of the first.
 */
export async function carryOut(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  asked: CarryingOut,
): Promise<Decision<CarriedOut, Refusal>> {
  const { id, intent } = asked;
  const { proposal, on } = intent;
  const checked = await checkWarrant(tx, intent);
  if (checked.outcome === 'refused') return checked;
  const targetId = registerChangedBy(proposal);
  const moved = await movedBy(tx, asked);
  const parties = partiesOf(proposal);
  const changed = moved.outcome === 'refused' ? [] : moved.effects.map((one) => one.targetId);
  const names = await organizationsById(tx, on, [...parties, ...changed]);
  if (parties.some((party) => !names.some((o) => o.id === party))) return refuse('HOLDER_UNKNOWN');
  if (moved.outcome === 'refused') return moved;
  const titled = (of: string): Named => {
    const found = names.find((o) => o.id === of);
    return { id: of, title: found?.name ?? found?.code ?? '' };
  };
  const target = titled(targetId);
  const warrant = checked.effects;
  const spent = await spendWarrant(tx, deps, actor, warrant, intent, asked.act, {
    ...{ kind: 'equity_event', id, title: target.title },
  });
  if (spent.outcome === 'refused') return spent;
  const marks = {
    ...{ actId: id, decidedOn: warrant.issuedOn, registerOn: on, registrationOn: asked.registrationOn },
    ...{ warrantId: warrant.id, personId: actor.person.id, recordedAt: deps.now() },
  };
  const rows = moved.effects.map((movement, at) =>
    newEvent({ id: at === 0 ? id : deps.newId(), ...movement, ...marks }),
  );
  const except = [warrant.matterId, ...(asked.together ?? [])];
  const entered = await enterEvents(tx, deps, actor, rows, except);
  if (entered.outcome === 'refused') return entered;
  const others = new Set(changed.filter((of) => of !== targetId));
  return accept({ targets: [target, ...[...others].map(titled)], rows, warrant, also: entered.effects });
}
