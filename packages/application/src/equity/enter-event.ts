import { type EquityEventRow, lockRegister, saveEquityEvent } from '@guanyun/db/equity/equity.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { decideEntry } from '@guanyun/domain/equity/decide-register.ts';
import { investorChanged } from '@guanyun/domain/equity/investor.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { Also } from '../evidence/act.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { followInvestor } from '../matters/follow-investor.ts';
import type { Actor } from '../organizations/actor.ts';
import { ownershipOn } from './read-equity.ts';
import { entryOf, registerOf } from './register.ts';

/** A sentence about holders, with their names in the place of their ids. */
export async function named(tx: Tx, deps: Deps, refusals: readonly Refusal[]): Promise<Refusal[]> {
  const ids = refusals.flatMap(({ facts }) => String(facts.because ?? '').match(/[0-9a-f-]{36}/g) ?? []);
  const names = new Map((await organizationsById(tx, today(deps), ids)).map((o) => [o.id, o.name ?? o.code]));
  return refusals.map((refusal) => ({
    ...refusal,
    facts: Object.fromEntries(
      Object.entries(refusal.facts).map(([key, fact]) => [
        key,
        typeof fact === 'string' ? fact.replace(/[0-9a-f-]{36}/g, (id) => names.get(id) ?? id) : fact,
      ]),
    ),
  })) as Refusal[];
}

/**
 * Enters one event into the register of its company, under the register's own rule. Where another investor stands behind a
 * company afterwards, that company's cases follow; accepted is what happened to them. `except` are the cases that are being
 * carried out.
 */
export async function enterEvent(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  row: EquityEventRow,
  except: readonly string[] = [],
): Promise<Decision<readonly Also[], Refusal>> {
  await lockRegister(tx, row.targetId);
  const on = today(deps);
  const parties = [row.targetId, row.fromId, row.toId].filter((id) => id !== null);
  if ((await organizationsById(tx, on, parties)).length !== parties.length) return refuse('HOLDER_UNKNOWN');
  const entries = (await registerOf(tx, row.targetId)).map(entryOf);
  const decision = decideEntry(entries, entryOf(row), on);
  if (decision.outcome === 'refused') {
    const [first, ...rest] = await named(tx, deps, decision.refusals);
    return { outcome: 'refused', refusals: [first as Refusal, ...rest] };
  }
  const before = (await ownershipOn(tx, on, null)).effective;
  await saveEquityEvent(tx, row);
  const changed = investorChanged(before, (await ownershipOn(tx, on, null)).effective);
  return accept(await followInvestor(tx, deps, actor, changed, except));
}
