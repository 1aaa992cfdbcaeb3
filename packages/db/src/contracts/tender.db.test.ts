import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx } from '../kernel/transaction.ts';
import { savePosts } from '../organizations/person.store.ts';
import {
  digestLike,
  everything,
  newId,
  postRow,
  rowsOf,
  someCompany,
  somePerson,
  verdict,
} from '../testing/builders.ts';
import {
  draftedTender,
  handIn,
  lotRow,
  moveDeadline,
  noticeDays,
  publishedTender,
  SHARES,
  someSupplier,
  tenderRow,
} from '../testing/tender-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import { bidsToOpen, saveOpening, saveShare } from './bid.store.ts';
import type { OpenedBidRow } from './bids.model.ts';
import {
  changeTender,
  saveAnswer,
  saveAward,
  saveEvaluation,
  saveObjection,
  savePanelCommitment,
  savePanelDraw,
  saveTender,
  saveTenderChange,
} from './tender.store.ts';
import type { TenderRow } from './tenders.model.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const said = (body: (tx: Tx) => Promise<unknown>): Promise<string> => verdict(work(body));
const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const dayIn = (days: number): string =>
  new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);

const { company, suppliers } = await work(async (tx) => ({
  company: await someCompany(tx),
  suppliers: [await someSupplier(tx), await someSupplier(tx), await someSupplier(tx)],
}));
const person = await work((tx) => somePerson(tx));

test.each([
  ['a day too early', { earliestDeadline: dayIn(31) }, '23514'],
  ['fewer than twenty days', { earliestDeadline: dayIn(19) }, '23514'],
  ['an opening at another moment', { opensAt: new Date(Date.now() + 31 * 86_400_000) }, '23514'],
  ['documents from yesterday', { documentsFrom: dayIn(-1) }, 'GY077'],
  ['published at another time than now', { publishedAt: new Date(Date.now() - 3_600_000) }, 'GY077'],
] as const)('a notice is refused with %s', async (_, over: Partial<TenderRow>, state) => {
  const { row } = await work((tx) => draftedTender(tx, company));
  expect(await said((tx) => changeTender(tx, row.id, noticeDays(over)))).toBe(state);
  expect(await said((tx) => changeTender(tx, row.id, noticeDays()))).toBe('accepted');
});

test('a notice needs lots, documents and a key', async () => {
  const row = tenderRow(company, person);
  await work((tx) => saveTender(tx, row, [lotRow(row.id)], []));
  expect(await said((tx) => changeTender(tx, row.id, noticeDays()))).toBe('GY073');
});

test('a tender begins as a draft, goes one way, and what it is about stays', async () => {
  expect(
    await said((tx) =>
      saveTender(tx, tenderRow(company, person, { state: 'cancelled', endedBecause: 'x' }), [], []),
    ),
  ).toBe('GY071');
  const { row } = await work((tx) => publishedTender(tx, company));
  for (const state of ['draft', 'evaluated', 'publicized', 'awarded'] as const)
    expect(['GY071', '23514']).toContain(await said((tx) => changeTender(tx, row.id, { state })));
  expect(await said((tx) => changeTender(tx, row.id, { title: '另一个' }))).toBe('42501');
  expect(
    await verdict(
      inTransaction(db.owner, everything, (tx) =>
        query(tx, `UPDATE tenders SET ceiling = 1 WHERE id = $1`, [row.id]),
      ),
    ),
  ).toBe('GY071');
  expect(
    await said((tx) =>
      query(
        tx,
        `INSERT INTO tender_lots (id, tender_id, code, title, kind, estimate) VALUES ($1, $2, 'L9', '加', 'works', 1)`,
        [newId(), row.id],
      ),
    ),
  ).toBe('GY071');
});

test('a deadline moves on and never back; a change that bidders must reckon with leaves fifteen days', async () => {
  const { row } = await work((tx) => publishedTender(tx, company));
  const move = (days: number) => {
    const deadline = new Date(Date.now() + days * 86_400_000);
    return said((tx) => changeTender(tx, row.id, { deadline, opensAt: deadline }));
  };
  expect(await move(29)).toBe('GY077');
  expect(await move(31)).toBe('accepted');
  await moveDeadline(db, row.id, 5 * 86_400);
  const [now] = await work((tx) =>
    query<{ deadline: Date }>(tx, 'SELECT deadline FROM tenders WHERE id = $1', [row.id]),
  );
  const before = now?.deadline as Date;
  const change = (affects: boolean, after: Date) =>
    said(async (tx) => {
      if (after > before) await changeTender(tx, row.id, { deadline: after, opensAt: after });
      await saveTenderChange(tx, {
        ...{ id: newId(), tenderId: row.id, kind: 'amendment', text: '改', affects, mustExtendTo: null },
        ...{ deadlineBefore: before, deadlineAfter: after, issuedAt: new Date(), personId: person },
      });
    });
  expect(await change(true, before)).toBe('GY077');
  expect(await change(false, before)).toBe('accepted');
  expect(await change(true, new Date(Date.now() + 16 * 86_400_000))).toBe('accepted');
  await moveDeadline(db, row.id, -1);
  expect(await move(40)).toBe('GY077');
});

