import { afterAll, expect, test } from 'vitest';
import { inTransaction, type Tx } from '../kernel/transaction.ts';
import {
  digestLike,
  everything,
  newId,
  rowsOf,
  someCompany,
  somePerson,
  unique,
  verdict,
} from '../testing/builders.ts';
import {
  contentFor,
  matterRow,
  type NewMatter,
  someMatter,
  someWarrant,
  spendingRow,
} from '../testing/matter-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import {
  changeMatter,
  commitmentsOf,
  commitmentsOfKey,
  dutiesOf,
  externalOf,
  findContent,
  findMatter,
  lockKey,
  lockMatter,
  mattersById,
  reviewOf,
  saveContent,
  saveDuty,
  saveExternal,
  saveMatter,
  saveReview,
  saveSignature,
  signaturesOf,
} from './matter.store.ts';
import type { DutyRow } from './matters.model.ts';
import { saveSpending } from './warrant.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const CHECK = '23514';
const UNIQUE = '23505';
const OVERLAP = '23P01';
const FOREIGN = '23503';

const company = await work((tx) => someCompany(tx));
const [first, second, third] = await work(async (tx) => [
  await somePerson(tx),
  await somePerson(tx),
  await somePerson(tx),
]);
if (first === undefined || second === undefined || third === undefined) throw new Error('three persons');
const draft = (over: Partial<NewMatter> = {}) => work((tx) => someMatter(tx, company, first, over));

test('a case comes back exactly as it was saved', async () => {
  const row = matterRow(company, {
    parties: [company, newId()],
    amount: '999999999999999999.99',
    route: { level: 'committee', steps: ['review', 'meeting'], basis: null },
    aggregationKey: 'equity:1',
    acceptedOn: '2026-04-02',
    dueOn: '2026-05-14',
    dueDays: 28,
    dueProvisional: true,
  });
  await work((tx) => saveMatter(tx, row));
  const read = await work((tx) => findMatter(tx, row.id));
  expect(read).toEqual({ ...row, createdAt: expect.any(Date), updatedAt: expect.any(Date) });
  expect(await work((tx) => lockMatter(tx, row.id))).toEqual(read);
  expect(await work((tx) => mattersById(tx, [row.id, newId()]))).toEqual([read]);
});

test('a sum reaches the cases of sister companies, with their figures only; the cases themselves stay hidden', async () => {
  const [sister, stranger] = await work(async (tx) => [await someCompany(tx), await someCompany(tx)]);
  const key = unique('project:external_guarantee/');
  const over = { matter: 'external_guarantee', aggregationKey: key, parties: [] };
  const row = matterRow(sister, { ...over, amount: '30.00', state: 'submitted' });
  await work((tx) => saveMatter(tx, row));
  await work((tx) => saveMatter(tx, matterRow(sister, { ...over, amount: null })));
  const item = {
    id: row.id,
    number: row.number,
    companyId: sister,
    amount: '30.00',
    state: 'submitted',
    level: 'committee',
    decidedOn: '2026-04-01',
  };
  const seen = await inTransaction(db.app, rowsOf(company), async (tx) => ({
    ofKey: await commitmentsOfKey(tx, key),
    ofGroup: await commitmentsOf(tx, 'external_guarantee', [company, sister]),
    ofStranger: await commitmentsOf(tx, 'external_guarantee', [stranger]),
    itself: await findMatter(tx, row.id),
  }));
  expect(seen).toEqual({ ofKey: [item], ofGroup: [item], ofStranger: [], itself: null });
});

test('what ended before all was spent adds up as far as it was spent', async () => {
  const key = `object:${newId()}`;
  const warrant = await work((tx) => someWarrant(tx, company, first, { usesMax: null }));
  await work((tx) =>
    changeMatter(tx, warrant.matterId, { aggregationKey: key, amount: '1000.00' }, new Date()),
  );
  await work((tx) => saveSpending(tx, spendingRow(warrant, { amount: '400.00' })));
  await work((tx) => changeMatter(tx, warrant.matterId, { state: 'expired' }, new Date()));
  expect((await work((tx) => commitmentsOfKey(tx, key))).map((c) => c.amount)).toEqual(['400.00']);
});

test('what is over stays over, and in the archive nothing changes', async () => {
  const id = await draft({ state: 'rejected' });
  const to = (set: Partial<NewMatter>) => verdict(work((tx) => changeMatter(tx, id, set, new Date())));
  expect(await to({ state: 'on_agenda' })).toBe('GY010');
  expect(await to({ state: 'archived', stateBefore: 'rejected' })).toBe('accepted');
  expect(await to({ title: '改名' })).toBe('GY010');
});

