import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bid, openingKey, register, signInAs, someSupplier } from './support/bidders.ts';
import { type Called, type Client, signIn } from './support/client.ts';
import { day } from './support/journey.ts';
import { type Stack, startStack } from './support/stack.ts';

/** Stands in each of the hundred bids, and nowhere else in the world. */
const MARK = `密价${randomBytes(12).toString('hex')}`;
const BIDDERS = 10;
const BIDS_EACH = 10;

let stack: Stack;
let tenderId = '';
const key = openingKey();
const handler = (): Promise<Client> => signIn(stack, 'gf.jingban');
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

async function act<T>(client: Client, procedure: string, input: object): Promise<Called<T>> {
  return client.mutate<T>(procedure, { requestId: randomUUID(), ...input });
}
async function done<T>(client: Client, procedure: string, input: object): Promise<T> {
  const answer = await act<T>(client, procedure, input);
  if (!answer.ok) throw new Error(`${procedure}: ${answer.status} ${JSON.stringify(answer.failure)}`);
  return answer.value;
}
const refusal = (answer: Called<unknown>): string =>
  answer.ok ? 'accepted' : (answer.failure?.refusals?.[0]?.code ?? '');

/** What the mark looks like in five encodings; in base64 at each of three places in a group. */
function patterns(): Map<string, Buffer[]> {
  const bytes = Buffer.from(MARK);
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return Buffer.from(text.slice(shift === 0 ? 0 : 4, -2));
  });
  return new Map([
    ['utf8', [bytes]],
    ['utf16le', [Buffer.from(MARK, 'utf16le')]],
    ['hex', [Buffer.from(bytes.toString('hex'))]],
    ['base64', base64],
    ['percent', [Buffer.from(encodeURIComponent(MARK))]],
  ]);
}
/** In which encodings the mark stands somewhere in these bytes; \u-escapes as JSON writes them count as UTF-8. */
function found(bytes: Buffer): string[] {
  const escaped = Buffer.from(
    MARK.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
  return [...patterns()]
    .filter(([name, all]) => (name === 'utf8' ? [...all, escaped] : all).some((one) => bytes.includes(one)))
    .map(([name]) => name);
}
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
async function foundIn(files: readonly string[]): Promise<string[]> {
  const hits = new Set<string>();
  for (const file of files)
    for (const name of found(await readFile(file).catch(() => Buffer.alloc(0)))) hits.add(name);
  return [...hits];
}

/** Every row of every table, as the owner of the database reads them. */
async function dump(): Promise<Buffer> {
  const tables = await stack.sql<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname LIKE 'zone%' OR schemaname = 'guanyun'`,
  );
  const parts: string[] = [];
  for (const { name } of tables)
    parts.push(
      ...(await stack.sql<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)).map(({ row }) => row),
    );
  return Buffer.from(parts.join('\n'));
}
/** The database's own files, its write-ahead log among them. */
async function databaseFiles(): Promise<string[]> {
  await stack.sql('CHECKPOINT');
  const [at] = await stack.sql<{ folder: string; oid: string }>(
    `SELECT current_setting('data_directory') AS folder, oid::text FROM pg_database WHERE datname = current_database()`,
  );
  if (at === undefined) throw new Error('no database');
  const files = [
    ...(await filesIn(join(at.folder, 'pg_wal'))),
    ...(await filesIn(join(at.folder, 'base', at.oid))),
  ];
  expect(files.length).toBeGreaterThan(50);
  return files;
}
/** The server's whole heap, written by itself on a signal. */
async function heapSnapshot(): Promise<string> {
  const before = new Set(await filesIn(stack.home));
  process.kill(stack.pid(), 'SIGUSR2');
  for (let tried = 0; tried < 600; tried += 1) {
    const file = (await filesIn(stack.home)).find((one) => one.endsWith('.heapsnapshot') && !before.has(one));
    if (file !== undefined && (await readFile(file, 'latin1')).trimEnd().endsWith('}')) return file;
    await new Promise((next) => setTimeout(next, 200));
  }
  throw new Error('no heap snapshot came');
}

beforeAll(async () => {
  const node = (home: string) => [
    '--heapsnapshot-signal=SIGUSR2',
    '--heap-snapshot-string-limit=4000000',
    `--diagnostic-dir=${home}`,
  ];
  stack = await startStack({ demo: true, node });
  const tenderer = await handler();
  const me = await tenderer.query<{ today: string }>('session.me');
  const today = me.ok ? me.value.today : '';
  const { id } = await done<{ id: string }>(tenderer, 'tenders.draft', {
    ...{
      title: '密封试验（示例）',
      project: '密封试验',
      jurisdiction: 'chongqing',
      method: 'open',
      invited: [],
    },
    funds: [{ kind: 'state_enterprise', amount: '10000000.00' }],
    lots: [{ title: '施工', kind: 'works', estimate: '10000000.00' }],
    ...{
      ceiling: null,
      evaluation: 'lowest_evaluated',
      parameters: {},
      plannedOn: today,
      members: 5,
      representatives: 1,
    },
  });
  tenderId = id;
  const people = await tenderer.query<{ role: string; personId: string; post: string }[]>('tenders.holders');
  const seats = ['tenderer', 'supervisor', 'third'].map((role, index) => ({
    ...{ role, shareDigest: hash(key.shares[index] as string) },
    personId: (people.ok ? people.value : []).find(
      (one) =>
        one.role === role &&
        ['company_handler', 'committee_supervisor', 'committee_legal'].includes(one.post),
    )?.personId,
  }));
  await done(tenderer, 'tenders.makeKey', { id, publicKey: key.publicKey, needed: 2, holders: seats });
  const document = await tenderer.upload('招标文件.pdf', '%PDF-1.4\n% 招标文件 示例\n%%EOF\n');
  await done(tenderer, 'tenders.publish', {
    id,
    deadlineOn: day(today, -25),
    time: '00:10',
    documents: [document],
  });
});
afterAll(() => stack.stop());

test('a hundred bids are in, and before the opening none of them stands anywhere in five encodings', async () => {
  for (let n = 0; n < BIDDERS; n += 1) {
    const supplier = someSupplier(`示例密封${n}有限公司`);
    await register(stack, supplier);
    const client = await signInAs(stack, supplier);
    for (let i = 0; i < BIDS_EACH; i += 1)
      await bid(client, tenderId, `${9_000_000 + n * 100 + i}.00`, `${MARK}-${n}-${i}`);
  }
  const [{ bids } = { bids: 0 }] = await stack.sql<{ bids: number }>(
    'SELECT count(*)::int AS bids FROM tender_bids',
  );
  expect(bids).toBe(BIDDERS * BIDS_EACH);
  expect(found(await dump())).toEqual([]);
  expect(await foundIn(await databaseFiles())).toEqual([]);
  expect(found(Buffer.from(stack.log()))).toEqual([]);
  expect(stack.log()).not.toContain('sealed.');
  const snapshot = await heapSnapshot();
  // The heap is read whole: what the server must hold is found in it.
  expect((await readFile(snapshot)).includes(Buffer.from(stack.home))).toBe(true);
  expect(await foundIn(await filesIn(stack.home))).toEqual([]);
});

test('one share is too few, two open; an envelope changed behind every trigger is named and stays closed', async () => {
  await stack.passDays(26);
  const [altered] = await stack.sql<{ id: string }>(
    `SELECT b.id FROM tender_bids b WHERE NOT EXISTS (SELECT 1 FROM tender_bid_withdrawals w WHERE w.bid_id = b.id) LIMIT 1`,
  );
  await stack.sql('ALTER TABLE tender_bids DROP CONSTRAINT tender_bids_digest');
  await stack.sql('ALTER TABLE tender_bids DISABLE TRIGGER USER');
  await stack.sql(
    `UPDATE tender_bids SET envelope = replace(envelope, '"v":1', '"v": 1') WHERE id = '${altered?.id}'`,
  );
  await stack.sql('ALTER TABLE tender_bids ENABLE TRIGGER USER');
  const tenderer = await handler();
  expect(refusal(await act(tenderer, 'tenders.giveShare', { id: tenderId, share: key.shares[1] }))).toBe(
    'TENDER_SHARE_WRONG',
  );
  await done(tenderer, 'tenders.giveShare', { id: tenderId, share: key.shares[0] });
  expect(refusal(await act(tenderer, 'tenders.open', { id: tenderId }))).toBe('TENDER_SHARES_MISSING');
  await done(await signIn(stack, 'gwh.fazhi'), 'tenders.giveShare', { id: tenderId, share: key.shares[2] });
  await done(tenderer, 'tenders.open', { id: tenderId });
  expect(refusal(await act(tenderer, 'tenders.open', { id: tenderId }))).toBe('WRONG_STATE');
  const rows = await stack.sql<{ outcome: string; n: number }>(
    'SELECT outcome, count(*)::int AS n FROM tender_opened_bids GROUP BY outcome ORDER BY outcome',
  );
  expect(rows).toEqual([
    { outcome: 'altered', n: 1 },
    { outcome: 'opened', n: BIDDERS - 1 },
    { outcome: 'withdrawn', n: BIDDERS * (BIDS_EACH - 1) },
  ]);
  const [named] = await stack.sql<{ id: string }>(
    `SELECT bid_id AS id FROM tender_opened_bids WHERE outcome = 'altered'`,
  );
  expect(named).toEqual(altered);
});

test('after the opening the same search finds them: in the tables and in the files of the database', async () => {
  expect(found(await dump())).toContain('utf8');
  expect(await foundIn(await databaseFiles())).toContain('utf8');
  console.log(
    `G24: ${BIDDERS * BIDS_EACH} canary bids in ${patterns().size} encodings, 0 hits before the opening; two of three shares open, one does not`,
  );
});
