import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Scope, type Tx, zoneSchema } from '../kernel/transaction.ts';
import {
  digestLike,
  everything,
  newId,
  rowsOf,
  someCompany,
  somePerson,
  verdict,
} from '../testing/builders.ts';
import {
  draftedTender,
  handIn,
  moveDeadline,
  publishedTender,
  SHARES,
  someSupplier,
} from '../testing/tender-builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '../testing/test-database.ts';
import { bidsOf, bidsToOpen, dueCount, saveBid, saveOpening, saveShare, withdrawBid } from './bid.store.ts';
import type { OpenedBidRow } from './bids.model.ts';
import { changeTender } from './tender.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const as = <T>(scope: Scope, body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, scope, body);
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => as(everything, body);
const one = async <T extends object>(tx: Tx, sql: string, bind: unknown[] = []): Promise<T> => {
  const [row] = await query<T>(tx, sql, bind);
  if (row === undefined) throw new Error('no row');
  return row;
};

const { company, other, suppliers } = await work(async (tx) => ({
  company: await someCompany(tx),
  other: await someCompany(tx),
  suppliers: [await someSupplier(tx), await someSupplier(tx), await someSupplier(tx), await someSupplier(tx)],
}));
const [first, second, third, fourth] = suppliers as [(typeof suppliers)[0], ...typeof suppliers] &
  Record<0 | 1 | 2 | 3, (typeof suppliers)[0]>;
const published = () => as(rowsOf(company), (tx) => publishedTender(tx, company));

/** Three bids and a withdrawn one, the deadline behind, the shares given. */
async function due(bids: readonly (typeof first)[] = [first, second, third]) {
  const { row, holders } = await published();
  const ids: string[] = [];
  for (const [n, supplier] of bids.entries())
    ids.push(await handIn(db, row.id, supplier, `封 ${n} ${newId()}`));
  await moveDeadline(db, row.id, -1);
  return { row, holders, ids };
}
async function giveShares(tenderId: string, holders: readonly string[], count: number): Promise<void> {
  for (let i = 0; i < count; i += 1)
    await work((tx) =>
      saveShare(tx, {
        ...{ tenderId, place: i + 1, share: SHARES[i] as string, givenAt: new Date() },
        personId: holders[i] as string,
      }),
    );
}
/** The opening of everything as it stands, changed by `over` before it is saved. */
async function open(
  tenderId: string,
  personId: string,
  over: (rows: OpenedBidRow[]) => OpenedBidRow[] = (rows) => rows,
) {
  return verdict(
    work(async (tx) => {
      const sealed = await bidsToOpen(tx, tenderId);
      const rows = over(
        sealed.map(({ id: bidId, supplierId, digest, withdrawnAt }) => ({
          ...{ bidId, tenderId, supplierId, digest },
          ...(withdrawnAt === null
            ? { outcome: 'opened', because: '', price: '10.00', content: {}, contentKey: 'k' }
            : { outcome: 'withdrawn', because: 'WITHDRAWN', price: null, content: null, contentKey: null }),
        })) as OpenedBidRow[],
      );
      const { at } = await one<{ at: Date }>(tx, 'SELECT tender_clock() AS at');
      await saveOpening(
        tx,
        { tenderId, openedAt: at, receipts: rows.length, digest: digestLike('b'), personId },
        rows,
      );
      await changeTender(tx, tenderId, { state: 'opened' });
    }),
  );
}

test('a bid is seen by its bidder alone: not by the tenderer, the committee, another bidder, nor without a scope', async () => {
  const { row } = await published();
  const id = await handIn(db, row.id, first, '封');
  const seen = async (scope: Scope) =>
    (await as(scope, (tx) => query(tx, 'SELECT id FROM tender_bids WHERE tender_id = $1', [row.id]))).length;
  expect(await seen(rowsOf(first.id))).toBe(1);
  for (const scope of [everything, rowsOf(company), rowsOf(second.id), rowsOf(), rowsOf(first.id, second.id)])
    expect(await seen(scope)).toBe(0);
  expect((await as(rowsOf(first.id), (tx) => bidsOf(tx, first.id, null))).map((bid) => bid.id)).toEqual([id]);
  const [rows] = await db.app.sequelize.query(`SELECT id FROM ${zoneSchema(TEST_ZONE)}.tender_bids`);
  expect(rows).toEqual([]);
});

