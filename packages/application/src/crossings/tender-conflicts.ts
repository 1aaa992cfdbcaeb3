import { openedBidsOf } from '@guanyun/db/contracts/bid.store.ts';
import { suppliersById } from '@guanyun/db/contracts/supplier.store.ts';
import type { TenderRow } from '@guanyun/db/contracts/tenders.model.ts';
import { heldOn } from '@guanyun/db/equity/holdings.store.ts';
import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import { bidderConflictRule } from '@guanyun/domain/contracts/bidder-conflict.rule.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import { ask } from '../kernel/ask.ts';

/** Bodies of the state among the kinds of organization: they alone make nobody related. */
export const stateKinds: ReadonlySet<string> = new Set([
  'government',
  'sasac',
  'party_committee',
  'committee',
  'committee_office',
]);

/** Shares of every holding on a day: what is subscribed by one of all that is subscribed. */
async function holdingsOn(tx: Tx, on: string): Promise<{ owner: string; owned: string; share: string }[]> {
  const rows = (await heldOn(tx, { on, by: 'register_book', knownOn: null }))
    .map(({ targetId, holderId, subscribed }) => ({ targetId, holderId, held: parseYuan(subscribed) }))
    .filter(({ held }) => held > 0n);
  const all = new Map<string, bigint>();
  for (const { targetId, held } of rows) all.set(targetId, (all.get(targetId) ?? 0n) + held);
  return rows.map(({ targetId, holderId, held }) => ({
    ...{ owner: holderId, owned: targetId, share: `${held}/${all.get(targetId) ?? held}` },
  }));
}

/**
 * Which bidders stand in each other's way or in the tenderer's, by the register of holdings on that day and by who heads
 * them. It is asked of the whole register, whoever asks.
 */
export function conflictsOf(tx: Tx, tender: TenderRow, on: string) {
  return withWholeZone(tx, async () => {
    const bidders = (await openedBidsOf(tx, tender.id))
      .filter(({ outcome }) => outcome === 'opened')
      .map(({ supplierId }) => supplierId);
    const holdings = await holdingsOn(tx, on);
    const named = new Set([tender.tendererId, ...bidders, ...holdings.flatMap((h) => [h.owner, h.owned])]);
    const organizations = await organizationsOn(tx, on);
    const kinds = new Map(organizations.map(({ id, kind }) => [id, kind as string]));
    const entities = [...named].map((id) => {
      const kind = kinds.get(id);
      if (kind === undefined) return { id, kind: 'person' };
      return { id, kind: stateKinds.has(kind) ? 'state' : 'company' };
    });
    const heads = (await suppliersById(tx, bidders)).map((one) => ({
      ...{ entity: one.organizationId, person: one.headKey },
    }));
    const asked = { tenderer: tender.tendererId, bidders, entities, holdings, heads };
    const answer = ask(bidderConflictRule, asked);
    // The rule knows them by number, people by name.
    const mentioned = organizations.filter(({ id }) => named.has(id));
    const inWords = (text: string): string =>
      mentioned.reduce((said, { id, name, code }) => said.replaceAll(id, name ?? code), text);
    const bids = answer.bids.map((bid) => ({ ...bid, because: inWords(bid.because) }));
    const reasons = answer.reasons.map((one) => ({ ...one, because: inWords(one.because) }));
    return { ...answer, bids, reasons };
  });
}
