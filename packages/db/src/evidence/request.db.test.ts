import { afterAll, expect, test } from 'vitest';
import { inTransaction, type Tx } from '../kernel/transaction.ts';
import { digestLike, everything, newId, rowsOf, verdict } from '../testing/builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import type { DocumentRow } from './evidence.model.ts';
import {
  claimRequest,
  findDocument,
  findZone,
  rememberAnswer,
  saveDocument,
  saveZone,
} from './request.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const request = (over: { id?: string; digest?: string } = {}) => ({
  id: newId(),
  act: 'matters.submit',
  accountId: newId(),
  digest: digestLike('1'),
  ...over,
});
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a request id is claimed once; the second time its answer is found', async () => {
  const asked = request();
  expect(await work((tx) => claimRequest(tx, asked))).toBeNull();
  await work((tx) => rememberAnswer(tx, asked.id, { number: '管运批〔2026〕1号', ids: ['x'] }));
  expect(await work((tx) => claimRequest(tx, { ...asked, digest: digestLike('2') }))).toEqual({
    ...asked,
    answer: { number: '管运批〔2026〕1号', ids: ['x'] },
  });
});

test.each([null, undefined])('an answer of %s is remembered as none', async (answer) => {
  const asked = request();
  await work((tx) => claimRequest(tx, asked));
  await work((tx) => rememberAnswer(tx, asked.id, answer));
  expect(await work((tx) => claimRequest(tx, asked))).toEqual({ ...asked, answer: null });
});

test.each(['text', 7, false, ['a', 1]])('an answer that is %j comes back as it was', async (answer) => {
  const asked = request();
  await work((tx) => claimRequest(tx, asked));
  await work((tx) => rememberAnswer(tx, asked.id, answer));
  expect((await work((tx) => claimRequest(tx, asked)))?.answer).toEqual(answer);
});

test('of twenty racers with one request id, one claims it and the others see its answer', async () => {
  const asked = request();
  const results = await Promise.all(
    Array.from({ length: 20 }, () =>
      work(async (tx) => {
        const before = await claimRequest(tx, asked);
        if (before !== null) return before.answer;
        await pause(20);
        await rememberAnswer(tx, asked.id, 'done');
        return 'claimed';
      }),
    ),
  );
  expect(results.filter((r) => r === 'claimed')).toHaveLength(1);
  expect(results.filter((r) => r === 'done')).toHaveLength(19);
});

test('a racer takes over the id when the first one rolls back', async () => {
  const asked = request();
  const { promise: claimed, resolve } = Promise.withResolvers<void>();
  const failing = work(async (tx) => {
    await claimRequest(tx, asked);
    resolve();
    await pause(50);
    throw new Error('rolled back');
  });
  await claimed;
  const second = work((tx) => claimRequest(tx, asked));
  await expect(failing).rejects.toThrow('rolled back');
  expect(await second).toBeNull();
});

const document = (organizationId: string, over: Partial<DocumentRow> = {}): DocumentRow => ({
  digest: digestLike('e'),
  name: '可行性研究.pdf',
  size: '9007199254740993',
  mediaType: 'application/pdf',
  organizationId,
  uploadedBy: newId(),
  ...over,
});

test('a file handed in by two organisations is found by each as its own; handing it in again changes nothing', async () => {
  const [a, b] = [document(newId()), document(newId(), { name: '另名.pdf' })];
  for (const row of [a, b, { ...a, name: '再次.pdf' }])
    await inTransaction(db.app, rowsOf(row.organizationId), (tx) => saveDocument(tx, row));
  const seenBy = (id: string) => inTransaction(db.app, rowsOf(id), (tx) => findDocument(tx, a.digest));
  expect(await seenBy(a.organizationId)).toEqual(a);
  expect(await seenBy(b.organizationId)).toEqual(b);
  expect(await seenBy(newId())).toBeNull();
});

test('a document has a digest in lower-case hex and is not empty', async () => {
  const add = (over: Partial<DocumentRow>) =>
    verdict(work((tx) => saveDocument(tx, document(newId(), over))));
  expect(await add({ digest: 'E'.repeat(64) })).toBe('23514');
  expect(await add({ digest: 'e'.repeat(63) })).toBe('23514');
  expect(await add({ size: '0' })).toBe('23514');
  expect(await add({})).toBe('accepted');
});

test('a zone is set up once', async () => {
  expect(await work(findZone)).toBeNull();
  const zone = { name: '示例开发区', illustrative: true };
  await work((tx) => saveZone(tx, zone));
  expect(await work(findZone)).toEqual(zone);
  expect(await verdict(work((tx) => saveZone(tx, { name: '又一个', illustrative: false })))).toBe('23505');
});
