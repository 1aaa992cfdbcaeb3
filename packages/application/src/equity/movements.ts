import { type EquityEventRow, everHeldBy } from '@guanyun/db/equity/equity.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import { capTable } from '@guanyun/domain/equity/cap-table.ts';
import {
  type DecidedReorganization,
  decideReorganization,
  takerIn,
} from '@guanyun/domain/equity/decide-reorganization.ts';
import { decideShareTransfer } from '@guanyun/domain/equity/decide-share-transfer.ts';
import { type RegisterEntry, transactionsIn } from '@guanyun/domain/equity/register.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, multiplyRatio, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { ratio } from '@guanyun/domain/kernel/ratio.ts';
import type { ProposalOf } from '@guanyun/domain/matters/proposal.ts';
import { modeOf } from '@guanyun/domain/matters/proposal-terms.ts';
import { lockRegisters } from './enter-event.ts';
import { entryOf, registerOf } from './register.ts';

export type DecidedTransfer = ProposalOf<'equity_transfer'> & { readonly toId: string };
export type DecidedCapital = ProposalOf<'capital_change'> & {
  readonly capital: NonNullable<ProposalOf<'capital_change'>['capital']>;
};

/** What one event moves, in the register of which company. */
export type EventMovement = Pick<EquityEventRow, 'kind' | 'targetId' | 'subscribed' | 'paid'> &
  Partial<EquityEventRow>;
type Movements = Decision<readonly EventMovement[], Refusal>;

const entriesOf = async (tx: Tx, companyId: string): Promise<readonly RegisterEntry[]> =>
  (await registerOf(tx, companyId)).map(entryOf);

/** A transfer, on the register as it stands; with an entry turned back first where it amends one. */
export async function transferred(
  tx: Tx,
  { targetId, fromId, toId, share, ...rest }: DecidedTransfer,
  on: LocalDate,
  amends: { readonly eventId: string; readonly because: string } | undefined,
): Promise<Movements> {
  const entries = await entriesOf(tx, targetId);
  const turnedBack: RegisterEntry[] =
    amends === undefined
      ? []
      : [{ id: '', kind: 'void', amends: amends.eventId, decidedOn: on, registerBookOn: on }];
  if (amends !== undefined && !entries.some((entry) => entry.id === amends.eventId))
    return refuse('ALREADY_CORRECTED');
  const decision = decideShareTransfer(transactionsIn([...entries, ...turnedBack]), {
    ...{ fromId, toId, targetId, share, registerOn: on },
  });
  if (decision.outcome === 'refused') return decision;
  return accept([
    {
      ...{ kind: modeOf(rest) === 'free_transfer' ? 'free_transfer' : 'transfer', targetId, fromId, toId },
      subscribed: formatYuan(decision.effects.subscribed),
      paid: formatYuan(decision.effects.paid),
      ...(amends === undefined ? {} : { amends: amends.eventId, because: amends.because }),
    },
  ]);
}

/** A decrease takes the paid-in part in the proportion that its holder has paid. */
export async function capitalChanged(
  tx: Tx,
  { companyId: targetId, capital, facts }: DecidedCapital,
  on: LocalDate,
  paid: string,
): Promise<Movements> {
  const { holderId, subscribed, price = null } = capital;
  if (facts.direction !== 'decrease')
    return accept([{ kind: 'increase', targetId, toId: holderId, subscribed, paid, price }]);
  const { holders } = capTable(transactionsIn(await entriesOf(tx, targetId)), on, 'register_book');
  const has = holders.find((holder) => holder.id === holderId);
  const part = (held: NonNullable<typeof has>) =>
    held.subscribed <= 0n
      ? held.paid
      : multiplyRatio(held.paid, ratio(parseYuan(subscribed), held.subscribed));
  return accept([
    {
      ...{ kind: 'decrease', targetId, fromId: holderId, subscribed },
      paid: has === undefined ? '0.00' : formatYuan(part(has)),
    },
  ]);
}

const lastDayOf = (entries: readonly RegisterEntry[]): LocalDate | null =>
  entries
    .map((entry) => entry.registerBookOn ?? entry.decidedOn)
    .toSorted()
    .at(-1) ?? null;

/**
 * A merger or division, on every register that it can change: the two companies', and for a merger those in which the absorbed
 * one is a holder. They are held from here on.
 */
export async function reorganized(
  tx: Tx,
  proposal: DecidedReorganization,
  on: LocalDate,
): Promise<Movements> {
  const { companyId, absorption } = proposal;
  const own = [companyId, takerIn(proposal)];
  // The absorbed company's own register first: nobody lets it come to hold more while it is held.
  await lockRegisters(tx, own);
  const ids = [...new Set([...own, ...(absorption === undefined ? [] : await everHeldBy(tx, companyId))])];
  await lockRegisters(tx, ids);
  const registers = new Map<string, readonly RegisterEntry[]>();
  for (const id of ids) registers.set(id, await entriesOf(tx, id));
  const names = new Map((await organizationsOn(tx, on)).map(({ id, name, code }) => [id, name ?? code]));
  const tables = new Map(
    [...registers].map(([id, entries]) => [id, capTable(transactionsIn(entries), on, 'register_book')]),
  );
  const of = { tables, nameOf: (id: string) => names.get(id) ?? id };
  const decided = decideReorganization(proposal, of, {
    on,
    lastDayOf: (id) => lastDayOf(registers.get(id) ?? []),
  });
  if (decided.outcome === 'refused') return decided;
  return accept(
    decided.effects.map(({ companyId: targetId, kind, from, to, subscribed, paid }): EventMovement => {
      const closes = absorption !== undefined && targetId === companyId;
      return {
        ...{ kind, targetId, occasion: absorption === undefined ? 'division' : 'merger' },
        ...{ fromId: from ?? null, toId: to ?? null },
        ...{ subscribed: formatYuan(subscribed), paid: formatYuan(paid) },
        ...(closes ? { absorbedBy: absorption.absorberId } : {}),
      };
    }),
  );
}
