import { createHash } from 'node:crypto';
import { saveBid, saveOpeningKey } from '../contracts/bid.store.ts';
import { saveSupplier } from '../contracts/supplier.store.ts';
import { changeTender, saveAward, saveTender, saveTenderPapers } from '../contracts/tender.store.ts';
import type { LotRow, TenderRow } from '../contracts/tenders.model.ts';
import type { Database } from '../kernel/connection.ts';
import { inTransaction, query, type Tx } from '../kernel/transaction.ts';
import { saveNames, saveOrganizations } from '../organizations/organization.store.ts';
import { savePosts } from '../organizations/person.store.ts';
import { digestLike, everything, newId, postRow, rowsOf, somePerson, unique } from './builders.ts';
import type { TestDatabase } from './test-database.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
export const SHARES = ['01aa', '02bb', '03cc'] as const;

/** A registered supplier with somebody who bids for it. */
export async function someSupplier(tx: Tx): Promise<{ id: string; person: string }> {
  const [id, person] = [newId(), await somePerson(tx, '示例投标人')];
  const code = unique('S');
  await saveOrganizations(tx, [
    {
      ...{ id, code, kind: 'supplier', parentId: null, form: null, tier: null },
      uscc: newId()
        .replaceAll('-', '')
        .toUpperCase()
        .replace(/[IOSVZ]/g, '0')
        .slice(0, 18),
      ...{ usccOverride: null, important: false, netAssets: null, netAssetsOn: null },
      ...{ establishedOn: '2026-01-01', source: 'illustrative' },
    },
  ]);
  const name = { organizationId: id, name: `${code}有限公司`, status: 'known' as const };
  await saveNames(tx, [{ ...name, validFrom: '2020-01-01', validTo: null }]);
  await savePosts(tx, [postRow({ personId: person, organizationId: id, kind: 'supplier_bidder' })]);
  await saveSupplier(tx, {
    ...{ organizationId: id, headName: '示例负责人', headKey: hash(id), phone: '023-0000' },
    registeredAt: new Date('2026-01-01T00:00:00Z'),
  });
  return { id, person };
}

export const tenderRow = (
  tendererId: string,
  personId: string,
  over: Partial<TenderRow> = {},
): TenderRow => ({
  ...{ id: newId(), number: unique('招'), title: '示例招标', project: '示例项目', tendererId },
  ...{ method: 'open', jurisdiction: 'chongqing', question: {}, judged: { blocks: [] } },
  ...{ judgedDigest: digestLike('a'), ceiling: '1000.00', evaluation: 'lowest_evaluated', parameters: {} },
  ...{ plannedOn: '2026-01-01', members: 5, representatives: 1, documentsFrom: null },
  ...{ earliestDeadline: null, objectionsUntil: null, deadline: null, opensAt: null, publishedAt: null },
  ...{ publicityFrom: null, publicityEnds: null, state: 'draft', endedBecause: null, personId, ...over },
});
export const lotRow = (tenderId: string): LotRow => ({
  ...{ id: newId(), tenderId, code: 'L01', title: '示例标段', kind: 'works', estimate: '1000.00' },
});

/** A draft with a lot, papers and a key shared among three. */
export async function draftedTender(
  tx: Tx,
  tendererId: string,
  over: Partial<TenderRow> = {},
  invited: readonly string[] = [],
): Promise<{ row: TenderRow; holders: string[] }> {
  const holders = [await somePerson(tx), await somePerson(tx), await somePerson(tx)];
  const row = tenderRow(tendererId, holders[0] as string, over);
  await saveTender(tx, row, [lotRow(row.id)], invited);
  const marks = { issuedAt: new Date(), personId: row.personId };
  const paper = { digest: digestLike('d'), name: '招标文件.pdf', size: '1', mediaType: 'application/pdf' };
  await saveTenderPapers(tx, [{ id: newId(), tenderId: row.id, kind: 'documents', ...paper, ...marks }]);
  const roles = ['tenderer', 'supervisor', 'third'] as const;
  await saveOpeningKey(
    tx,
    {
      ...{ tenderId: row.id, publicKey: `${'A'.repeat(87)}=`, needed: 2, total: 3 },
      ...{ madeAt: new Date(), personId: row.personId },
    },
    holders.map((personId, index) => ({
      ...{ tenderId: row.id, place: index + 1, role: roles[index] as 'third', personId },
      ...{ organizationId: tendererId, shareDigest: hash(SHARES[index] as string) },
    })),
  );
  return { row, holders };
}

/** An award as if the whole tender had been gone through, past the checks of its steps: only the owner of the database can. */
export async function someAward(
  owner: Database,
  award: { tendererId: string; supplierId: string; price: string; noticeOn: string; personId: string },
): Promise<string> {
  const { tendererId, supplierId, price, noticeOn, personId } = award;
  const [id, tender] = [newId(), tenderRow(tendererId, personId, { state: 'draft' })];
  return inTransaction(owner, everything, async (tx) => {
    await query(tx, "SELECT set_config('session_replication_role', 'replica', true)");
    await saveTender(tx, tender, [lotRow(tender.id)], []);
    await saveAward(tx, {
      ...{ id, tenderId: tender.id, bidId: newId(), supplierId, price, noticeOn, signBy: noticeOn, personId },
    });
    return id;
  });
}

const dayIn = (days: number): string =>
  new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);

/** The days of a notice published now, the deadline in thirty days. */
export function noticeDays(over: Partial<TenderRow> = {}): Partial<TenderRow> {
  const deadline = new Date(Date.now() + 30 * 86_400_000);
  const days = { documentsFrom: dayIn(0), earliestDeadline: dayIn(20), objectionsUntil: dayIn(20) };
  return { state: 'published', ...days, deadline, opensAt: deadline, publishedAt: new Date(), ...over };
}

export async function publishedTender(
  tx: Tx,
  tendererId: string,
  over: Partial<TenderRow> = {},
  invited: readonly string[] = [],
): Promise<{ row: TenderRow; holders: string[] }> {
  const draft = await draftedTender(tx, tendererId, over, invited);
  const days = noticeDays();
  await changeTender(tx, draft.row.id, days);
  return { ...draft, row: { ...draft.row, ...days } };
}

/** Hands in an envelope of these bytes as its bidder. */
export async function handIn(
  db: TestDatabase,
  tenderId: string,
  supplier: { id: string; person: string },
  envelope: string,
): Promise<string> {
  const id = newId();
  await inTransaction(db.app, rowsOf(supplier.id), (tx) =>
    saveBid(tx, {
      ...{ id, tenderId, supplierId: supplier.id, envelope, digest: hash(envelope) },
      personId: supplier.person,
    }),
  );
  return id;
}

/**
 * Lets a tender's deadline stand so many seconds from now, behind if negative: the owner alone can, past every trigger. The
 * days of issue go with it, so that the constraints on them hold.
 */
export async function moveDeadline(db: TestDatabase, tenderId: string, seconds: number): Promise<void> {
  await inTransaction(db.owner, everything, async (tx) => {
    await query(tx, 'SET LOCAL session_replication_role = replica');
    await query(
      tx,
      `UPDATE tenders SET documents_from = current_date - 40, earliest_deadline = current_date - 18, objections_until = current_date - 10,
         deadline = x.at, opens_at = x.at FROM (SELECT date_trunc('milliseconds', clock_timestamp() + make_interval(secs => $2)) AS at) x WHERE id = $1`,
      [tenderId, seconds],
    );
  });
}
