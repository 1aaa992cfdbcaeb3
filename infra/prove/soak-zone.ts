import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { fillAssets } from '../bench/assets-pages.ts';
import { holdMeetings, SCHEMA } from '../bench/bench-stack.ts';
import { fillContracts } from '../bench/contracts-list.ts';
import { prepareCases } from '../bench/decision-path.ts';
import { fillZone } from '../bench/matter-zone.ts';
import { type Speaker, signIn } from '../bench/speaker.ts';
import { type DurablePostgres, startDurablePostgres } from './durable-postgres.ts';
import { type ServerProcess, startServerProcess } from './server-processes.ts';
import { sqlOnce } from './sql.ts';

/** How full the zone is before the load comes. */
const [MATTERS, CASES, ASSETS, CONTRACTS] = [400, 4, 2000, 600];

/** What the load asks for: ids that are there, days, and receipts that a checkpoint covers. */
export type Places = {
  readonly today: string;
  readonly companies: ReadonlyMap<string, string>;
  /** Addresses of receipts. */
  readonly receipts: readonly string[];
};

/** One signed-in account of the load, and the cases that it may read. */
export type Person = {
  readonly account: string;
  readonly speaker: Speaker;
  readonly cases: readonly string[];
};

/** A server of its own on a PostgreSQL of its own with the example, filled, and where it tells what it counts. */
export type SoakZone = {
  readonly url: string;
  readonly metricsUrl: string;
  readonly server: ServerProcess;
  readonly postgres: DurablePostgres;
  readonly places: Places;
  signIn(account: string): Promise<Person>;
  remove(): Promise<void>;
};

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

async function fill(url: string): Promise<void> {
  await fillZone(url, MATTERS);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET search_path = ${SCHEMA}, public`);
    const goOn = new AbortController().signal;
    await fillAssets(client, ASSETS, goOn);
    await fillContracts(client, CONTRACTS, goOn);
  } finally {
    await client.end();
  }
}

/** Those of the cases that this account is shown. */
async function readableOf(speaker: Speaker, ids: readonly string[]): Promise<string[]> {
  const read = await Promise.all(
    ids.map((id) =>
      speaker.query('matters.get', { id }).then(
        () => [id],
        () => [],
      ),
    ),
  );
  return read.flat();
}

type Entry = { index: string; leaf: string };

/** Entries of the journal's newest page that the newest checkpoint covers. */
async function receiptsOf(url: string, auditor: Speaker): Promise<string[]> {
  const note = await (await fetch(`${url}/log/checkpoint`)).text();
  const size = Number(note.split('\n')[1]);
  const { items } = await auditor.query<{ items: Entry[] }>('evidence.journal', {});
  return items
    .filter(({ index }) => Number(index) < size)
    .map(({ index, leaf }) => `/log/receipts/${index}/${leaf}.json`);
}

async function placesOf(url: string, auditor: Speaker): Promise<Places> {
  const { today } = await auditor.query<{ today: string }>('session.me');
  const companies = await auditor.query<{ id: string; code: string }[]>('organizations.companies');
  return {
    today,
    companies: new Map(companies.map(({ id, code }) => [code, id])),
    receipts: await receiptsOf(url, auditor),
  };
}

/** Starts PostgreSQL as durable as in production and the real server on it, and fills the example with some years of work. */
export async function startSoakZone(): Promise<SoakZone> {
  const folder = mkdtempSync(join(tmpdir(), 'guanyun-soak-'));
  const home = join(folder, 'home');
  const postgres = await startDurablePostgres('soak');
  await postgres.start();
  const metrics = `127.0.0.1:${await freePort()}`;
  const server = await startServerProcess({
    ...{ DATABASE_URL: postgres.url, GUANYUN_HOME: home, GUANYUN_DEMO: 'on', GUANYUN_METRICS: metrics },
  });
  const remove = async (): Promise<void> => {
    server.child.kill('SIGKILL');
    await postgres.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const cards = JSON.parse(readFileSync(join(home, 'demo-accounts.json'), 'utf8')) as {
      account: string;
      password: string;
    }[];
    const passwords = new Map(cards.map(({ account, password }) => [account, password]));
    const { url } = server;
    const { cases } = await prepareCases(url, passwords, CASES, (today) => holdMeetings(postgres.url, today));
    await fill(postgres.url);
    const [decided] = await sqlOnce<{ id: string }>(
      postgres.url,
      `SELECT matter_id AS id FROM ${SCHEMA}.warrants`,
    );
    const known = [decided?.id ?? '', ...cases.map(({ id }) => id)];
    const person = async (account: string): Promise<Person> => {
      const speaker = await signIn(url, account, passwords.get(account) ?? '');
      return { account, speaker, cases: await readableOf(speaker, known) };
    };
    const auditor = await signIn(url, 'gwh.shenji', passwords.get('gwh.shenji') ?? '');
    const places = await placesOf(url, auditor);
    return {
      ...{ url, metricsUrl: `http://${metrics}/metrics`, server, postgres, places, remove },
      signIn: person,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
