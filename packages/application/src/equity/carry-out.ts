import { type EquityEventRow, newEvent } from '@guanyun/db/equity/equity.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { capTable } from '@guanyun/domain/equity/cap-table.ts';
import { decideShareTransfer } from '@guanyun/domain/equity/decide-share-transfer.ts';
import { type RegisterEntry, transactionsIn } from '@guanyun/domain/equity/register.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import { formatYuan, multiplyRatio, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { ratio } from '@guanyun/domain/kernel/ratio.ts';
import { carriedOutBy } from '@guanyun/domain/matters/carried-out-by.ts';
import type { Proposal, ProposalOf } from '@guanyun/domain/matters/proposal.ts';
import { modeOf } from '@guanyun/domain/matters/proposal-terms.ts';
import type { Also } from '../evidence/act.ts';
import type { Deps } from '../kernel/deps.ts';
import { checkWarrant, type Intent, spendWarrant } from '../matters/spend-warrant.ts';
import type { Actor } from '../organizations/actor.ts';
import { enterEvent } from './enter-event.ts';
import { entryOf, registerOf } from './register.ts';

export type DecidedTransfer = ProposalOf<'equity_transfer'> & { readonly toId: string };
export type DecidedCapital = ProposalOf<'capital_change'> & {
  readonly capital: NonNullable<ProposalOf<'capital_change'>['capital']>;
};
/** What has a form of its own in the register. */
export type DecidedChange = DecidedTransfer | DecidedCapital;

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
export type CarriedOut = {
  readonly target: { readonly id: string; readonly title: string };
  readonly row: EquityEventRow;
  readonly warrant: WarrantRow;
  readonly also: readonly Also[];
};

type Movement = Pick<EquityEventRow, 'kind' | 'subscribed' | 'paid'> & Partial<EquityEventRow>;

function transferred(
  { id, amends, intent }: CarryingOut,
  { targetId, fromId, toId, share, ...rest }: DecidedTransfer,
  entries: readonly RegisterEntry[],
): Decision<Movement, Refusal> {
  const { on } = intent;
  const turnedBack: RegisterEntry[] =
    amends === undefined
      ? []
      : [{ id, kind: 'void', amends: amends.eventId, decidedOn: on, registerBookOn: on }];
  if (amends !== undefined && !entries.some((entry) => entry.id === amends.eventId))
    return refuse('ALREADY_CORRECTED');
  const decision = decideShareTransfer(transactionsIn([...entries, ...turnedBack]), {
    ...{ fromId, toId, targetId, share, registerOn: on },
  });
  if (decision.outcome === 'refused') return decision;
  return accept({
    ...{ kind: modeOf(rest) === 'free_transfer' ? 'free_transfer' : 'transfer', fromId, toId },
    subscribed: formatYuan(decision.effects.subscribed),
    paid: formatYuan(decision.effects.paid),
    ...(amends === undefined ? {} : { amends: amends.eventId, because: amends.because }),
  });
}

/** A decrease takes the paid-in part in the proportion that its holder has paid. */
function capitalChanged(
  { intent, paid = '0.00' }: CarryingOut,
  { capital, facts }: DecidedCapital,
  entries: readonly RegisterEntry[],
): Decision<Movement, Refusal> {
  const { holderId, subscribed, price = null } = capital;
  if (facts.direction !== 'decrease')
    return accept({ kind: 'increase', toId: holderId, subscribed, paid, price });
  const has = capTable(transactionsIn(entries), intent.on, 'register_book').holders.find(
    (holder) => holder.id === holderId,
  );
  const part = (held: NonNullable<typeof has>) =>
    held.subscribed <= 0n
      ? held.paid
      : multiplyRatio(held.paid, ratio(parseYuan(subscribed), held.subscribed));
  return accept({
    ...{ kind: 'decrease', fromId: holderId, subscribed },
    paid: has === undefined ? '0.00' : formatYuan(part(has)),
  });
}

/**
 * Enters one decided change into the register of members, spending its warrant in the same transaction. What is entered is
 * what was decided, to the letter; the register's own rule comes after the warrant's.
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
  const entries = (await registerOf(tx, targetId)).map(entryOf);
  const moved =
    proposal.matter === 'equity_transfer'
      ? transferred(asked, proposal, entries)
      : capitalChanged(asked, proposal, entries);
  const parties =
    proposal.matter === 'equity_transfer'
      ? [targetId, proposal.fromId, proposal.toId]
      : [targetId, proposal.capital.holderId];
  const names = await organizationsById(tx, on, parties);
  const found = names.find((o) => o.id === targetId);
  if (found === undefined || parties.some((party) => !names.some((o) => o.id === party)))
    return refuse('HOLDER_UNKNOWN');
  if (moved.outcome === 'refused') return moved;
  const target = { id: targetId, title: found.name ?? found.code };
  const warrant = checked.effects;
  await spendWarrant(tx, deps, actor, warrant, intent, asked.act, {
    ...{ kind: 'equity_event', id, title: target.title },
  });
  const row = newEvent({
    ...{ id, targetId, ...moved.effects, decidedOn: warrant.issuedOn },
    ...{ registerOn: on, registrationOn: asked.registrationOn, warrantId: warrant.id },
    ...{ personId: actor.person.id, recordedAt: deps.now() },
  });
  const except = [warrant.matterId, ...(asked.together ?? [])];
  const entered = await enterEvent(tx, deps, actor, row, except);
  return entered.outcome === 'refused' ? entered : accept({ target, row, warrant, also: entered.effects });
}
