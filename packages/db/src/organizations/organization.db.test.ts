import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx } from '../kernel/transaction.ts';
import {
  everything,
  newId,
  postRow,
  someCluster,
  someCompany,
  somePerson,
  unique,
  verdict,
} from '../testing/builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import {
  allMandates,
  clustersOn,
  findMandate,
  namesOf,
  organizationsById,
  organizationsOn,
  saveClusters,
  saveMandate,
  saveNames,
  saveOrganizations,
} from './organization.store.ts';
import type { MandateRow, OrganizationNameRow, OrganizationRow, PostRow } from './organizations.model.ts';
import { holdersOf, postsOfOrganization, postsOfPersons, savePersons, savePosts } from './person.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const CHECK = '23514';
const UNIQUE = '23505';
const OVERLAP = '23P01';
const FOREIGN = '23503';

const nameRow = (organizationId: string, over: Partial<OrganizationNameRow>): OrganizationNameRow => ({
  organizationId,
  name: '示例公司',
  status: 'known',
  validFrom: '2019-01-01',
  validTo: null,
  ...over,
});

test('an organisation comes back exactly as it was saved, with the name of the day asked for', async () => {
  const row: OrganizationRow = {
    id: newId(),
    code: unique('Z'),
    kind: 'company',
    parentId: await work((tx) => someCompany(tx)),
    form: 'limited',
    tier: 2,
    uscc: '91500000MA5U00000X',
    usccOverride: '校验位存疑',
    important: true,
    netAssets: '123456789012345678.90',
    netAssetsOn: '2025-12-31',
    establishedOn: '2024-02-29',
    source: 'entered',
  };
  await work(async (tx) => {
    await saveOrganizations(tx, [row]);
    await saveNames(tx, [
      nameRow(row.id, {
        name: '筹备组',
        status: 'tentative',
        validFrom: '2024-02-29',
        validTo: '2024-12-31',
      }),
      nameRow(row.id, { name: null, status: 'unknown', validFrom: '2025-01-01', validTo: '2025-01-31' }),
      nameRow(row.id, { name: '运营公司', validFrom: '2025-02-01' }),
    ]);
  });
  const on = (day: string) => work((tx) => organizationsById(tx, day, [row.id]));
  expect(await on('2024-02-28')).toEqual([]);
  expect(await on('2024-12-31')).toEqual([{ ...row, name: '筹备组', nameStatus: 'tentative' }]);
  expect(await on('2025-01-01')).toEqual([{ ...row, name: null, nameStatus: 'unknown' }]);
  expect(await on('2026-01-01')).toEqual([{ ...row, name: '运营公司', nameStatus: 'known' }]);
  expect(await work((tx) => organizationsOn(tx, '2026-01-01'))).toContainEqual(
    expect.objectContaining({ id: row.id, netAssets: '123456789012345678.90', netAssetsOn: '2025-12-31' }),
  );
  expect((await work((tx) => namesOf(tx, row.id))).map((n) => [n.validFrom, n.validTo])).toEqual([
    ['2024-02-29', '2024-12-31'],
    ['2025-01-01', '2025-01-31'],
    ['2025-02-01', null],
  ]);
});

test('an organisation has one name on a day: neither a shared day nor an open end may overlap', async () => {
  const id = await work((tx) => someCompany(tx));
  const add = (over: Partial<OrganizationNameRow>) =>
    verdict(work((tx) => saveNames(tx, [nameRow(id, over)])));
  expect(await add({ validTo: '2020-01-01' })).toBe(OVERLAP);
  expect(await add({ validFrom: '2030-01-01' })).toBe(OVERLAP);
  expect(await add({ validTo: '2019-12-31' })).toBe('accepted');
});

test('a name is unknown exactly when there is none, and does not end before it begins', async () => {
  const id = await work((tx) => someCompany(tx));
  const add = (over: Partial<OrganizationNameRow>) =>
    verdict(work((tx) => saveNames(tx, [nameRow(id, over)])));
  expect(await add({ name: null, validTo: '2019-12-31' })).toBe(CHECK);
  expect(await add({ status: 'unknown', validTo: '2019-12-31' })).toBe(CHECK);
  expect(await add({ validFrom: '2019-05-02', validTo: '2019-05-01' })).toBe(CHECK);
});

