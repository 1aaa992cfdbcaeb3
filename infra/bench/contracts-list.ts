import pg from 'pg';
import { type BenchStack, SCHEMA } from './bench-stack.ts';
import { showSpread } from './figures.ts';
import { type Compared, compare } from './side-by-side.ts';
import { type Speaker, signIn } from './speaker.ts';

const SMALL = 10_000;
const PORTION = 50_000;
/** Calls of each side in a round; the round's figure is their median. */
const CALLS = 9;

type Sized = {
  readonly contracts: number;
  readonly filledSeconds: number;
  readonly figures: readonly Compared[];
};
export type ListReport = { readonly small: Sized; readonly large: Sized };

/** Suppliers beside the contracts: one for every ten. */
const suppliers = `
WITH made AS (INSERT INTO organizations (id, code, kind, established_on, source)
  SELECT gen_random_uuid(), 'BS' || lpad(n::text, 7, '0'), 'supplier', '2020-01-01', 'illustrative' FROM generate_series($1::int, $2::int) n RETURNING id, code)
INSERT INTO organization_names (organization_id, name, status, valid_from) SELECT id, '示例供应商 ' || code, 'known', '2020-01-01' FROM made`;
/** A portion of contracts over all clusters, companies, layers and a thousandth as many projects, signed over ten years. */
const portion = `
WITH c AS (SELECT array_agg(id ORDER BY code) AS ids FROM clusters),
  o AS (SELECT array_agg(id ORDER BY code) AS ids FROM organizations WHERE kind = 'company'),
  s AS (SELECT array_agg(id ORDER BY code) AS ids FROM organizations WHERE kind = 'supplier' AND code LIKE 'BS%'),
  p AS (SELECT id FROM persons ORDER BY id LIMIT 1)
INSERT INTO contracts (id, number, title, origin, layer, entity_id, counterparty_id, cluster_id, project, amount, current_amount, question, result, question_digest,
  direct_cause, direct_text, decided_on, signed_on, completion_due, completed_on, ended_on, state, person_id)
SELECT gen_random_uuid(), 'B-' || lpad(n::text, 8, '0'), '示例合同 ' || n || ' 号', 'direct',
  (ARRAY['works', 'survey', 'design', 'supervision', 'goods', 'service'])[1 + n % 6], o.ids[1 + n / 7 % cardinality(o.ids)],
  s.ids[1 + n % cardinality(s.ids)], c.ids[1 + n % cardinality(c.ids)], 'P-' || n % (1 + $3::int / 1000), 100000 + n % 900000, 100000 + n % 900000,
  '{}', '{"lots": [{"mustTender": false}]}', 'bench', 'BELOW', '示例', d.on, d.on, d.on + 300,
  CASE WHEN n % 4 > 1 THEN d.on + 200 END, CASE WHEN n % 4 = 3 THEN d.on + 900 END, (ARRAY['signed', 'in_force', 'completed', 'closed'])[1 + n % 4], p.id
FROM generate_series($1::int, $2::int) n, c, o, s, p, LATERAL (SELECT date '2015-01-01' + (n::bigint * 7919 % 3650)::int AS on) d`;

/** Portion by portion. The triggers of a contract's life would walk each through its steps, so they stand aside while it is filled. */
export async function fillContracts(
  client: pg.Client,
  contracts: number,
  signal: AbortSignal,
): Promise<void> {
  await client.query(suppliers, [1, Math.max(10, contracts / 10)]);
  await client.query('ALTER TABLE contracts DISABLE TRIGGER USER');
  for (let from = 1; from <= contracts; from += PORTION) {
    signal.throwIfAborted();
    await client.query(portion, [from, Math.min(contracts, from + PORTION - 1), contracts]);
  }
  await client.query('ALTER TABLE contracts ENABLE TRIGGER USER');
  await client.query('VACUUM ANALYZE');
}

type Place = { readonly id: string; readonly on: string; readonly cluster: string; readonly project: string };

/** The page's fifty lines as plain SQL reads them. */
const pageSql = (where: string): string => `
SELECT c.id, c.number, c.title, c.origin, c.layer, c.entity_id, c.counterparty_id, c.cluster_id, c.project, c.amount, c.current_amount, c.paid, c.signed_on, c.state
FROM contracts c ${where} ORDER BY c.signed_on DESC, c.id DESC LIMIT 50`;

