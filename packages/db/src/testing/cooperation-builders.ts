import { plainContract } from '../contracts/contract.store.ts';
import type { ContractRow } from '../contracts/contract-life.model.ts';
import type { CooperationItemRow, CooperationListRow } from '../contracts/contracts.model.ts';
import { changeList, saveAgreement, saveList } from '../contracts/cooperation-list.store.ts';
import type { Tx } from '../kernel/transaction.ts';
import { digestLike, newId, somePerson, unique } from './builders.ts';

export const listRow = (over: Partial<CooperationListRow> = {}): CooperationListRow => ({
  id: newId(),
  version: unique('v'),
  name: '合作清单',
  state: 'draft',
  effectiveFrom: '2026-01-01',
  effectiveTo: '2026-12-31',
  fairCompetition: 'passed',
  fairCompetitionDocument: digestLike('f'),
  publishedOn: null,
  ...{ supersedesId: null, reviewPaper: null, revokedOn: null, revocation: null, revocationPaper: null },
  ...over,
});

export const itemRow = (
  listId: string,
  eligible: string[],
  over: Partial<CooperationItemRow> = {},
): CooperationItemRow => ({
  id: newId(),
  listId,
  code: unique('XM'),
  category: 'construction',
  mode: 'entrusted',
  scope: '标准厂房代建',
  procurementCode: null,
  eligible,
  clusters: null,
  capSingle: '5000.00',
  capAnnual: null,
  termMax: null,
  priceBasis: '审定结算价',
  ...over,
});

/** Both sides agree to a list, each by another person. */
export async function agreeOnList(tx: Tx, listId: string): Promise<void> {
  for (const side of ['committee', 'company'] as const)
    await saveAgreement(tx, { listId, side, personId: await somePerson(tx), onBehalfPersonId: null });
}

/** A list of one item, agreed and published on its first day. */
export async function publishedList(
  tx: Tx,
  eligible: string[],
  over: Partial<CooperationListRow> = {},
  item: Partial<CooperationItemRow> = {},
): Promise<{ list: CooperationListRow; item: CooperationItemRow }> {
  const list = listRow(over);
  const row = itemRow(list.id, eligible, item);
  await saveList(tx, list, [row]);
  await agreeOnList(tx, list.id);
  await changeList(tx, list.id, { state: 'published', publishedOn: list.effectiveFrom });
  return { list, item: row };
}

/** Sums are the database's: what it begins with is given for comparison. */
export const contractRow = (
  on: { listId: string | null; itemId: string | null; entityId: string; personId: string },
  over: Partial<ContractRow> = {},
): ContractRow => ({
  ...plainContract,
  id: newId(),
  number: unique('合'),
  title: '标准厂房代建合同',
  mode: 'entrusted',
  ...on,
  clusterId: null,
  project: null,
  amount: '5000.00',
  question: {
    ...{ title: '标准厂房代建合同', engineering: true, taxIncluded: true, requestedMode: 'entrusted' },
    ...{ amount: '5000.00', fundSources: [], decidedOn: '2026-03-01', entityId: on.entityId },
  },
  result: { route: 'in_list' },
  questionDigest: digestLike('c'),
  decidedOn: '2026-03-01',
  signedOn: '2026-03-02',
  completionDue: '2026-11-30',
  state: 'in_force',
  ...{ currentAmount: over.amount ?? '5000.00', additions: '0.00', certified: '0.00', paid: '0.00' },
  ...{ advancePaid: '0.00', feePaid: '0.00', bonusPaid: '0.00', settlement: null, retention: null },
  finalAccounts: null,
  ...over,
});
