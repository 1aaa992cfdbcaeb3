import { reconcileScope } from '@guanyun/application/assets/read-reconciliation.ts';
import { appUrl, connect, type Database } from '@guanyun/db/kernel/connection.ts';
import { inSnapshot } from '@guanyun/db/kernel/transaction.ts';
import pg from 'pg';
import { type BenchStack, SCHEMA } from './bench-stack.ts';
import { showSpread } from './figures.ts';
import { type Compared, compare } from './side-by-side.ts';
import { type Speaker, signIn } from './speaker.ts';

const SMALL = 50_000;
const PORTION = 50_000;
/** Calls of each side in a round; the round's figure is their median. */
const CALLS = 9;
const READER = 'gwh.shencha';
const ZONE = SCHEMA.replace(/^zone_/, '');

type Sized = {
  readonly assets: number;
  readonly filledSeconds: number;
  readonly figures: readonly Compared[];
};
export type PagesReport = { readonly small: Sized; readonly large: Sized };

/** A portion of cards over all clusters and companies, formed over ten years, one in twenty a debt. $1 the first, $2 the last. */
const cards = `
WITH c AS (SELECT array_agg(id ORDER BY code) AS ids FROM clusters),
  o AS (SELECT array_agg(id ORDER BY code) AS ids FROM organizations WHERE kind = 'company'),
  made AS (SELECT gen_random_uuid() AS id, n, c.ids[1 + n % cardinality(c.ids)] AS cluster_id, o.ids[1 + n / 7 % cardinality(o.ids)] AS owner_id,
      date '2015-01-01' + (n::bigint * 7919 % 3650)::int AS formed
    FROM generate_series($1::int, $2::int) n, c, o),
  entered AS (INSERT INTO assets (id, code, name, class, cluster_id, charged_through, formed_on, area, particulars)
    SELECT id, 'BENCH-' || lpad(n::text, 8, '0'), '示例资产 ' || n || ' 号',
      CASE WHEN n % 20 = 0 THEN 'payable' ELSE (ARRAY['plant', 'equipment', 'pipe', 'intangible', 'land'])[1 + n % 5] END, cluster_id,
      date_trunc('month', formed)::date, formed, 100 + n % 900,
      CASE WHEN n % 5 = 0 THEN jsonb_build_object('certified_area', (100 + n % 900) || '.00') ELSE '{}' END FROM made),
  facts AS (INSERT INTO asset_facts (asset_id, kind, organization_id, valid_from)
    SELECT id, k.kind, owner_id, formed FROM made, unnest(ARRAY['title', 'book', 'custody']) AS k (kind))
SELECT count(*) FROM made`;
const entries = `
INSERT INTO asset_entries (asset_id, organization_id, kind, entry_on, items, cost, depreciation, cause_id)
SELECT id, book_id, 'acquire', formed_on, 1, 100000 + length(name), 5000, id FROM assets
WHERE code BETWEEN 'BENCH-' || lpad($1::text, 8, '0') AND 'BENCH-' || lpad($2::text, 8, '0')`;

/** Portion by portion, the triggers doing their work: the sums beside the cards are theirs. */
export async function fillAssets(client: pg.Client, assets: number, signal: AbortSignal): Promise<void> {
  for (let from = 1; from <= assets; from += PORTION) {
    signal.throwIfAborted();
    const to = Math.min(assets, from + PORTION - 1);
    await client.query('BEGIN');
    await client.query(cards, [from, to]);
    await client.query(entries, [from, to]);
    await client.query('COMMIT');
  }
  await client.query('VACUUM ANALYZE');
}

type Place = {
  readonly cluster: string;
  readonly owner: string;
  readonly middle: string;
  readonly today: string;
};
type At = {
  readonly client: pg.Client;
  readonly reader: Speaker;
  readonly db: Database;
  readonly place: Place;
};

/** The page's fifty cards as plain SQL reads them. */
const pageSql = (where: string): string => `
SELECT a.id, a.code, a.name, a.class, a.cluster_id, a.cost, a.depreciation, a.impairment, a.formed_on, a.title_id, a.book_id, a.custody_id, a.moved,
  EXISTS (SELECT 1 FROM transfer_lines l WHERE l.asset_id = a.id AND l.open) AS in_order
FROM assets a WHERE a.retired_on IS NULL ${where} ORDER BY a.code LIMIT 50`;
const statementSql = `
SELECT cluster_id, organization_id, class, public_benefit, sum(items), sum(cost), sum(depreciation), sum(impairment) FROM asset_sums
WHERE entry_on <= $1 GROUP BY 1, 2, 3, 4`;

