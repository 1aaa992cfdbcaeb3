import { createHash, randomUUID } from 'node:crypto';
import { inTransaction, query } from '@guanyun/db/kernel/transaction.ts';
import { everything } from '@guanyun/db/testing/builders.ts';
import { contentFor } from '@guanyun/db/testing/matter-builders.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HostileServer, hostileServer } from './testing/hostile-server.ts';
import { largeLimits } from './workbook/large-workbook.ts';
import { openZip } from './workbook/zip-archive.ts';

/** What a spreadsheet takes for the beginning of a formula, and what some take for it as well. */
const beginnings = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'] as const;
const rest = `cmd|' /C calc'!A0`;

let server: HostileServer;
beforeAll(async () => {
  server = await hostileServer();
});
afterAll(() => server?.close());

/** Every export there is, with an address that gives rows, by a post that may ask. */
const exportsOf = (): readonly { route: string; query: Record<string, string>; post: PostKind }[] => [
  { route: 'matters.xlsx', query: { filter: '{}' }, post: 'committee_reviewer' },
  { route: 'equity.xlsx', query: { asOf: '2026-06-30' }, post: 'committee_reviewer' },
  {
    route: 'group-accounts.xlsx',
    query: { groupId: server.zone.group, periodEnd: '2026-06-30' },
    post: 'committee_reviewer',
  },
  { route: 'idle-land.xlsx', query: { asOf: '2026-06-30' }, post: 'committee_reviewer' },
  { route: 'assets-statement.xlsx', query: { asOf: '2026-06-30' }, post: 'committee_reviewer' },
  {
    route: 'vouchers.xlsx',
    query: { organizationId: server.zone.group, book: 'financial' },
    post: 'company_finance',
  },
];
/** Statements for machines: text there is text. */
const notSheets = ['equity.json'];

it('no export is left out', () => {
  const routes = server.app.printRoutes({ commonPrefix: false });
  const found = [...routes.matchAll(/[\w-]+\.(?:xlsx|csv|json|xls|tsv)\b/g)].map(([name]) => name);
  const known = [...exportsOf().map(({ route }) => route), ...notSheets, 'releases.json', 'openapi.json'];
  expect([...new Set(found)].sort()).toEqual(known.sort());
});

type Told = { person: string | null; outcome: string; content: { name: string; sha256: string | null } };
const told = (): Promise<Told[]> =>
  inTransaction(server.database.owner, everything, (tx) =>
    query<Told>(
      tx,
      `SELECT person_id AS person, outcome, content::jsonb AS content FROM journal WHERE act = 'evidence.export' ORDER BY index`,
    ),
  );
const fetched = async (path: string, post: PostKind | null) =>
  server.app.inject({
    ...{ method: 'GET', url: path },
    headers: post === null ? {} : { cookie: await server.cookieOf(post) },
  });

it('every file that leaves has its entry first, with its digest; what is refused leaves none', async () => {
  const all = [
    ...exportsOf().map(({ route, query: asked, post }) => ({ route: `/exports/${route}`, asked, post })),
    {
      route: '/exports/equity.json',
      asked: { asOf: '2026-06-30', extent: 'as_of' },
      post: 'committee_reviewer',
    },
  ] as const;
  for (const { route, asked, post } of all) {
    const before = (await told()).length;
    const path = `${route}?${new URLSearchParams(asked)}`;
    for (const [refused, status] of [
      [await fetched(path, null), 401],
      [await fetched(path, 'supplier_bidder'), 403],
      [await fetched(`${route}?asOf=never&filter=[]&book=none&groupId=none`, post), 400],
    ] as const)
      expect([route, refused.statusCode]).toEqual([route, status]);
    expect((await told()).length).toBe(before);
    const answer = await fetched(path, post);
    expect([route, answer.statusCode]).toEqual([route, 200]);
    const entries = await told();
    expect(entries.length).toBe(before + 1);
    const { content, outcome, person } = entries.at(-1) as Told;
    expect([content.sha256, outcome]).toEqual([
      createHash('sha256').update(answer.rawPayload).digest('hex'),
      'accepted',
    ]);
    expect(person).not.toBeNull();
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain(content.name);
  }
});

it('so has the log, and it holds the entry that says so', async () => {
  const answer = await fetched('/log/export.jsonl', 'auditor');
  expect(answer.statusCode).toBe(200);
  const acts = answer.body
    .split('\n')
    .filter((line) => line.startsWith('{"type":"entry"'))
    .map((line) => JSON.parse(JSON.parse(line).leaf).act);
  expect(acts.at(-1)).toBe('evidence.export');
});

