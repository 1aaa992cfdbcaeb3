import { randomUUID } from 'node:crypto';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { namesOf, organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { everything, someCompany, somePerson, verdict } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone } from '@guanyun/db/testing/zone-builders.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import type { ParticularKind } from '@guanyun/domain/organizations/particulars.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { digestOf } from '../evidence/digest.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { readParticulars, recordParticular } from './particulars.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-06-16T02:00:00Z');
const later = testDeps(db.app, '2026-06-20T02:00:00Z');
const document = digestOf('登记通知书（示例）');

let zone: SmallZone;
let person: string;
let stranger: string;
beforeEach(async () => {
  [zone, person] = await work(async (tx) => [await smallZone(tx), await somePerson(tx)]);
  stranger = await work((tx) => someCompany(tx, { tier: 2, form: 'limited' }));
  const paper = { digest: document, name: '登记通知书（示例）.pdf', mediaType: 'application/pdf', size: '1' };
  for (const organizationId of [zone.group, stranger])
    await work((tx) => saveDocument(tx, { ...paper, organizationId, uploadedBy: person }));
});

const actor = (organizationId: string): Actor => ({
  ...{ accountId: randomUUID(), account: 'x', person: { id: person, name: '示例' }, onBehalfOf: null },
  post: { id: randomUUID(), kind: 'company_handler', organizationId, side: 'company' },
});
const record = (
  kind: ParticularKind,
  value: string,
  on: string,
  over: { by?: string; at?: typeof deps } = {},
) =>
  recordParticular(over.at ?? deps, actor(over.by ?? zone.group), {
    ...{ requestId: randomUUID(), companyId: zone.sub, kind, value, document, validFrom: localDate(on) },
  });
const codes = async (answer: ReturnType<typeof record>) => {
  const result = await answer;
  return result.outcome === 'accepted' ? [] : result.refusals.map(({ code }) => code);
};
const shown = async (asOf: string, knownOn?: string) => {
  const known = knownOn === undefined ? {} : { knownOn: localDate(knownOn) };
  const asked = { companyId: zone.sub, asOf: localDate(asOf), ...known };
  const { current } = await readParticulars(later, actor(zone.group), asked);
  return Object.fromEntries(current.map(({ kind, value }) => [kind, value]));
};

test('an office moves from a day on; recorded again for that day it is corrected, and what was known stays known', async () => {
  expect(await codes(record('office', '甲路1号', '2026-01-01'))).toEqual([]);
  expect(await codes(record('office', '乙路2号', '2026-05-01'))).toEqual([]);
  expect(await codes(record('office', '乙路3号', '2026-05-01', { at: later }))).toEqual([]);
  expect((await shown('2026-04-30')).office).toBe('甲路1号');
  expect((await shown('2026-06-20')).office).toBe('乙路3号');
  expect((await shown('2026-06-20', '2026-06-16')).office).toBe('乙路2号');
});

test('a new name is the one by which everything knows the company from that day on', async () => {
  const [before] = await work((tx) => organizationsById(tx, '2026-06-16', [zone.sub]));
  expect(await codes(record('name', '示例新名公司', '2026-06-01'))).toEqual([]);
  const nameOn = async (day: string) => (await work((tx) => organizationsById(tx, day, [zone.sub])))[0]?.name;
  expect([await nameOn('2026-05-31'), await nameOn('2026-06-01')]).toEqual([before?.name, '示例新名公司']);
  expect((await work((tx) => namesOf(tx, zone.sub))).map(({ validTo }) => validTo)).toEqual([
    '2026-05-31',
    null,
  ]);
  expect(await codes(record('name', '示例更早名公司', '2026-06-01'))).toEqual(['PARTICULAR_NAME_EARLIER']);
  expect(await codes(record('name', '示例新名公司', '2026-06-10'))).toEqual(['PARTICULAR_SAME']);
});

test('a form counts from its day, wherever forms are asked for', async () => {
  const formOn = async (day: string) => (await work((tx) => organizationsById(tx, day, [zone.sub])))[0]?.form;
  const before = await formOn('2026-06-16');
  expect(await codes(record('form', 'joint_stock', '2026-06-10'))).toEqual([]);
  expect([await formOn('2026-06-09'), await formOn('2026-06-10')]).toEqual([before, 'joint_stock']);
});

test('whoever does not keep the register, has no paper, or writes of a committee is refused; nothing is overwritten', async () => {
  expect(await codes(record('office', '甲路1号', '2026-01-01', { by: stranger }))).toEqual([
    'NOT_YOUR_ORGANIZATION',
  ]);
  const unknown = { requestId: randomUUID(), companyId: zone.sub, validFrom: localDate('2026-01-01') };
  const without = { ...unknown, kind: 'office', value: '甲路1号', document: digestOf('无') } as const;
  expect(await codes(recordParticular(deps, actor(zone.group), without))).toEqual(['DOCUMENT_UNKNOWN']);
  const insert = (organizationId: string, kind: string, value: string) =>
    verdict(
      work((tx) =>
        query(
          tx,
          `INSERT INTO organization_particulars VALUES (gen_random_uuid(), $1, $2, $3, '2026-01-01', $4, $5, now())`,
          [organizationId, kind, value, document, person],
        ),
      ),
    );
  expect(await insert(zone.sasac, 'office', '甲路1号')).toBe('GY045');
  expect(await insert(zone.sub, 'form', '有限')).toBe('23514');
  expect(await insert(zone.sub, 'office', '  ')).toBe('23514');
  await record('office', '甲路1号', '2026-01-01');
  expect(await verdict(work((tx) => query(tx, `UPDATE organization_particulars SET value = 'x'`)))).not.toBe(
    'ok',
  );
});
