import { randomUUID } from 'node:crypto';
import { openToMachines } from '@guanyun/api/machines.ts';
import { allPermissions } from '@guanyun/api/router.ts';
import { inTransaction, query } from '@guanyun/db/kernel/transaction.ts';
import { everything } from '@guanyun/db/testing/builders.ts';
import { type MachinePost, machinePosts } from '@guanyun/domain/organizations/machines.ts';
import { permits } from '@guanyun/domain/organizations/permissions.ts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HostileServer, hostileServer } from '../testing/hostile-server.ts';
import { asked as askedOn, dayIn, type Machine, machineIn as machineOn } from '../testing/machine.ts';

type Document = {
  openapi: string;
  paths: Record<string, { post: { responses: Record<string, { $ref?: string; content?: Json }> } }>;
};
type Json = Record<string, { schema: object }>;

let server: HostileServer;
let document: Document;
let ajv: Ajv2020;

beforeAll(async () => {
  server = await hostileServer({ limited: true });
  document = (await server.app.inject({ method: 'GET', url: '/openapi.json' })).json();
  ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  ajv.addSchema(document, 'openapi');
});
afterAll(() => server?.close());

const asked = <T>(kind: 'system_admin' | 'security_admin', name: string, input: object) =>
  askedOn<T>(server, kind, name, input);
const machineIn = (kind: MachinePost, scope?: readonly string[], more?: object) =>
  machineOn(server, kind, scope, more);

const call = (key: string, name: string, input: unknown = undefined, headers = {}, from = '127.0.0.1') =>
  server.app.inject({
    ...{ method: 'POST', url: `/api/v1/${name}`, remoteAddress: from },
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    ...{ payload: JSON.stringify(input ?? {}) },
  });
const statement = { asOf: dayIn(0) };
const rows = <T extends object>(sql: string, bind: unknown[] = []): Promise<T[]> =>
  inTransaction(server.database.owner, everything, (tx) => query<T>(tx, sql, bind));
const refusedBy = async (sql: string, bind: unknown[] = []): Promise<unknown> =>
  rows(sql, bind).then(
    () => 'accepted',
    (error: { original?: { code?: string } }) => error.original?.code,
  );

/** The schema that the document promises for a status of a path. */
function promised(name: string, status: number): ValidateFunction {
  const answer = document.paths[`/api/v1/${name}`]?.post.responses[`${status}`];
  const at = answer?.$ref ?? `#/paths/${`/api/v1/${name}`.replaceAll('/', '~1')}/post/responses/${status}`;
  const found = ajv.getSchema(`openapi${at}/content/application~1json/schema`);
  if (found === undefined) throw new Error(`${name} promises nothing for ${status}`);
  return found as ValidateFunction;
}
function asPromised(name: string, answer: { statusCode: number; body: string }): void {
  const valid = promised(name, answer.statusCode);
  const fits = valid(JSON.parse(answer.body));
  expect([name, answer.statusCode, fits ? null : ajv.errorsText(valid.errors)]).toEqual([
    name,
    answer.statusCode,
    null,
  ]);
}

test('the document is OpenAPI 3.1 by its own meta-schema, and has every procedure that is open to machines', async () => {
  const verdict = await new Validator().validate(structuredClone(document));
  expect([verdict.valid, verdict.errors]).toEqual([true, undefined]);
  expect(document.openapi).toMatch(/^3\.1/);
  expect(Object.keys(document.paths)).toEqual([...openToMachines].sort().map((name) => `/api/v1/${name}`));
});

test('every documented path is answered as documented: by a post that may, by one that may not, without input', async () => {
  const inputs: Record<string, unknown> = {
    'assets.list': {},
    'assets.statement': statement,
    'assets.statementTable': statement,
    'accounting.vouchers': {},
  };
  const finance = await machineIn('company_finance');
  const { rows: lines } = (await call(finance.key, 'assets.statementTable', statement)).json();
  const [line] = lines as { cluster: { id: string }; organization: { id: string }; class: string }[];
  inputs['assets.statementAssets'] = {
    ...{ ...statement, clusterId: line?.cluster.id, organizationId: line?.organization.id },
    ...{ class: line?.class, publicBenefit: false },
  };
  const { items } = (await call(finance.key, 'accounting.vouchers', {})).json();
  inputs['accounting.voucher'] = { id: items[0]?.id ?? randomUUID() };
  let answered = 0;
  for (const kind of machinePosts) {
    const { key } = kind === 'company_finance' ? finance : await machineIn(kind);
    for (const name of openToMachines) {
      const posts = allPermissions().find((row) => row.name === name)?.posts ?? [];
      const input = name in inputs ? inputs[name] : undefined;
      const answer = await server.app.inject({
        ...{ method: 'POST', url: `/api/v1/${name}` },
        headers: { authorization: `Bearer ${key}`, ...(input ? { 'content-type': 'application/json' } : {}) },
        ...(input ? { payload: JSON.stringify(input) } : {}),
      });
      asPromised(name, answer);
      if (!permits(posts, kind)) expect([name, kind, answer.statusCode]).toEqual([name, kind, 403]);
      answered += answer.statusCode === 200 ? 1 : 0;
      asPromised(name, await call(key, name, { unknown: 1 }));
    }
  }
  expect(answered).toBeGreaterThanOrEqual(openToMachines.length * 2);
});