/** Puts this in the place of every name and title of the zone, past everything that would refuse it: only the owner can. */
async function nameEverything(text: string): Promise<number> {
  return inTransaction(server.database.owner, everything, async (tx) => {
    await query(tx, 'SET LOCAL session_replication_role = replica');
    const columns = await query<{ table: string; column: string }>(
      tx,
      `SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.data_type = 'text' AND c.is_generated = 'NEVER'
         AND c.column_name IN ('name', 'title', 'summary', 'holder_name', 'head_name', 'number', 'code', 'text')`,
    );
    let changed = 0;
    for (const { table, column } of columns) {
      if (['counters', 'zones', 'journal'].includes(table)) continue;
      await query(tx, 'SAVEPOINT one');
      try {
        // Codes and numbers are unique, and some are checked for their form: these are left.
        await query(tx, `UPDATE ${table} SET ${column} = $1 || right(md5(${table}::text), 8)`, [text]);
        changed += 1;
      } catch {
        await query(tx, 'ROLLBACK TO SAVEPOINT one');
      }
    }
    return changed;
  });
}

type Sheets = {
  readonly formulas: number;
  readonly texts: readonly string[];
  readonly parts: readonly string[];
};

const unescaped = (xml: string): string =>
  xml.replace(/&(amp|lt|gt|quot|apos|#x?[0-9a-f]+);/gi, (_, name: string) => {
    const known: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return known[name] ?? String.fromCodePoint(code);
  });

/** What a spreadsheet will find: texts that are typed as texts, and whatever else would be worked out. Any other cell must be a number. */
function sheetsOf(bytes: Buffer): Sheets {
  const archive = openZip(bytes, largeLimits, () => true);
  if (!archive.ok) throw new Error(JSON.stringify(archive));
  const shared = [
    ...(archive.files.get('xl/sharedStrings.xml')?.toString() ?? '').matchAll(/<si>(.*?)<\/si>/gs),
  ].map(([, si = '']) => unescaped(si.replace(/<[^>]*>/g, '')));
  const texts: string[] = [];
  let formulas = 0;
  for (const [path, data] of archive.files) {
    if (!path.startsWith('xl/worksheets/')) continue;
    const xml = data.toString();
    formulas += xml.match(/<(?:\w+:)?(?:f|hyperlink|definedName|oleObject|control)[\s/>]/g)?.length ?? 0;
    for (const [, attributes = '', inner = ''] of xml.matchAll(/<c(\s[^>]*?)?(?:\/>|>(.*?)<\/c>)/gs)) {
      const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n';
      const value = /<v>(.*?)<\/v>/s.exec(inner)?.[1] ?? '';
      if (type === 's') texts.push(shared[Number(value)] ?? '');
      else if (type === 'inlineStr') texts.push(unescaped(inner.replace(/<[^>]*>/g, '')));
      else expect([type, inner === '' || /^-?\d+(\.\d+)?(E[+-]?\d+)?$/i.test(value)]).toEqual(['n', true]);
    }
  }
  return { formulas, texts, parts: [...archive.files.keys()] };
}

async function exported({
  route,
  query: asked,
  post,
}: ReturnType<typeof exportsOf>[number]): Promise<Sheets> {
  const answer = await server.app.inject({
    url: `/exports/${route}?${new URLSearchParams(asked)}`,
    headers: { cookie: await server.cookieOf(post) },
  });
  expect([route, answer.statusCode]).toEqual([route, 200]);
  expect(answer.headers['content-disposition']).toMatch(/^attachment; /);
  return sheetsOf(answer.rawPayload);
}

it.each(beginnings.map((mark) => [JSON.stringify(mark), mark] as const))(
  'in no export a text that begins with %s is anything but a text',
  async (_, mark) => {
    expect(await nameEverything(`${mark}${rest}`)).toBeGreaterThan(10);
    const met: string[] = [];
    for (const one of exportsOf()) {
      const { formulas, texts, parts } = await exported(one);
      expect([one.route, formulas]).toEqual([one.route, 0]);
      expect(
        parts.filter((part) => /externalLinks|connections|vba|embeddings|activeX|queryTables/i.test(part)),
      ).toEqual([]);
      const hostile = texts.filter((text) => text.includes(rest));
      met.push(`${one.route} ${hostile.length}`);
      // As it was stored: nothing is lost either.
      expect([
        one.route,
        hostile.length > 0 &&
          hostile.some((text) => text.trimStart().startsWith(`${mark}${rest}`.trimStart())),
      ]).toEqual([one.route, true]);
    }
    console.log(`G29: ${JSON.stringify(mark)}: ${met.join(', ')} texts, 0 formulas`);
  },
);

it('a case proposed under such a title is exported as the text that it is', async () => {
  const cookie = await server.cookieOf('company_handler');
  const { group, sub, assetId } = server.zone;
  for (const mark of beginnings) {
    const content = contentFor(group);
    const proposal = { ...content.proposal, assetIds: [assetId], toId: sub };
    const body = { requestId: randomUUID(), ...content, proposal, title: `${mark}提案${rest}` };
    expect((await server.post('matters.propose', JSON.stringify(body), cookie)).statusCode).toBe(200);
  }
  const { formulas, texts } = await exported({
    route: 'matters.xlsx',
    query: { filter: '{}' },
    post: 'committee_reviewer',
  });
  expect(formulas).toBe(0);
  for (const mark of beginnings) expect(texts).toContain(`${mark}提案${rest}`.trim());
});
