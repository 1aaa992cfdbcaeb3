import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf, leafHash } from '@guanyun/application/evidence/digest.ts';
import { makeCheckpoint } from '@guanyun/application/evidence/log-tree.ts';
import { verifierKey } from '@guanyun/application/evidence/signed-note.ts';
import { zoneSchema } from '@guanyun/db/kernel/transaction.ts';
import { cloneTestDatabase, TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../paths.ts';
import { Random } from '../verify/testing/random.ts';
import { liveOn, logOf, passingSigner, takeExport } from './testing-log.ts';

/** Edits in all; one in five is made in the database by a superuser, the others in the file. */
const EDITS = Number(process.env.GUANYUN_EDITS ?? 150);
const CLEAN = Math.ceil(EDITS / 10);
const SEED = Number(process.env.GUANYUN_SEED ?? Math.floor(Date.now() / 1000) % 1_000_000);
const ACTS = 60;

const db = await cloneTestDatabase();
const deps = await logOf(db);
const signer = passingSigner();
const random = new Random(SEED);
const owner = new pg.Client({ connectionString: db.ownerUrl });
let folder = '';
let honest = '';
/** An export of long ago: what an older backup would show. */
let older = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guanyun-tampering-'));
  await liveOn(deps, signer, ACTS / 2);
  older = await takeExport(deps, signer, join(folder, 'older.jsonl'));
  const notes = await liveOn(deps, signer, ACTS / 2);
  honest = await takeExport(deps, signer, join(folder, 'honest.jsonl'));
  await writeFile(join(folder, 'key.txt'), `${verifierKey(signer)}\n`);
  await writeFile(join(folder, 'outside.txt'), notes.join(''));
  await owner.connect();
  await owner.query(
    `SET search_path = ${zoneSchema(TEST_ZONE)}, public; SET session_replication_role = replica`,
  );
  await keepTables();
}, 300_000);
afterAll(async () => {
  await owner.end();
  await db.drop();
  await rm(folder, { recursive: true, force: true });
});

type Column = { table: string; name: string; type: string };
let columns: Column[] = [];
const kept = (table: string): string => `kept."${table}"`;

/** Every table as it is, to be put back after each edit, and what of them may be edited. */
async function keepTables(): Promise<void> {
  const covered = `SELECT name FROM log_tables UNION ALL SELECT unnest(ARRAY['journal', 'row_log', 'log_nodes', 'log_checkpoints'])`;
  const { rows } = await owner.query<{ name: string }>(covered);
  await owner.query('CREATE SCHEMA kept');
  for (const { name } of rows) await owner.query(`CREATE TABLE ${kept(name)} AS TABLE "${name}"`);
  const { rows: all } = await owner.query<Column & { filled: string }>(
    `SELECT c.table_name AS table, c.column_name AS name, c.data_type AS type FROM information_schema.columns c JOIN log_tables l ON l.name = c.table_name
     WHERE c.table_schema = current_schema() AND c.is_generated = 'NEVER' ORDER BY 1, 2`,
  );
  const filled = new Set<string>();
  // Whoever may do everything first does away with what would refuse.
  await owner.query(`DO $$ DECLARE c record; BEGIN
    FOR c IN SELECT conrelid::regclass AS of, conname FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND contype IN ('c', 'u', 'x')
    LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', c.of, c.conname); END LOOP;
    FOR c IN SELECT table_name AS of, column_name AS own FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'
      AND table_name IN (SELECT name FROM log_tables)
    LOOP EXECUTE format('ALTER TABLE %I ALTER COLUMN %I DROP IDENTITY', c.of, c.own); END LOOP; END $$`);
  for (const { name } of rows)
    if ((await owner.query(`SELECT 1 FROM "${name}" LIMIT 1`)).rowCount) filled.add(name);
  columns = all.filter(({ table, type }) => filled.has(table) && type in others);
}
async function putBack(table: string): Promise<void> {
  await owner.query(
    `DELETE FROM "${table}"; INSERT INTO "${table}" OVERRIDING SYSTEM VALUE TABLE ${kept(table)}`,
  );
}

