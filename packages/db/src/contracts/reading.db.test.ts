import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Scope, type Tx } from '../kernel/transaction.ts';
import { savePosts } from '../organizations/person.store.ts';
import { everything, newId, postRow, rowsOf, someCompany, somePerson, verdict } from '../testing/builders.ts';
import { draftedTender } from '../testing/tender-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import { type Read, readingsOf, saveReading } from './reading.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const as = <T>(scope: Scope, body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, scope, body);
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => as(everything, body);

const { company, other, person, post, tenderId } = await work(async (tx) => {
  const [id, stranger, reader] = [await someCompany(tx), await someCompany(tx), await somePerson(tx)];
  const row = postRow({ personId: reader, organizationId: id, kind: 'company_handler' });
  await savePosts(tx, [row]);
  const { row: tender } = await draftedTender(tx, id);
  return { company: id, other: stranger, person: reader, post: row.id, tenderId: tender.id };
});
const look = (scope: Scope, of: Read = { tenderId }) =>
  as(scope, (tx) => saveReading(tx, of, { personId: person, onBehalfPersonId: null, postId: post }));
const seen = (scope: Scope) => as(scope, (tx) => readingsOf(tx, { tenderId }, 10));

test('within ten minutes a person is kept once; post and moment are the database’s', async () => {
  await look(rowsOf(company));
  await look(rowsOf(company));
  await look(everything);
  const rows = await seen(everything);
  // The ten minutes may have turned between two of the three.
  expect([1, 2]).toContain(rows.length);
  expect(rows[0]).toMatchObject({ personId: person, postKind: 'company_handler', organizationId: company });
  expect(Math.abs((rows[0]?.readAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
});

test('another ten minutes are another row', async () => {
  const before = (await seen(everything)).length;
  await inTransaction(db.owner, everything, async (tx) => {
    await query(tx, 'SET LOCAL session_replication_role = replica');
    await query(
      tx,
      `INSERT INTO page_readings SELECT tender_id, contract_id, person_id, on_behalf_person_id, post_id, post_kind, organization_id,
         read_at - interval '10 minutes', ten_minutes - 5 FROM page_readings LIMIT 1`,
    );
  });
  expect(await seen(everything)).toHaveLength(before + 1);
});

test('a company sees none of it, and keeps none in another’s name', async () => {
  expect(await seen(rowsOf(company))).toEqual([]);
  expect(await verdict(look(rowsOf(other)))).toBe('42501');
});

test('what is looked at is there, and what was kept stays', async () => {
  expect(await verdict(look(everything, { contractId: newId() }))).toBe('23503');
  for (const sql of ['UPDATE page_readings SET read_at = now()', 'DELETE FROM page_readings'])
    expect(await verdict(work((tx) => query(tx, sql)))).toBe('42501');
  const owned = inTransaction(db.owner, everything, (tx) => query(tx, 'DELETE FROM page_readings'));
  expect(await verdict(owned)).toBe('GY001');
});
