import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdMeetings, SCHEMA } from '../bench/bench-stack.ts';
import { prepareCases, transferProposal } from '../bench/decision-path.ts';
import { type Speaker, signIn } from '../bench/speaker.ts';
import { ROOT } from '../paths.ts';
import { type DurablePostgres, startDurablePostgres } from './durable-postgres.ts';
import { countOf, tell } from './runs.ts';
import { roundRobin, type ServerProcess, startServerProcess } from './server-processes.ts';
import { sqlOnce } from './sql.ts';

// Three processes of the product on one database behind a proxy that changes the server with each request.
const SERVERS = 3;
const ACTS = countOf('GUANYUN_ACTS', 60);
const WRONG_PASSWORDS = 5;

const folder = mkdtempSync(join(tmpdir(), 'guanyun-several-'));
const held = join(folder, 'held.txt');
let postgres: DurablePostgres;
let servers: ServerProcess[] = [];
let proxy: { url: string; close(): Promise<void> };
let passwords: ReadonlyMap<string, string>;
const settings = (): Record<string, string> => ({
  DATABASE_URL: postgres.url,
  GUANYUN_HOME: join(folder, 'home'),
  GUANYUN_DEMO: 'on',
  GUANYUN_LOG_HOLDERS: pathToFileURL(held).href,
});

beforeAll(async () => {
  postgres = await startDurablePostgres('several');
  await postgres.start();
  // All at once on an empty database: migrations, the example and the log's key are made by one of them.
  servers = await Promise.all(Array.from({ length: SERVERS }, () => startServerProcess(settings())));
  proxy = await roundRobin(servers.map(({ url }) => url));
  const cards = JSON.parse(readFileSync(join(folder, 'home', 'demo-accounts.json'), 'utf8')) as {
    account: string;
    password: string;
  }[];
  passwords = new Map(cards.map(({ account, password }) => [account, password]));
}, 240_000);
afterAll(async () => {
  await proxy?.close();
  for (const { child } of servers) child.kill('SIGKILL');
  await postgres?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks again under the same id until there is an answer, as a browser's user would. */
async function insist(act: () => Promise<unknown>): Promise<{ answer: unknown; tries: number }> {
  for (let tries = 1; ; tries += 1) {
    try {
      return { answer: await act(), tries };
    } catch (error) {
      if (tries > 60 || !/fetch failed|answered 50[23]/.test(String(error))) throw error;
      await wait(500);
    }
  }
}

/** So many drafts at once, each asked for twice; what happens in the middle is up to `during`. */
async function manyDrafts(handler: Speaker, proposal: object, count: number, during: () => void) {
  const drafts = Array.from({ length: count }, (_, i) => ({
    requestId: randomUUID(),
    ...{ title: `示例 ${i}`, proposal, records: [], materials: [] },
  }));
  let asked = 0;
  const answers = await Promise.all(
    drafts.flatMap((draft) =>
      [0, 1].map(async () => {
        asked += 1;
        if (asked === count) during();
        return insist(() => handler.act('matters.propose', draft));
      }),
    ),
  );
  const [accepted] = await sqlOnce<{ acts: string; requests: string }>(
    postgres.url,
    `SELECT count(*) AS acts, count(DISTINCT request_id) AS requests FROM ${SCHEMA}.journal
     WHERE outcome = 'accepted' AND request_id IN (${drafts.map(({ requestId }) => `'${requestId}'`).join(',')})`,
  );
  const twins = drafts.filter(
    (_, i) => JSON.stringify(answers[2 * i]?.answer) !== JSON.stringify(answers[2 * i + 1]?.answer),
  );
  const again = answers.filter(({ tries }) => tries > 1).length;
  return { once: Number(accepted?.acts), requests: Number(accepted?.requests), twins: twins.length, again };
}

test('a whole case is decided by requests that meet another server each time', async () => {
  const { deciders } = await prepareCases(proxy.url, passwords, 1, (today) =>
    holdMeetings(postgres.url, today),
  );
  expect(deciders.voters.length).toBeGreaterThan(3);
}, 120_000);

test('wrong passwords are counted for all servers together', async () => {
  const answers = [];
  for (let n = 0; n <= WRONG_PASSWORDS; n += 1)
    answers.push(await signIn(proxy.url, 'ct.jingban', `wrong ${n}`).catch((error: Error) => error.message));
  expect(answers.map((said) => /answered (\d+)/.exec(String(said))?.[1])).toEqual([
    ...Array<string>(WRONG_PASSWORDS).fill('401'),
    '429',
  ]);
}, 60_000);

test('one server is killed, one is asked to stop: what was answered is there once, and the log is one line', async () => {
  const handler = await signIn(proxy.url, 'gf.jingban', passwords.get('gf.jingban') ?? '');
  const proposal = await transferProposal(handler, new Date().toISOString().slice(0, 10));
  const [first, second] = servers;
  const killed = await manyDrafts(handler, proposal, ACTS, () => first?.child.kill('SIGKILL'));
  expect(killed).toMatchObject({ once: ACTS, requests: ACTS, twins: 0 });
  let stopping: ReturnType<ServerProcess['stop']> | undefined;
  const stopped = await manyDrafts(handler, proposal, ACTS, () => {
    stopping = second?.stop();
  });
  expect(stopped).toMatchObject({ once: ACTS, requests: ACTS, twins: 0 });
  const stop = await stopping;
  expect(stop?.code).toBe(0);
  expect(stop?.seconds).toBeLessThan(10);
  const says = await verifierSays();
  tell(
    `several servers: ${SERVERS} processes, ${2 * ACTS} acts each asked twice, ${killed.again + stopped.again} asked again, one killed, one stopped in ${stop?.seconds.toFixed(1)} s, ${2 * ACTS - killed.once - stopped.once} lost or doubled; ${says}`,
  );
  expect(says).toMatch(/^VALID \d+ entries/);
}, 180_000);

/** What an auditor's verifier says with the checkpoints that the holder outside was given by all of the servers. */
async function verifierSays(): Promise<string> {
  const [, , third] = servers;
  await third?.stop();
  const auditor = await startServerProcess(settings());
  servers.push(auditor);
  const body = JSON.stringify({ account: 'gwh.shenji', password: passwords.get('gwh.shenji') });
  const headers = { 'x-guanyun': '1', 'content-type': 'application/json' };
  const signed = await fetch(`${auditor.url}/trpc/session.signIn`, { method: 'POST', headers, body });
  const cookie = signed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const [log, key] = [join(folder, 'log.jsonl'), join(folder, 'key.txt')];
  writeFileSync(log, await (await fetch(`${auditor.url}/log/export.jsonl`, { headers: { cookie } })).text());
  writeFileSync(key, await (await fetch(`${auditor.url}/log/key`)).text());
  const verifier = join(ROOT, 'infra/verify/verify.mjs');
  const done = spawnSync(process.execPath, [verifier, log, '--key', key, '--checkpoint', held], {
    encoding: 'utf8',
  });
  return done.stdout.trim().split('\n').at(-1) ?? done.stderr;
}
