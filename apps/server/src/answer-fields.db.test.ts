import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allPermissions, appRouter } from '@guanyun/api/router.ts';
import { chanceOf } from '@guanyun/application/matters/testing/random-command.ts';
import { inTransaction, query } from '@guanyun/db/kernel/transaction.ts';
import { everything } from '@guanyun/db/testing/builders.ts';
import { permits } from '@guanyun/domain/organizations/permissions.ts';
import { canSignIn, type PostKind, postKinds, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HostileServer, hostileServer } from './testing/hostile-server.ts';
import { wire } from './testing/hostile-values.ts';
import { type Schema, valid } from './testing/input-of.ts';

/** What was reviewed: a line a field of an answer, a column a side, `+` where it may be told. */
const FIELDS = fileURLToPath(new URL('../../../docs/answer-fields.tsv', import.meta.url));
const sides = ['anonymous', 'company', 'committee', 'oversight', 'administration', 'supplier'] as const;
type Side = (typeof sides)[number];
const kinds: readonly (PostKind | null)[] = [null, ...postKinds.filter(canSignIn)];
const sideOfKind = (kind: PostKind | null): Side => (kind === null ? 'anonymous' : sideOf(kind));

/** Inputs of each question; a review asks with more. */
const INPUTS = Number(process.env.GUANYUN_ANSWERS ?? 2);
/** Tables whose ids are tried in a question that takes one. */
const TABLES = Number(process.env.GUANYUN_ANSWER_TABLES ?? 12);
const SEED = Number(process.env.GUANYUN_SEED ?? 20_260_501);

/** Sides by procedure and field. */
type Told = Map<string, Set<Side>>;