async function comparePages({ client, reader, place }: At, rounds: number): Promise<Compared[]> {
  const page = (question: string, asked: object, where: string, values: readonly string[]) =>
    compare(question, rounds, CALLS, {
      ours: () => reader.query('assets.list', asked),
      floor: () => client.query(pageSql(where), [...values]),
    });
  const { cluster, owner, middle, today } = place;
  const statement = (question: string, procedure: string) =>
    compare(question, rounds, CALLS, {
      ours: () => reader.query(procedure, { asOf: today }),
      floor: () => client.query(statementSql, [today]),
    });
  return [
    await page('register, first page (HTTP)', {}, '', []),
    await page('register, page in the middle', { cursor: middle }, 'AND a.code > $1', [middle]),
    await page('register of a cluster', { clusterId: cluster }, 'AND a.cluster_id = $1', [cluster]),
    await page(
      'register of a cluster, in the middle',
      { clusterId: cluster, cursor: middle },
      'AND a.cluster_id = $1 AND a.code > $2',
      [cluster, middle],
    ),
    await page('register of a company', { ownerId: owner }, 'AND a.book_id = $1', [owner]),
    await page(
      'register of a company, in the middle',
      { ownerId: owner, cursor: middle },
      'AND a.book_id = $1 AND a.code > $2',
      [owner, middle],
    ),
    await statement('board of clusters', 'assets.statement'),
    await statement('statement by cluster, company, class', 'assets.statementTable'),
  ];
}

/** Every card of the zone, all checks, against adding the cards up once. */
function compareReconciliation({ client, db, place }: At, rounds: number): Promise<Compared> {
  const scope = { zone: ZONE, organizations: '*' } as const;
  return compare('reconciliation of all cards', rounds, 1, {
    ours: () =>
      inSnapshot(db, scope, async (tx) => {
        const { lights } = await reconcileScope(tx, { organizationId: null, asOf: place.today });
        const red = lights.filter(({ state }) => state === 'red');
        if (red.length > 0) throw new Error(`lights are red: ${JSON.stringify(red)}`);
      }),
    floor: () => client.query('SELECT sum(cost), sum(depreciation), sum(impairment) FROM assets'),
  });
}

async function measureAt(
  stack: BenchStack,
  assets: number,
  rounds: number,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Sized> {
  const name = `pages_${assets}`;
  say(`正在造 ${assets} 项资产 / making ${assets} assets`);
  await stack.createDatabase(name);
  const server = await stack.serve(name);
  const url = stack.databaseUrl(name);
  const client = new pg.Client({ connectionString: url });
  const db = connect(appUrl(url), 2);
  await client.connect();
  try {
    await client.query(`SET search_path = ${SCHEMA}, public`);
    const began = performance.now();
    await fillAssets(client, assets, signal);
    const filledSeconds = (performance.now() - began) / 1000;
    say(`造数用了 ${filledSeconds.toFixed(0)} 秒，正在取数 / made in ${filledSeconds.toFixed(0)} s, reading`);
    const reader = await signIn(stack.url, READER, stack.passwords().get(READER) ?? '');
    const middle = `BENCH-${String(Math.floor(assets / 2)).padStart(8, '0')}`;
    const { rows } = await client.query<{ cluster: string; owner: string }>(
      'SELECT cluster_id AS cluster, book_id AS owner FROM assets WHERE code = $1',
      [middle],
    );
    const { today } = await reader.query<{ today: string }>('session.me');
    const place = { cluster: rows[0]?.cluster ?? '', owner: rows[0]?.owner ?? '', middle, today };
    const at = { client, reader, db, place };
    const figures = [...(await comparePages(at, rounds)), await compareReconciliation(at, rounds)];
    return { assets, filledSeconds, figures };
  } finally {
    await client.end();
    await db.close();
    await server.stop();
    await stack.dropDatabase(name);
  }
}

/** Pages of the register, statement and reconciliation at fifty thousand assets and at many, each against plain SQL of the same answer. */
export async function measurePages(
  stack: BenchStack,
  wanted: { readonly assets: number; readonly rounds: number },
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<PagesReport> {
  const at = (assets: number) => measureAt(stack, assets, wanted.rounds, signal, say);
  return { small: await at(SMALL), large: await at(wanted.assets) };
}

/** A line a question: time, floor and ratio at both sizes, and the growth between them. */
export function showPages({ small, large }: PagesReport): string[] {
  return [
    `pages at ${small.assets} and ${large.assets} assets (made in ${large.filledSeconds.toFixed(0)} s)`,
    ...large.figures.map((figure) => {
      const before = small.figures.find(({ question }) => question === figure.question);
      const growth = figure.ms.median / (before?.ms.median ?? Number.NaN);
      return [
        `  ${figure.question}: ${showSpread(figure.ms, 1)} ms, plain SQL ${showSpread(figure.floorMs, 1)} ms`,
        `ratio ${showSpread(figure.ratio, 2)}, at ${small.assets} ${before?.ms.median.toFixed(1) ?? '—'} ms, growth ${growth.toFixed(2)}`,
      ].join(', ');
    }),
  ];
}