/** Another value of each type than the one that stands there. */
const others: Readonly<Record<string, (column: string) => string>> = {
  text: (c) => `coalesce(${c}, '') || 'x'`,
  uuid: () => 'gen_random_uuid()',
  integer: (c) => `coalesce(${c}, 0) + 1`,
  smallint: (c) => `coalesce(${c}, 0) + 1`,
  bigint: (c) => `coalesce(${c}, 0) + 1`,
  numeric: (c) => `coalesce(${c}, 0) + 0.01`,
  boolean: (c) => `NOT coalesce(${c}, false)`,
  date: (c) => `coalesce(${c}, '2026-01-01') + 1`,
  'timestamp with time zone': (c) => `coalesce(${c}, now()) + interval '1 millisecond'`,
  jsonb: (c) => `jsonb_build_object('was', ${c})`,
};
const anyRow = (table: string): string => `ctid = (SELECT ctid FROM "${table}" ORDER BY random() LIMIT 1)`;
const ofJournal = [
  'act',
  'subject_title',
  'post_kind',
  'digest',
  'leaf',
  'person_id',
  'recorded_at',
  'content',
  'request_id',
];
const journalTypes: Readonly<Record<string, string>> = {
  person_id: 'uuid',
  request_id: 'uuid',
  recorded_at: 'timestamp with time zone',
  content: 'jsonb',
};

type Edit = { readonly name: string; readonly tables: readonly string[]; make(): Promise<unknown> };
const sql = (name: string, table: string, text: string): Edit => ({
  name,
  tables: [table],
  make: () => owner.query(text),
});

/** Changes an entry and everything in the database that speaks of it, with the right key. */
async function rehash(): Promise<void> {
  await owner.query('DELETE FROM log_nodes; DELETE FROM log_checkpoints');
  const { rows } = await owner.query<{ index: string; content: object }>(
    'SELECT index, content FROM journal ORDER BY random() LIMIT 1',
  );
  const [entry] = rows;
  const content = { ...entry?.content, forged: true };
  await owner.query('UPDATE journal SET content = $1, digest = $2, leaf = $3 WHERE index = $4', [
    ...[content, digestOf(content), leafHash(`forged ${entry?.index}`), entry?.index],
  ]);
  await makeCheckpoint(deps, signer);
}

/** Something that whoever has the database could do behind everybody. */
function editInDatabase(): Edit {
  const kinds: (() => Edit)[] = [
    () => {
      const { table, name, type } = random.pick(columns);
      return sql(
        `cell of ${table}.${name}`,
        table,
        `UPDATE "${table}" SET "${name}" = ${others[type]?.(`"${name}"`)} WHERE ${anyRow(table)}`,
      );
    },
    () => {
      const { table } = random.pick(columns);
      return sql(`row of ${table} gone`, table, `DELETE FROM "${table}" WHERE ${anyRow(table)}`);
    },
    () =>
      sql(
        'row added',
        'persons',
        `INSERT INTO persons SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid()))).* FROM persons p LIMIT 1`,
      ),
    () => {
      const column = random.pick(ofJournal);
      const value = others[journalTypes[column] ?? 'text']?.(column);
      return sql(
        `journal.${column}`,
        'journal',
        `UPDATE journal SET ${column} = ${value} WHERE ${anyRow('journal')}`,
      );
    },
    () => sql('entry gone', 'journal', `DELETE FROM journal WHERE ${anyRow('journal')}`),
    () =>
      sql(
        'tail cut',
        'journal',
        `DELETE FROM journal WHERE index > (SELECT max(index) FROM journal) - ${1 + random.below(20)}`,
      ),
    () =>
      sql(
        'two entries swapped',
        'journal',
        `WITH two AS (SELECT index, lead(index) OVER (ORDER BY index) AS next FROM journal ORDER BY random() LIMIT 1)
         UPDATE journal j SET subject_title = o.subject_title, content = o.content, digest = o.digest, leaf = o.leaf, request_id = o.request_id, rows = NULL, rows_until = NULL
         FROM two, journal o WHERE j.index IN (two.index, two.next) AND o.index = two.index + two.next - j.index`,
      ),
    () =>
      sql(
        'row log changed',
        'row_log',
        `UPDATE row_log SET lines = replace(lines, 'a', 'b') WHERE ${anyRow('row_log')}`,
      ),
    () => sql('row log gone', 'row_log', `DELETE FROM row_log WHERE ${anyRow('row_log')}`),
    () => ({
      name: 'entry and tree forged with the right key',
      tables: ['journal', 'log_nodes', 'log_checkpoints'],
      make: rehash,
    }),
  ];
  return random.pick(kinds)();
}

/** An edit that was made: a value that a row cannot have, or has twice, makes way for another edit. */
async function madeInDatabase(): Promise<Edit> {
  for (;;) {
    const edit = editInDatabase();
    const made = await edit.make().then(
      () => true,
      (error: { code?: string }) => {
        if (/^2[23]/.test(error.code ?? '')) return false;
        throw error;
      },
    );
    if (made) return edit;
  }
}