async function compareLists(
  client: pg.Client,
  readers: { readonly committee: Speaker; readonly company: Speaker; readonly companyId: string },
  place: Place,
  rounds: number,
): Promise<Compared[]> {
  const cursor = `${place.on}~${place.id}`;
  const { cluster, project } = place;
  const asked: readonly (readonly [string, Speaker, object, string, readonly string[]])[] = [
    ['first page (HTTP)', readers.committee, {}, '', []],
    [
      'page in the middle',
      readers.committee,
      { cursor },
      'WHERE (c.signed_on, c.id) < ($1, $2)',
      [place.on, place.id],
    ],
    ['of a cluster', readers.committee, { clusterId: cluster }, 'WHERE c.cluster_id = $1', [cluster]],
    ['of a project', readers.committee, { project }, 'WHERE c.project = $1', [project]],
    ['of a layer', readers.committee, { layer: 'design' }, 'WHERE c.layer = $1', ['design']],
    [
      'of a state and cluster',
      readers.committee,
      { state: 'in_force', clusterId: cluster },
      'WHERE c.state = $1 AND c.cluster_id = $2',
      ['in_force', cluster],
    ],
    ["a company's own", readers.company, {}, 'WHERE c.entity_id = $1', [readers.companyId]],
  ];
  const figures: Compared[] = [];
  for (const [question, reader, input, where, values] of asked)
    figures.push(
      await compare(question, rounds, CALLS, {
        ours: () => reader.query('contracts.list', input),
        floor: () => client.query(pageSql(where), [...values]),
      }),
    );
  return figures;
}

async function measureAt(
  stack: BenchStack,
  contracts: number,
  rounds: number,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Sized> {
  const name = `contracts_${contracts}`;
  say(`正在造 ${contracts} 份合同 / making ${contracts} contracts`);
  await stack.createDatabase(name);
  const server = await stack.serve(name);
  const client = new pg.Client({ connectionString: stack.databaseUrl(name) });
  await client.connect();
  try {
    await client.query(`SET search_path = ${SCHEMA}, public`);
    const began = performance.now();
    await fillContracts(client, contracts, signal);
    const filledSeconds = (performance.now() - began) / 1000;
    say(`造数用了 ${filledSeconds.toFixed(0)} 秒，正在取数 / made in ${filledSeconds.toFixed(0)} s, reading`);
    const as = (account: string) => signIn(stack.url, account, stack.passwords().get(account) ?? '');
    const [committee, company] = [await as('gwh.shencha'), await as('gf.jingban')];
    const { rows } = await client.query<Place>(
      `SELECT id, signed_on::text AS on, cluster_id AS cluster, project FROM contracts WHERE number = $1`,
      [`B-${String(Math.floor(contracts / 2)).padStart(8, '0')}`],
    );
    const [place] = rows;
    if (place === undefined) throw new Error('no contract in the middle');
    const own = await client.query<{ id: string }>(`SELECT id FROM organizations WHERE code = 'GF'`);
    const readers = { committee, company, companyId: own.rows[0]?.id ?? '' };
    return { contracts, filledSeconds, figures: await compareLists(client, readers, place, rounds) };
  } finally {
    await client.end();
    await server.stop();
    await stack.dropDatabase(name);
  }
}

/** Pages of the list of contracts at ten thousand and at many, each against plain SQL of the same lines. */
export async function measureList(
  stack: BenchStack,
  wanted: { readonly contracts: number; readonly rounds: number },
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<ListReport> {
  const at = (contracts: number) => measureAt(stack, contracts, wanted.rounds, signal, say);
  return { small: await at(SMALL), large: await at(wanted.contracts) };
}

/** A line a question: time, floor and ratio, and the growth between the sizes. */
export function showList({ small, large }: ListReport): string[] {
  return [
    `list at ${small.contracts} and ${large.contracts} contracts (made in ${large.filledSeconds.toFixed(0)} s)`,
    ...large.figures.map((figure) => {
      const before = small.figures.find(({ question }) => question === figure.question);
      const growth = figure.ms.median / (before?.ms.median ?? Number.NaN);
      return [
        `  ${figure.question}: ${showSpread(figure.ms, 1)} ms, plain SQL ${showSpread(figure.floorMs, 1)} ms`,
        `ratio ${showSpread(figure.ratio, 2)}, at ${small.contracts} ${before?.ms.median.toFixed(1) ?? '—'} ms, growth ${growth.toFixed(2)}`,
      ].join(', ');
    }),
  ];
}
