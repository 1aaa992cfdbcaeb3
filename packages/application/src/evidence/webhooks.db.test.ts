import { randomUUID } from 'node:crypto';
import { allEndpoints, deliveriesOf, triesOf } from '@guanyun/db/evidence/webhook.store.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { everything, newId, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { someMatter } from '@guanyun/db/testing/matter-builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type PostKind, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, expect, test } from 'vitest';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { act } from './act.ts';
import { listDeliveries, listEndpoints } from './read-webhooks.ts';
import { type Notice, type Sent, sendNext } from './send-notices.ts';
import {
  approveEndpoint,
  endEndpoint,
  makeEndpoint,
  pauseEndpoint,
  resendDelivery,
  resumeEndpoint,
  rotateSecret,
  testEndpoint,
} from './webhooks.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const owner = <T extends object>(sql: string, bind: unknown[] = []): Promise<T[]> =>
  inTransaction(db.owner, everything, (tx) => query<T>(tx, sql, bind));

const mask = (text: string): string => Buffer.from(text).toString('hex');
const secrets = {
  seal: (text: string, of: string) => `${of}|${mask(text)}`,
  open(sealed: string, of: string) {
    if (!sealed.startsWith(`${of}|`)) throw new Error('not of this');
    return Buffer.from(sealed.slice(of.length + 1), 'hex').toString();
  },
  make: () => `whsec_${Buffer.from(randomUUID()).toString('base64')}`,
};
const deps = testDeps(db.app, () => new Date(), { secrets });

const { committee, company, other } = await work(async (tx) => ({
  committee: await someCompany(tx, { kind: 'committee', form: null, tier: null }),
  company: await someCompany(tx),
  other: await someCompany(tx),
}));
async function actor(kind: PostKind, organizationId = committee): Promise<Actor> {
  const id = await work((tx) => somePerson(tx));
  return {
    ...{ accountId: newId(), account: 'x', person: { id, name: '某' }, onBehalfOf: null },
    post: { id: newId(), kind, organizationId, side: sideOf(kind) },
  };
}
const [system, security] = [await actor('system_admin'), await actor('security_admin')];

const codeOf = (answer: { outcome: string; refusals?: readonly { code: string }[] }) =>
  answer.refusals?.[0]?.code ?? answer.outcome;
const step = (id: string) => ({ requestId: randomUUID(), id });
const asked = (over: object = {}) => ({
  ...{ requestId: randomUUID(), organizationId: committee, name: '接收方', kind: 'plain' as const },
  ...{ address: 'https://in.example.cn/hook?key=hidden', secret: null, groups: ['matters'], ...over },
});
async function endpoint(over: object = {}, approved = true): Promise<{ id: string; secret: string | null }> {
  const made = await makeEndpoint(deps, system, asked(over));
  if (made.outcome === 'refused') throw new Error(made.refusals[0].code);
  if (approved) expect(codeOf(await approveEndpoint(deps, security, step(made.answer.id)))).toBe('accepted');
  return made.answer;
}
const rowsFor = (id: string) => work((tx) => deliveriesOf(tx, { endpoints: [id], state: null, limit: 100 }));
/** Ends every endpoint, so that a test starts alone. */
async function alone(): Promise<void> {
  for (const { id, state } of await work(allEndpoints))
    if (state !== 'ended') await endEndpoint(deps, system, step(id));
}
async function happens(
  subjectId: string,
  over: { act?: string; fail?: 'refused' | 'thrown'; by?: Actor; title?: string } = {},
): Promise<void> {
  const about = { kind: 'matter', id: subjectId, title: over.title ?? '增资事项' };
  const command = { requestId: randomUUID(), act: over.act ?? 'matters.accept', body: {}, about };
  await act(deps, over.by ?? null, command, async () => {
    if (over.fail === 'thrown') throw new Error('thrown');
    if (over.fail === 'refused') return refuse('STALE');
    return accept({ subject: about, content: { amount: '100.00' }, answer: null });
  });
}
const sent = (over: Partial<Sent> = {}): Sent => ({
  ...{ ms: 5, status: 200, answer: '', failure: null, delivered: true, waitSeconds: null, ...over },
});
/** Sends all that is due and hands back what was. */
async function sendAll(judge: (notice: Notice) => Sent = () => sent()): Promise<Notice[]> {
  const seen: Notice[] = [];
  const keep = async (notice: Notice) => {
    seen.push(notice);
    return judge(notice);
  };
  while (await sendNext(deps, keep, () => 0)) if (seen.length > 50) throw new Error('without end');
  return seen;
}
const dueNow = (id: string) =>
  owner(
    `UPDATE webhook_deliveries SET due_at = now() - interval '1 second' WHERE endpoint_id = $1 RETURNING 1 AS x`,
    [id],
  ).then(() =>
    owner(`UPDATE webhook_health SET next_at = '-infinity' WHERE endpoint_id = $1 RETURNING 1 AS x`, [id]),
  );

