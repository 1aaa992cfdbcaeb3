import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, signIn } from './support/client.ts';
import { recordPapers, sheetsOf } from './support/handover.ts';
import { httpPlayer } from './support/http-player.ts';
import { day, idOf, type Player, readCast } from './support/journey.ts';
import { warranted } from './support/plan-warrant.ts';
import { type Stack, startStack } from './support/stack.ts';

// The full count is thirty kills in a booking of ten thousand lines: GUANYUN_KILLS=30 GUANYUN_LINES=10000.
const KILLS = Number(process.env.GUANYUN_KILLS ?? '6');
const LINES = Number(process.env.GUANYUN_LINES ?? '2000');

let stack: Stack;
let player: Player;
let today = '';
beforeAll(async () => {
  stack = await startStack();
  player = httpPlayer(stack);
  today = (await readCast(player)).today;
});
afterAll(async () => {
  await stack.stop();
});

/** So many cards in the group's book, charged through the month before. */
async function manyAssets(): Promise<string[]> {
  const rows = await stack.sql<{ id: string }>(`
    WITH made AS (
      INSERT INTO assets (id, code, name, class, cluster_id, monthly_depreciation, charged_through, formed_on)
      SELECT gen_random_uuid(), left(gen_random_uuid()::text, 13), '设备（示例）', 'equipment', c.id, 1.11, '2020-02-01', '2020-01-01'
      FROM clusters c, generate_series(1, ${LINES}) WHERE c.code = 'FH' RETURNING id),
    facts AS (
      INSERT INTO asset_facts (asset_id, kind, organization_id, valid_from)
      SELECT made.id, k.kind, o.id, '2020-01-01' FROM made, organizations o, unnest(ARRAY['title', 'book', 'custody']) AS k (kind) WHERE o.code = 'GF')
    SELECT id FROM made`);
  const ids = rows.map(({ id }) => id);
  await stack.sql(`INSERT INTO asset_entries (asset_id, organization_id, kind, entry_on, items, cost, cause_id)
    SELECT a.id, a.book_id, 'acquire', a.formed_on, 1, 1000, a.id FROM assets a
    WHERE a.book_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM asset_entries e WHERE e.asset_id = a.id)`);
  return ids;
}

/** An order of so many lines, counted and signed by both, its papers there. */
async function signedSheet(): Promise<string> {
  const { companies } = await readCast(player);
  const assetIds = await manyAssets();
  const proposal = {
    ...{
      matter: 'asset_disposal',
      companyId: idOf(companies, 'GF'),
      toId: idOf(companies, 'FHGS'),
      assetIds,
    },
    ...{ basisDate: day(today, 30), decidedOn: day(today, 10) },
  };
  const draft = { title: '设备划转（示例）', proposal, records: [], materials: [] };
  const { id } = await player.act<{ id: string }>('gf.jingban', 'matters.propose', draft);
  const warrantId = await warranted(stack, id, 'NULL');
  const order = await player.act<{ id: string }>('gf.caiwu', 'assets.createOrder', { warrantId });
  const [sheetId = ''] = await sheetsOf(player, 'gf.caiwu', order.id);
  for (const account of ['gf.caiwu', 'fh.caiwu'])
    await player.act(account, 'assets.count', { sheetId, lines: [], rest: true });
  for (const account of ['gf.caiwu', 'fh.caiwu']) await player.act(account, 'assets.signOrder', { sheetId });
  await recordPapers(player, order.id, { giver: 'gf.caiwu', receiver: 'fh.caiwu' });
  return sheetId;
}

/** What is left of a booking in the lines, the books, the ledger, the vouchers, the warrant and the journal. */
async function traces(sheetId: string): Promise<number[]> {
  const [row] = await stack.sql<Record<string, number>>(`
    SELECT (SELECT count(*)::int FROM transfer_lines WHERE sheet_id = s.id AND state = 'booked') AS lines,
      (SELECT count(*)::int FROM transfer_lines l JOIN assets a ON a.id = l.asset_id WHERE l.sheet_id = s.id AND a.book_id = s.to_id AND a.custody_id = s.to_id) AS moved,
      (SELECT count(*)::int / 2 FROM asset_entries WHERE cause_id = s.id AND kind = 'transfer') AS pairs,
      (SELECT count(*)::int FROM vouchers WHERE sheet_id = s.id) AS vouchers,
      (SELECT count(*)::int FROM warrant_spendings WHERE subject_id = s.id) AS spent,
      (SELECT count(*)::int FROM journal WHERE act = 'assets.book' AND outcome = 'accepted' AND content ->> 'sheet' = s.id::text) AS told
    FROM transfer_sheets s WHERE s.id = '${sheetId}'`);
  return Object.values(row ?? {});
}

const WHOLE = [LINES, LINES, LINES, 2, 1, 1];
const NOTHING = [0, 0, 0, 0, 0, 0];

test(`kill -9 of the server ${KILLS} times while an order of ${LINES} lines is booked leaves all of it or nothing`, async () => {
  let client: Client = await signIn(stack, 'gf.caiwu');
  // Before the reform the two are sister companies of one investor, with others in between.
  const balances = { capitalReserve: '1000000000.00', surplusReserve: '0.00', retained: '0.00' };
  const tax = {
    claims: 'ordinary',
    administrativeOrder: true,
    approvalSays: 'silent',
    businessPurpose: true,
  };
  const booking = (sheetId: string) => ({
    requestId: randomUUID(),
    sheetId,
    deliveredOn: today,
    balances,
    tax,
  });
  const first = await signedSheet();
  const began = Date.now();
  expect((await client.mutate('assets.book', booking(first))).ok).toBe(true);
  const lasts = Date.now() - began;
  expect(await traces(first)).toEqual(WHOLE);
  const found = new Set<string>();
  let asked = booking(await signedSheet());
  for (let kill = 0; kill < KILLS; kill += 1) {
    const answer = client.mutate('assets.book', asked).catch(() => null);
    // Spread over the whole of the act, from before it begins to after it has ended.
    const moment = new Promise((done) => setTimeout(done, (lasts * kill) / Math.max(KILLS - 1, 1)));
    await (kill === KILLS - 1 ? answer : moment);
    await stack.kill();
    const acknowledged = (await answer)?.ok === true;
    const left = await traces(asked.sheetId);
    found.add(left.join());
    expect([WHOLE, NOTHING]).toContainEqual(left);
    if (acknowledged) expect(left).toEqual(WHOLE);
    await stack.start();
    client = await signIn(stack, 'gf.caiwu');
    if (left[0] === 0) continue;
    // Asked again under its own id it is done, and done once.
    expect((await client.mutate('assets.book', asked)).ok).toBe(true);
    expect(await traces(asked.sheetId)).toEqual(WHOLE);
    if (kill < KILLS - 1) asked = booking(await signedSheet());
  }
  expect(found.size).toBe(2);
  const [sums] = await stack.sql<{ apart: number }>(`
    SELECT count(*)::int AS apart FROM (
      SELECT organization_id, sum(cost) AS cost, sum(depreciation) AS depreciation FROM asset_sums GROUP BY 1) s
    FULL JOIN (SELECT book_id AS organization_id, sum(cost) AS cost, sum(depreciation) AS depreciation FROM assets GROUP BY 1) a USING (organization_id)
    WHERE (s.cost, s.depreciation) IS DISTINCT FROM (a.cost, a.depreciation)
      AND (coalesce(s.cost, 0), coalesce(s.depreciation, 0)) <> (coalesce(a.cost, 0), coalesce(a.depreciation, 0))`);
  expect(sums?.apart).toBe(0);
}, 900_000);