test('content changes only in the hands of the company, and nothing is issued unsigned', async () => {
  const id = await draft({ state: 'submitted' });
  const to = (set: Partial<NewMatter>) => verdict(work((tx) => changeMatter(tx, id, set, new Date())));
  expect(await to({ contentVersion: 2 })).toBe('GY011');
  const approved = await draft({ state: 'approved' });
  expect(await verdict(work((tx) => changeMatter(tx, approved, { state: 'issued' }, new Date())))).toBe(
    'GY012',
  );
});

test('a change moves the case and the moment of its last change, and nothing else', async () => {
  const id = await draft();
  const before = await work((tx) => findMatter(tx, id));
  const now = new Date('2030-01-01T00:00:00.123Z');
  await work((tx) => changeMatter(tx, id, { state: 'approved', amount: null }, now));
  expect(await work((tx) => findMatter(tx, id))).toEqual({
    ...before,
    state: 'approved',
    amount: null,
    updatedAt: now,
  });
});

test('a submitted case has a number; what never reached the committee may lack it', async () => {
  const add = (over: Partial<NewMatter>) => verdict(draft({ number: null, ...over }));
  for (const state of ['draft', 'signed', 'with_first_tier', 'returned', 'withdrawn'] as const)
    expect(await add({ state })).toBe('accepted');
  for (const state of ['submitted', 'cleared', 'issued'] as const) expect(await add({ state })).toBe(CHECK);
});

test('a case is refused without title, below zero, in an unknown state, or accepted without a due day', async () => {
  const add = (over: Partial<NewMatter>) => verdict(draft(over));
  expect(await add({ title: '' })).toBe(CHECK);
  expect(await add({ amount: '-0.01' })).toBe(CHECK);
  expect(await add({ amount: '0.00' })).toBe('accepted');
  expect(await add({ state: 'lost' as NewMatter['state'] })).toBe(CHECK);
  expect(await add({ acceptedOn: '2026-04-02' })).toBe(CHECK);
  expect(await add({ contentVersion: 0 })).toBe(CHECK);
  const number = unique('事');
  expect(await add({ number })).toBe('accepted');
  expect(await add({ number })).toBe(UNIQUE);
});

test('a content may be written before its case in one transaction, but not without it', async () => {
  const row = matterRow(company);
  const content = (version: number) => ({
    matterId: row.id,
    version,
    content: {
      ...contentFor(company),
      materials: [{ code: 'M1', name: '可行性研究', digest: digestLike('e') }],
    },
    digest: digestLike('a'),
    personId: first,
  });
  const inOrder = work(async (tx) => {
    await saveMatter(tx, row);
    await saveContent(tx, content(1));
  });
  expect(await verdict(inOrder)).toBe('accepted');
  expect(await work((tx) => findContent(tx, row.id, 1))).toEqual({ ...content(1), madeAt: expect.any(Date) });
  expect(await work((tx) => findContent(tx, row.id, 2))).toBeNull();
  expect(await verdict(work((tx) => saveContent(tx, content(1))))).toBe(UNIQUE);
  expect(await verdict(work((tx) => saveContent(tx, content(0))))).toBe(CHECK);
  const stray = inTransaction(db.owner, everything, (tx) =>
    saveContent(tx, { ...content(1), matterId: newId() }),
  );
  expect(await verdict(stray)).toBe(FOREIGN);
});

test('a version is signed once by a post, and by a person in one post only', async () => {
  const matterId = await draft();
  const sign = (contentVersion: number, postKind: string, personId: string) =>
    verdict(
      work((tx) =>
        saveSignature(tx, {
          matterId,
          organizationId: company,
          contentVersion,
          contentDigest: digestLike('a'),
          postKind,
          personId,
          onBehalfPersonId: null,
        }),
      ),
    );
  expect(await sign(1, 'company_legal', first)).toBe('accepted');
  expect(await sign(1, 'company_legal', second)).toBe(UNIQUE);
  expect(await sign(1, 'company_representative', first)).toBe(UNIQUE);
  expect(await sign(1, 'company_representative', second)).toBe('accepted');
  expect(await sign(2, 'company_legal', second)).toBe('accepted');
  const read = await work((tx) => signaturesOf(tx, matterId));
  expect(read.map((s) => [s.contentVersion, s.postKind, s.personId])).toEqual([
    [1, 'company_legal', first],
    [1, 'company_representative', second],
    [2, 'company_legal', second],
  ]);
});

const take = (matterId: string, personId: string, duty: DutyRow['duty'], side: DutyRow['side']) =>
  verdict(work((tx) => saveDuty(tx, { matterId, personId, duty, side })));

