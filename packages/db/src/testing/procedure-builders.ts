import type { Tx } from '../kernel/transaction.ts';
import {
  saveClearance,
  saveConsultations,
  saveDeficiency,
  saveRuleAnswer,
  saveStop,
  saveSupplement,
  saveUrgentConsent,
} from '../matters/examination.store.ts';
import type { ObligationRow } from '../matters/execution.model.ts';
import {
  saveArchive,
  saveExtension,
  saveInstrumentSignature,
  saveObligations,
  saveRelease,
  saveShareholderResult,
} from '../matters/execution.store.ts';
import { saveSpending } from '../matters/warrant.store.ts';
import { digestLike, newId, unique } from './builders.ts';
import { someWarrant, spendingRow } from './matter-builders.ts';

export const obligationRow = (
  over: Pick<ObligationRow, 'matterId' | 'ownerId'> & Partial<ObligationRow>,
): ObligationRow => ({
  id: newId(),
  kind: 'condition_during',
  code: null,
  text: '示例条件',
  basis: '',
  dueOn: '2026-09-30',
  state: 'open',
  report: null,
  evidence: [],
  reportedOn: null,
  reportedBy: null,
  confirmedOn: null,
  confirmedBy: null,
  opinion: null,
  ...over,
});

/** One row of everything that the examination of a case leaves. */
export async function someExamination(tx: Tx, matterId: string, personId: string): Promise<void> {
  await saveStop(tx, {
    id: newId(),
    matterId,
    cause: 'supplement',
    because: '补正',
    fromOn: '2026-04-02',
    expectedDays: 10,
    toOn: null,
    personId,
  });
  const asked = { matterId, askedOn: '2026-04-02', dueOn: '2026-04-17' };
  await saveSupplement(tx, {
    ...asked,
    round: 1,
    items: ['M4'],
    stopsClock: true,
    answeredOn: null,
    personId,
  });
  await saveDeficiency(tx, {
    matterId,
    items: ['M13'],
    promise: '十日内补齐',
    dueOn: '2026-04-17',
    proposedBy: personId,
    confirmedBy: null,
  });
  const consent = { postKind: 'committee_director', note: '抢险' } as const;
  await saveUrgentConsent(tx, { matterId, contentVersion: 1, personId, ...consent });
  await saveConsultations(tx, [
    {
      ...asked,
      id: newId(),
      organizationId: null,
      expert: '示例专家',
      question: '是否可行',
      askedBy: personId,
      answer: null,
      opinion: null,
      document: null,
      answeredOn: null,
      answeredBy: null,
    },
  ]);
  const seen = { matterId, contentDigest: digestLike('a'), personId };
  await saveClearance(tx, { ...seen, contentVersion: 1, passed: true, opinion: '' });
  await saveRuleAnswer(tx, {
    matterId,
    contentVersion: 1,
    rule: 'matter-route',
    occasion: 'acceptance',
    asOf: '2026-04-02',
    asked: {},
    answered: {},
    recordedAt: new Date('2026-04-02T01:00:00Z'),
  });
  await saveInstrumentSignature(tx, { ...seen, signedOn: '2026-05-01' });
}

/** One row of everything that carrying out a decision leaves, with a warrant partly spent and partly released. */
export async function someExecution(tx: Tx, companyId: string, personId: string): Promise<void> {
  const warrant = await someWarrant(tx, companyId, personId, { usesMax: null });
  const { matterId } = warrant;
  const spending = spendingRow(warrant);
  await saveSpending(tx, spending);
  await saveRelease(tx, {
    id: newId(),
    spendingId: spending.id,
    amount: '100.00',
    reason: '解除',
    document: digestLike('d'),
    releasedOn: '2026-06-02',
    personId,
  });
  await saveObligations(tx, [obligationRow({ matterId, ownerId: companyId })]);
  await saveShareholderResult(tx, {
    matterId,
    heldOn: '2026-05-10',
    asked: {},
    answered: {},
    passed: true,
    document: digestLike('d'),
    personId,
  });
  await saveExtension(tx, {
    warrantId: warrant.id,
    askedOn: '2026-06-01',
    until: '2027-03-31',
    reason: '尚未完成',
    askedBy: personId,
    granted: null,
    opinion: null,
    answeredOn: null,
    answeredBy: null,
  });
  await saveArchive(tx, {
    matterId,
    number: unique('档'),
    retention: '永久',
    contents: [],
    digest: digestLike('f'),
    archivedOn: '2026-07-01',
    personId,
  });
}
