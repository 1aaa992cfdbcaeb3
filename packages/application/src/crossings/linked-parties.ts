import { companiesEverHeldBy, heldOfCompanies } from '@guanyun/db/equity/holdings.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { ratio } from '@guanyun/domain/kernel/ratio.ts';
import { holdersAbove, linkedParties } from '@guanyun/domain/organizations/linked-parties.ts';
import {
  type DirectHolding,
  type ShareGraph,
  shareGraph,
} from '@guanyun/domain/organizations/share-graph.ts';

/** What has been read of the register so far: companies with all their holders, and who was asked about as a holder. */
type Known = {
  readonly holdings: Map<string, DirectHolding[]>;
  readonly asHolder: Set<string>;
  readonly states: Set<string>;
};

const graphOf = ({ holdings }: Known): ShareGraph => shareGraph([], [...holdings.values()].flat());

/** Reads the holders of companies not yet read, and which of the holders are the state's own bodies. */
async function readHolders(
  tx: Tx,
  known: Known,
  companyIds: readonly string[],
  on: LocalDate,
): Promise<void> {
  const unread = companyIds.filter((id) => !known.holdings.has(id));
  if (unread.length === 0) return;
  const rows = await heldOfCompanies(tx, unread, on);
  for (const id of unread) known.holdings.set(id, []);
  for (const [owned, held] of Map.groupBy(rows, (row) => row.targetId)) {
    const whole = sumFen(held.map(({ subscribed }) => parseYuan(subscribed)));
    const shares = held.map(({ holderId, subscribed }) => ({
      owner: holderId,
      owned,
      share: ratio(parseYuan(subscribed), whole),
    }));
    known.holdings.set(owned, shares);
  }
  const holders = await organizationsById(
    tx,
    on,
    [...new Set(rows.map((row) => row.holderId))].filter((id) => !known.states.has(id)),
  );
  for (const { id, kind } of holders) if (kind === 'sasac' || kind === 'government') known.states.add(id);
}

/** Upward from a party: all its holders, their holders and so on; the state's bodies are held by nobody. */
async function readUpward(tx: Tx, known: Known, id: string, on: LocalDate): Promise<void> {
  for (let open = [id]; open.length > 0; ) {
    await readHolders(tx, known, open, on);
    open = holdersAbove(graphOf(known), [id]).filter(
      (each) => !known.holdings.has(each) && !known.states.has(each),
    );
  }
}

/**
 * Who is linked with a party by control on a day, as the register of members has it, itself included. Nothing is read of the
 * register but what lies above the party and below those who control it.
 */
export async function linkedPartiesOn(tx: Tx, on: LocalDate, id: string): Promise<Set<string>> {
  const known: Known = { holdings: new Map(), asHolder: new Set(), states: new Set() };
  await readUpward(tx, known, id, on);
  for (;;) {
    const linked = linkedParties(graphOf(known), id, known.states);
    const open = [...linked].filter((each) => !known.asHolder.has(each));
    if (open.length === 0) return linked;
    await readHolders(tx, known, await companiesEverHeldBy(tx, open), on);
    for (const each of open) known.asHolder.add(each);
  }
}
