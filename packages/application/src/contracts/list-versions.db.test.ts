import { randomUUID } from 'node:crypto';
import type { CooperationListRow } from '@guanyun/db/contracts/contracts.model.ts';
import { findList, saveList } from '@guanyun/db/contracts/cooperation-list.store.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { everything, somePerson } from '@guanyun/db/testing/builders.ts';
import { agreeOnList, itemRow, listRow, publishedList } from '@guanyun/db/testing/cooperation-builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone } from '@guanyun/db/testing/zone-builders.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { classifyQuestion, type Question } from './classify-question.ts';
import { publishList } from './cooperate.ts';
import { compareLists, fileReview, revokeList } from './keep-list.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-06-16T02:00:00Z');
const request = () => ({ requestId: randomUUID() });

let zone: SmallZone;
let person: string;
let old: { id: string; code: string };
beforeAll(async () => {
  await work(async (tx) => {
    [zone, person] = [await smallZone(tx), await somePerson(tx)];
    const { list, item } = await publishedList(tx, [zone.group]);
    old = { id: list.id, code: item.code };
  });
});

const actor = (kind: PostKind): Actor => ({
  ...{ accountId: randomUUID(), account: 'x', person: { id: person, name: '示例' }, onBehalfOf: null },
  post: { id: randomUUID(), kind, organizationId: zone.group, side: 'committee' },
});
const codes = async (answer: Promise<{ outcome: string; refusals?: readonly { code: string }[] }>) =>
  ((await answer).refusals ?? []).map(({ code }) => code);

const drafted = async (over: Partial<CooperationListRow> = {}) => {
  const list = listRow({ effectiveFrom: '2026-07-01', effectiveTo: '2027-06-30', ...over });
  const items = [
    itemRow(list.id, [zone.group], { code: old.code, capSingle: '9000.00' }),
    itemRow(list.id, [zone.group], { code: 'NEW', mode: 'purchased', category: 'enterprise_service' }),
  ];
  await work(async (tx) => {
    await saveList(tx, list, items);
    await agreeOnList(tx, list.id);
    await tx.sequelize.query(`UPDATE cooperation_lists SET state = 'agreed' WHERE id = '${list.id}'`, {
      transaction: tx.transaction,
    });
  });
  return list.id;
};
const publish = (id: string, supersedesId?: string) =>
  codes(publishList(deps, actor('committee_reviewer'), { ...request(), id, supersedesId }));

const routeOn = async (decidedOn: string, amount: string) => {
  const question: Question = {
    ...{
      title: '示例',
      item: old.code,
      engineering: true,
      amount,
      taxIncluded: true,
      requestedMode: 'entrusted',
    },
    ...{ entityId: zone.group, agentSource: 'authorised', decidedOn },
    fundSources: [{ kind: 'budget', amount, budgetDoc: '1' }],
  };
  const { result } = await work((tx) => classifyQuestion(tx, question));
  return [result.route, result.listVersion === null ? null : 'listed'];
};

test('a review is filed before publication, superseding ends the old version the day before, and each day keeps its version', async () => {
  const id = await drafted({ fairCompetition: 'missing', fairCompetitionDocument: null });
  expect(await publish(id, old.id)).toEqual(['LIST_REVIEW_MISSING']);
  const review = { id, outcome: 'passed', number: '示例公竞审〔2026〕2号', document: zone.digest } as const;
  const legal = actor('committee_legal');
  expect(await codes(fileReview(deps, legal, { ...request(), ...review, document: 'f'.repeat(64) }))).toEqual(
    ['DOCUMENT_UNKNOWN'],
  );
  expect(await codes(fileReview(deps, legal, { ...request(), ...review }))).toEqual([]);
  expect(await publish(id)).toEqual(['LISTS_OVERLAP']);
  expect(await publish(id, old.id)).toEqual([]);
  expect(await codes(fileReview(deps, legal, { ...request(), ...review }))).toEqual(['WRONG_STATE']);
  const [before, after] = [await work((tx) => findList(tx, old.id)), await work((tx) => findList(tx, id))];
  expect([before?.state, before?.effectiveTo]).toEqual(['superseded', '2026-06-30']);
  expect([after?.state, after?.supersedesId, after?.reviewPaper]).toEqual(['published', old.id, zone.digest]);
  expect(await routeOn('2026-06-30', '6000.00')).toEqual(['out_of_list', 'listed']);
  expect(await routeOn('2026-07-01', '6000.00')).toEqual(['in_list', 'listed']);
  const { items } = await compareLists(deps, actor('auditor'), { before: old.id, after: id });
  expect(items.map(({ code, kind }) => [code, kind]).sort()).toEqual(
    [
      [old.code, 'changed'],
      ['NEW', 'added'],
    ].sort(),
  );
  const changed = items.find(({ kind }) => kind === 'changed');
  expect(changed?.fields).toEqual([{ name: 'capSingle', before: '5000.00', after: '9000.00' }]);
});

test('a revoked list carries nothing from that day on, what was decided before it stands, and its days are free', async () => {
  const current = (await work((tx) => findList(tx, old.id)))?.id ?? '';
  const director = actor('committee_director');
  const revoke = (id: string) =>
    codes(revokeList(deps, director, { ...request(), id, reason: '上位政策调整', document: zone.digest }));
  expect(await revoke(current)).toEqual(['WRONG_STATE']);
  const id = await drafted({ effectiveFrom: '2027-07-01', effectiveTo: '2028-06-30' });
  expect(await publish(id)).toEqual([]);
  expect(await routeOn('2027-08-01', '6000.00')).toEqual(['in_list', 'listed']);
  expect(await revoke(id)).toEqual([]);
  expect(await routeOn('2027-08-01', '6000.00')).toEqual(['out_of_list', null]);
  expect(await publish(await drafted({ effectiveFrom: '2027-07-01', effectiveTo: '2028-06-30' }))).toEqual(
    [],
  );
});