test('how many bid is told to nobody before the deadline, by no function either', async () => {
  const { row } = await published();
  for (const supplier of [first, second, third]) await handIn(db, row.id, supplier, newId());
  expect(await work((tx) => dueCount(tx, row.id))).toBeNull();
  for (const sql of ['tender_standing', 'tender_bids_to_open'])
    expect(['42501', 'GY072']).toContain(
      await verdict(work((tx) => query(tx, `SELECT ${sql}($1)`, [row.id]))),
    );
  await moveDeadline(db, row.id, -1);
  expect(await work((tx) => dueCount(tx, row.id))).toBe(3);
  expect(await as(rowsOf(other), (tx) => dueCount(tx, row.id))).toBeNull();
});

test('nobody hands a bid in for another, nor who is no supplier', async () => {
  const { row } = await published();
  const bid = { id: newId(), tenderId: row.id, envelope: '封', personId: first.person };
  const digest = 'd1a8d5a9a0e0bd1d8f8ff6e8c2ba2e1df4cf3d4b8d5c0b7a2a6c6c1a7ef0b6e5';
  const into = (scope: Scope, supplierId: string) =>
    verdict(as(scope, (tx) => saveBid(tx, { ...bid, digest, supplierId })));
  expect(await into(rowsOf(second.id), first.id)).not.toBe('accepted');
  expect(await into(everything, first.id)).not.toBe('accepted');
  expect(await into(rowsOf(company), company)).toBe('GY070');
  expect(await into(rowsOf(second.id), second.id)).toBe('GY070');
});

test('an envelope is what its digest says, and stays it', async () => {
  const { row } = await published();
  const bid = { id: newId(), tenderId: row.id, supplierId: first.id, envelope: '封', personId: first.person };
  expect(await verdict(as(rowsOf(first.id), (tx) => saveBid(tx, { ...bid, digest: digestLike('0') })))).toBe(
    '23514',
  );
  const id = await handIn(db, row.id, first, newId());
  for (const set of [`envelope = '改'`, `digest = repeat('0', 64)`, `received_at = now()`]) {
    const sql = `UPDATE tender_bids SET ${set} WHERE id = '${id}'`;
    expect(await verdict(as(rowsOf(first.id), (tx) => query(tx, sql)))).toBe('42501');
    expect(await verdict(inTransaction(db.owner, everything, (tx) => query(tx, sql)))).toBe('GY001');
  }
});

test('one bid of a bidder stands: another only when the first is withdrawn', async () => {
  const { row } = await published();
  const id = await handIn(db, row.id, first, newId());
  expect(await verdict(handIn(db, row.id, first, newId()))).toBe('GY079');
  const by = { tenderId: row.id, supplierId: first.id, personId: first.person };
  expect(
    await verdict(
      as(rowsOf(second.id), (tx) => withdrawBid(tx, { bidId: id, ...by, supplierId: second.id })),
    ),
  ).toBe('GY070');
  await as(rowsOf(first.id), (tx) => withdrawBid(tx, { bidId: id, ...by }));
  expect(await verdict(handIn(db, row.id, first, newId()))).toBe('accepted');
});

test('after the deadline nothing comes in and nothing is taken back, whatever the server’s clock says', async () => {
  const { row, ids } = await due();
  expect(await verdict(handIn(db, row.id, fourth, newId()))).toBe('GY072');
  const by = { bidId: ids[0] as string, tenderId: row.id, supplierId: first.id, personId: first.person };
  expect(await verdict(as(rowsOf(first.id), (tx) => withdrawBid(tx, by)))).toBe('GY072');
  const ahead = as(rowsOf(fourth.id), async (tx) => {
    await query(tx, `SELECT set_config('guanyun.days_ahead', '-5', true)`);
    await saveBid(tx, {
      ...{ id: newId(), tenderId: row.id, supplierId: fourth.id, envelope: 'x', personId: fourth.person },
      digest: '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
    });
  });
  expect(await verdict(ahead)).toBe('GY072');
});