test('nothing is sent before a second administrator, another person, approved', async () => {
  const made = await endpoint({}, false);
  await happens(newId());
  expect(codeOf(await testEndpoint(deps, system, step(made.id)))).toBe('WRONG_STATE');
  const same = { ...system, post: { ...system.post, kind: 'security_admin' as const } };
  expect(codeOf(await approveEndpoint(deps, same, step(made.id)))).toBe('SAME_PERSON_BOTH_SIDES');
  await expect(
    owner(`UPDATE webhook_endpoints SET state = 'active' WHERE id = $1 RETURNING id`, [made.id]),
  ).rejects.toThrow();
  const forced = { id: randomUUID(), endpoint: made.id };
  await expect(
    owner(
      `INSERT INTO webhook_deliveries (id, endpoint_id, act, subject_kind, subject_title, happened_at) VALUES ($1, $2, 'x', 'x', '', now()) RETURNING id`,
      [forced.id, forced.endpoint],
    ),
  ).rejects.toMatchObject({ original: { code: 'GY100' } });
  expect(await rowsFor(made.id)).toEqual([]);
  expect(codeOf(await approveEndpoint(deps, security, step(made.id)))).toBe('accepted');
  expect(codeOf(await approveEndpoint(deps, security, step(made.id)))).toBe('WRONG_STATE');
  await happens(newId());
  expect(await rowsFor(made.id)).toHaveLength(1);
  await expect(
    owner(`UPDATE webhook_endpoints SET shown_address = 'https://evil.example' WHERE id = $1 RETURNING id`, [
      made.id,
    ]),
  ).rejects.toMatchObject({ original: { code: 'GY100' } });
});

test('what is rolled back or refused is not sent, what is done is, in one transaction', async () => {
  await alone();
  const { id } = await endpoint();
  await happens(newId(), { fail: 'thrown' }).catch(() => undefined);
  await happens(newId(), { fail: 'refused' });
  expect(await rowsFor(id)).toEqual([]);
  const matter = newId();
  await happens(matter);
  await happens(newId(), { act: 'tenders.seal' });
  await happens(newId(), { act: 'meetings.vote' });
  expect((await rowsFor(id)).map((row) => [row.act, row.subjectId, row.state])).toEqual([
    ['matters.accept', matter, 'due'],
  ]);
});

test('a company is told of its own cases alone, the committee of all', async () => {
  await alone();
  const [zone, mine, theirs] = [
    await endpoint(),
    await endpoint({ organizationId: company }),
    await endpoint({ organizationId: other }),
  ];
  const matterId = await work(async (tx) => someMatter(tx, company, await somePerson(tx)));
  const handler = await actor('company_handler', company);
  await happens(matterId, { act: 'matters.submit', by: handler });
  await happens(matterId);
  const counts = await Promise.all([zone, mine, theirs].map(async ({ id }) => (await rowsFor(id)).length));
  expect(counts).toEqual([2, 2, 0]);
  const head = await actor('company_representative', company);
  expect((await listEndpoints(deps, head)).endpoints.map((one) => one.id)).toEqual([mine.id]);
  expect(await listDeliveries(deps, head, { endpointId: zone.id })).toEqual([]);
  expect(await listDeliveries(deps, head, {})).toHaveLength(2);
});

