import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx, zoneSchema } from '../kernel/transaction.ts';
import { savePosts } from '../organizations/person.store.ts';
import { everything, newId, postRow, someCompany, somePerson, unique, verdict } from '../testing/builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '../testing/test-database.ts';
import {
  type CatalogueVersionRow,
  changeCatalogueVersion,
  findCatalogueVersion,
  releasedCatalogueVersions,
  saveCatalogueDraft,
} from './catalogue.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const [drafter, second] = await work(async (tx) => [await somePerson(tx), await somePerson(tx)]);

let days = 0;
const nextDay = (): string => {
  days += 1;
  return `2027-${String(Math.ceil(days / 28)).padStart(2, '0')}-${String((days % 28) + 1).padStart(2, '0')}`;
};

const draftRow = (over: Partial<CatalogueVersionRow> = {}) => ({
  id: newId(),
  version: unique('2027'),
  state: 'draft' as const,
  revision: 1,
  effectiveFrom: nextDay(),
  retroactive: false,
  legalText: null,
  content: { values: { 'donation.time_limit': '8' } },
  draftedBy: drafter as string,
  draftedAt: new Date('2026-11-22T02:00:00Z'),
  ...over,
});
const draft = async (over: Partial<CatalogueVersionRow> = {}) => {
  const row = draftRow(over);
  await work((tx) => saveCatalogueDraft(tx, row));
  return row;
};
const released = {
  state: 'released' as const,
  releasedBy: second as string,
  releasedOn: '2026-11-22',
  releasedAt: new Date('2026-11-22T03:00:00Z'),
};
const change = (id: string, set: Partial<CatalogueVersionRow>) =>
  verdict(work((tx) => changeCatalogueVersion(tx, id, set)));

test('a draft is changed, released by a second person, and read back as it was drafted', async () => {
  const row = await draft();
  expect(await change(row.id, { revision: 2, content: { values: { 'donation.time_limit': '9' } } })).toBe(
    'accepted',
  );
  expect(await change(row.id, released)).toBe('accepted');
  const read = await work((tx) => findCatalogueVersion(tx, row.id));
  expect(read).toMatchObject({
    state: 'released',
    version: row.version,
    effectiveFrom: row.effectiveFrom,
    content: { values: { 'donation.time_limit': '9' } },
    draftedBy: drafter,
    releasedBy: second,
    releasedOn: '2026-11-22',
  });
  expect((await work(releasedCatalogueVersions)).map((one) => one.id)).toContain(row.id);
});

test('whoever drafted it does not release it', async () => {
  const row = await draft();
  expect(await change(row.id, { ...released, releasedBy: drafter as string })).toBe('23514');
});

test.each<Partial<CatalogueVersionRow>>([
  { content: { values: {} } },
  { effectiveFrom: '2030-01-01' },
  { version: '另名' },
  { state: 'draft', releasedBy: null, releasedOn: null, releasedAt: null },
  { state: 'withdrawn', withdrawnAt: new Date() },
  { releasedOn: '2026-11-23' },
])('a released one stays as it is: %o', async (set) => {
  const row = await draft();
  await change(row.id, released);
  expect(await change(row.id, set)).toBe('GY020');
  const before = await work((tx) => findCatalogueVersion(tx, row.id));
  expect(before).toMatchObject({ state: 'released', version: row.version });
});

test('what is released is what was drafted, by whom it was drafted; nothing begins released or is removed', async () => {
  const row = await draft();
  expect(await change(row.id, { ...released, content: { values: {} } })).toBe('GY020');
  expect(await change(row.id, { draftedBy: second as string })).toBe('GY020');
  expect(await verdict(work((tx) => saveCatalogueDraft(tx, { ...draftRow(), ...released })))).toBe('GY020');
  const table = `${zoneSchema(TEST_ZONE)}.catalogue_versions`;
  expect(await verdict(work((tx) => query(tx, 'DELETE FROM catalogue_versions')))).toBe('42501');
  expect(await verdict(db.owner.sequelize.query(`DELETE FROM ${table} WHERE id = '${row.id}'`))).toBe(
    'GY020',
  );
});

test('one version begins on a day, and two drafts may be meant for it', async () => {
  const row = await draft();
  const rival = await draft({ effectiveFrom: row.effectiveFrom });
  expect(await change(row.id, released)).toBe('accepted');
  expect(await change(rival.id, released)).toBe('23505');
});

test('a name is taken once, and free again when its draft is withdrawn', async () => {
  const row = await draft();
  expect(await verdict(draft({ version: row.version }))).toBe('23505');
  const gone = { state: 'withdrawn' as const, withdrawnBy: second as string, withdrawnAt: new Date() };
  expect(await change(row.id, gone)).toBe('accepted');
  expect(await verdict(draft({ version: row.version }))).toBe('accepted');
  expect(await verdict(draft({ version: 'v1' }))).toBe('23514');
});

test('it begins on the day of release or later; only what law forces reaches back', async () => {
  const past = { effectiveFrom: '2026-11-21' };
  expect(await change((await draft(past)).id, released)).toBe('23514');
  expect(await verdict(draft({ ...past, retroactive: true }))).toBe('23514');
  const forced = await draft({ ...past, retroactive: true, legalText: '某法第一条' });
  expect(await change(forced.id, released)).toBe('accepted');
  expect(await change((await draft({ effectiveFrom: '2026-11-22' })).id, released)).toBe('accepted');
});

test('who keeps the catalogue holds no other post at that time', async () => {
  const hold = (kinds: readonly ('catalogue_admin' | 'committee_reviewer')[], validFrom: string) =>
    verdict(
      work(async (tx) => {
        const personId = await somePerson(tx);
        const organizationId = await someCompany(tx);
        for (const [index, kind] of kinds.entries())
          await savePosts(tx, [
            postRow({
              personId,
              organizationId,
              kind,
              ...(index === 0 ? { validTo: '2026-06-30' } : { validFrom }),
            }),
          ]);
      }),
    );
  expect(await hold(['catalogue_admin', 'committee_reviewer'], '2026-06-30')).toBe('GY002');
  expect(await hold(['committee_reviewer', 'catalogue_admin'], '2026-06-30')).toBe('GY002');
  expect(await hold(['committee_reviewer', 'catalogue_admin'], '2026-07-01')).toBe('accepted');
});