test('the seed is committed to before the deadline', async () => {
  const { row } = await work((tx) => publishedTender(tx, company));
  const commit = () =>
    said((tx) =>
      savePanelCommitment(tx, {
        ...{ tenderId: row.id, commitment: digestLike('a'), listDigest: digestLike('b'), experts: ['ZJ1'] },
        ...{ committedAt: new Date(), personId: person },
      }),
    );
  await moveDeadline(db, row.id, -1);
  expect(await commit()).toBe('GY074');
  await moveDeadline(db, row.id, 60);
  expect(await commit()).toBe('accepted');
});

test('a bidder acts for a supplier and for nobody else', async () => {
  const [supplier] = suppliers;
  if (supplier === undefined) throw new Error('no supplier');
  const grant = (personId: string, organizationId: string, kind: 'company_handler' | 'supplier_bidder') =>
    said((tx) => savePosts(tx, [postRow({ personId, organizationId, kind })]));
  expect(await grant(supplier.person, company, 'company_handler')).toBe('GY070');
  expect(await grant(await work((tx) => somePerson(tx)), company, 'supplier_bidder')).toBe('GY070');
  expect(await grant(await work((tx) => somePerson(tx)), supplier.id, 'company_handler')).toBe('GY070');
});

test('no zone becomes the example, whose clock may go ahead', async () => {
  await work((tx) => query(tx, `INSERT INTO zone (name, illustrative) VALUES ('示例', false)`));
  expect(await said((tx) => query(tx, 'UPDATE zone SET illustrative = true'))).toBe('GY072');
  const ahead = await work(async (tx) => {
    await query(tx, `SELECT set_config('guanyun.days_ahead', '40', true)`);
    return query<{ n: number }>(
      tx,
      'SELECT extract(epoch FROM tender_clock() - clock_timestamp())::int AS n',
    );
  });
  expect(ahead).toEqual([{ n: 0 }]);
});

const seed = 'ab'.repeat(32);

/** A tender opened with three bids, its panel committed to. */
async function opened() {
  const { row, holders } = await work((tx) => publishedTender(tx, company));
  await work((tx) =>
    savePanelCommitment(tx, {
      ...{ tenderId: row.id, commitment: hash(Buffer.from(seed, 'hex')), listDigest: digestLike('b') },
      ...{ experts: ['ZJ1', 'ZJ2', 'ZJ3', 'ZJ4', 'ZJ5'], committedAt: new Date(), personId: person },
    }),
  );
  for (const supplier of suppliers) await handIn(db, row.id, supplier, newId());
  await moveDeadline(db, row.id, -1);
  for (const place of [1, 2])
    await work((tx) =>
      saveShare(tx, {
        ...{ tenderId: row.id, place, share: SHARES[place - 1] as string, givenAt: new Date() },
        personId: holders[place - 1] as string,
      }),
    );
  const bids = await work(async (tx) => {
    const rows = (await bidsToOpen(tx, row.id)).map(({ id: bidId, supplierId, digest }, index) => ({
      ...{ bidId, tenderId: row.id, supplierId, digest, outcome: 'opened', because: '' },
      ...{ price: `${900 + index}.00`, content: {}, contentKey: 'k' },
    })) as OpenedBidRow[];
    const [clock] = await query<{ at: Date }>(tx, 'SELECT tender_clock() AS at');
    const opening = { tenderId: row.id, receipts: 3, digest: digestLike('c'), personId: person };
    await saveOpening(tx, { ...opening, openedAt: clock?.at as Date }, rows);
    await changeTender(tx, row.id, { state: 'opened' });
    return rows;
  });
  const receipts = bids.map(({ digest }) => digest).sort();
  const draw = {
    ...{ tenderId: row.id, round: 1, seed, receipts, excluded: [] as string[], because: '', seats: 4 },
    ...{ drawn: ['ZJ1', 'ZJ2', 'ZJ3', 'ZJ4'], drawnAt: new Date(), personId: person },
  };
  return { row, bids, draw };
}