test('an act by a machine is done once, and stands in the journal under its account and a name that says what it is', async () => {
  const { key, accountId } = await machineIn('company_finance');
  const [paper] = await rows<{ digest: string }>('SELECT digest FROM documents LIMIT 1');
  const ledger = {
    ...{ requestId: randomUUID(), organizationId: server.zone.group, asOf: '2026-09-30' },
    ...{ accounts: [{ account: '1601', amount: '1.00' }], document: paper?.digest },
  };
  const first = await call(key, 'assets.enterLedger', ledger);
  asPromised('assets.enterLedger', first);
  const again = await call(key, 'assets.enterLedger', ledger);
  expect([first.statusCode, again.body]).toEqual([200, first.body]);
  const told = await rows<{ act: string; name: string }>(
    'SELECT j.act, p.name FROM journal j JOIN persons p ON p.id = j.person_id WHERE j.account_id = $1',
    [accountId],
  );
  expect(told).toEqual([{ act: 'assets.enterLedger', name: '示例财务软件（接口账号）' }]);
  const other = { ...ledger, accounts: [{ account: '1601', amount: '2.00' }] };
  const reused = await call(key, 'assets.enterLedger', other);
  expect([reused.statusCode, reused.json().failure.refusals[0].code]).toEqual([422, 'REQUEST_REUSED']);
  asPromised('assets.enterLedger', reused);
});

test('a key reaches its scope and nothing else, in both ways of calling', async () => {
  const { key } = await machineIn('company_finance', ['assets.statement']);
  expect((await call(key, 'assets.statement', statement)).statusCode).toBe(200);
  expect((await call(key, 'assets.statementTable', statement)).statusCode).toBe(403);
  expect((await call(key, 'matters.list', {})).statusCode).toBe(404);
  // A key has 300 calls a minute, fewer than there are procedures.
  const { key: another } = await machineIn('company_finance', ['assets.statement']);
  const headersOf = (one: string) => ({ authorization: `Bearer ${one}`, 'content-type': 'application/json' });
  const trpc = (one: string, name: string) =>
    server.app.inject({ method: 'POST', url: `/trpc/${name}`, headers: headersOf(one), payload: '{}' });
  for (const [n, { name }] of allPermissions().entries())
    if (name !== 'assets.statement')
      expect([name, (await trpc(n % 2 === 0 ? key : another, name)).statusCode]).toEqual([name, 403]);
  const headers = headersOf(key);
  for (const url of [`/documents/${'d'.repeat(64)}`, '/templates/assets.xlsx', '/log/export.jsonl'])
    expect([url, (await server.app.inject({ method: 'GET', url, headers })).statusCode]).toEqual([url, 401]);
}, 120_000);

test('a revoked key, one past its end, of a disabled account, of an ended post: out at the next request', async () => {
  const ways: Record<string, (of: Machine) => Promise<unknown>> = {
    revoked: ({ keyId }) => asked('system_admin', 'services.revokeKey', { keyId, reason: '示例' }),
    ended: ({ keyId }) =>
      rows(`UPDATE service_keys SET made_on = current_date - 9, ends_on = current_date - 2 WHERE id = $1`, [
        keyId,
      ]),
    disabled: ({ accountId }) =>
      asked('system_admin', 'administration.disableAccount', { accountId, reason: '示例' }),
    'post ended': ({ accountId }) =>
      rows(
        `UPDATE posts SET valid_from = current_date - 9, valid_to = current_date - 2
         WHERE person_id = (SELECT person_id FROM service_accounts WHERE account_id = $1)`,
        [accountId],
      ),
  };
  for (const [way, end] of Object.entries(ways)) {
    const machine = await machineIn('company_finance');
    expect([way, (await call(machine.key, 'assets.statement', statement)).statusCode]).toEqual([way, 200]);
    await end(machine);
    const answer = await call(machine.key, 'assets.statement', statement);
    expect([way, answer.statusCode, answer.json()]).toEqual([
      way,
      401,
      { failure: { kind: 'unauthorized' } },
    ]);
  }
  console.log(`G20: ${Object.keys(ways).length} ways to end a key, each gone at the next request`);
});

test('a key is for its addresses; what another page or a cookie brings along is judged as ever', async () => {
  const { key } = await machineIn('company_finance', ['assets'], { addresses: ['10.1.2.0/24'] });
  const from = (address: string) => call(key, 'assets.statement', statement, {}, address);
  expect((await from('10.1.2.7')).statusCode).toBe(200);
  expect((await from('10.1.3.7')).statusCode).toBe(401);
  const carried = await call(key, 'assets.statement', statement, { cookie: 'guanyun=x' }, '10.1.2.7');
  expect(carried.statusCode).toBe(403);
  const cookie = await server.cookieOf('company_finance');
  const page = { ...{ method: 'POST' as const, url: '/api/v1/assets.statement' }, payload: statement };
  expect((await server.app.inject({ ...page, headers: { cookie, 'x-guanyun': '1' } })).statusCode).toBe(401);
});