/** Something that whoever has the file could do. */
function editInFile(): { name: string; text: Buffer } {
  const bytes = Buffer.from(honest);
  const lines = honest.split('\n').slice(0, -1);
  const at = random.below(lines.length);
  const joined = (changed: readonly string[]) => Buffer.from(changed.map((line) => `${line}\n`).join(''));
  const kinds: (() => { name: string; text: Buffer })[] = [
    () => {
      const place = random.below(bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << random.below(8));
      return { name: `bit at ${place}`, text: bytes };
    },
    () => ({ name: `line ${at} gone`, text: joined(lines.toSpliced(at, 1)) }),
    () => ({ name: `line ${at} twice`, text: joined(lines.toSpliced(at, 0, lines[at] ?? '')) }),
    () => {
      const other = (at + 1 + random.below(lines.length - 1)) % lines.length;
      const swapped = lines.with(at, lines[other] ?? '').with(other, lines[at] ?? '');
      return { name: `lines ${at} and ${other} swapped`, text: joined(swapped) };
    },
    () => {
      const end = random.below(bytes.length);
      return { name: `cut at ${end}`, text: bytes.subarray(0, end) };
    },
    () => ({ name: 'older backup', text: Buffer.from(older) }),
  ];
  return random.pick(kinds)();
}

/** What both verifiers say of the files: 0 valid, 1 not. The outside checkpoints are the auditor's own. */
async function verdicts(paths: readonly string[]): Promise<{ node: string[]; python: string[] }> {
  const list = join(folder, 'list.txt');
  const line = (path: string) =>
    [path, '--key', join(folder, 'key.txt'), '--checkpoint', join(folder, 'outside.txt')].join('\t');
  await writeFile(list, paths.map((path) => `${line(path)}\n`).join(''));
  const run = (program: string, script: string): string[] => {
    const done = spawnSync(program, [join(ROOT, 'infra/verify', script), '--batch', list], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return done.stdout
      .split('\n')
      .slice(0, -1)
      .map((said) => said.split('\t')[0] ?? '');
  };
  return { node: run(process.execPath, 'verify.mjs'), python: python ? run('python3', 'verify.py') : [] };
}
const python = spawnSync('python3', ['--version']).status === 0;

const TOGETHER = 50;
/** Judges so many files, made one after the other, a bundle at a time; the names of those that were found valid. */
async function judged(count: number, make: (path: string) => Promise<string>): Promise<string[]> {
  const valid: string[] = [];
  for (let done = 0; done < count; done += TOGETHER) {
    const paths = Array.from({ length: Math.min(TOGETHER, count - done) }, (_, i) =>
      join(folder, `${i}.jsonl`),
    );
    const names: string[] = [];
    for (const path of paths) names.push(await make(path));
    const { node, python: also } = await verdicts(paths);
    expect(node.length).toBe(paths.length);
    if (python) expect(also).toEqual(node);
    for (const [i, exit] of node.entries()) if (exit !== '1') valid.push(names[i] ?? '');
  }
  return valid;
}

test('every edit of history is found, in the database and in the file, and no clean log is suspected', async () => {
  const clean = await judged(CLEAN, async (path) => {
    await takeExport(deps, signer, path);
    return 'clean';
  });
  const inDatabase = Math.floor(EDITS / 5);
  const missedThere = await judged(inDatabase, async (path) => {
    const edit = await madeInDatabase();
    await takeExport(deps, signer, path);
    for (const table of edit.tables) await putBack(table);
    return edit.name;
  });
  const missedHere = await judged(EDITS - inDatabase, async (path) => {
    const edit = editInFile();
    await writeFile(path, edit.text);
    return edit.name;
  });
  const [after] = (
    await verdicts([
      await takeExport(deps, signer, join(folder, 'after.jsonl')).then(() => join(folder, 'after.jsonl')),
    ])
  ).node;
  const missed = [...missedThere, ...missedHere];
  console.log(
    `G13: ${EDITS} edits (${inDatabase} by SQL), ${EDITS - missed.length} found; ${CLEAN} clean exports, ${CLEAN - clean.length} suspected; ${python ? 'both verifiers' : 'without Python'}, seed ${SEED}`,
  );
  expect([missed, clean.length, after]).toEqual([[], CLEAN, '0']);
}, 14_400_000);
