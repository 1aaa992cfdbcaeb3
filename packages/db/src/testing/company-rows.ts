import { saveBidCheckEnd } from '../contracts/bid-check.store.ts';
import { saveContract } from '../contracts/contract.store.ts';
import { saveReading } from '../contracts/reading.store.ts';
import { saveDocument } from '../evidence/request.store.ts';
import type { Tx } from '../kernel/transaction.ts';
import { saveExternal, saveReview, saveSignature } from '../matters/matter.store.ts';
import { saveVote } from '../matters/meeting.store.ts';
import { saveSpending } from '../matters/warrant.store.ts';
import { savePosts } from '../organizations/person.store.ts';
import { someAssetHistory } from './asset-act-builders.ts';
import { someAsset, someHandover, someOrder, someVoucher } from './asset-builders.ts';
import { someBidCheck } from './bid-check-builders.ts';
import { digestLike, postRow, someDelegation } from './builders.ts';
import { someContractLife } from './contract-life-builders.ts';
import { contractRow } from './cooperation-builders.ts';
import { someExemption } from './exemption-builders.ts';
import { someBalance } from './finance-builders.ts';
import { someLandFact, someParcel } from './land-builders.ts';
import { someMatter, someMeeting, someWarrant, spendingRow } from './matter-builders.ts';
import { somePlan, submittedWith } from './plan-builders.ts';
import { someExamination, someExecution } from './procedure-builders.ts';
import { someStatement } from './statement-builders.ts';
import { draftedTender } from './tender-builders.ts';

/** What a company's rows lean on: a published list that names it, a cluster, two people, and a company that receives. */
export type Surroundings = {
  readonly cluster: string;
  readonly person: string;
  readonly other: string;
  readonly outside: string;
  readonly listId: string;
  readonly itemId: string;
};

/** A case before the committee with what is said and decided of it. */
async function someCaseOf(tx: Tx, { other, person }: Surroundings, companyId: string): Promise<string> {
  const matterId = await someMatter(tx, companyId, person);
  const marks = { matterId, contentVersion: 1, contentDigest: digestLike('a'), personId: person };
  await saveSignature(tx, {
    ...marks,
    organizationId: companyId,
    postKind: 'company_legal',
    onBehalfPersonId: null,
  });
  await saveReview(tx, { ...marks, passed: true, opinion: '' });
  await saveExternal(tx, {
    matterId,
    outcome: 'approved',
    number: '1',
    decidedOn: '2026-05-01',
    personId: person,
  });
  const meetingId = await someMeeting(tx, { secretaryId: other, members: [other], matterIds: [matterId] });
  await saveVote(tx, {
    meetingId,
    matterId,
    personId: other,
    contentDigest: digestLike('a'),
    motionVersion: 1,
    vote: 'for',
    opinion: '',
  });
  return matterId;
}

/** One row of every guarded kind that belongs to one company (three facts, two lines of a voucher). */
export async function someOfEverything(tx: Tx, on: Surroundings, companyId: string) {
  const { cluster, other, outside, person } = on;
  const matterId = await someCaseOf(tx, on, companyId);
  await saveDocument(tx, {
    digest: digestLike('e'),
    name: '附件.pdf',
    size: '1',
    mediaType: 'application/pdf',
    organizationId: companyId,
    uploadedBy: person,
  });
  const contract = contractRow({
    listId: on.listId,
    itemId: on.itemId,
    entityId: companyId,
    personId: person,
  });
  await saveContract(tx, contract);
  await someContractLife(tx, contract.id, { asks: person, decides: other });
  const warrant = await someWarrant(tx, companyId, person);
  await saveSpending(tx, spendingRow(warrant));
  await someExamination(tx, matterId, person);
  await someExecution(tx, companyId, person);
  const assetId = await someAsset(tx, cluster, companyId);
  const order = await someOrder(tx, await someWarrant(tx, companyId, person), {
    toId: outside,
    clusterId: cluster,
    assetIds: [assetId],
  });
  await someHandover(tx, order, assetId, person);
  await someAssetHistory(tx, { assetId, companyId, personId: person, warrantId: warrant.id });
  const voucherId = await someVoucher(tx, companyId);
  await someDelegation(tx, companyId);
  await someExemption(tx, companyId, person);
  await someStatement(tx, companyId, outside, person);
  const planId = await somePlan(tx, companyId, person);
  await submittedWith(tx, planId, companyId, matterId, person);
  await someBalance(tx, companyId, person);
  await draftedTender(tx, companyId, {}, [outside]);
  const post = postRow({ personId: person, organizationId: companyId, kind: 'company_finance' });
  await savePosts(tx, [post]);
  const looks = { personId: person, onBehalfPersonId: null, postId: post.id };
  await saveReading(tx, { contractId: contract.id }, looks);
  const lotKey = `${companyId.replaceAll('-', '')}${companyId.replaceAll('-', '')}`;
  const checkId = await someBidCheck(tx, { companyId, personId: person }, { lotKey });
  await saveBidCheckEnd(tx, { checkId, because: '示例', personId: person });
  const parcel = await someParcel(tx, cluster, person, { holderId: companyId, holderName: null });
  await someLandFact(tx, parcel, { index: 1, kind: 'investigated', day: '2025-03-02' });
  await someLandFact(tx, parcel, { index: 2, kind: 'determined', day: '2025-04-02' });
  return { matterId, contract, warrant, assetId, order, voucherId };
}