test('wrong keys are counted by address as wrong passwords are', async () => {
  const good = await machineIn('company_finance');
  const from = (key: string) => call(key, 'assets.statement', statement, {}, '10.9.9.9');
  expect((await from(good.key)).statusCode).toBe(200);
  for (let n = 0; n < 50; n += 1) expect((await from(`gyk_${n}`)).statusCode).toBe(401);
  // The address is out of attempts; others are not.
  expect((await from(good.key)).statusCode).toBe(401);
  expect((await call(good.key, 'assets.statement', statement)).statusCode).toBe(200);
});

test('the database itself keeps a machine from password, session, signing key, second post, vote and an act without a key', async () => {
  const { accountId, keyId } = await machineIn('committee_reviewer');
  const [own] = await rows<{ personId: string; postId: string }>(
    `SELECT s.person_id AS "personId", p.id AS "postId" FROM service_accounts s JOIN posts p USING (person_id) WHERE s.account_id = $1`,
    [accountId],
  );
  const [person, post] = [own?.personId, own?.postId];
  const tried = {
    password: await refusedBy(`UPDATE accounts SET password_hash = 'x' WHERE id = $1`, [accountId]),
    session: await refusedBy('INSERT INTO sessions (token_digest, account_id, post_id) VALUES ($1, $2, $3)', [
      ...['f'.repeat(64), accountId, post],
    ]),
    signing: await refusedBy(
      `INSERT INTO authenticators (id, account_id, name, public_key, counter, added_at) VALUES ($1, $2, 'x', 'x', 0, now())`,
      ['A'.repeat(20), accountId],
    ),
    post: await refusedBy(
      `INSERT INTO posts (id, person_id, organization_id, kind, valid_from, source)
       SELECT gen_random_uuid(), person_id, organization_id, 'auditor', current_date, 'entered' FROM posts WHERE id = $1`,
      [post],
    ),
    expected: await refusedBy(
      `INSERT INTO meeting_expected (meeting_id, person_id) SELECT gen_random_uuid(), $1::uuid`,
      [person],
    ),
    noPassword: await refusedBy(
      `UPDATE accounts SET password_hash = NULL WHERE id = (SELECT id FROM accounts WHERE password_hash IS NOT NULL LIMIT 1)`,
    ),
  };
  expect(new Set(Object.values(tried))).toEqual(new Set(['GY069']));
  await rows('UPDATE service_keys SET revoked_at = now() WHERE id = $1', [keyId]);
  expect(await refusedBy('UPDATE service_keys SET revoked_at = NULL WHERE id = $1', [keyId])).toBe('GY069');
  expect(await refusedBy('INSERT INTO service_key_uses (key_id, used_at) VALUES ($1, now())', [keyId])).toBe(
    'GY069',
  );
});

test('neither administrator can do the other’s part, and a term over a year is refused', async () => {
  const post = async (kind: 'system_admin' | 'security_admin', name: string, input: object) =>
    server.post(name, JSON.stringify({ requestId: randomUUID(), ...input }), await server.cookieOf(kind));
  const { accountId } = await machineIn('company_finance');
  const key = { accountId, name: '示例', scope: ['assets'], addresses: [], endsOn: dayIn(400) };
  expect((await post('system_admin', 'services.createKey', key)).statusCode).toBe(403);
  expect((await post('system_admin', 'services.grant', { accountId, kind: 'auditor' })).statusCode).toBe(403);
  expect((await post('security_admin', 'services.create', {})).statusCode).toBe(403);
  expect((await post('security_admin', 'services.createKey', key)).statusCode).toBe(422);
  const beyond = { ...key, endsOn: dayIn(3), scope: ['meetings.vote'] };
  expect((await post('security_admin', 'services.createKey', beyond)).statusCode).toBe(400);
  const twice = await post('security_admin', 'services.grant', { accountId, kind: 'company_handler' });
  expect(twice.json().error.data.failure.refusals[0].code).toBe('POST_HELD_ALREADY');
});

test('the key is in one answer and nowhere kept', async () => {
  const requestId = randomUUID();
  const { accountId } = await machineIn('company_finance');
  const of = { accountId, name: '一次', scope: ['assets'], addresses: [], endsOn: dayIn(3), requestId };
  const first = await asked<{ id: string; key: string }>('security_admin', 'services.createKey', of);
  const again = await asked<{ id: string; key: null }>('security_admin', 'services.createKey', of);
  expect(first.key).toMatch(/^gyk_[\w-]{43}$/);
  expect(again).toEqual({ id: first.id, key: null });
  const [kept] = await rows<{ n: number }>(
    `SELECT (SELECT count(*) FROM requests r WHERE r::text LIKE '%' || $1 || '%')
       + (SELECT count(*) FROM journal j WHERE j::text LIKE '%' || $1 || '%')
       + (SELECT count(*) FROM service_keys k WHERE k::text LIKE '%' || $1 || '%') AS n`,
    [first.key],
  );
  expect(Number(kept?.n)).toBe(0);
});
