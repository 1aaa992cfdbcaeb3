import {
  type EquityEventRow,
  lockHolder,
  lockRegister,
  saveEquityEvent,
} from '@guanyun/db/equity/equity.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { decideEntries } from '@guanyun/domain/equity/decide-register.ts';
import { investorChanged } from '@guanyun/domain/equity/investor.ts';
import { lastDay, type RegisterEntry } from '@guanyun/domain/equity/register.ts';
import {
  accept,
  type Decision,
  type Refusal,
  type Refused,
  refuse,
} from '@guanyun/domain/kernel/decision.ts';
import type { Also } from '../evidence/act.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { followInvestor } from '../matters/follow-investor.ts';
import type { Actor } from '../organizations/actor.ts';
import { ownershipOn } from './read-equity.ts';
import { absorptionsOn, entryOf, registerOf } from './register.ts';

/** A refusal whose sentence is about holders, with their names in the place of their ids. */
async function named(
  tx: Tx,
  deps: Deps,
  { refusals: [first, ...rest] }: Refused<Refusal>,
): Promise<Refused<Refusal>> {
  const ids = [first, ...rest].flatMap(({ facts }) => JSON.stringify(facts).match(/[0-9a-f-]{36}/g) ?? []);
  const names = new Map((await organizationsById(tx, today(deps), ids)).map((o) => [o.id, o.name ?? o.code]));
  const say = (refusal: Refusal): Refusal => ({
    ...refusal,
    facts: Object.fromEntries(
      Object.entries(refusal.facts).map(([key, fact]) => [
        key,
        typeof fact === 'string' ? fact.replace(/[0-9a-f-]{36}/g, (id) => names.get(id) ?? id) : fact,
      ]),
    ) as Refusal['facts'],
  });
  return { outcome: 'refused', refusals: [say(first), ...rest.map(say)] };
}

/** A change of registers by one act: what it decides on the entries of each as they stand, and what it then writes. */
export type RegisterChange = {
  readonly targetIds: readonly string[];
  /** Who comes to hold something by it. */
  readonly holders?: readonly string[];
  readonly decide: (
    entries: readonly RegisterEntry[],
    absorbed: ReadonlySet<string>,
    targetId: string,
  ) => Decision<null, Refusal>;
  readonly save: () => Promise<void>;
  /** The cases that are being carried out by it. */
  readonly except?: readonly string[];
};

/** Registers, and those who come to hold something, until the transaction ends; in the order in which everybody takes them. */
export async function lockRegisters(
  tx: Tx,
  ids: readonly string[],
  holders: readonly string[] = [],
): Promise<void> {
  for (const id of [...new Set([...ids, ...holders])].toSorted())
    await (ids.includes(id) ? lockRegister(tx, id) : lockHolder(tx, id));
}

/**
 * Changes registers, whoever enters there waiting for each other. Where another investor stands behind a company
 * afterwards, that company's cases follow; accepted is what happened to them.
 */
export async function changeRegisters(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  { targetIds, holders = [], decide, save, except = [] }: RegisterChange,
): Promise<Decision<readonly Also[], Refusal>> {
  await lockRegisters(tx, targetIds, holders);
  const absorbed = new Set((await absorptionsOn(tx, lastDay, 'register_book')).keys());
  for (const id of targetIds) {
    const decision = decide((await registerOf(tx, id)).map(entryOf), absorbed, id);
    if (decision.outcome === 'refused') return named(tx, deps, decision);
  }
  const on = today(deps);
  const before = (await ownershipOn(tx, on, null)).effective;
  await save();
  const changed = investorChanged(before, (await ownershipOn(tx, on, null)).effective);
  return accept(await followInvestor(tx, deps, actor, changed, except));
}

/** Enters the events of one act into the registers of their companies, under the register's own rule: all or none. */
export async function enterEvents(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  rows: readonly EquityEventRow[],
  except: readonly string[] = [],
): Promise<Decision<readonly Also[], Refusal>> {
  const on = today(deps);
  const parties = new Set(
    rows.flatMap((row) => [row.targetId, row.fromId, row.toId].filter((id) => id !== null)),
  );
  if ((await organizationsById(tx, on, [...parties])).length !== parties.size)
    return refuse('HOLDER_UNKNOWN');
  const of = Map.groupBy(rows, (row) => row.targetId);
  return changeRegisters(tx, deps, actor, {
    ...{ targetIds: [...of.keys()], holders: rows.flatMap(({ toId }) => toId ?? []), except },
    decide: (entries, absorbed, id) =>
      decideEntries(entries, (of.get(id) ?? []).map(entryOf), { today: on, absorbed }),
    save: async () => {
      for (const row of rows) await saveEquityEvent(tx, row);
    },
  });
}