test('secrets stand nowhere in the clear, and a repeated request is not told them again', async () => {
  await alone();
  const body = asked({ address: 'https://in.example.cn/hook?key=very-hidden' });
  const first = await makeEndpoint(deps, system, body);
  const again = await makeEndpoint(deps, system, body);
  if (first.outcome === 'refused' || again.outcome === 'refused') throw new Error('refused');
  expect(first.answer.secret).toMatch(/^whsec_/);
  expect(again.answer).toEqual({ id: first.answer.id, secret: null });
  const robot = await makeEndpoint(
    deps,
    system,
    asked({
      kind: 'dingtalk',
      address: 'https://oapi.dingtalk.com/robot/send?access_token=very-hidden',
      secret: 'SECvery-hidden',
    }),
  );
  expect(robot.outcome).toBe('accepted');
  const refused = await makeEndpoint(deps, system, asked({ address: 'http://in.example.cn/?k=very-hidden' }));
  expect(codeOf(refused)).toBe('WEBHOOK_ADDRESS');
  for (const table of ['requests', 'journal', 'row_log', 'webhook_endpoints', 'webhook_deliveries']) {
    const [found] = await owner<{ n: string }>(
      `SELECT count(*) AS n FROM ${table} t WHERE t::text LIKE '%very-hidden%' OR t::text LIKE $1`,
      [`%${first.answer.secret}%`],
    );
    expect([table, found?.n]).toEqual([table, '0']);
  }
  expect(JSON.stringify(await listEndpoints(deps, system))).not.toMatch(/hidden|whsec_|sealed/i);
});

test('a failure is tried again later under the same id, with every try on record, and given up at last', async () => {
  await alone();
  const { id } = await endpoint();
  await happens(newId());
  const bad = sent({ delivered: false, status: 500, answer: 'no' });
  const ids = new Set<string>();
  for (let tried = 1; tried <= 12; tried += 1) {
    const seen = await sendAll(() => bad);
    expect(seen).toHaveLength(1);
    ids.add(seen[0]?.id ?? '');
    const [row] = await rowsFor(id);
    expect([row?.tries, row?.state]).toEqual([tried, tried === 12 ? 'given_up' : 'due']);
    expect(await sendAll(() => bad)).toEqual([]);
    await dueNow(id);
  }
  expect(ids.size).toBe(1);
  const [delivery] = await listDeliveries(deps, system, { endpointId: id, state: 'given_up' });
  expect(delivery?.tries).toHaveLength(12);
  expect(delivery?.tries[0]).toMatchObject({ number: 1, status: 500, answer: 'no' });
  expect(codeOf(await resendDelivery(deps, system, step(delivery?.id ?? '')))).toBe('accepted');
  expect((await sendAll()).map((one) => one.id)).toEqual([delivery?.id]);
  expect((await rowsFor(id))[0]).toMatchObject({ state: 'delivered', tries: 13 });
});

test('two workers never send one row at the same moment, and a claim that nobody ends is taken up again', async () => {
  await alone();
  const { id } = await endpoint();
  for (let n = 0; n < 12; n += 1) await happens(newId());
  const under = new Set<string>();
  const seen: string[] = [];
  let doubled = 0;
  const slow = async (notice: Notice) => {
    if (under.has(notice.id)) doubled += 1;
    under.add(notice.id);
    seen.push(notice.id);
    await new Promise((done) => setTimeout(done, 30));
    under.delete(notice.id);
    return sent();
  };
  for (let round = 0; round < 12; round += 1)
    await Promise.all(Array.from({ length: 6 }, () => sendNext(deps, slow, () => 0)));
  expect([seen.length, new Set(seen).size, doubled]).toEqual([12, 12, 0]);

  await happens(newId());
  const died = sendNext(
    deps,
    () => Promise.reject(new Error('the server died here')),
    () => 0,
  );
  await expect(died).rejects.toThrow('died');
  expect(await sendAll()).toEqual([]);
  await owner(
    `UPDATE webhook_deliveries SET claimed_until = now() - interval '1 second' WHERE endpoint_id = $1 AND state = 'due' RETURNING id`,
    [id],
  );
  const [left] = (await rowsFor(id)).filter((row) => row.state === 'due');
  expect((await sendAll()).map((one) => one.id)).toEqual([left?.id]);
});

