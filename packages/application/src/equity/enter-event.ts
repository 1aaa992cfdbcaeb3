import { type EquityEventRow, lockRegister, saveEquityEvent } from '@guanyun/db/equity/equity.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { decideEntry } from '@guanyun/domain/equity/decide-register.ts';
import { investorChanged } from '@guanyun/domain/equity/investor.ts';
import type { RegisterEntry } from '@guanyun/domain/equity/register.ts';
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
import { entryOf, registerOf } from './register.ts';

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

/** A change of one register: what it decides on the entries as they stand, and what it then writes. */
export type RegisterChange = {
  readonly targetId: string;
  readonly decide: (entries: readonly RegisterEntry[]) => Decision<null, Refusal>;
  readonly save: () => Promise<void>;
  /** The cases that are being carried out by it. */
  readonly except?: readonly string[];
};

/**
 * Changes one register, whoever enters there waiting for each other. Where another investor stands behind a company
 * afterwards, that company's cases follow; accepted is what happened to them.
 */
export async function changeRegister(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  { targetId, decide, save, except = [] }: RegisterChange,
): Promise<Decision<readonly Also[], Refusal>> {
  await lockRegister(tx, targetId);
  const decision = decide((await registerOf(tx, targetId)).map(entryOf));
  if (decision.outcome === 'refused') return named(tx, deps, decision);
  const on = today(deps);
  const before = (await ownershipOn(tx, on, null)).effective;
  await save();
  const changed = investorChanged(before, (await ownershipOn(tx, on, null)).effective);
  return accept(await followInvestor(tx, deps, actor, changed, except));
}

/** Enters one event into the register of its company, under the register's own rule. */
export async function enterEvent(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  row: EquityEventRow,
  except: readonly string[] = [],
): Promise<Decision<readonly Also[], Refusal>> {
  const on = today(deps);
  const parties = [row.targetId, row.fromId, row.toId].filter((id) => id !== null);
  if ((await organizationsById(tx, on, parties)).length !== parties.length) return refuse('HOLDER_UNKNOWN');
  return changeRegister(tx, deps, actor, {
    ...{ targetId: row.targetId, except },
    decide: (entries) => decideEntry(entries, entryOf(row), on),
    save: () => saveEquityEvent(tx, row),
  });
}
