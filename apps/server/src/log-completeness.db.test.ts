import { randomUUID } from 'node:crypto';
import { type PermissionRow, permissionTable } from '@guanyun/api/permission-table.ts';
import { appRouter } from '@guanyun/api/router.ts';
import { chanceOf } from '@guanyun/application/matters/testing/random-command.ts';
import { inTransaction, query, zoneSchema } from '@guanyun/db/kernel/transaction.ts';
import { everything } from '@guanyun/db/testing/builders.ts';
import { numberTransactions, recordOf } from '@guanyun/db/testing/numbered.ts';
import { TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import { permits } from '@guanyun/domain/organizations/permissions.ts';
import { canSignIn, postKinds } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type HostileServer, hostileServer } from './testing/hostile-server.ts';
import { inputFor, type Schema } from './testing/input-of.ts';
import { type Ids, idsIn, knownTo } from './testing/known-ids.ts';

/**
 * Every mutation of the router, called as somebody who may and as somebody who may not: what changed anything has its entry,
 * in the same transaction; what was refused has one too; who was turned away is in the log of the server. The inputs are made
 * from the schemas, so not each is accepted: GUANYUN_COMPLETE sets how many are tried for each (12), GUANYUN_SEED which.
 */
const TRIES = Number(process.env.GUANYUN_COMPLETE ?? 12);
const SEED = Number(process.env.GUANYUN_SEED ?? 20_261_123);
const mutations = permissionTable(appRouter._def.procedures).filter(
  ({ name, type }) => type === 'mutation' && name.startsWith(process.env.GUANYUN_COMPLETE_ONLY ?? ''),
);
/** Signing in and out and putting on another hat change sessions alone, which are no part of the record. */
const ofSessions = ['session.signIn', 'session.signOut', 'session.switchPost'];
const schemaOf = (name: string): Schema | undefined =>
  (appRouter._def.procedures as unknown as Record<string, { _def: { inputs: unknown[] } }>)[name]?._def
    .inputs[0] as Schema | undefined;

let server: HostileServer;
let ids: Ids = { byTable: new Map(), codes: [] };
const lines: string[] = [];
beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(`${line}`) > 0);
  server = await hostileServer({ logLevel: 'warn' });
  await numberTransactions(server.database);
  await server.database.owner.sequelize.query(`UPDATE ${zoneSchema(TEST_ZONE)}.log_policy SET strict = true`);
  ids = await idsIn(server.database);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server?.close();
});

const sizes = (): Promise<{ journal: number; rows: number }> =>
  inTransaction(server.database.owner, everything, async (tx) => {
    const [row] = await query<{ journal: number; rows: number }>(
      tx,
      'SELECT (SELECT count(*)::int FROM journal) AS journal, (SELECT count(*)::int FROM row_log) AS rows',
    );
    return row ?? { journal: 0, rows: 0 };
  });

const wrong: string[] = [];
const outcomes = new Map<string, Set<string>>();
let [calls, entries, denials, denialsTold] = [0, 0, 0, 0];

/** One call by somebody who may, and what the record then holds of it. */
async function call(row: PermissionRow, n: number): Promise<void> {
  const chance = chanceOf(SEED + n * 7919 + row.name.length * 31);
  const made = inputFor(schemaOf(row.name), chance, knownTo(ids, row.name), n * 4);
  const requestId = randomUUID();
  const input = typeof made === 'object' && made !== null ? { ...made, requestId } : made;
  const posts = (typeof row.posts === 'string' ? postKinds : row.posts).filter(canSignIn);
  const kind = chance.pick(posts);
  const before = await sizes();
  let answer = await server.post(row.name, JSON.stringify(input), await server.cookieOf(kind));
  if (answer.statusCode === 401) {
    server.renew(kind);
    answer = await server.post(row.name, JSON.stringify(input), await server.cookieOf(kind));
  }
  const [told, after] = [await recordOf(server.database, requestId), await sizes()];
  const failed = lines.splice(0).find((line) => line.includes('procedure failed')) ?? '';
  calls += 1;
  entries += told.accepted + told.refused;
  const refusedByRule = /"refusals":\[\{"code"/.test(answer.body) && answer.statusCode !== 400;
  const outcome = answer.statusCode === 200 ? 'accepted' : refusedByRule ? 'refused' : `${answer.statusCode}`;
  outcomes.set(row.name, (outcomes.get(row.name) ?? new Set()).add(outcome));
  const fault =
    (!told.together && 'not in one transaction') ||
    (told.rows !== told.told && 'changed what no entry tells') ||
    (outcome === 'accepted' && told.accepted === 0 && 'accepted without an entry') ||
    (outcome === 'refused' && told.refused === 0 && 'refused without an entry') ||
    (outcome === 'refused' && told.rows > 0 && 'refused and changed') ||
    (answer.statusCode >= 400 && !refusedByRule && after.rows !== before.rows && 'failed and changed') ||
    (answer.statusCode >= 500 && 'failed');
  if (fault)
    wrong.push(
      `${row.name} ${kind}: ${fault} (${answer.statusCode} ${answer.body.slice(0, 200)} ${failed.slice(0, 600)})`,
    );
}

/** One call by somebody who may not: nothing is written, and the server's log says who was turned away from what. */
async function turnedAway(row: PermissionRow): Promise<void> {
  const kind = postKinds.find((one) => canSignIn(one) && !permits(row.posts, one));
  if (kind === undefined) return;
  // Somebody new: an earlier call may have ended the account.
  server.renew(kind);
  const before = await sizes();
  lines.splice(0);
  const answer = await server.post(
    row.name,
    JSON.stringify({ requestId: randomUUID() }),
    await server.cookieOf(kind),
  );
  denials += 1;
  const away = lines.splice(0).map((line) => JSON.parse(line) as Record<string, unknown>);
  const known = away.some(
    (line) => line.msg === 'turned away' && line.path === row.name && line.code === 'FORBIDDEN',
  );
  if (known) denialsTold += 1;
  const after = await sizes();
  if (answer.statusCode !== 403 || after.rows !== before.rows || !known)
    wrong.push(`${row.name} ${kind}: turned away with ${answer.statusCode}, ${known ? 'told' : 'not told'}`);
}

test(`${mutations.length} mutations: what changed has its entry in the same transaction, what was refused and who was turned away are told`, async () => {
  for (const row of mutations.filter(({ name }) => !ofSessions.includes(name))) {
    for (let n = 0; n < TRIES; n += 1) await call(row, n);
    await turnedAway(row);
  }
  const reached = (outcome: string): number =>
    [...outcomes.values()].filter((one) => one.has(outcome)).length;
  const recorded = [...outcomes.values()].filter((one) => one.has('accepted') || one.has('refused')).length;
  const never = [...outcomes].filter(([, one]) => !one.has('accepted')).map(([name]) => name);
  process.stdout.write(
    `G16: ${mutations.filter(({ name }) => !ofSessions.includes(name)).length} mutations, ${calls} calls, ${entries} entries, each in the transaction of what it tells, ${wrong.length} wrong; accepted at least once ${reached('accepted')}, refused by a rule ${reached('refused')}, either ${recorded}; ${denialsTold} of ${denials} turned away in the server's log, seed ${SEED}\n`,
  );
  if (process.env.GUANYUN_COMPLETE_TALK === '1') process.stdout.write(`never accepted: ${never.join(' ')}\n`);
  if (wrong.length > 0) process.stdout.write(`${wrong.join('\n')}\n`);
  expect(wrong).toEqual([]);
}, 1_800_000);