test('a robot gets one message in three seconds and is left alone when it says so', async () => {
  await alone();
  const { id } = await endpoint({
    kind: 'wecom',
    address: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k',
  });
  for (let n = 0; n < 3; n += 1) await happens(newId());
  expect(await sendAll()).toHaveLength(1);
  const [pause] = await owner<{ s: string }>(
    'SELECT extract(epoch FROM next_at - clock_timestamp()) AS s FROM webhook_health WHERE endpoint_id = $1',
    [id],
  );
  expect(Number(pause?.s)).toBeLessThan(3.1);
  await dueNow(id);
  expect(await sendAll(() => sent({ delivered: false, waitSeconds: 600 }))).toHaveLength(1);
  const [rest] = await owner<{ s: string }>(
    'SELECT extract(epoch FROM next_at - clock_timestamp()) AS s FROM webhook_health WHERE endpoint_id = $1',
    [id],
  );
  expect(Number(rest?.s)).toBeGreaterThan(500);
});

test('who fails for a day is halted and goes on when an administrator says so; nothing is lost meanwhile', async () => {
  await alone();
  const { id } = await endpoint();
  await happens(newId());
  await sendAll(() => sent({ delivered: false, status: null, failure: 'TIMEOUT' }));
  await owner(
    `UPDATE webhook_health SET failing_since = now() - interval '25 hours' WHERE endpoint_id = $1 RETURNING 1 AS x`,
    [id],
  );
  await dueNow(id);
  await sendAll(() => sent({ delivered: false, status: null, failure: 'TIMEOUT' }));
  expect((await listEndpoints(deps, system)).endpoints.find((one) => one.id === id)?.state).toBe('halted');
  await happens(newId());
  await dueNow(id);
  expect(await sendAll()).toEqual([]);
  expect(codeOf(await resumeEndpoint(deps, system, step(id)))).toBe('accepted');
  expect(await sendAll()).toHaveLength(2);
});

test('paused holds back, ended drops; during a rotation both secrets sign', async () => {
  await alone();
  const { id, secret } = await endpoint();
  expect(codeOf(await pauseEndpoint(deps, security, step(id)))).toBe('accepted');
  await happens(newId());
  expect(await sendAll()).toEqual([]);
  expect(codeOf(await resumeEndpoint(deps, system, step(id)))).toBe('accepted');
  const rotated = await rotateSecret(deps, system, step(id));
  if (rotated.outcome === 'refused') throw new Error('refused');
  const [notice] = await sendAll();
  expect(notice?.secrets).toEqual([rotated.answer.secret, secret]);
  expect(notice?.address).toBe('https://in.example.cn/hook?key=hidden');
  await happens(newId());
  expect(codeOf(await endEndpoint(deps, security, step(id)))).toBe('accepted');
  expect((await rowsFor(id)).map((row) => row.state).sort()).toEqual(['delivered', 'dropped']);
  expect(codeOf(await endEndpoint(deps, security, step(id)))).toBe('WRONG_STATE');
  const [one] = await work((tx) => triesOf(tx, [notice?.id ?? '']));
  await expect(
    owner(`UPDATE webhook_tries SET ms = 0 WHERE delivery_id = $1 RETURNING ms`, [one?.deliveryId]),
  ).rejects.toMatchObject({ original: { code: 'GY001' } });
});