test('an invited tender takes bids of the invited, and shows itself to nobody else', async () => {
  const invited = [first.id, second.id, third.id];
  const { row } = await as(rowsOf(company), (tx) =>
    publishedTender(tx, company, { method: 'invited' }, invited),
  );
  expect(await verdict(handIn(db, row.id, first, newId()))).toBe('accepted');
  expect(await verdict(handIn(db, row.id, fourth, newId()))).toBe('GY070');
  const seen = (scope: Scope) =>
    as(scope, (tx) => query(tx, 'SELECT 1 FROM tenders WHERE id = $1', [row.id]));
  expect([(await seen(rowsOf(first.id))).length, (await seen(rowsOf(fourth.id))).length]).toEqual([1, 0]);
  const others = await as(rowsOf(first.id), (tx) =>
    query(tx, 'SELECT supplier_id FROM tender_invitations WHERE tender_id = $1', [row.id]),
  );
  expect(others).toHaveLength(1);
});

test('no share comes in before the deadline, and after it only its holder’s own', async () => {
  const { row, holders } = await published();
  const give = (place: number, share: string, personId: string) =>
    verdict(work((tx) => saveShare(tx, { tenderId: row.id, place, share, givenAt: new Date(), personId })));
  expect(await give(1, SHARES[0], holders[0] as string)).toBe('GY072');
  await moveDeadline(db, row.id, -1);
  expect(await give(1, SHARES[1], holders[0] as string)).toBe('GY073');
  expect(await give(1, SHARES[0], holders[1] as string)).toBe('GY073');
  expect(await give(1, SHARES[0], holders[0] as string)).toBe('accepted');
});

test('bids are given out at the deadline, to an opening with its shares, and to nobody else', async () => {
  const { row, holders } = await published();
  for (const supplier of [first, second, third]) await handIn(db, row.id, supplier, newId());
  expect(await open(row.id, holders[0] as string)).toBe('GY072');
  await moveDeadline(db, row.id, -1);
  await giveShares(row.id, holders, 1);
  expect(await open(row.id, holders[0] as string)).toBe('GY073');
  await giveSecond(row.id, holders);
  expect(await as(rowsOf(other), (tx) => bidsToOpen(tx, row.id))).toEqual([]);
  expect(await open(row.id, holders[0] as string)).toBe('accepted');
  expect(
    (await work((tx) => query(tx, 'SELECT 1 FROM tender_bids WHERE tender_id = $1', [row.id]))).length,
  ).toBe(3);
  expect(
    (await as(rowsOf(other), (tx) => query(tx, 'SELECT 1 FROM tender_bids WHERE tender_id = $1', [row.id])))
      .length,
  ).toBe(0);
});
const giveSecond = (tenderId: string, holders: readonly string[]) =>
  work((tx) =>
    saveShare(tx, {
      ...{ tenderId, place: 2, share: SHARES[1], givenAt: new Date(), personId: holders[1] as string },
    }),
  );

test('fewer than three bids are not opened, by raw SQL neither; a withdrawn one does not count', async () => {
  const { row, holders } = await published();
  for (const supplier of [first, second]) await handIn(db, row.id, supplier, newId());
  const id = await handIn(db, row.id, third, newId());
  const by = { bidId: id, tenderId: row.id, supplierId: third.id, personId: third.person };
  await as(rowsOf(third.id), (tx) => withdrawBid(tx, by));
  await moveDeadline(db, row.id, -1);
  await giveShares(row.id, holders, 2);
  expect(await open(row.id, holders[0] as string)).toBe('GY075');
  const raw = work(async (tx) => {
    await query(
      tx,
      `INSERT INTO tender_openings (tender_id, opened_at, receipts, digest, person_id) VALUES ($1, clock_timestamp(), 0, $2, $3)`,
      [row.id, digestLike('b'), holders[0]],
    );
    await query(tx, `UPDATE tenders SET state = 'opened' WHERE id = $1`, [row.id]);
  });
  expect(await verdict(raw)).toBe('GY075');
  const alone = work((tx) => query(tx, `UPDATE tenders SET state = 'opened' WHERE id = $1`, [row.id]));
  expect(await verdict(alone)).toBe('GY075');
  const failed = { state: 'failed' as const, endedBecause: '投标人少于三个' };
  expect(await verdict(work((tx) => changeTender(tx, row.id, failed)))).toBe('accepted');
});

