import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, signInAt } from './support/browser.ts';
import { signIn } from './support/client.ts';
import { type Stack, startStack } from './support/stack.ts';

const verifiers = resolve(import.meta.dirname, '../../../infra/verify');
/** Either hash may be asked for: the auditor does the same with both. */
const HASH = process.env.GUANYUN_LOG_HASH ?? 'sha256';
/** Where the outside holders keep what they are given, and where the auditor's own machine has its files. */
let outside = '';
let stack: Stack;
let browser: Browser;
let desk: Desk;
const held = (holder: string): string => join(outside, holder);

beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'guanyun-auditor-'));
  const holders = ['inspectors.txt', 'investor.txt'].map((name) => pathToFileURL(held(name)).href);
  stack = await startStack({
    demo: true,
    settings: { GUANYUN_LOG_HOLDERS: holders.join(','), GUANYUN_LOG_HASH: HASH },
  });
  browser = await launch();
  desk = await openDesk(browser);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await rm(outside, { recursive: true, force: true });
});

/** A file that the page offers, saved on the auditor's machine. */
async function save(button: string, name: string): Promise<string> {
  const download = desk.page.waitForEvent('download');
  await desk.page.getByRole('link', { name: button }).click();
  const path = join(outside, name);
  await (await download).saveAs(path);
  return path;
}

type Verdict = { status: number | null; text: string };
/** Both verifiers on the same files, each in a process of its own that knows nothing but them. */
function verified(words: readonly string[]): [Verdict, Verdict] {
  const run = (program: string, script: string): Verdict => {
    const done = spawnSync(program, [join(verifiers, script), ...words], {
      cwd: outside,
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    });
    return { status: done.status, text: `${done.stdout}${done.stderr}` };
  };
  return [run(process.execPath, 'verify.mjs'), run('python3', 'verify.py')];
}
const python = spawnSync('python3', ['--version']).status === 0;
const each = (verdicts: [Verdict, Verdict]): Verdict[] => (python ? verdicts : verdicts.slice(0, 1));

/** Done behind everything: as superuser, past triggers. */
async function tamper(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  await client.query(
    `SET session_replication_role = replica; SET search_path = zone_qijiang, public; ${sql}`,
  );
  await client.end();
}

let log = '';
let key = '';

test('people work, and checkpoints reach the outside holders by themselves', async () => {
  const handler = await signIn(stack, 'gf.jingban');
  await handler.upload('示例附件.pdf', '%PDF-1.4 示例');
  await expect
    .poll(async () => (await readFile(held('investor.txt'), 'utf8').catch(() => '')).length, {
      timeout: 30_000,
    })
    .toBeGreaterThan(0);
  expect(await readFile(held('inspectors.txt'), 'utf8')).toMatch(
    HASH === 'sm3' ? /^guanyun\/qijiang#sm3\n\d+\n/ : /^guanyun\/qijiang\n\d+\n/,
  );
});

test('the auditor sees the log, takes it away, and both verifiers find it valid by the checkpoint held outside', async () => {
  await signInAt(stack, desk, 'gwh.shenji');
  await desk.page.goto(`${stack.url}/log`);
  await desk.page.getByText('file:investor.txt').waitFor();
  await both(desk.page, 'transparency-01-log');
  log = await save('下载全部日志', 'log.jsonl');
  key = await save('下载公钥', 'key.txt');
  for (const verdict of each(verified([log, '--key', key, '--checkpoint', held('investor.txt')])))
    expect(verdict).toMatchObject({ status: 0, text: expect.stringMatching(/VALID \d+ entries, \d+ rows/) });
});

test('anyone with a receipt opens it without signing in, and the file proves the entry offline', async () => {
  await desk.page.goto(`${stack.url}/journal`);
  await desk.page.locator('a.journal-digest').first().click();
  await desk.page.waitForURL('**/receipts/**');
  const address = desk.page.url();
  const stranger = await openDesk(browser);
  await stranger.page.goto(address);
  await stranger.page.getByText('这条记录确在存证日志之中').waitFor();
  await stranger.page.getByText('已重算散列路径').waitFor();
  await stranger.page.getByText(HASH === 'sm3' ? 'SM3' : 'SHA-256', { exact: true }).waitFor();
  await both(stranger.page, 'transparency-02-receipt');
  const download = stranger.page.waitForEvent('download');
  await stranger.page.getByRole('link', { name: '下载回执' }).click();
  const receipt = join(outside, 'receipt.json');
  await (await download).saveAs(receipt);
  for (const verdict of each(verified(['--receipt', receipt, '--key', key])))
    expect(verdict).toMatchObject({ status: 0, text: expect.stringContaining('VALID entry') });
  await stranger.page.goto(address.replace(/[0-9a-f]{64}/, 'f'.repeat(64)));
  await stranger.page.getByText('没有这份回执').waitFor();
  await stranger.context.close();
});

test('whoever is no auditor takes no log away', async () => {
  const handler = await signIn(stack, 'gf.jingban');
  expect((await handler.download('/log/export.jsonl')).status).toBe(403);
  expect((await fetch(`${stack.url}/log/export.jsonl`)).status).toBe(401);
});

test('one byte of history changed by a superuser: both verifiers name the entry', async () => {
  await tamper(
    `UPDATE journal SET content = replace(content::text, '示例附件', '示例附体')::jsonb WHERE content::text LIKE '%示例附件%'`,
  );
  const [row] = await stack.sql<{ index: string }>(
    `SELECT index FROM journal WHERE content::text LIKE '%示例附体%'`,
  );
  expect(row).toBeDefined();
  const changed = await exportAgain();
  for (const verdict of each(verified([changed, '--key', key, '--checkpoint', held('investor.txt')]))) {
    expect(verdict.status).toBe(1);
    expect(verdict.text).toMatch(new RegExp(`^entry\\t${row?.index}\\t`, 'm'));
  }
  await tamper(
    `UPDATE journal SET content = replace(content::text, '示例附体', '示例附件')::jsonb WHERE index = ${row?.index}`,
  );
});

test('a row changed without an entry, and an entry taken away with all after it, are named as well', async () => {
  const [person] = await stack.sql<{ id: string; name: string }>(
    'SELECT id, name FROM persons ORDER BY id LIMIT 1',
  );
  await tamper(`UPDATE persons SET name = name || '甲' WHERE id = '${person?.id}'`);
  for (const verdict of each(
    verified([await exportAgain(), '--key', key, '--checkpoint', held('investor.txt')]),
  )) {
    expect(verdict.status).toBe(1);
    expect(verdict.text).toMatch(new RegExp(`^row\\tpersons\\t\\["${person?.id}"\\]\\t\\d+\\t`, 'm'));
  }
  await tamper(`UPDATE persons SET name = '${person?.name}' WHERE id = '${person?.id}'`);
  const whole = await readFile(log, 'utf8');
  const lines = whole.split('\n');
  const last = lines.findLastIndex((line) => line.startsWith('{"type":"entry"'));
  const cut = join(outside, 'cut.jsonl');
  await writeFile(cut, lines.toSpliced(last, 1).join('\n'));
  for (const verdict of each(verified([cut, '--key', key, '--checkpoint', held('investor.txt')])))
    expect(verdict.status).toBe(1);
});

/** The export as the auditor would take it now. */
async function exportAgain(): Promise<string> {
  await desk.page.goto(`${stack.url}/log`);
  return save('下载全部日志', 'log-again.jsonl');
}

test('no page had an error', () => {
  expect(desk.errors).toEqual([]);
});
