import { splitsAround } from '@guanyun/application/crossings/check-splits.ts';
import type { WatchedRow } from '@guanyun/db/contracts/split-radar.store.ts';
import { appUrl, connect, type Database } from '@guanyun/db/kernel/connection.ts';
import { inSnapshot } from '@guanyun/db/kernel/transaction.ts';
import type { SplitFigures } from '@guanyun/domain/contracts/split-radar.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import { ratio } from '@guanyun/domain/kernel/ratio.ts';
import pg from 'pg';
import { type BenchStack, SCHEMA } from './bench-stack.ts';
import { type Spread, showSpread, spreadOf } from './figures.ts';

const SMALL = 50_000;
const PORTION = 100_000;
/** Suppliers of one group; the first of them holds the others. */
const GROUP = 5;
const WARM_UP = 20;
const ZONE = SCHEMA.replace(/^zone_/, '');
const figures: SplitFigures = {
  nearShare: ratio(9n, 10n),
  nearCount: 3,
  procurementLimit: parseYuan('2000000.00'),
};

type Sized = {
  readonly contracts: number;
  readonly suppliers: number;
  readonly filledSeconds: number;
  readonly found: number;
  readonly ms: Spread;
  readonly floorMs: Spread;
  readonly ratio: Spread;
};
export type RadarReport = { readonly small: Sized; readonly large: Sized };

/** $1: suppliers, in groups under the first of each. */
const suppliers = `
WITH made AS (
  INSERT INTO organizations (id, code, kind, established_on, source)
  SELECT gen_random_uuid(), 'SUP' || n, 'supplier', '2014-01-01', 'illustrative' FROM generate_series(0, $1::int - 1) n RETURNING id, code),
  placed AS (SELECT id, substr(code, 4)::int AS n FROM made)
INSERT INTO equity_events (id, act_id, kind, target_id, to_id, subscribed, paid, decided_on, register_on, exemption, source, recorded_at)
SELECT e.id, e.id, 'establish', below.id, head.id, 1000000, 1000000, '2014-01-01', '2014-01-01', 'opening', 'illustrative', '2014-01-02'
FROM placed below JOIN placed head ON head.n = below.n - below.n % ${GROUP} AND head.n <> below.n
CROSS JOIN LATERAL (SELECT gen_random_uuid() AS id WHERE below.n >= 0) e`;
/** $1, $2: first and last; $3: how many suppliers. Ten contracts of a project, ten of a supplier, over ten years. */
const contracts = `
WITH s AS (SELECT array_agg(id ORDER BY substr(code, 4)::int) AS ids FROM organizations WHERE code LIKE 'SUP%'),
  o AS (SELECT array_agg(id ORDER BY code) AS ids FROM organizations WHERE kind = 'company')
INSERT INTO watched_contracts (contract_id, organization_id, counterparty_id, project, class, amount, decided_on, checked_at)
SELECT gen_random_uuid(), o.ids[1 + n % cardinality(o.ids)], s.ids[1 + (n::bigint * 7919 % $3::int)::int], '示例项目 ' || n / 10,
  (ARRAY['works', 'goods', 'services'])[1 + n % 3], 20000 + (n::bigint * 104729 % 900000), date '2016-01-01' + (n::bigint * 7907 % 3650)::int, now()
FROM generate_series($1::int, $2::int) n, s, o`;

async function fill(client: pg.Client, count: number, parties: number, signal: AbortSignal): Promise<void> {
  await client.query('BEGIN');
  // The rows stand for contracts that are not made here.
  await client.query('SET LOCAL session_replication_role = replica');
  await client.query(suppliers, [parties]);
  for (let from = 1; from <= count; from += PORTION) {
    signal.throwIfAborted();
    await client.query(contracts, [from, Math.min(count, from + PORTION - 1), parties]);
  }
  await client.query('COMMIT');
  await client.query('VACUUM ANALYZE');
}

/** The same sums as plain SQL: of the project, and of the counterparty's group, which is known beforehand. */
const floorSql = `
SELECT (SELECT sum(amount) FROM watched_contracts WHERE class = $1 AND project = $2 AND decided_on BETWEEN $4::date - 366 AND $4::date + 366),
  (SELECT sum(amount) FROM watched_contracts WHERE class = $1 AND counterparty_id = ANY ($3::uuid[]) AND decided_on BETWEEN $4::date - 366 AND $4::date + 366)`;