test('nobody acts on both sides of a case, not even as a voting member', async () => {
  const matterId = await draft();
  expect(await take(matterId, first, 'handler', 'company')).toBe('accepted');
  expect(await take(matterId, first, 'member', 'committee')).toBe(OVERLAP);
  expect(await take(matterId, first, 'reviewer', 'committee')).toBe(OVERLAP);
  expect(await take(matterId, second, 'member', 'committee')).toBe('accepted');
  expect(await take(matterId, second, 'legal', 'company')).toBe(OVERLAP);
  expect(await take(await draft(), first, 'member', 'committee')).toBe('accepted');
});

test('duties on one side stay apart, except that whoever is free may vote', async () => {
  const matterId = await draft();
  expect(await take(matterId, first, 'reviewer', 'committee')).toBe('accepted');
  expect(await take(matterId, first, 'signer', 'committee')).toBe(OVERLAP);
  expect(await take(matterId, first, 'member', 'committee')).toBe('accepted');
  expect(await take(matterId, second, 'signer', 'committee')).toBe('accepted');
  expect(await take(matterId, second, 'secretary', 'committee')).toBe(OVERLAP);
  expect(await take(matterId, third, 'handler', 'company')).toBe('accepted');
  expect(await take(matterId, third, 'legal', 'company')).toBe(OVERLAP);
  expect(await take(matterId, third, 'handler', 'company')).toBe(UNIQUE);
  expect(await work((tx) => dutiesOf(tx, matterId))).toHaveLength(4);
});

test('a duty cannot be recorded under the side it does not belong to', async () => {
  const matterId = await draft();
  expect(await take(matterId, first, 'handler', 'committee')).toBe(CHECK);
  expect(await take(matterId, first, 'reviewer', 'company')).toBe(CHECK);
  expect(await take(matterId, first, 'bystander' as DutyRow['duty'], 'committee')).toBe(CHECK);
});

test('of ten transactions giving one person different duties in a case, one wins', async () => {
  const matterId = await draft();
  const duties = ['reviewer', 'secretary', 'signer'] as const;
  const verdicts = await Promise.all(
    Array.from({ length: 10 }, (_, i) => take(matterId, first, duties[i % 3] ?? 'signer', 'committee')),
  );
  expect(verdicts.filter((v) => v === 'accepted')).toHaveLength(1);
  expect(await work((tx) => dutiesOf(tx, matterId))).toHaveLength(1);
});

test('a version is reviewed once, and the newest review is found', async () => {
  const matterId = await draft();
  const review = (contentVersion: number, passed: boolean) => ({
    matterId,
    contentVersion,
    contentDigest: digestLike('a'),
    personId: first,
    passed,
    opinion: '意见',
  });
  expect(await work((tx) => reviewOf(tx, matterId))).toBeNull();
  await work((tx) => saveReview(tx, review(1, false)));
  await work((tx) => saveReview(tx, review(2, true)));
  expect(await verdict(work((tx) => saveReview(tx, review(2, false))))).toBe(UNIQUE);
  expect(await work((tx) => reviewOf(tx, matterId))).toEqual({
    ...review(2, true),
    reviewedAt: expect.any(Date),
  });
});

test('the decision of another body is recorded once, with its number', async () => {
  const matterId = await draft({ state: 'forwarded' });
  const row = {
    matterId,
    outcome: 'approved' as const,
    number: '府批1号',
    decidedOn: '2026-05-01',
    personId: first,
  };
  expect(await work((tx) => externalOf(tx, matterId))).toBeNull();
  expect(await verdict(work((tx) => saveExternal(tx, { ...row, number: '' })))).toBe(CHECK);
  await work((tx) => saveExternal(tx, row));
  expect(await verdict(work((tx) => saveExternal(tx, { ...row, outcome: 'rejected' })))).toBe(UNIQUE);
  expect(await work((tx) => externalOf(tx, matterId))).toEqual(row);
});

test('cases under one key wait for each other, those under another do not', async () => {
  const order: string[] = [];
  const { promise: held, resolve: isHeld } = Promise.withResolvers<void>();
  const { promise: go, resolve: letGo } = Promise.withResolvers<void>();
  const holder = work(async (tx) => {
    await lockKey(tx, 'one');
    isHeld();
    await go;
    order.push('holder');
  });
  await held;
  const waiter = work(async (tx) => {
    await lockKey(tx, 'one');
    order.push('waiter');
  });
  await work(async (tx) => {
    await lockKey(tx, 'two');
    order.push('other');
  });
  letGo();
  await Promise.all([holder, waiter]);
  expect(order).toEqual(['other', 'holder', 'waiter']);
});