test('a tender does not fail for want of bids before the deadline, nor with three', async () => {
  const { row } = await published();
  const fail = () =>
    verdict(work((tx) => changeTender(tx, row.id, { state: 'failed', endedBecause: '无人投标' })));
  expect(await fail()).toBe('GY075');
  for (const supplier of [first, second, third]) await handIn(db, row.id, supplier, newId());
  await moveDeadline(db, row.id, -1);
  expect(await fail()).toBe('GY075');
});

test('an opening lists every receipt as it is, or is none', async () => {
  const { row, holders } = await due([first, second, third, fourth]);
  await giveShares(row.id, holders, 2);
  const by = holders[0] as string;
  expect(await open(row.id, by, (rows) => rows.slice(1))).toBe('GY075');
  expect(
    await open(row.id, by, ([one, ...rest]) => [
      { ...(one as OpenedBidRow), digest: digestLike('9') },
      ...rest,
    ]),
  ).toBe('GY075');
  const hidden = {
    outcome: 'withdrawn',
    because: 'x',
    price: null,
    content: null,
    contentKey: null,
  } as const;
  expect(await open(row.id, by, ([one, ...rest]) => [{ ...(one as OpenedBidRow), ...hidden }, ...rest])).toBe(
    'GY075',
  );
  expect(await open(row.id, by)).toBe('accepted');
});

test('bids are opened once', async () => {
  const { row, holders, ids } = await due();
  await giveShares(row.id, holders, 2);
  expect(await open(row.id, holders[0] as string)).toBe('accepted');
  expect(await open(row.id, holders[0] as string)).toBe('GY075');
  const late = work((tx) =>
    query(
      tx,
      `INSERT INTO tender_opened_bids (bid_id, tender_id, supplier_id, digest, outcome, because) VALUES ($1, $2, $3, $4, 'altered', 'x')`,
      [ids[0], row.id, first.id, digestLike('a')],
    ),
  );
  expect(await verdict(late)).toBe('GY075');
  expect(await verdict(work((tx) => changeTender(tx, row.id, { state: 'published' })))).toBe('GY071');
});

test('an envelope altered behind every trigger cannot be listed as opened', async () => {
  const { row, holders, ids } = await due();
  await giveShares(row.id, holders, 2);
  await inTransaction(db.owner, everything, async (tx) => {
    await query(tx, 'SET LOCAL session_replication_role = replica');
    await query(tx, 'ALTER TABLE tender_bids DROP CONSTRAINT tender_bids_digest');
    await query(tx, `UPDATE tender_bids SET envelope = '偷换' WHERE id = $1`, [ids[1]]);
  });
  expect(await open(row.id, holders[0] as string)).toBe('GY075');
  const altered = {
    outcome: 'altered',
    because: 'DIGEST_DIFFERS',
    price: null,
    content: null,
    contentKey: null,
  } as const;
  const named = (rows: OpenedBidRow[]) =>
    rows.map((bid) => (bid.bidId === ids[1] ? { ...bid, ...altered } : bid));
  expect(await open(row.id, holders[0] as string, named)).toBe('accepted');
});

test('the key is shared among three sides before the notice, and no notice goes out without it', async () => {
  const draft = await as(rowsOf(company), (tx) => draftedTender(tx, company));
  const holder = work(async (tx) =>
    query(
      tx,
      `INSERT INTO tender_key_holders (tender_id, place, role, person_id, organization_id, share_digest) VALUES ($1, 4, 'third', $2, $3, $4)`,
      [draft.row.id, await somePerson(tx), company, digestLike('a')],
    ),
  );
  expect(await verdict(holder)).toBe('GY073');
});

/** How many boundary trials; a release is tried with 1,000. */
const TRIALS = Number(process.env.GUANYUN_DEADLINE_TRIALS ?? 300);
const GAP_MS = 10;

