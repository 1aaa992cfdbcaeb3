import { capTablesOn } from '@guanyun/application/equity/read-equity.ts';
import { appUrl, connect, type Database } from '@guanyun/db/kernel/connection.ts';
import { inSnapshot } from '@guanyun/db/kernel/transaction.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import pg from 'pg';
import { type BenchStack, SCHEMA } from './bench-stack.ts';
import { type Compared, compare } from './side-by-side.ts';
import { type Speaker, signIn } from './speaker.ts';

const COMPANIES = 2_000;
const HOLDERS = 20;
const ZONE = SCHEMA.replace(/^zone_/, '');
const DAY = '2024-06-30';
const READER = 'gwh.shencha';
/** Calls of each side for one company's page in a round; the round's figure is their median. */
const CALLS = 9;

export type RegisterReport = {
  readonly events: number;
  readonly companies: number;
  readonly filledSeconds: number;
  readonly figures: readonly Compared[];
};

const organizations = `
WITH made AS (
  INSERT INTO organizations (id, code, kind, tier, established_on, source)
  SELECT gen_random_uuid(), 'BENCH' || n, 'company', 2, '2014-01-01', 'illustrative' FROM generate_series(1, ${COMPANIES + HOLDERS}) n RETURNING id, code)
INSERT INTO organization_names (organization_id, name, status, valid_from) SELECT id, '示例' || code || '公司', 'known', '2014-01-01' FROM made`;

/** $1: how many. Every holder founds with enough for all that it hands on later; a step of the hash picks giver and taker. */
const events = `
WITH orgs AS (SELECT id, substr(code, 6)::int AS n FROM organizations WHERE code LIKE 'BENCH%'),
  holders AS (SELECT array_agg(id ORDER BY n) AS ids FROM orgs WHERE n > ${COMPANIES})
INSERT INTO equity_events (id, act_id, kind, target_id, from_id, to_id, subscribed, paid, decided_on, register_on, registration_on, warrant_id, exemption,
  source, recorded_at)
SELECT d.id, d.id, CASE WHEN k < ${HOLDERS} THEN 'establish' ELSE 'free_transfer' END, o.id,
  CASE WHEN k >= ${HOLDERS} THEN h.ids[1 + k % ${HOLDERS}] END, h.ids[1 + (k + CASE WHEN k < ${HOLDERS} THEN 0 ELSE 1 + k / ${HOLDERS} % ${HOLDERS - 1} END) % ${HOLDERS}],
  CASE WHEN k < ${HOLDERS} THEN 1000000 ELSE 1 + k % 97 END, CASE WHEN k < ${HOLDERS} THEN 600000 ELSE 1 END,
  d.day, d.day + 3, d.day + 20, CASE WHEN k >= ${HOLDERS} THEN gen_random_uuid() END,
  CASE WHEN k < ${HOLDERS} THEN 'opening' END, 'illustrative', d.day + 21
FROM generate_series(0, $1::int - 1) e
CROSS JOIN LATERAL (SELECT e / ${COMPANIES} AS k) place
JOIN orgs o ON o.n = 1 + e % ${COMPANIES}
CROSS JOIN holders h
CROSS JOIN LATERAL (SELECT gen_random_uuid() AS id, date '2015-01-01' + CASE WHEN k < ${HOLDERS} THEN 0 ELSE (k * 7 + e) % 4000 END AS day) d`;

/** Fills the example's zone with equity events past the triggers, whose rules the rows obey by their making. */
async function fillRegister(url: string, count: number): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET search_path = ${SCHEMA}, public`);
    await client.query(organizations);
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(events, [count]);
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE');
    const { rows } = await client.query<{ id: string }>(`SELECT id FROM organizations WHERE code = 'BENCH1'`);
    return rows[0]?.id ?? '';
  } finally {
    await client.end();
  }
}

const moves = (where: string): string =>
  `SELECT target_id, holder, sum(subscribed)::text AS subscribed, sum(paid)::text AS paid FROM (
     SELECT target_id, to_id AS holder, subscribed, paid FROM equity_events WHERE register_on <= $1 ${where}
     UNION ALL SELECT target_id, from_id, -subscribed, -paid FROM equity_events WHERE from_id IS NOT NULL AND register_on <= $1 ${where}) m
   GROUP BY target_id, holder`;
const ofOne = 'AND target_id = $2';
const eventsOfOne = 'SELECT * FROM equity_events WHERE target_id = $1 ORDER BY recorded_at';

async function compareAll(
  { db, client, reader }: { db: Database; client: pg.Client; reader: Speaker },
  companyId: string,
  rounds: number,
): Promise<Compared[]> {
  const scope = { zone: ZONE, organizations: '*' } as const;
  const page = { companyId, asOf: DAY, basis: 'register' };
  return [
    await compare('one company (HTTP)', rounds, CALLS, {
      ours: () => reader.query('equity.capTable', page),
      floor: async () => {
        await client.query(moves(ofOne), [DAY, companyId]);
        await client.query(eventsOfOne, [companyId]);
      },
    }),
    await compare('all companies', rounds, 1, {
      ours: () => inSnapshot(db, scope, (tx) => capTablesOn(tx, localDate(DAY), 'register')),
      floor: () => client.query(moves(''), [DAY]),
    }),
  ];
}

/** The cap tables of a zone with very many events, as of a day: to the sums that plain SQL makes of the same rows. */
export async function measureRegister(
  stack: BenchStack,
  database: string,
  wanted: { readonly events: number; readonly rounds: number },
  say: (line: string) => void,
): Promise<RegisterReport> {
  say(`正在造 ${wanted.events} 个股权事件 / making ${wanted.events} equity events`);
  const server = await stack.serve(database);
  const url = stack.databaseUrl(database);
  const began = performance.now();
  const companyId = await fillRegister(url, wanted.events);
  const filledSeconds = (performance.now() - began) / 1000;
  say(`造数用了 ${filledSeconds.toFixed(0)} 秒，正在取数 / made in ${filledSeconds.toFixed(0)} s, reading`);
  const db = connect(appUrl(url), 2);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET search_path = ${SCHEMA}, public`);
    const reader = await signIn(stack.url, READER, stack.passwords().get(READER) ?? '');
    const figures = await compareAll({ db, client, reader }, companyId, wanted.rounds);
    return { events: wanted.events, companies: COMPANIES, filledSeconds, figures };
  } finally {
    await client.end();
    await db.close();
    await server.stop();
  }
}
