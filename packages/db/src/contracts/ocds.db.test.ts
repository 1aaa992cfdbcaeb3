import { afterAll, expect, test } from 'vitest';
import { inTransaction, type Tx } from '../kernel/transaction.ts';
import { everything, newId, rowsOf, someCompany, somePerson, verdict } from '../testing/builders.ts';
import { contractRow, publishedList } from '../testing/cooperation-builders.ts';
import { draftedTender, publishedTender, someSupplier } from '../testing/tender-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import { saveContract } from './contract.store.ts';
import { lineOf, type OcdsReleaseRow, publicProcesses, publicReleases, saveRelease } from './ocds.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const company = await work((tx) => someCompany(tx));
const tender = async (): Promise<string> => (await work((tx) => publishedTender(tx, company))).row.id;
const invitedTender = (): Promise<string> =>
  work(async (tx) => {
    const guests = [await someSupplier(tx), await someSupplier(tx), await someSupplier(tx)];
    return (
      await publishedTender(
        tx,
        company,
        { method: 'invited' },
        guests.map(({ id }) => id),
      )
    ).row.id;
  });

const row = (over: Partial<OcdsReleaseRow>): OcdsReleaseRow => ({
  ...{ ocid: `x-${newId()}`, number: 1, tenderId: null, contractId: null, tags: ['tender'], content: {} },
  ...{ releasedAt: new Date('2026-06-01T00:00:00Z'), ...over },
});
const saved = (one: OcdsReleaseRow): Promise<string> => verdict(work((tx) => saveRelease(tx, one)));

test('a line is numbered from one without a gap, each release later than the one before, of one process', async () => {
  const first = row({ tenderId: await tender() });
  const later = (ms: number) => new Date(first.releasedAt.getTime() + ms);
  expect(await saved({ ...first, number: 2 })).toBe('GY094');
  expect(await saved(first)).toBe('accepted');
  expect(await saved({ ...first, number: 3, releasedAt: later(1) })).toBe('GY094');
  expect(await saved({ ...first, number: 2 })).toBe('GY094');
  expect(await saved({ ...first, number: 2, releasedAt: later(1), tenderId: await tender() })).toBe('GY094');
  expect(await saved({ ...first, number: 2, releasedAt: later(1) })).toBe('accepted');
  // A second line for the same tender is none.
  expect(await saved(row({ tenderId: first.tenderId }))).toBe('23505');
});

test('a draft, a contract on an award and a contract on the market are no processes of their own', async () => {
  const draft = (await work((tx) => draftedTender(tx, company))).row.id;
  expect(await saved(row({ tenderId: draft }))).toBe('GY094');
  expect(await saved(row({}))).toBe('GY094');
  const person = await work((tx) => somePerson(tx));
  const market = await work(async (tx) => {
    const outside = await someCompany(tx);
    const { list, item } = await publishedList(tx, [company]);
    const of = { listId: list.id, itemId: item.id, entityId: company, personId: person };
    const off = { listId: null, itemId: null, mode: null, counterpartyId: outside, state: 'signed' } as const;
    const one = { ...contractRow(of), ...off, origin: 'market', layer: 'service' } as const;
    await saveContract(tx, one);
    return one.id;
  });
  expect(await saved(row({ contractId: market }))).toBe('GY094');
});

test('an open tender is public whoever says otherwise; an invited one is its tenderer’s', async () => {
  const [open, invited] = [row({ tenderId: await tender() }), row({ tenderId: await invitedTender() })];
  for (const one of [open, invited]) expect(await saved(one)).toBe('accepted');
  const seen = (scope: Parameters<typeof inTransaction>[1], ocid: string) =>
    inTransaction(db.app, scope, async (tx) => (await lineOf(tx, ocid)).length);
  const nobody = rowsOf();
  expect([await seen(nobody, open.ocid), await seen(nobody, invited.ocid)]).toEqual([1, 0]);
  expect(await seen(rowsOf(company), invited.ocid)).toBe(1);
  const inBulk = await inTransaction(db.app, everything, (tx) => publicReleases(tx, null, 999));
  expect(inBulk.map(({ ocid }) => ocid)).toContain(open.ocid);
  expect(inBulk.map(({ ocid }) => ocid)).not.toContain(invited.ocid);
});

test('a reader of all public releases, page by page, misses none and meets none twice; processes come once, the latest first', async () => {
  const lines: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const first = row({ tenderId: await tender(), releasedAt: new Date(Date.UTC(2026, 6, 1)) });
    lines.push(first.ocid);
    for (const number of [1, 2, 3])
      await work((tx) =>
        saveRelease(tx, { ...first, number, releasedAt: new Date(Date.UTC(2026, 6, number, n % 2)) }),
      );
  }
  const read: string[] = [];
  for (let after: Parameters<typeof publicReleases>[1] = null; ; ) {
    const page = await work((tx) => publicReleases(tx, after, 2));
    const last = page.at(-1);
    if (last === undefined) break;
    read.push(...page.map(({ ocid, number }) => `${ocid}/${number}`));
    after = { releasedAt: last.releasedAt, ocid: last.ocid, number: last.number };
  }
  expect(new Set(read).size).toBe(read.length);
  for (const ocid of lines) for (const number of [1, 2, 3]) expect(read).toContain(`${ocid}/${number}`);
  const processes = await work((tx) => publicProcesses(tx, null, 99));
  expect(processes.filter(({ ocid }) => lines.includes(ocid))).toHaveLength(3);
  const moments = processes.map(({ changedAt }) => changedAt.toISOString());
  expect(moments).toEqual(moments.toSorted().toReversed());
});
