import { holdingsAbove, holdingsBelow, type NearbyHolding } from '@guanyun/db/equity/holdings.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { ratio } from '@guanyun/domain/kernel/ratio.ts';
import { linkedParties } from '@guanyun/domain/organizations/linked-parties.ts';
import { type DirectHolding, shareGraph } from '@guanyun/domain/organizations/share-graph.ts';

/** What has been read of the register so far: companies with all their holders, and the state's own bodies. */
type Known = { readonly holdings: Map<string, DirectHolding[]>; readonly states: Set<string> };

function keep(known: Known, rows: readonly NearbyHolding[]): void {
  for (const [owned, held] of Map.groupBy(rows, (row) => row.targetId)) {
    const whole = sumFen(held.map(({ subscribed }) => parseYuan(subscribed)));
    const shares = held.map(({ holderId, subscribed }) => ({
      ...{ owner: holderId, owned, share: ratio(parseYuan(subscribed), whole) },
    }));
    known.holdings.set(owned, shares);
  }
  for (const { holderId, ofState } of rows) if (ofState) known.states.add(holderId);
}

/** What the register says around some parties on a day: all holdings above and below them, and who is linked with each. */
export type RegisterAround = {
  readonly holdings: readonly DirectHolding[];
  readonly linked: ReadonlyMap<string, ReadonlySet<string>>;
};

/**
 * Nothing is read of the register but what lies above the parties and below those who control them.
 */
export async function registerAround(tx: Tx, on: LocalDate, ids: readonly string[]): Promise<RegisterAround> {
  const known: Known = { holdings: new Map(), states: new Set() };
  const asked = new Set<string>();
  for (const id of ids) keep(known, await holdingsAbove(tx, id, on));
  for (;;) {
    const holdings = [...known.holdings.values()].flat();
    const graph = shareGraph([], holdings);
    const linked = new Map(ids.map((id) => [id, linkedParties(graph, id, known.states)]));
    const open = [...new Set([...linked.values()].flatMap((set) => [...set]))].filter((id) => !asked.has(id));
    if (open.length === 0) return { holdings, linked };
    keep(known, await holdingsBelow(tx, open, on));
    for (const each of open) asked.add(each);
  }
}

/** Who is linked with a party by control on a day, as the register of members has it, itself included. */
export async function linkedPartiesOn(tx: Tx, on: LocalDate, id: string): Promise<ReadonlySet<string>> {
  return (await registerAround(tx, on, [id])).linked.get(id) ?? new Set([id]);
}
