import pg from 'pg';
import { SCHEMA } from './bench-stack.ts';

const COMPANIES = 40;
/** Titles with the rare words, in a zone of any size. */
const RARE = 20;

const pick = (words: readonly string[]): string =>
  `(ARRAY[${words.map((word) => `'${word}'`).join(',')}])[1 + floor(random() * ${words.length})::int]`;

const title = [
  `'关于'`,
  pick(['东部', '西部', '北部', '南部', '高新', '临港', '空港', '滨江']),
  pick(['园区', '组团', '片区', '新城']),
  pick([
    '标准厂房',
    '污水处理',
    '道路管网',
    '人才公寓',
    '冷链物流',
    '新材料',
    '装备制造',
    '数据中心',
    '热力供应',
    '科创孵化',
  ]),
  pick(['一期', '二期', '三期', '改扩建']),
  pick(['股权转让', '资产处置', '增资扩股', '对外担保', '投资计划', '章程修订', '工程招标', '银行融资']),
  `CASE WHEN n % $2 = 7 THEN '鹤鸣湖' ELSE '' END`,
  `'的'`,
  pick(['请示', '报告', '方案', '申请']),
  `'（示例）'`,
].join(' || ');

/** Most cases of a zone that has run for years are over; a fifth is on its way. */
const states = [
  ...Array<string>(12).fill('completed'),
  ...['issued', 'rejected', 'withdrawn', 'externally_rejected'],
  ...['submitted', 'accepted', 'reviewed', 'on_agenda', 'forwarded'],
];

/** $1: how many rows, $2: the distance between titles with the rare words. */
const rows = `
INSERT INTO matters (id, number, matter, company_id, parties, title, state, content_version, content_digest, amount, level, route, decided_on,
  accepted_on, due_on, due_days, created_at, updated_at)
SELECT gen_random_uuid(), '示例〔' || 2017 + n % 10 || '〕' || n || '号',
  ${pick(['equity_transfer', 'asset_disposal', 'capital_change', 'external_guarantee', 'investment_plan', 'articles_amendment'])},
  c.id, ARRAY[c.id], ${title}, s.state, 1, md5(n::text) || md5(n::text), (random() * 1e8)::numeric(20,2),
  ${pick(['file', 'committee', 'sasac', 'gov'])}, '{}', d.day, t.accepted, t.accepted + 21, 15,
  d.day::timestamptz + random() * interval '20 hours', d.day::timestamptz + random() * interval '30 days'
FROM generate_series(1, $1::int) n
JOIN (SELECT id, row_number() OVER (ORDER BY code DESC) - 1 AS k FROM organizations WHERE code = 'GF' OR code LIKE 'BENCH%') c ON c.k = n % ${COMPANIES}
CROSS JOIN LATERAL (SELECT ${pick(states)} AS state, n AS each) s
CROSS JOIN LATERAL (SELECT current_date - (CASE WHEN s.state IN ('submitted', 'accepted', 'reviewed', 'on_agenda', 'forwarded')
  THEN floor(random() * 60) ELSE 60 + floor(random() * 3000) END)::int AS day, n AS each) d
CROSS JOIN LATERAL (SELECT CASE WHEN s.state NOT IN ('submitted', 'withdrawn') THEN d.day + 2 END AS accepted) t`;

const companies = `
WITH made AS (
  INSERT INTO organizations (id, code, kind, tier, established_on, source)
  SELECT gen_random_uuid(), 'BENCH' || n, 'company', 2, '2016-01-01', 'illustrative' FROM generate_series(1, ${COMPANIES - 1}) n RETURNING id, code)
INSERT INTO organization_names (organization_id, name, status, valid_from) SELECT id, '示例' || code || '公司', 'known', '2016-01-01' FROM made`;

/**
 * Fills the example's zone of a database with so many cases more, of forty companies over ten years. Secondary indexes
 * are made afterwards, from their own definitions, since that is faster by far.
 */
export async function fillZone(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET search_path = ${SCHEMA}, public; SET maintenance_work_mem = '512MB'`);
    await client.query('SELECT setseed(0.42)');
    await client.query(companies);
    const { rows: indexes } = await client.query<{ name: string; made: string }>(
      `SELECT indexname AS name, indexdef AS made FROM pg_indexes
       WHERE schemaname = $1 AND tablename = 'matters' AND indexname NOT IN (SELECT conname FROM pg_constraint)`,
      [SCHEMA],
    );
    for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
    await client.query('BEGIN');
    // Every reference is to a row made above: looking each up a million times would only take time.
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(rows, [count, Math.max(8, Math.floor(count / RARE))]);
    await client.query('COMMIT');
    for (const { made } of indexes) await client.query(made);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}
