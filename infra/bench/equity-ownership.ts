import { largeOwnership } from '@guanyun/domain/equity/large-ownership.ts';
import { ownership } from '@guanyun/domain/equity/ownership.ts';
import { ratio } from '@guanyun/domain/kernel/ratio.ts';
import pg from 'pg';
import { type Group, makeGroup, PARTS } from './equity-groups.ts';
import { type Spread, spreadOf } from './figures.ts';

const SIZES = [1_000, 10_000, 100_000];
/** The size up to which exact fractions are timed too. */
const EXACT_UP_TO = 1_000;
const WARM_UP = 3;
/** Edges that each side of a round goes over, so that small groups are timed as long as large ones. */
const EDGES_A_ROUND = 900_000;
const FLOOR_REPEATS = 10;
const SQL_SECONDS = 10;
/** Chains that bring less than this are not followed by the SQL, else a loop would never end. */
const SQL_LEAST = 1e-6;
/** PostgreSQL's own code for a statement that ran out of time. */
const OUT_OF_TIME = '57014';

export type OwnershipFigures = {
  readonly companies: number;
  readonly ms: Spread;
  readonly floorMs: Spread;
  readonly ratio: Spread;
  /** log(time ratio) / log(size ratio) to the size before, round by round. */
  readonly growth: Spread | null;
  /** The greatest error bound of any share. */
  readonly bound: number;
  readonly controlled: number;
  readonly deepest: number;
  /** Once, and null where it is not tried. */
  readonly exactMs: number | null;
  /** Once, and null where it did not finish in time. */
  readonly sqlMs: number | null;
  /** How far the SQL's shares are off at most. */
  readonly sqlOff: number | null;
  readonly peakMegabytes: number;
};
export type OwnershipReport = {
  readonly sqlSeconds: number;
  readonly sqlLeast: number;
  readonly sizes: readonly OwnershipFigures[];
};

/** Reads every edge once, in the order in which it stands, and does nothing else. */
function readOnce({ holdings: { owner, owned, amount } }: Group): number {
  let sum = 0;
  for (let edge = 0; edge < owner.length; edge += 1)
    sum += (owner[edge] ?? 0) + (owned[edge] ?? 0) + (amount[edge] ?? 0);
  return sum;
}

/** Milliseconds of one call, over so many. */
function timed(times: number, work: () => unknown): number {
  const from = performance.now();
  for (let call = 0; call < times; call += 1) work();
  return (performance.now() - from) / times;
}

/** Both sides take turns, so that what else the machine does falls on both. */
function timeRounds(group: Group, rounds: number, signal: AbortSignal) {
  const times = Math.max(1, Math.round(EDGES_A_ROUND / group.holdings.owner.length));
  const [ms, floorMs]: [number[], number[]] = [[], []];
  timed(WARM_UP * times, () => largeOwnership(group.holdings, 0));
  timed(WARM_UP * times, () => readOnce(group));
  for (let round = 0; round < rounds; round += 1) {
    signal.throwIfAborted();
    ms.push(timed(times, () => largeOwnership(group.holdings, 0)));
    floorMs.push(timed(times * FLOOR_REPEATS, () => readOnce(group)));
  }
  return { ms, floorMs };
}

/** The rule itself, in fractions, for every final owner. */
function timeExactly({ holdings }: Group): number {
  const { size, owner, owned, amount } = holdings;
  const entities = Array.from({ length: size }, (_, id) => ({ id: `${id}`, kind: 'company' as const }));
  const direct = Array.from(owner, (from, edge) => ({
    owner: `${from}`,
    owned: `${owned[edge]}`,
    share: ratio(BigInt(amount[edge] ?? 0), BigInt(PARTS)),
  }));
  return timed(1, () => ownership({ entities, holdings: direct, root: '0' }));
}

const throughSql = `
WITH RECURSIVE chain (id, share) AS (
  SELECT 0, 1::float8
  UNION ALL
  SELECT b.owned, c.share * b.share FROM chain c JOIN bench_holdings b ON b.owner = c.id WHERE c.share * b.share > ${SQL_LEAST}
) SELECT id, sum(share) AS share FROM chain WHERE id <> 0 GROUP BY id`;

/** The same question as a recursive query sums it up, chain by chain. */
async function timeSql(client: pg.Client, { holdings }: Group, shares: Float64Array) {
  await client.query('DROP TABLE IF EXISTS bench_holdings');
  await client.query('CREATE UNLOGGED TABLE bench_holdings (owner int, owned int, share float8)');
  await client.query('INSERT INTO bench_holdings SELECT * FROM unnest($1::int[], $2::int[], $3::float8[])', [
    [...holdings.owner],
    [...holdings.owned],
    Array.from(holdings.amount, (amount) => amount / PARTS),
  ]);
  await client.query('CREATE INDEX ON bench_holdings (owner) INCLUDE (owned, share)');
  await client.query('VACUUM ANALYZE bench_holdings');
  await client.query(`SET statement_timeout = '${SQL_SECONDS}s'`);
  const from = performance.now();
  try {
    const { rows } = await client.query<{ id: number; share: number }>(throughSql);
    const sqlMs = performance.now() - from;
    const found = new Map(rows.map(({ id, share }) => [id, share]));
    const off = shares.map((share, id) => (id === 0 ? 0 : Math.abs(share - (found.get(id) ?? 0))));
    return { sqlMs, sqlOff: off.reduce((a, b) => Math.max(a, b), 0) };
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === OUT_OF_TIME) return { sqlMs: null, sqlOff: null };
    throw error;
  } finally {
    await client.query('RESET statement_timeout');
  }
}

const ratios = (over: readonly number[], under: readonly number[]): number[] =>
  over.map((value, round) => value / (under[round] ?? Number.NaN));

/** Seeing through groups of three sizes: to reading the holdings once, to fractions, and to a recursive query. */
export async function measureOwnership(
  databaseUrl: string,
  rounds: number,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<OwnershipReport> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const sizes: OwnershipFigures[] = [];
  let before: { companies: number; ms: readonly number[] } | null = null;
  try {
    for (const companies of SIZES) {
      say(`穿透 ${companies} 家公司 / seeing through ${companies} companies`);
      const group = makeGroup(companies);
      const { ms, floorMs } = timeRounds(group, rounds, signal);
      const peakMegabytes = process.resourceUsage().maxRSS / 1024;
      const { share, error, controlled, levels } = largeOwnership(group.holdings, 0);
      const scale = before && Math.log(companies / before.companies);
      sizes.push({
        companies,
        ms: spreadOf(ms),
        floorMs: spreadOf(floorMs),
        ratio: spreadOf(ratios(ms, floorMs)),
        growth:
          scale === null
            ? null
            : spreadOf(ratios(ms, before?.ms ?? []).map((times) => Math.log(times) / scale)),
        bound: error.reduce((a, b) => Math.max(a, b), 0),
        controlled: controlled.reduce((a, b) => a + b, 0),
        deepest: levels.reduce((a, b) => Math.max(a, b), 0),
        exactMs: companies <= EXACT_UP_TO ? timeExactly(group) : null,
        ...(await timeSql(client, group, share)),
        peakMegabytes,
      });
      before = { companies, ms };
    }
  } finally {
    await client.end();
  }
  return { sqlSeconds: SQL_SECONDS, sqlLeast: SQL_LEAST, sizes };
}
