import { type PermissionRow, permissionTable } from '@guanyun/api/permission-table.ts';
import { appRouter } from '@guanyun/api/router.ts';
import { type Chance, chanceOf } from '@guanyun/application/matters/testing/random-command.ts';
import { canSignIn, type PostKind, postKinds } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HostileServer, hostileServer, LEAK } from './testing/hostile-server.ts';
import { raw, wire } from './testing/hostile-values.ts';
import { inputFor, type Schema } from './testing/input-of.ts';
import { type Ids, idsIn, knownTo } from './testing/known-ids.ts';

/** How many inputs each procedure gets; a build that nobody watches sends few, `GUANYUN_FUZZ=2000` is the full count. */
const INPUTS = Number(process.env.GUANYUN_FUZZ ?? 16);
const SEED = Number(process.env.GUANYUN_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Seconds; on a machine that does nothing else it is held against two. */
const HANG = Number(process.env.GUANYUN_HANG ?? 20);

/** The journal is verified in time linear in it: before the others make it long. */
const first = ({ name }: PermissionRow): number => (name.startsWith('evidence.') ? 0 : 1);
const procedures = permissionTable(appRouter._def.procedures)
  .sort((a, b) => first(a) - first(b))
  .filter(
    ({ name }) =>
      process.env.GUANYUN_FUZZ_ONLY === undefined || name.startsWith(process.env.GUANYUN_FUZZ_ONLY),
  );
const schemaOf = (name: string): Schema | undefined => {
  const all = appRouter._def.procedures as unknown as Record<string, { _def: { inputs: unknown[] } }>;
  return all[name]?._def.inputs[0] as Schema | undefined;
};

let server: HostileServer;
let ids: Ids = { byTable: new Map(), codes: [] };

beforeAll(async () => {
  server = await hostileServer();
  ids = await idsIn(server.database);
});
afterAll(() => server?.close());

/** A post that may call it; null is nobody at all, where anyone may. */
function postFor({ posts }: PermissionRow, chance: Chance): PostKind | null {
  if (posts === 'anyone' && chance.maybe(0.5)) return null;
  return chance.pick((typeof posts === 'string' ? postKinds : posts).filter(canSignIn));
}

type Told = { status: number; body: string; ms: number };

async function send(row: PermissionRow, input: unknown, kind: PostKind | null): Promise<Told> {
  const cookie = kind === null ? null : await server.cookieOf(kind);
  const started = performance.now();
  const answer = await server.post(row.name, input === undefined ? '' : wire(input), cookie);
  return { status: answer.statusCode, body: answer.body, ms: performance.now() - started };
}

/** A call that gets past the door: whose session was ended by an earlier one is signed in anew. */
async function sendAs(row: PermissionRow, input: unknown, kind: PostKind | null): Promise<Told> {
  const told = await send(row, input, kind);
  if (told.status !== 401 || kind === null) return told;
  server.renew(kind);
  return send(row, input, kind);
}

const clip = (text: string): string =>
  text.length > 1500 ? `${text.slice(0, 1500)}… (${text.length})` : text;

it(
  `every procedure answers ${INPUTS} hostile inputs without failing, leaking or hanging`,
  async () => {
    const [failures, statuses] = [new Map<string, string>(), new Map<number, number>()];
    let [slowest, slowestOf, leaks, calls] = [0, '', 0, 0];
    for (const row of procedures) {
      for (let n = 0; n < INPUTS; n += 1) {
        const chance = chanceOf(SEED + n * 7919 + row.name.length);
        const input = inputFor(schemaOf(row.name), chance, knownTo(ids, row.name), n);
        const kind = postFor(row, chance);
        const told = await sendAs(row, input, kind);
        calls += 1;
        if (told.ms > 1000)
          console.error(
            `slow: ${row.name} ${n} ${Math.round(told.ms)} ms ${told.status} ${wire(input).slice(0, 300)}`,
          );
        statuses.set(told.status, (statuses.get(told.status) ?? 0) + 1);
        if (told.ms > slowest) [slowest, slowestOf] = [told.ms, `${row.name} ${n}`];
        const leaked = LEAK.test(told.body);
        if (leaked) leaks += 1;
        if (told.status >= 500 || leaked || told.ms > HANG * 1000)
          failures.set(
            row.name,
            `${told.status} ${Math.round(told.ms)} ms ${kind} ${clip(input === undefined ? '' : wire(input))} → ${clip(told.body).slice(0, 300)}`,
          );
      }
    }
    const counted = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
    console.log(
      `G27: ${procedures.length} procedures × ${INPUTS} inputs = ${calls} calls, ${[...statuses].reduce((sum, [status, count]) => sum + (status >= 500 ? count : 0), 0)} × 5xx, ${leaks} leaks, slowest ${(slowest / 1000).toFixed(2)} s (${slowestOf}), ${counted.join(', ')}, seed ${SEED}`,
    );
    expect(Object.fromEntries(failures)).toEqual({});
  },
  INPUTS * procedures.length * 400 + 60_000,
);

it('and the zone is whole afterwards', async () => {
  expect((await server.app.inject('/healthz')).json()).toMatchObject({ status: 'ok' });
  server.renew('auditor');
  const verified = await server.app.inject({
    url: '/trpc/evidence.verify',
    headers: { cookie: await server.cookieOf('auditor') },
  });
  expect(verified.json().result.data).toMatchObject({ intact: true });
});

/** What once was answered with 500, or not at all for a minute. */
const remembered: readonly [string, string, PostKind, (zone: HostileServer['zone']) => unknown, number][] = [
  [
    'half a pair',
    'contracts.decideSettlement',
    'committee_director',
    () => ({ requestId: some, id: some, approve: true, opinion: '\ud800' }),
    400,
  ],
  [
    'NUL',
    'organizations.enterSupplier',
    'company_handler',
    () => ({ requestId: some, name: 'a', uscc: '\u0000' }),
    400,
  ],
  ['NUL in a key', 'rules.run', 'committee_reviewer', () => ({ name: 'x', input: { '\u0000': 1 } }), 400],
  [
    'a control character',
    'organizations.enterSupplier',
    'company_handler',
    () => ({ requestId: some, name: 'a\u0001', uscc: 'a' }),
    400,
  ],
  [
    'a body that nobody knows',
    'meetings.declareRelation',
    'committee_member',
    () => ({
      requestId: some,
      organizationId: some,
      kind: 'own_interest',
      note: 'a',
      validFrom: '2026-06-30',
    }),
    404,
  ],
  [
    'accounts of before the group was founded',
    'equity.groupAccounts',
    'committee_director',
    ({ group }) => ({ groupId: group, periodEnd: '1950-06-30' }),
    200,
  ],
  [
    'more than a column holds',
    'contracts.classify',
    'company_representative',
    ({ group }) => asked(group, '1000000000000000.00', '2026-03-01'),
    400,
  ],
  [
    'the last day there is',
    'contracts.classify',
    'company_representative',
    ({ group }) => asked(group, '1.00', '9999-12-31'),
    400,
  ],
  [
    'the last day there is, for a tender',
    'tenders.timetable',
    'company_handler',
    () => ({ documentsFrom: '9999-12-31', jurisdiction: 'CN' }),
    400,
  ],
  ['nesting without end', 'session.me', 'auditor', () => raw('objects100000'), 400],
];
const some = '3f0f8a8e-6f5e-4b5e-9d0c-2f4f6a1b7c3d';
const asked = (entityId: string, amount: string, decidedOn: string) => ({
  question: {
    ...{
      title: 'a',
      item: 'a',
      engineering: true,
      amount,
      taxIncluded: true,
      requestedMode: 'entrusted',
      entityId,
    },
    ...{ agentSource: 'authorised', decidedOn, fundSources: [{ kind: 'budget', amount }] },
  },
});

it.each(remembered)('%s: %s is answered', async (_, name, kind, input, status) => {
  const row = procedures.find((one) => one.name === name);
  if (row === undefined) throw new Error(`no procedure ${name}`);
  const told = await sendAs(row, input(server.zone), kind);
  expect([told.status, told.body]).toEqual([status, expect.not.stringMatching(LEAK)]);
  expect(told.ms).toBeLessThan(HANG * 1000);
});
