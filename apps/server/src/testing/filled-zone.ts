import { saveContract } from '@guanyun/db/contracts/contract.store.ts';
import { saveMeasure, savePayment } from '@guanyun/db/contracts/contract-life.store.ts';
import { saveDocument, saveZone } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { saveReview, saveSignature } from '@guanyun/db/matters/matter.store.ts';
import { someAsset, someHandover, someOrder, someVoucher } from '@guanyun/db/testing/asset-builders.ts';
import {
  digestLike,
  everything,
  newId,
  someCluster,
  someCompany,
  someDelegation,
  somePerson,
} from '@guanyun/db/testing/builders.ts';
import { paymentRow } from '@guanyun/db/testing/contract-life-builders.ts';
import { contractRow, publishedList } from '@guanyun/db/testing/cooperation-builders.ts';
import { someExemption } from '@guanyun/db/testing/exemption-builders.ts';
import { someBalance } from '@guanyun/db/testing/finance-builders.ts';
import { someLandFact, someParcel } from '@guanyun/db/testing/land-builders.ts';
import { someMatter, someMeeting, someWarrant } from '@guanyun/db/testing/matter-builders.ts';
import { someExamination, someExecution } from '@guanyun/db/testing/procedure-builders.ts';
import { someStatement } from '@guanyun/db/testing/statement-builders.ts';
import { someSupplier } from '@guanyun/db/testing/tender-builders.ts';
import type { TestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone } from '@guanyun/db/testing/zone-builders.ts';

/** Whose zone it is: the bodies that accounts are made for. */
export type FilledZone = SmallZone & {
  readonly committee: string;
  readonly supplier: string;
  readonly assetId: string;
};

async function ofMatters(tx: Tx, companyId: string, person: string): Promise<void> {
  const secretaryId = await somePerson(tx);
  for (const over of [{ state: 'draft' as const }, {}, {}]) {
    const matterId = await someMatter(tx, companyId, person, over);
    if ('state' in over) continue;
    const marks = { matterId, contentVersion: 1, contentDigest: digestLike('a'), personId: person };
    const post = { organizationId: companyId, postKind: 'company_legal' as const, onBehalfPersonId: null };
    await saveSignature(tx, { ...marks, ...post });
    await saveReview(tx, { ...marks, passed: true, opinion: '' });
    await someMeeting(tx, { secretaryId, members: [await somePerson(tx)], matterIds: [matterId] });
    await someExamination(tx, matterId, person);
  }
  await someExecution(tx, companyId, person);
}

async function ofContracts(tx: Tx, companyId: string, person: string): Promise<void> {
  const { list, item } = await publishedList(tx, [companyId]);
  const row = contractRow({ listId: list.id, itemId: item.id, entityId: companyId, personId: person });
  await saveContract(tx, row);
  const own = { id: newId(), contractId: row.id, personId: person, document: digestLike('d') };
  await saveMeasure(tx, { ...own, number: 1, periodTo: '2026-04-30', amount: '1000.00' });
  await saveContract(
    tx,
    contractRow(
      { listId: list.id, itemId: item.id, entityId: companyId, personId: person },
      { amount: '1.00' },
    ),
  );
  await savePayment(tx, paymentRow(row.id, person));
}

async function ofAssets(tx: Tx, companyId: string, toId: string, person: string): Promise<string> {
  const clusterId = await someCluster(tx);
  const free = await someAsset(tx, clusterId, companyId);
  for (let n = 0; n < 3; n += 1) await someAsset(tx, clusterId, companyId);
  const assetId = await someAsset(tx, clusterId, companyId);
  const warrant = await someWarrant(tx, companyId, person);
  const order = await someOrder(tx, warrant, { toId, clusterId, assetIds: [assetId] });
  await someHandover(tx, order, assetId, person);
  await someVoucher(tx, companyId);
  await someBalance(tx, companyId, person);
  const parcel = await someParcel(tx, clusterId, person, { holderId: companyId, holderName: null });
  await someLandFact(tx, parcel, { index: 1, kind: 'investigated', day: '2025-03-02' });
  await someLandFact(tx, parcel, { index: 2, kind: 'determined', day: '2025-04-02' });
  return free;
}

/** One group's zone with a row of nearly everything that the group's work leaves, so that inputs find something to be about. */
export function fillZone(database: TestDatabase): Promise<FilledZone> {
  return inTransaction(database.owner, everything, async (tx) => {
    await saveZone(tx, { name: '示例高新区', illustrative: true });
    const small = await smallZone(tx);
    const { group, sub, digest } = small;
    const [committee] = await query<{ id: string }>(
      tx,
      `SELECT id FROM organizations WHERE kind = 'committee'`,
    );
    const committeeId = committee?.id ?? '';
    const person = await somePerson(tx);
    const paper = { name: '附件.pdf', size: '1', mediaType: 'application/pdf', uploadedBy: person };
    await saveDocument(tx, { digest, ...paper, organizationId: committeeId });
    await saveDocument(tx, { digest: digestLike('e'), ...paper, organizationId: group });
    await ofMatters(tx, group, person);
    await ofContracts(tx, group, person);
    const assetId = await ofAssets(tx, group, sub, person);
    await someDelegation(tx, group);
    await someExemption(tx, group, person);
    await someStatement(tx, group, await someCompany(tx), person);
    const supplier = await someSupplier(tx);
    return { ...small, committee: committeeId, supplier: supplier.id, assetId };
  });
}

/** What a case's own rules said of it, put in the place of what builders left empty; a closed file is opened again. */
export const takeRoute = (database: TestDatabase, proposedId: string): Promise<unknown> =>
  inTransaction(database.owner, everything, async (tx) => {
    await query(tx, 'SET LOCAL session_replication_role = replica');
    await query(
      tx,
      `UPDATE matters SET route = (SELECT route FROM matters WHERE id = $1) WHERE route = '{}'`,
      [proposedId],
    );
    for (const table of ['archives', 'rule_answers']) await query(tx, `DELETE FROM ${table}`);
  });