/** Waits until within a millisecond of each deadline, before or behind, hands in, and says what the clock was on both sides. */
const trialFunction = `
CREATE FUNCTION trials(supplier uuid, person uuid) RETURNS TABLE (deadline timestamptz, before timestamptz, after timestamptz, verdict text, received timestamptz)
LANGUAGE plpgsql AS $$
DECLARE t record; n int := 0; target timestamptz;
BEGIN
  FOR t IN SELECT x.id, x.deadline AS due FROM tenders x WHERE x.number LIKE 'T-%' AND x.deadline > clock_timestamp() ORDER BY x.deadline LOOP
    n := n + 1;
    target := t.due + ((n % 21) - 10) * interval '100 microseconds';
    LOOP EXIT WHEN clock_timestamp() >= target; END LOOP;
    deadline := t.due; received := NULL; before := clock_timestamp();
    BEGIN
      INSERT INTO tender_bids (id, tender_id, supplier_id, envelope, digest, received_at, person_id)
      VALUES (gen_random_uuid(), t.id, supplier, t.id::text, encode(sha256(convert_to(t.id::text, 'UTF8')), 'hex'), before, person) RETURNING received_at INTO received;
      verdict := 'accepted';
    EXCEPTION WHEN OTHERS THEN verdict := SQLSTATE;
    END;
    after := clock_timestamp();
    RETURN NEXT;
  END LOOP;
END $$`;

type Trial = { early: boolean; late: boolean; near: boolean; verdict: string; inside: boolean | null };
const ROUNDS_MAX = 8;

/** So many deadlines, one after the other, and a bid around each as near as the machine comes. */
async function triedAt(tenderId: string): Promise<Trial[]> {
  await inTransaction(db.owner, everything, async (tx) => {
    await query(tx, 'SET LOCAL session_replication_role = replica');
    await query(
      tx,
      `INSERT INTO tenders SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'number', 'T-' || gen_random_uuid(), 'documents_from', current_date - 40,
         'earliest_deadline', current_date - 18, 'deadline', x.at + n * $3 * interval '1 millisecond', 'opens_at', x.at + n * $3 * interval '1 millisecond'))).*
       FROM tenders t, generate_series(1, $2::int) n, (SELECT clock_timestamp() + interval '2 seconds' AS at) x WHERE t.id = $1`,
      [tenderId, TRIALS, GAP_MS],
    );
  });
  return as(rowsOf(first.id), async (tx) => {
    await query(tx, `SELECT set_config('statement_timeout', '300s', true)`);
    return query<Trial>(
      tx,
      `SELECT after < deadline AS early, before >= deadline AS late, abs(extract(epoch FROM before - deadline)) <= 0.001 AS near, verdict,
         received < deadline AS inside FROM trials($1, $2)`,
      [first.id, first.person],
    );
  });
}

test(`at ${TRIALS} deadlines and more a bid within a millisecond is in or out as the database’s clock has it: none wrong`, async () => {
  const { row } = await published();
  await inTransaction(db.owner, everything, (tx) => query(tx, trialFunction));
  const trials: Trial[] = [];
  const nearOn = (side: 'early' | 'late') => trials.filter((trial) => trial[side] && trial.near).length;
  const enough = () => nearOn('early') > TRIALS / 10 && nearOn('late') > TRIALS / 10;
  // A machine with much else to do misses the millisecond: it tries again until the trials say something.
  for (let round = 0; round < ROUNDS_MAX && !enough(); round += 1) trials.push(...(await triedAt(row.id)));
  const wrong = trials.filter(
    ({ early, late, verdict: said, inside }) =>
      (early && said !== 'accepted') ||
      (late && said !== 'GY072') ||
      (said === 'accepted' && inside !== true),
  );
  process.stdout.write(
    `G10 by the real clock: ${trials.length} bids around their deadline (${nearOn('early') + nearOn('late')} within 1 ms), ${wrong.length} wrong\n`,
  );
  expect(wrong).toEqual([]);
  expect(trials.length).toBeGreaterThanOrEqual(TRIALS);
  expect(enough()).toBe(true);
}, 600_000);