test('codes and credit codes are held once, and a credit code has its alphabet', async () => {
  const code = unique('Z');
  const uscc = '91500000MA5U11111X';
  const add = (over: Partial<OrganizationRow>) => verdict(work((tx) => someCompany(tx, over)));
  expect(await add({ code, uscc })).toBe('accepted');
  expect(await add({ code })).toBe(UNIQUE);
  expect(await add({ uscc })).toBe(UNIQUE);
  expect(await add({ uscc: '91500000MA5I11111X' })).toBe(CHECK);
  expect(await add({ uscc: '9150' })).toBe(CHECK);
});

test('tier, form and the date of net assets are checked', async () => {
  const add = (over: Partial<OrganizationRow>) => verdict(work((tx) => someCompany(tx, over)));
  expect(await add({ tier: 4 })).toBe(CHECK);
  expect(await add({ tier: 3 })).toBe('accepted');
  expect(await add({ netAssets: '1.00' })).toBe(CHECK);
  expect(await add({ netAssetsOn: '2025-12-31' })).toBe(CHECK);
  expect(await add({ parentId: newId() })).toBe(FOREIGN);
});

test('a cluster has at most one operating company on a day', async () => {
  const { cluster, first, second } = await work(async (tx) => ({
    cluster: await someCluster(tx),
    first: await someCompany(tx),
    second: await someCompany(tx),
  }));
  const operate = (organizationId: string, validFrom: string, validTo: string | null) =>
    verdict(
      work((tx) =>
        saveClusters(tx, {
          clusters: [],
          names: [],
          operators: [{ clusterId: cluster, organizationId, validFrom, validTo }],
        }),
      ),
    );
  expect(await operate(first, '2026-01-01', '2026-06-30')).toBe('accepted');
  expect(await operate(second, '2026-06-30', null)).toBe(OVERLAP);
  expect(await operate(second, '2026-07-01', null)).toBe('accepted');
  expect(await operate(first, '2027-01-01', '2027-01-31')).toBe(OVERLAP);
  const operatorOn = async (day: string) =>
    (await work((tx) => clustersOn(tx, day))).find((c) => c.id === cluster)?.operatorId;
  expect(await operatorOn('2025-12-31')).toBeNull();
  expect(await operatorOn('2026-06-30')).toBe(first);
  expect(await operatorOn('2026-07-01')).toBe(second);
});

test('a cluster has one name on a day', async () => {
  const id = await work((tx) => someCluster(tx));
  const names = [{ clusterId: id, name: '另名', validFrom: '2026-01-01', validTo: null }];
  expect(await verdict(work((tx) => saveClusters(tx, { clusters: [], names, operators: [] })))).toBe(OVERLAP);
});

test('an administrator holds no other post at the same time, whichever comes first and wherever it is', async () => {
  const { organizationId, elsewhere } = await work(async (tx) => ({
    organizationId: await someCompany(tx),
    elsewhere: await someCompany(tx),
  }));
  const hold = (personId: string, over: Partial<PostRow> & Pick<PostRow, 'kind'>) =>
    verdict(work((tx) => savePosts(tx, [postRow({ personId, organizationId, ...over })])));
  const administrator = await work((tx) => somePerson(tx));
  expect(await hold(administrator, { kind: 'system_admin', validTo: '2026-06-30' })).toBe('accepted');
  expect(await hold(administrator, { kind: 'security_admin', validFrom: '2026-06-30' })).toBe('GY002');
  expect(await hold(administrator, { kind: 'auditor', organizationId: elsewhere })).toBe('GY002');
  expect(await hold(administrator, { kind: 'company_handler', validFrom: '2026-07-01' })).toBe('accepted');
  const handler = await work((tx) => somePerson(tx));
  expect(await hold(handler, { kind: 'company_handler' })).toBe('accepted');
  expect(await hold(handler, { kind: 'company_finance' })).toBe('accepted');
  expect(await hold(handler, { kind: 'audit_admin' })).toBe('GY002');
});

test('an administrator post cannot be stretched over another post afterwards', async () => {
  const { personId, organizationId } = await work(async (tx) => ({
    personId: await somePerson(tx),
    organizationId: await someCompany(tx),
  }));
  const admin = postRow({ personId, organizationId, kind: 'audit_admin', validTo: '2026-03-31' });
  await work((tx) =>
    savePosts(tx, [admin, postRow({ personId, organizationId, kind: 'auditor', validFrom: '2026-04-01' })]),
  );
  const stretch = (to: string) =>
    verdict(work((tx) => query(tx, 'UPDATE posts SET valid_to = $2 WHERE id = $1', [admin.id, to])));
  expect(await stretch('2026-04-01')).toBe('GY002');
  expect(await stretch('2026-02-28')).toBe('accepted');
});