type Sample = WatchedRow & { readonly group: string[] };
const samplesSql = `
SELECT w.contract_id AS "contractId", w.organization_id AS "organizationId", w.counterparty_id AS "counterpartyId", w.project, w.class,
  w.amount::text AS amount, w.decided_on::text AS "decidedOn",
  (SELECT array_agg(m.id) FROM organizations c JOIN organizations m ON m.code LIKE 'SUP%'
     AND substr(m.code, 4)::int / ${GROUP} = substr(c.code, 4)::int / ${GROUP} WHERE c.id = w.counterparty_id) AS "group"
FROM (SELECT * FROM watched_contracts ORDER BY contract_id LIMIT $1) w`;

async function compareChecks(db: Database, client: pg.Client, samples: readonly Sample[]) {
  const [ms, floorMs, ratios]: [number[], number[], number[]] = [[], [], []];
  let found = 0;
  for (const [at, { group, ...row }] of samples.entries()) {
    const from = performance.now();
    const splits = await inSnapshot(db, { zone: ZONE, organizations: '*' }, (tx) =>
      splitsAround(tx, row, figures),
    );
    const between = performance.now();
    await client.query(floorSql, [row.class, row.project, group, row.decidedOn]);
    const to = performance.now();
    if (at < WARM_UP) continue;
    found += splits.length;
    ms.push(between - from);
    floorMs.push(to - between);
    ratios.push((between - from) / (to - between));
  }
  return { found, ms: spreadOf(ms), floorMs: spreadOf(floorMs), ratio: spreadOf(ratios) };
}

async function measureAt(
  stack: BenchStack,
  wanted: { readonly contracts: number; readonly suppliers: number; readonly calls: number },
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Sized> {
  const name = `radar_${wanted.contracts}`;
  say(`正在造 ${wanted.contracts} 份合同 / making ${wanted.contracts} contracts`);
  await stack.createDatabase(name);
  await (await stack.serve(name)).stop();
  const url = stack.databaseUrl(name);
  const client = new pg.Client({ connectionString: url });
  const db = connect(appUrl(url), 2);
  await client.connect();
  try {
    await client.query(`SET search_path = ${SCHEMA}, public`);
    const began = performance.now();
    await fill(client, wanted.contracts, wanted.suppliers, signal);
    const filledSeconds = (performance.now() - began) / 1000;
    say(`造数用了 ${filledSeconds.toFixed(0)} 秒 / made in ${filledSeconds.toFixed(0)} s`);
    const samples = (await client.query<Sample>(samplesSql, [wanted.calls + WARM_UP])).rows;
    const { contracts: count, suppliers: parties } = wanted;
    return {
      contracts: count,
      suppliers: parties,
      filledSeconds,
      ...(await compareChecks(db, client, samples)),
    };
  } finally {
    await client.end();
    await db.close();
    await stack.dropDatabase(name);
  }
}

/** One contract against all that stands around it, at fifty thousand contracts and at many, to plain SQL of the same sums. */
export async function measureRadar(
  stack: BenchStack,
  wanted: { readonly contracts: number; readonly suppliers: number; readonly calls: number },
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<RadarReport> {
  const small = {
    ...wanted,
    contracts: SMALL,
    suppliers: Math.max(GROUP, Math.round((wanted.suppliers * SMALL) / wanted.contracts)),
  };
  return {
    small: await measureAt(stack, small, signal, say),
    large: await measureAt(stack, wanted, signal, say),
  };
}

export function showRadar({ small, large }: RadarReport): string[] {
  const line = (one: Sized): string =>
    `  ${one.contracts} contracts, ${one.suppliers} suppliers: ${showSpread(one.ms, 2)} ms a contract, plain SQL ${showSpread(one.floorMs, 2)} ms, ratio ${showSpread(one.ratio, 2)}; ${one.found} signs`;
  const growth = large.ms.median / small.ms.median;
  return [
    'split radar, one new contract: linked parties from the register, contracts around it, judged',
    line(small),
    line(large),
    `  growth ${growth.toFixed(2)} (made in ${large.filledSeconds.toFixed(0)} s)`,
  ];
}