let server: HostileServer;
const ids = new Map<string, string[]>();
beforeAll(async () => {
  server = await hostileServer();
  await inTransaction(server.database.owner, everything, async (tx) => {
    const tables = await query<{ name: string }>(
      tx,
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = current_schema() AND column_name = 'id' AND udt_name = 'uuid' ORDER BY 1`,
    );
    for (const { name } of tables) {
      const rows = await query<{ id: string }>(tx, `SELECT id FROM ${name} LIMIT 12`);
      if (rows.length > 0)
        ids.set(
          name,
          rows.map(({ id }) => id),
        );
    }
  });
});
afterAll(() => server?.close());

const bodies = ['company', 'group', 'holder', 'entity', 'counterparty', 'target', 'to', 'from', 'party'];
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** Ids that a field of this name is likely to mean, or that the procedure is likely to be about. */
function idsFor(procedure: string, field: string): readonly string[] {
  const stem = snake(field.replace(/Ids?$/, '')).replace(/s$/, '');
  const word = stem === '' || stem === 'id' ? (procedure.split('.')[0]?.replace(/s$/, '') ?? '') : stem;
  if (bodies.includes(word)) return ids.get('organizations') ?? [];
  const named = [...ids].filter(([table]) => table.includes(word)).flatMap(([, list]) => list);
  return named.length > 0 ? named : [...ids.values()].flat();
}

/** What is no name but a value that something is listed under: an id, a day, a number, a code. */
const isValue = (key: string): boolean => !/^[a-z][A-Za-z]*$/.test(key);

/** Every path to a field in an answer: `items[].title`, `byCompany.*.amount`. */
function* pathsIn(value: unknown, path = ''): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* pathsIn(one, `${path}[]`);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      const own = `${path}${path === '' ? '' : '.'}${isValue(key) ? '*' : key}`;
      yield own;
      // The schemas of a rule are no data of the zone.
      if (!key.endsWith('Schema')) yield* pathsIn(inner, own);
    }
}

const questions = allPermissions().filter(({ type }) => type === 'query');
const schemaOf = (name: string): Schema | undefined => {
  const all = appRouter._def.procedures as unknown as Record<string, { _def: { inputs: unknown[] } }>;
  return all[name]?._def.inputs[0] as Schema | undefined;
};

/** Tables in the order in which a procedure is likely to be about them. */
function tablesFor(procedure: string): readonly string[] {
  const words = snake(procedure.replace('.', '_'))
    .split('_')
    .map((word) => word.replace(/s$/, ''))
    .filter((word) => word.length > 2);
  const likeness = (table: string): number => words.filter((word) => table.includes(word)).length;
  const first = ['organizations', 'assets', 'matters'];
  return [...ids.keys()].sort(
    (a, b) => likeness(b) - likeness(a) || first.indexOf(b) - first.indexOf(a) || a.length - b.length,
  );
}

const send = async (name: string, payload: string, kind: PostKind | null) =>
  server.post(name, payload, kind === null ? null : await server.cookieOf(kind));

/** Inputs of a question that somebody who sees the zone is answered, `INPUTS` at most. */
async function inputsFor(name: string, kind: PostKind | null): Promise<string[]> {
  const schema = schemaOf(name);
  if (schema === undefined) return ['{}'];
  const found = new Set<string>();
  for (const [n, table] of tablesFor(name).slice(0, TABLES).entries()) {
    const known = {
      idsFor: (field: string) =>
        /^id$|^(matter|asset|tender|contract)/.test(field) ? (ids.get(table) ?? []) : idsFor(name, field),
      digests: ['d'.repeat(64)],
      codes: ['A1'],
    };
    const payload = wire(valid(schema, '', { chance: chanceOf(SEED + n), known, strange: 0 }));
    if ((await send(name, payload, kind)).statusCode === 200) found.add(payload);
    if (found.size === INPUTS) break;
  }
  return [...found];
}

/** Asks everything as everybody who may; what came back, and how many questions had an answer. */
async function asked(): Promise<{ told: Told; answered: Set<string> }> {
  const [told, answered]: [Told, Set<string>] = [new Map(), new Set()];
  for (const { name, posts } of questions) {
    const askers = kinds.filter((kind) => permits(posts, kind));
    const finder =
      askers.find((kind) => kind === 'auditor') ??
      askers.find((kind) => sideOfKind(kind) === 'committee') ??
      askers.at(-1) ??
      null;
    for (const payload of await inputsFor(name, finder))
      for (const kind of askers) {
        const answer = await send(name, payload, kind);
        if (answer.statusCode !== 200) continue;
        answered.add(name);
        for (const path of pathsIn(answer.json().result.data)) {
          const of = told.get(`${name}\t${path}`) ?? new Set();
          told.set(`${name}\t${path}`, of.add(sideOfKind(kind)));
        }
      }
    if (!answered.has(name) && process.env.GUANYUN_WRITE_ANSWERS !== undefined)
      console.log(`unanswered: ${name}`);
  }
  return { told, answered };
}

function reviewed(): Told {
  const [, ...lines] = readFileSync(FIELDS, 'utf8').trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [name = '', path = '', ...cells] = line.split('\t');
      return [`${name}\t${path}`, new Set(sides.filter((_, i) => cells[i] === '+'))];
    }),
  );
}

/** The file with what was told now added: for whoever reviews the difference. */
function write(told: Told): void {
  const all = new Map(process.env.GUANYUN_WRITE_ANSWERS === 'anew' ? [] : reviewed());
  for (const [field, of] of told) all.set(field, new Set([...(all.get(field) ?? []), ...of]));
  const lines = [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, of]) => [field, ...sides.map((side) => (of.has(side) ? '+' : '.'))].join('\t'));
  writeFileSync(FIELDS, `${[['procedure', 'field', ...sides].join('\t'), ...lines].join('\n')}\n`);
}

/** Fields that nobody is told, whatever they are in. */
const SECRET = /password|secret|token|headKey|headId|privateKey|cookie/i;

test('no answer has a field that was not reviewed for whoever asks', async () => {
  const { told, answered } = await asked();
  if (process.env.GUANYUN_WRITE_ANSWERS !== undefined) write(told);
  const known = reviewed();
  const unreviewed = [...told].flatMap(([field, of]) =>
    [...of].filter((side) => !known.get(field)?.has(side)).map((side) => `${field}\t${side}`),
  );
  const cells = (of: Told): number => [...of.values()].reduce((sum, own) => sum + own.size, 0);
  console.log(
    `answers: ${answered.size} of ${questions.length} questions answered, ${told.size} fields, ${cells(told)} of ${cells(known)} reviewed cells seen, seed ${SEED}`,
  );
  expect(unreviewed).toEqual([]);
  expect(answered.size).toBeGreaterThan(questions.length * 0.75);
  expect(cells(told)).toBeGreaterThan(cells(known) / 2);
}, 600_000);

test('nothing that was reviewed is a secret, and what is gone is not reviewed any more', () => {
  const fields = [...reviewed().keys()];
  expect(fields.filter((field) => SECRET.test(field.split('\t')[1] ?? ''))).toEqual([]);
  const names = new Set(questions.map(({ name }) => name));
  expect(fields.filter((field) => !names.has(field.split('\t')[0] ?? ''))).toEqual([]);
});