test('of two administrator posts given to one person at once, one is refused', async () => {
  const { personId, organizationId } = await work(async (tx) => ({
    personId: await somePerson(tx),
    organizationId: await someCompany(tx),
  }));
  const kinds = ['system_admin', 'security_admin', 'audit_admin', 'auditor'] as const;
  const verdicts = await Promise.all(
    kinds.map((kind) => verdict(work((tx) => savePosts(tx, [postRow({ personId, organizationId, kind })])))),
  );
  const held = await work((tx) => postsOfPersons(tx, [personId]));
  expect(held).toHaveLength(1);
  expect(verdicts.filter((v) => v === 'GY002')).toHaveLength(3);
});

test('the same post is not held twice by one person on a day', async () => {
  const { personId, organizationId } = await work(async (tx) => ({
    personId: await somePerson(tx, '示例乙'),
    organizationId: await someCompany(tx),
  }));
  const post = postRow({ personId, organizationId, kind: 'company_legal', validTo: '2026-12-31' });
  await work((tx) => savePosts(tx, [post]));
  const again = (validFrom: string) =>
    verdict(
      work((tx) => savePosts(tx, [postRow({ personId, organizationId, kind: 'company_legal', validFrom })])),
    );
  expect(await again('2026-12-31')).toBe(OVERLAP);
  expect(await again('2027-01-01')).toBe('accepted');
  expect(await work((tx) => postsOfOrganization(tx, organizationId))).toContainEqual(post);
  expect(await work((tx) => holdersOf(tx, ['company_legal', 'auditor'], '2026-12-31'))).toContainEqual({
    personId,
    personName: '示例乙',
    kind: 'company_legal',
    organizationId,
  });
  expect(await work((tx) => holdersOf(tx, ['company_legal'], '2025-12-31'))).toEqual([]);
});

test('a person’s code is held once, and a post needs a known kind', async () => {
  const code = unique('R');
  const add = () => work((tx) => savePersons(tx, [{ id: newId(), code, name: '示例', source: 'entered' }]));
  expect(await verdict(add())).toBe('accepted');
  expect(await verdict(add())).toBe(UNIQUE);
  const kind = 'mayor' as PostRow['kind'];
  const { personId, organizationId } = await work(async (tx) => ({
    personId: await somePerson(tx),
    organizationId: await someCompany(tx),
  }));
  expect(await verdict(work((tx) => savePosts(tx, [postRow({ personId, organizationId, kind })])))).toBe(
    CHECK,
  );
});

test('a mandate may deliberate only on what it covers, and comes back exactly', async () => {
  const { fromId, toId } = await work(async (tx) => ({
    fromId: await someCompany(tx),
    toId: await someCompany(tx),
  }));
  const row: MandateRow = {
    id: newId(),
    number: unique('委'),
    fromId,
    toId,
    matters: ['asset_disposal', 'equity_transfer'],
    deliberateOnly: ['equity_transfer'],
    companies: [toId, fromId],
    limitAmount: '50000000.00',
    validFrom: '2026-01-01',
    validTo: '2028-12-31',
    source: 'illustrative',
  };
  const add = (over: Partial<MandateRow>) =>
    verdict(work((tx) => saveMandate(tx, { ...row, id: newId(), number: unique('委'), ...over })));
  expect(await add({ deliberateOnly: ['guarantee'] })).toBe(CHECK);
  expect(await add({ limitAmount: '0.00' })).toBe(CHECK);
  expect(await add({ validTo: '2025-12-31' })).toBe(CHECK);
  await work((tx) => saveMandate(tx, row));
  expect(await add({ number: row.number })).toBe(UNIQUE);
  expect(await work((tx) => findMandate(tx, row.id))).toEqual(row);
  const open = {
    ...row,
    id: newId(),
    number: unique('委'),
    companies: null,
    limitAmount: null,
    deliberateOnly: [],
  };
  await work((tx) => saveMandate(tx, open));
  expect(await work((tx) => allMandates(tx))).toEqual(expect.arrayContaining([row, open]));
});
