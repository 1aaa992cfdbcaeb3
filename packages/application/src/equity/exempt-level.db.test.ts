import { randomUUID } from 'node:crypto';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { everything, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone, someHolding } from '@guanyun/db/testing/zone-builders.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import type { PostKind, Side } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Answer } from '../evidence/act.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { endExemption } from './end-exemption.ts';
import { exemptLevel } from './exempt-level.ts';
import { readStructure } from './read-equity.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const at = (moment: string) => testDeps(db.app, moment);
const deps = at('2026-09-16T02:00:00Z');

let zone: SmallZone;
let person: string;
/** Held by the sub, so on the third level. */
let deep: string;
beforeEach(async () => {
  zone = await work(smallZone);
  person = await work((tx) => somePerson(tx));
  deep = await work((tx) => someCompany(tx, { tier: 3 }));
  await work((tx) => someHolding(tx, { targetId: deep, toId: zone.sub }));
});
const as = (kind: PostKind, side: Side, organizationId: string): Actor => ({
  ...{ accountId: randomUUID(), account: 'one', person: { id: person, name: '示例' }, onBehalfOf: null },
  post: { id: randomUUID(), kind, organizationId, side },
});
const reviewer = () => as('committee_reviewer', 'committee', zone.sasac);
const refused = async (answer: Promise<Answer<unknown>>): Promise<readonly string[]> => {
  const got = await answer;
  return got.outcome === 'refused' ? got.refusals.map(({ code }) => code) : [];
};
const exempt = (from = '2026-07-01', to = '2027-06-30', digest = zone.digest) =>
  exemptLevel(deps, reviewer(), {
    ...{ requestId: randomUUID(), companyId: deep, because: '示例：清理期内' },
    ...{ validFrom: localDate(from), validTo: localDate(to), paper: { digest, name: '批复.pdf' } },
  });
const exempted = async (): Promise<string> => {
  const answer = await exempt();
  if (answer.outcome === 'refused') throw new Error(JSON.stringify(answer.refusals));
  return answer.answer.id;
};
const end = (exemptionId: string, on: string, moment = '2026-09-18T02:00:00Z') =>
  endExemption(at(moment), reviewer(), {
    ...{ requestId: randomUUID(), exemptionId, on: localDate(on), because: '示例：已压减' },
    paper: { digest: zone.digest, name: '通知.pdf' },
  });
const see = async (asOf: string, knownOn?: string, actor = reviewer()) => {
  const structure = await readStructure(deps, actor, {
    ...{ asOf: localDate(asOf), basis: 'register' },
    ...(knownOn === undefined ? {} : { knownOn: localDate(knownOn) }),
  });
  const node = structure.nodes.find(({ id }) => id === deep);
  return { ...structure, node, stands: node?.exemption?.until ?? (node?.violation ? 'violation' : 'fine') };
};

test('a level too deep is a violation with both readings, exempt on the days of its exemption, and a violation again', async () => {
  const before = await see('2026-09-16');
  expect(before.node).toMatchObject({ level: 3, levels: { nearest: 3, largest: 3 }, violation: true });
  expect(before.levels).toMatchObject({ limit: 2, basis: 'nearest', version: 'v1' });
  expect(before.levels.sources.map(({ basis }) => basis.grade)).toEqual(['example', 'default']);
  await exempted();
  const days = ['2026-06-30', '2026-07-01', '2027-06-30', '2027-07-01'];
  const seen = await Promise.all(days.map((day) => see(day)));
  expect(seen.map(({ stands }) => stands)).toEqual(['violation', '2027-06-30', '2027-06-30', 'violation']);
  expect(seen[1]?.levels.exemptions.find(({ companyId }) => companyId === deep)).toMatchObject({
    ...{ state: 'in_force', because: '示例：清理期内', paper: { name: '批复.pdf', digest: zone.digest } },
  });
  const history = await work((tx) => historyOf(tx, deep));
  expect(history.map((entry) => entry.act)).toContain('equity.exemptLevel');
});

test('what was known before it was recorded, and before it was ended, stays readable', async () => {
  const id = await exempted();
  expect((await see('2026-08-01', '2026-09-15')).stands).toBe('violation');
  expect((await see('2026-08-01', '2026-09-16')).stands).toBe('2027-06-30');
  expect(await refused(end(id, '2026-10-01'))).toEqual([]);
  expect((await see('2026-11-01')).stands).toBe('violation');
  expect((await see('2026-11-01', '2026-09-17')).stands).toBe('2027-06-30');
  expect((await see('2026-09-30')).stands).toBe('2026-09-30');
  expect(await refused(end(id, '2026-12-01'))).toEqual(['EXEMPTION_ENDED']);
  expect(await refused(exempt('2026-10-01', '2026-12-31'))).toEqual([]);
});

test('refused: a paper that nobody handed in, an end before the beginning, days that are taken, an end on another day', async () => {
  expect(await refused(exempt('2026-07-01', '2027-06-30', 'f'.repeat(64)))).toEqual(['DOCUMENT_UNKNOWN']);
  expect(await refused(exempt('2026-07-01', '2026-06-30'))).toEqual(['EXEMPTION_TERM_WRONG']);
  const id = await exempted();
  expect(await refused(exempt('2027-06-30', '2027-12-31'))).toEqual(['EXEMPTION_OVERLAPS']);
  expect(await refused(end(id, '2027-07-01'))).toEqual(['EXEMPTION_END_OUTSIDE']);
});

test('of two recorded at once, one is', async () => {
  const both = await Promise.all([refused(exempt()), refused(exempt('2026-08-01', '2026-12-31'))]);
  expect(both.flat()).toEqual(['EXEMPTION_OVERLAPS']);
});

test('a company sees that another is exempt, without its paper; a company that tried to record is stopped by the database', async () => {
  await exempted();
  const stranger = as('company_handler', 'company', await work((tx) => someCompany(tx)));
  const { node, levels } = await see('2026-09-16', undefined, stranger);
  expect(node?.exemption).toEqual({ until: '2027-06-30', document: null });
  expect(levels.exemptions.find(({ companyId }) => companyId === deep)?.paper.digest).toBeNull();
  const own = as('company_handler', 'company', zone.sub);
  const tried = exemptLevel(deps, own, {
    ...{ requestId: randomUUID(), companyId: zone.sub, because: '示例' },
    ...{ validFrom: localDate('2026-07-01'), validTo: localDate('2027-06-30') },
    paper: { digest: zone.digest, name: '批复.pdf' },
  });
  await expect(tried).rejects.toThrow(/row-level security/);
});

test('of two first-tier companies the one that the other controls is a company of its group', async () => {
  const [top, below] = await work(async (tx) => [await someCompany(tx), await someCompany(tx)]);
  await work(async (tx) => {
    await someHolding(tx, { targetId: top, toId: zone.sasac });
    await someHolding(tx, { targetId: zone.group, toId: top, subscribed: '3000.00' });
    await someHolding(tx, { targetId: below, toId: top });
  });
  const { nodes } = await see('2026-09-16');
  const level = (id: string) => nodes.find((node) => node.id === id)?.level;
  expect([top, below, zone.group, zone.sub, deep].map(level)).toEqual([1, 2, 2, 3, 4]);
});