test('a panel is drawn by the seed committed to, from the list, with every receipt', async () => {
  const { draw } = await opened();
  const tried = (over: Partial<typeof draw>) => said((tx) => savePanelDraw(tx, { ...draw, ...over }));
  expect(await tried({ seed: 'cd'.repeat(32) })).toBe('GY074');
  expect(await tried({ drawn: ['ZJ1', 'ZJ2', 'ZJ3', 'ZJ9'] })).toBe('GY074');
  expect(await tried({ excluded: ['ZJ1'] })).toBe('GY074');
  expect(await tried({ receipts: draw.receipts.slice(1) })).toBe('GY074');
  expect(await tried({ round: 2 })).toBe('GY074');
  expect(await tried({})).toBe('accepted');
});

/** From the evaluation to the publicity: first, second and third by price. */
async function publicized() {
  const { row, bids, draw } = await opened();
  const evaluate = (ranks: readonly [number, number]) =>
    said(async (tx) => {
      const ranking = bids.map(({ bidId }, index) => ({ id: bidId, rank: index + 1 }));
      const marks = { report: digestLike('d'), evaluatedAt: new Date(), personId: person };
      const evaluation = { tenderId: row.id, input: {}, result: { ranking }, conflicts: {}, ...marks };
      const candidates = ranks.map((of, index) => {
        const { bidId, supplierId, price } = bids[of] as OpenedBidRow;
        return { tenderId: row.id, rank: index + 1, bidId, supplierId, price: price ?? '' };
      });
      await saveEvaluation(tx, evaluation, candidates);
      await changeTender(tx, row.id, { state: 'evaluated' });
    });
  expect(await evaluate([0, 1])).toBe('GY078');
  await work((tx) => savePanelDraw(tx, draw));
  expect(await evaluate([1, 0])).toBe('GY078');
  expect(await evaluate([0, 1])).toBe('accepted');
  const publicity = (from: string, ends: string) =>
    said((tx) => changeTender(tx, row.id, { state: 'publicized', publicityFrom: from, publicityEnds: ends }));
  expect(await publicity(dayIn(0), dayIn(2))).toBe('23514');
  expect(await publicity(dayIn(-3), dayIn(0))).toBe('GY077');
  expect(await publicity(dayIn(0), dayIn(3))).toBe('accepted');
  return { row, bids };
}

test('candidates are the first of the ranking; the first is awarded when publicity is over and nothing is open', async () => {
  const { row, bids } = await publicized();
  const award = (of: number, over: object = {}) =>
    said(async (tx) => {
      const { bidId, supplierId, price } = bids[of] as OpenedBidRow;
      await saveAward(tx, {
        ...{ id: newId(), tenderId: row.id, bidId, supplierId, price: price ?? '', noticeOn: dayIn(0) },
        ...{ signBy: dayIn(30), personId: person, ...over },
      });
      await changeTender(tx, row.id, { state: 'awarded' });
    });
  expect(await award(0)).toBe('GY076');
  const objectionId = newId();
  await inTransaction(db.app, rowsOf(suppliers[1]?.id ?? ''), (tx) =>
    saveObjection(tx, {
      ...{ id: objectionId, tenderId: row.id, kind: 'result', text: '异议', raisedAt: new Date() },
      answerBy: dayIn(3),
    }),
  );
  await inTransaction(db.owner, everything, async (tx) => {
    await query(tx, 'SET LOCAL session_replication_role = replica');
    await query(
      tx,
      `UPDATE tenders SET publicity_from = current_date - 9, publicity_ends = current_date - 5 WHERE id = $1`,
      [row.id],
    );
  });
  expect(await award(0)).toBe('GY076');
  const late = {
    id: newId(),
    tenderId: row.id,
    kind: 'result' as const,
    text: '迟',
    raisedAt: new Date(),
    answerBy: dayIn(3),
  };
  expect(await said((tx) => saveObjection(tx, late))).toBe('GY076');
  await work((tx) =>
    saveAnswer(tx, {
      ...{
        objectionId,
        tenderId: row.id,
        text: '答',
        upheld: false,
        answeredAt: new Date(),
        personId: person,
      },
    }),
  );
  expect(await award(1)).toBe('GY076');
  expect(await award(0, { price: '1.00' })).toBe('GY076');
  expect(await award(0, { noticeOn: dayIn(1), signBy: dayIn(31) })).toBe('GY076');
  expect(await said((tx) => changeTender(tx, row.id, { state: 'awarded' }))).toBe('GY076');
  expect(await award(0)).toBe('accepted');
  expect(await award(0)).not.toBe('accepted');
});
