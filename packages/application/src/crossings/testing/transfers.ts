import { randomUUID } from 'node:crypto';
import type { AssetRow } from '@guanyun/db/assets/assets.model.ts';
import type { Database } from '@guanyun/db/kernel/connection.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import type { WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { saveClusters } from '@guanyun/db/organizations/organization.store.ts';
import { someAsset } from '@guanyun/db/testing/asset-builders.ts';
import { everything, someCluster, somePerson } from '@guanyun/db/testing/builders.ts';
import { contentFor, someWarrant } from '@guanyun/db/testing/matter-builders.ts';
import { type SmallZone, smallZone } from '@guanyun/db/testing/zone-builders.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import type { ProposalOf } from '@guanyun/domain/matters/proposal.ts';
import { countSheet, signSheet } from '../../assets/hand-over.ts';
import { openOrder } from '../../assets/open-order.ts';
import { type OrderPaperKind, recordOrderPaper } from '../../assets/order-papers.ts';
import type { Answer } from '../../evidence/act.ts';
import { digestOf } from '../../evidence/digest.ts';
import type { Deps } from '../../kernel/deps.ts';
import { testDeps } from '../../kernel/testing/deps.ts';
import type { Actor } from '../../organizations/actor.ts';
import { bookSheet, type NewBooking } from '../book-sheet.ts';

export const codesOf = async (answer: Promise<Answer<unknown>>): Promise<string[]> => {
  const result = await answer;
  return result.outcome === 'accepted' ? [] : result.refusals.map(({ code }) => code);
};
export const done = async <T>(answer: Promise<Answer<T>>): Promise<T> => {
  const result = await answer;
  if (result.outcome === 'refused') throw new Error(JSON.stringify(result.refusals));
  return result.answer;
};

export type TransferZone = SmallZone & { readonly ofSub: string; readonly ofSister: string };

async function foundZone(
  work: <T>(body: (tx: Tx) => Promise<T>) => Promise<T>,
  document?: string,
): Promise<TransferZone> {
  return work(async (tx) => {
    const small = await smallZone(tx, document);
    const [ofSub, ofSister] = [await someCluster(tx), await someCluster(tx)];
    const operated = { validFrom: '2020-01-01', validTo: null };
    const operators = [
      { clusterId: ofSub, organizationId: small.sub, ...operated },
      { clusterId: ofSister, organizationId: small.sister, ...operated },
    ];
    await saveClusters(tx, { clusters: [], names: [], operators });
    return { ...small, ofSub, ofSister };
  });
}

type Over = Partial<WarrantRow> & { readonly proposal?: Partial<ProposalOf<'asset_disposal'>> };

/** What the committee has decided: so much of these assets, from the group unless another company is named. */
export async function someDecision(
  tx: Tx,
  zone: TransferZone,
  personId: string,
  assetIds: readonly string[],
  over: Over,
): Promise<WarrantRow> {
  const { proposal: said, companyId = zone.group, ...row } = over;
  const proposal: ProposalOf<'asset_disposal'> = {
    ...{ matter: 'asset_disposal', companyId, assetIds, basisDate: '2026-03-31', decidedOn: '2026-04-01' },
    ...said,
  };
  const content = { ...contentFor(companyId), proposal };
  const saved = await someWarrant(tx, companyId, personId, {
    ...{ parties: [zone.group, zone.sub, zone.sister], content, proposalDigest: digestOf(proposal) },
    ...{ usesMax: null, amount: '1000000.00', ...row },
  });
  await query(tx, `UPDATE matters SET route = '{"reasons": []}' WHERE id = $1 RETURNING id`, [
    saved.matterId,
  ]);
  return saved;
}

/** A group with two wholly held companies, each operating a cluster of its own; transfers are played on 2026-06-16. */
export async function transferZone(db: Database, document?: string) {
  const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db, everything, body);
  const zone = await foundZone(work, document);
  const deps = testDeps(db, '2026-06-16T02:00:00Z');
  const actorOf = async (organizationId: string): Promise<Actor> => {
    const person = await work((tx) => somePerson(tx));
    return {
      ...{ accountId: randomUUID(), account: 'x', person: { id: person, name: '示例' }, onBehalfOf: null },
      post: { id: randomUUID(), kind: 'company_finance', organizationId, side: 'company' },
    };
  };
  const [giver, sub, sister] = [
    await actorOf(zone.group),
    await actorOf(zone.sub),
    await actorOf(zone.sister),
  ];
  const asset = (over: Partial<AssetRow> = {}, clusterId = zone.ofSub, owner = zone.group) =>
    work((tx) => someAsset(tx, clusterId, owner, over));
  const warrant = (assetIds: readonly string[], over: Over = {}): Promise<WarrantRow> =>
    work((tx) => someDecision(tx, zone, giver.person.id, assetIds, over));
  const order = async (assetIds: readonly string[], over: Over = {}, by = giver) => {
    const { id: warrantId } = await warrant(assetIds, over);
    const { id } = await done(openOrder(deps, by, { requestId: randomUUID(), warrantId }));
    return { id, warrantId };
  };
  const acts = handoverActs(deps, zone, giver);
  return { ...{ zone, work, deps, giver, sub, sister, asset, warrant, order }, ...acts };
}

/** The steps of a handover, played by both sides; the giver is the group unless somebody else gives. */
function handoverActs(deps: Deps, zone: TransferZone, ofGroup: Actor) {
  const papers = async (orderId: string, receiver: Actor, by = ofGroup) => {
    const record = (actor: Actor, kind: OrderPaperKind) =>
      done(
        recordOrderPaper(deps, actor, {
          ...{ requestId: randomUUID(), orderId, kind, document: zone.digest },
          on: localDate('2026-06-16'),
        }),
      );
    await record(by, 'agreement');
    await record(by, 'creditors_notice');
    await record(receiver, 'transferee_decision');
  };
  const booking = (sheetId: string, over: Partial<NewBooking> = {}): NewBooking => ({
    ...{ requestId: randomUUID(), sheetId, deliveredOn: localDate('2026-06-16'), injection: 'reserve' },
    tax: { claims: 'special', administrativeOrder: false, approvalSays: 'silent', businessPurpose: true },
    ...over,
  });
  const countAll = async (sheetId: string, receiver: Actor, by = ofGroup) => {
    for (const actor of [by, receiver])
      await done(countSheet(deps, actor, { requestId: randomUUID(), sheetId, lines: [], rest: true }));
  };
  const signBoth = async (sheetId: string, receiver: Actor, by = ofGroup) => {
    for (const actor of [by, receiver])
      await done(signSheet(deps, actor, { requestId: randomUUID(), sheetId }));
  };
  const book = (sheetId: string, over: Partial<NewBooking> = {}, by = ofGroup) =>
    bookSheet(deps, by, booking(sheetId, over));
  return { papers, countAll, signBoth, book };
}
