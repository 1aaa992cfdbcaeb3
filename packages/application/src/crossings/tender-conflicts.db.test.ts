import { randomUUID } from 'node:crypto';
import type { TenderRow } from '@guanyun/db/contracts/tenders.model.ts';
import { newEvent, saveEquityEvent } from '@guanyun/db/equity/equity.store.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { digestLike, everything, rowsOf, someCompany } from '@guanyun/db/testing/builders.ts';
import { publishedTender, someSupplier } from '@guanyun/db/testing/tender-builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import { conflictsOf } from './tender-conflicts.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

/** So much of a company held by another from a day on. */
const held = (targetId: string, toId: string, subscribed: string, day: string) =>
  work((tx) =>
    saveEquityEvent(
      tx,
      newEvent({
        ...{ id: randomUUID(), kind: 'establish', targetId, toId, subscribed, paid: subscribed },
        ...{
          decidedOn: day,
          registerOn: day,
          registrationOn: day,
          exemption: 'opening',
          source: 'illustrative',
        },
        recordedAt: new Date('2026-01-01T00:00:00Z'),
      }),
    ),
  );
/** As if these had bid and were opened: written by the owner past the checks, which are tried where bids are. */
async function openedWith(tenderer: string, bidders: readonly string[]): Promise<TenderRow> {
  const { row } = await work((tx) => publishedTender(tx, tenderer));
  await inTransaction(db.owner, everything, async (tx) => {
    await query(tx, 'SET LOCAL session_replication_role = replica');
    for (const supplier of bidders)
      await query(
        tx,
        `INSERT INTO tender_opened_bids (bid_id, tender_id, supplier_id, digest, outcome, because, price, content, content_key)
         VALUES (gen_random_uuid(), $1, $2, $3, 'opened', '', 1, '{}', 'k')`,
        [row.id, supplier, digestLike('a')],
      );
  });
  return row;
}

test('who controls whom, and in whom the tenderer has an interest, is read from the register as of the day', async () => {
  const { tenderer, mother, child, partner, free } = await work(async (tx) => ({
    tenderer: await someCompany(tx),
    mother: (await someSupplier(tx)).id,
    child: (await someSupplier(tx)).id,
    partner: (await someSupplier(tx)).id,
    free: (await someSupplier(tx)).id,
  }));
  await held(child, mother, '60.00', '2026-03-01');
  await held(child, free, '40.00', '2026-03-01');
  await held(partner, tenderer, '1.00', '2026-03-01');
  await held(partner, free, '99.00', '2026-05-01');
  const row = await openedWith(tenderer, [mother, child, partner]);
  // The tenderer's own handler asks, who sees neither supplier nor register of others.
  const outcomes = (on: string) =>
    inTransaction(db.app, rowsOf(tenderer), async (tx) =>
      (await conflictsOf(tx, row, on)).bids.map(({ id, outcome, codes }) => [id, outcome, codes] as const),
    );
  const found = new Map((await outcomes('2026-06-01')).map(([id, ...rest]) => [id, rest]));
  expect(found.get(mother)).toEqual(['invalid', ['CONTROL']]);
  expect(found.get(child)).toEqual(['invalid', ['CONTROL']]);
  expect(found.get(partner)).toEqual(['review', ['INTEREST']]);
  const before = await outcomes('2026-02-01');
  expect(before.map(([, outcome]) => outcome)).toEqual(['ok', 'ok', 'ok']);
});

test('the reason names bidders by their names', async () => {
  const { tenderer, one, two } = await work(async (tx) => ({
    tenderer: await someCompany(tx),
    one: (await someSupplier(tx)).id,
    two: (await someSupplier(tx)).id,
  }));
  await held(two, one, '100.00', '2026-03-01');
  const row = await openedWith(tenderer, [one, two]);
  const { bids } = await work((tx) => conflictsOf(tx, row, '2026-06-01'));
  const [name] = await work((tx) =>
    query<{ name: string }>(tx, 'SELECT name FROM organization_names WHERE organization_id = $1', [two]),
  );
  expect(bids.find(({ id }) => id === one)?.because).toContain(name?.name);
});
