import { randomUUID } from 'node:crypto';
import { standingFlags } from '@guanyun/db/contracts/split-radar.store.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { everything, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { purchasing, somePurchase } from '@guanyun/db/testing/split-builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone } from '@guanyun/db/testing/zone-builders.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listSplitFlags, readSplitFlag, remarkOnSplit } from '../contracts/split-flags.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { checkSplits } from './check-splits.ts';
import { linkedPartiesOn } from './linked-parties.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-06-16T02:00:00Z');
let zone: SmallZone;
let on: { listId: string; itemId: string; personId: string };
let stranger = '';

beforeAll(async () => {
  await work(async (tx) => {
    zone = await smallZone(tx);
    stranger = await someCompany(tx);
    const { list, item } = await purchasing(tx, [zone.group, zone.sub, zone.sister, stranger], 2026);
    on = { listId: list.id, itemId: item.id, personId: await somePerson(tx) };
  });
});

const buy = (entityId: string, amount: string, project: string | null = null, decidedOn = '2026-06-01') =>
  work((tx) => somePurchase(tx, { ...on, entityId }, { amount, project, decidedOn }));
const flags = () => work(standingFlags);
const actor = async (kind: PostKind): Promise<Actor> => ({
  ...{ accountId: randomUUID(), account: 'x', onBehalfOf: null },
  person: { id: await work((tx) => somePerson(tx)), name: '示例' },
  post: { id: randomUUID(), kind, organizationId: zone.group, side: 'committee' },
});
const entries = (act: string) =>
  work((tx) =>
    query<{ person: string | null; subject: string | null }>(
      tx,
      'SELECT person_id AS person, subject_id AS subject FROM journal WHERE act = $1',
      [act],
    ),
  );

test('who is linked with whom is read from the register of the day', async () => {
  const linked = (id: string, day = '2026-06-01') =>
    work(async (tx) => [...(await linkedPartiesOn(tx, localDate(day), id))].sort());
  const whole = [zone.group, zone.sub, zone.sister, zone.mixed].sort();
  expect(await linked(zone.sub)).toEqual(whole);
  expect(await linked(zone.group)).toEqual(whole);
  expect(await linked(stranger)).toEqual([stranger]);
  expect(await linked(zone.sub, '2000-01-01')).toEqual([zone.sub]);
});

test('purchases from companies of one group add up, those from a stranger do not', async () => {
  await buy(zone.sub, '1200000.00');
  await buy(stranger, '1200000.00');
  expect(await checkSplits(deps)).toBe(2);
  expect(await flags()).toEqual([]);
  const second = await buy(zone.sister, '800000.00');
  expect(await checkSplits(deps)).toBe(1);
  expect(await flags()).toMatchObject([
    {
      ...{ code: 'SPLIT_SUM', tie: 'counterparty', subject: zone.sister, class: 'procurement' },
      ...{ period: 'budget_year', amount: '2000000.00', threshold: '2000000.00', contractId: second.id },
      foundOn: '2026-06-16',
    },
  ]);
  expect(await checkSplits(deps)).toBe(0);
  expect(await flags()).toHaveLength(1);
  const found = await entries('contracts.splitFound');
  expect(found).toEqual([{ person: null, subject: (await flags())[0]?.id }]);
  expect(await entries('contracts.checkSplits')).toHaveLength(3);
});

test('what is added to a flag continues it; supervision deals with the one that stands', async () => {
  const [before] = await flags();
  await buy(zone.sub, '100000.00');
  await checkSplits(deps);
  const [after, ...rest] = await flags();
  expect(rest).toEqual([]);
  expect(after).toMatchObject({ amount: '2100000.00' });
  const supervisor = await actor('committee_supervisor');
  const say = (id: string, kind: 'acknowledged' | 'explained' | 'referred') =>
    remarkOnSplit(deps, supervisor, { requestId: randomUUID(), id, kind, note: '示例', document: null });
  const codes = async (id: string, kind: 'acknowledged' | 'explained' | 'referred') => {
    const answer = await say(id, kind);
    return answer.outcome === 'accepted' ? 'accepted' : answer.refusals[0].code;
  };
  const [old, standing] = [before?.id ?? '', after?.id ?? ''];
  expect(await codes(old, 'explained')).toBe('SPLIT_FLAG_CONTINUED');
  expect(await codes(standing, 'acknowledged')).toBe('accepted');
  expect(await codes(standing, 'acknowledged')).toBe('SPLIT_FLAG_ACKNOWLEDGED');
  expect(await codes(standing, 'explained')).toBe('accepted');
  expect(await codes(standing, 'referred')).toBe('SPLIT_FLAG_CLOSED');
  const shown = await readSplitFlag(deps, supervisor, standing);
  expect(shown).toMatchObject({ state: 'explained', continues: [{ id: old }], may: [], continuedBy: null });
  expect(shown.contracts).toHaveLength(3);
  expect(shown.contracts.map(({ counterparty }) => counterparty?.id)).toEqual(
    expect.arrayContaining([zone.sub, zone.sister]),
  );
  expect(shown.history.map(({ act, outcome }) => `${act} ${outcome}`)).toContain(
    'contracts.remarkSplit accepted',
  );
  const { items, waiting } = await listSplitFlags(deps, await actor('committee_reviewer'));
  expect(waiting).toBe(0);
  expect(items).toMatchObject([{ id: standing, state: 'explained', contracts: 3 }]);
});

test('one project, whoever performs it; the figures are the catalogue’s', async () => {
  const count = (await flags()).length;
  await buy(stranger, '1900000.00', '示例项目', '2026-02-01');
  await buy(zone.sub, '1999999.99', '另一项目', '2026-02-01');
  await checkSplits(deps);
  await buy(zone.group, '100000.00', '示例项目', '2026-02-02');
  await checkSplits(deps);
  const found = (await flags()).filter(({ tie }) => tie === 'project');
  expect(found).toMatchObject([{ subject: '示例项目', amount: '2000000.00' }]);
  expect((await flags()).length).toBeGreaterThan(count);
});

test('two servers that look at once find each split once', async () => {
  const before = (await entries('contracts.splitFound')).length;
  await buy(stranger, '1500000.00', '同时', '2026-05-01');
  await buy(stranger, '1500000.00', '同时', '2026-05-02');
  await Promise.all([checkSplits(deps), checkSplits(deps)]);
  const standing = (await flags()).filter(({ subject }) => subject === '同时');
  expect(standing).toHaveLength(1);
  expect((await entries('contracts.splitFound')).length).toBeGreaterThan(before);
  expect(await checkSplits(deps)).toBe(0);
});
