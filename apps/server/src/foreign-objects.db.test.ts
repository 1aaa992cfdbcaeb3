import { randomUUID } from 'node:crypto';
import { type PermissionRow, permissionTable } from '@guanyun/api/permission-table.ts';
import { appRouter } from '@guanyun/api/router.ts';
import { chanceOf } from '@guanyun/application/matters/testing/random-command.ts';
import { inTransaction, query, type Scope } from '@guanyun/db/kernel/transaction.ts';
import { everything, rowsOf, someCompany } from '@guanyun/db/testing/builders.ts';
import { permits } from '@guanyun/domain/organizations/permissions.ts';
import { canSignIn, type PostKind, postKinds, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HostileServer, hostileServer } from './testing/hostile-server.ts';
import { wire } from './testing/hostile-values.ts';
import { type Schema, valid } from './testing/input-of.ts';

/** Ids of others' objects that each procedure is tried with. */
const FOREIGN = Number(process.env.GUANYUN_FOREIGN_IDS ?? 3);
const SEED = Number(process.env.GUANYUN_SEED ?? Math.floor(Math.random() * 2 ** 31));

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

let server: HostileServer;
/** A company that has nothing to do with the group whose zone is filled. */
let stranger = '';
/** Ids of rows that the stranger must not see, by table; of tables with row-level security. */
const foreign = new Map<string, string[]>();
let guarded: string[] = [];

beforeAll(async () => {
  server = await hostileServer();
  const { owner, app } = server.database;
  stranger = await inTransaction(owner, everything, (tx) => someCompany(tx));
  guarded = (
    await inTransaction(owner, everything, (tx) =>
      query<{ name: string }>(
        tx,
        `SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relrowsecurity ORDER BY 1`,
      ),
    )
  ).map(({ name }) => name);
  const idsIn = (of: typeof owner, scope: Scope, table: string) =>
    inTransaction(of, scope, (tx) => query<{ id: string }>(tx, `SELECT id FROM ${table}`)).catch(() => []);
  for (const table of guarded) {
    const all = await idsIn(owner, everything, table);
    const seen = new Set((await idsIn(app, rowsOf(stranger), table)).map(({ id }) => id));
    const hidden = all.map(({ id }) => id).filter((id) => UUID.test(id) && !seen.has(id));
    if (hidden.length > 0) foreign.set(table, hidden);
  }
});
afterAll(() => server?.close());

const companyKinds = postKinds.filter((kind) => sideOf(kind) === 'company' && canSignIn(kind));
const procedures = permissionTable(appRouter._def.procedures);
const schemaOf = (name: string): Schema | undefined => {
  const all = appRouter._def.procedures as unknown as Record<string, { _def: { inputs: unknown[] } }>;
  return all[name]?._def.inputs[0] as Schema | undefined;
};

/** The same input twice, but for the id of somebody else's object: another's in one, nobody's in the other. */
function twins(schema: Schema, id: string, seed: number): [unknown, unknown] {
  const made = (each: string): unknown =>
    valid(schema, '', {
      chance: chanceOf(seed),
      known: {
        idsFor: (field) => [field === 'requestId' ? randomUUID() : each],
        digests: ['d'.repeat(64)],
        codes: ['A1'],
      },
      strange: 0,
    });
  return [made(id), made(randomUUID())];
}

const withoutRequest = (input: unknown): string => wire({ ...(input as object), requestId: '' });
/** Twins that differ in an object's id; null where in some tries the procedure takes none. */
function pairWith(schema: Schema, id: string, seed: number): [unknown, unknown] | null {
  for (let n = 0; n < 4; n += 1) {
    const pair = twins(schema, id, seed + n);
    if (withoutRequest(pair[0]) !== withoutRequest(pair[1])) return pair;
  }
  return null;
}

/** An answer without the ids that were asked with. */
const bare = (body: string): string => body.split(UUID).join('ID');

/** Why two answers differ where nothing of another is told: reviewed by hand. */
const known: Readonly<Record<string, string>> = {};

test('somebody else’s object answers as one that does not exist, in every procedure that takes an id', async () => {
  const ids = [...foreign].flatMap(([table, all]) => all.map((id) => ({ table, id })));
  const chance = chanceOf(SEED);
  const differing = new Map<string, string>();
  let [tried, asked] = [0, 0];
  for (const row of procedures) {
    const schema = schemaOf(row.name);
    const kinds = companyKinds.filter((kind) => permits(row.posts, kind));
    if (schema === undefined || kinds.length === 0 || row.posts === 'anyone') continue;
    const before = tried;
    for (let n = 0; n < FOREIGN; n += 1) {
      const { table, id } = chance.pick(ids);
      const pair = pairWith(schema, id, chance.below(2 ** 30));
      if (pair === null) continue;
      const difference = await differs(row, pair, chance.pick(kinds));
      tried += 1;
      if (difference !== null) differing.set(row.name, `${table} ${difference}`);
    }
    if (tried > before) asked += 1;
  }
  const open = [...differing].filter(([name]) => known[name] === undefined);
  console.log(
    `G18: ${asked} procedures × ${FOREIGN} ids of others = ${tried}, ${open.length} told apart from unknown ones, seed ${SEED}`,
  );
  expect(Object.fromEntries(open)).toEqual({});
}, 600_000);

async function differs(
  { name }: PermissionRow,
  pair: readonly [unknown, unknown],
  kind: PostKind,
): Promise<string | null> {
  const answers: string[] = [];
  for (const input of pair) {
    const answer = await server.post(name, wire(input), await server.cookieOf(kind, stranger));
    answers.push(`${answer.statusCode} ${bare(answer.body)}`);
  }
  return answers[0] === answers[1] ? null : `${wire(pair[0])}\n${answers[0]}\n${answers[1]}`;
}

test('with every check of the application taken away, row-level security alone shows a company nothing of others', async () => {
  const shown: string[] = [];
  for (const [table, ids] of foreign) {
    const rows = await inTransaction(server.database.app, rowsOf(stranger), (tx) =>
      query<{ id: string }>(tx, `SELECT id FROM ${table} WHERE id = ANY ($1::uuid[])`, [ids]),
    );
    if (rows.length > 0) shown.push(table);
  }
  console.log(
    `G18: row-level security alone: ${guarded.length} tables guarded, ${foreign.size} with rows of others by id, ${shown.length} shown`,
  );
  expect([shown, foreign.size > 20]).toEqual([[], true]);
});
