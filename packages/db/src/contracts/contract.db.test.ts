import { afterAll, beforeEach, expect, test } from 'vitest';
import { inTransaction, query, type Tx } from '../kernel/transaction.ts';
import {
  everything,
  newId,
  someCluster,
  someCompany,
  somePerson,
  unique,
  verdict,
} from '../testing/builders.ts';
import {
  agreeOnList,
  contractRow,
  itemRow,
  listRow,
  publishedList,
} from '../testing/cooperation-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import {
  changeContract,
  contractsPage,
  earlierContracts,
  findContract,
  lockContract,
  saveContract,
} from './contract.store.ts';
import type { ContractRow } from './contract-life.model.ts';
import type { CooperationItemRow, CooperationListRow } from './contracts.model.ts';
import {
  agreementsOf,
  allItems,
  allLists,
  changeList,
  findList,
  itemsOf,
  lockList,
  saveAgreement,
  saveList,
} from './cooperation-list.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

const { company, person } = await work(async (tx) => ({
  company: await someCompany(tx),
  person: await somePerson(tx),
}));

let year = 2026;
/** Each test has a year of its own, since published lists share no day. */
beforeEach(() => {
  year += 2;
});
const inYear = (monthDay: string, offset = 0) => `${year + offset}-${monthDay}`;
const period = () => ({ effectiveFrom: inYear('01-01'), effectiveTo: inYear('12-31') });
const list = (over: Partial<CooperationListRow> = {}) => listRow({ ...period(), ...over });

async function agreedList(over: Partial<CooperationListRow> = {}): Promise<string> {
  const row = list(over);
  await work(async (tx) => {
    await saveList(tx, row, []);
    await agreeOnList(tx, row.id);
  });
  return row.id;
}
const publish = (id: string, over: Partial<CooperationListRow> = {}) =>
  verdict(work((tx) => changeList(tx, id, { state: 'published', publishedOn: inYear('01-01'), ...over })));

test('a list is published only when both sides have agreed', async () => {
  const row = list();
  await work((tx) => saveList(tx, row, []));
  expect(await publish(row.id)).toBe('GY009');
  await work((tx) =>
    saveAgreement(tx, { listId: row.id, side: 'committee', personId: person, onBehalfPersonId: null }),
  );
  expect(await publish(row.id)).toBe('GY009');
  const other = await work((tx) => somePerson(tx));
  await work((tx) =>
    saveAgreement(tx, { listId: row.id, side: 'company', personId: other, onBehalfPersonId: null }),
  );
  expect(await publish(row.id)).toBe('accepted');
});

test('a list cannot be entered as already published', async () => {
  const row = list({ state: 'published', publishedOn: inYear('01-01') });
  expect(await verdict(work((tx) => saveList(tx, row, [])))).toBe('GY009');
});

test('the giver of a delegation counts as having agreed: not for the other side, in person or through another', async () => {
  const row = list();
  const [delegate, third] = await work(async (tx) => {
    await saveList(tx, row, []);
    return [await somePerson(tx), await somePerson(tx)] as const;
  });
  const agree = (side: 'committee' | 'company', personId: string, onBehalfPersonId: string | null) =>
    verdict(work((tx) => saveAgreement(tx, { listId: row.id, side, personId, onBehalfPersonId })));
  expect(await agree('company', delegate, person)).toBe('accepted');
  expect(await agree('committee', person, null)).toBe('23505');
  expect(await agree('committee', third, person)).toBe('23505');
  expect(await agree('committee', third, delegate)).toBe('23505');
  expect(await agree('committee', third, null)).toBe('accepted');
});

test('one person does not agree for both sides, nor one side twice', async () => {
  const row = list();
  const other = await work((tx) => somePerson(tx));
  const agree = (side: 'committee' | 'company', personId: string) =>
    verdict(work((tx) => saveAgreement(tx, { listId: row.id, side, personId, onBehalfPersonId: null })));
  await work((tx) => saveList(tx, row, []));
  expect(await agree('committee', person)).toBe('accepted');
  expect(await agree('company', person)).toBe('23505');
  expect(await agree('committee', other)).toBe('23505');
  expect(await agree('company', other)).toBe('accepted');
  const read = await work((tx) => agreementsOf(tx, row.id));
  expect(new Map(read.map((a) => [a.side, a.personId]))).toEqual(
    new Map([
      ['committee', person],
      ['company', other],
    ]),
  );
});

test.each(['missing', 'failed'] as const)(
  'a list whose fair-competition review is %s is not published',
  async (review) => {
    const id = await agreedList({ fairCompetition: review, fairCompetitionDocument: null });
    expect(await publish(id)).toBe('23514');
  },
);

test('a passed review without its document does not carry a publication', async () => {
  const id = await agreedList({ fairCompetitionDocument: null });
  expect(await publish(id)).toBe('23514');
});

test('a list is in the state published exactly when it has a day of publication', async () => {
  const id = await agreedList();
  expect(await publish(id, { publishedOn: null })).toBe('23514');
  expect(await publish(id, { state: 'agreed' })).toBe('23514');
});

test('two published lists share no day, drafts may', async () => {
  expect(await publish(await agreedList())).toBe('accepted');
  const same = { effectiveFrom: inYear('12-31'), effectiveTo: inYear('06-30', 1) };
  const id = await agreedList(same);
  expect(await publish(id)).toBe('23P01');
  expect(await publish(id, { effectiveFrom: inYear('01-01', 1) })).toBe('accepted');
});

test('a superseded list still keeps its days', async () => {
  const id = await agreedList();
  expect(await publish(id)).toBe('accepted');
  await work((tx) => changeList(tx, id, { state: 'superseded', effectiveTo: inYear('06-30') }));
  expect(await publish(await agreedList({ effectiveFrom: inYear('06-30') }))).toBe('23P01');
  expect(await publish(await agreedList({ effectiveFrom: inYear('07-01') }))).toBe('accepted');
});

test('an item names somebody eligible, in a known category and mode, once by its code', async () => {
  const row = list();
  await work((tx) => saveList(tx, row, []));
  const add = (eligible: string[], over: Partial<CooperationItemRow> = {}) =>
    verdict(work((tx) => saveList(tx, list(), [itemRow(row.id, eligible, over)])));
  expect(await add([])).toBe('23514');
  expect(await add([company], { mode: 'lent' as CooperationItemRow['mode'] })).toBe('23514');
  expect(await add([company], { category: 'other' as CooperationItemRow['category'] })).toBe('23514');
  const code = unique('XM');
  expect(await add([company], { code })).toBe('accepted');
  expect(await add([company], { code })).toBe('23505');
});

test('an agreed list takes no further item', async () => {
  const { list: published } = await work((tx) => publishedList(tx, [company], period()));
  const late = work((tx) =>
    query(
      tx,
      `INSERT INTO cooperation_items (id, list_id, code, category, mode, scope, eligible, price_basis)
       VALUES ($1, $2, 'XM-late', 'construction', 'entrusted', '后加', ARRAY[$3::uuid], '审定结算价')`,
      [newId(), published.id, company],
    ),
  );
  expect(await verdict(late)).not.toBe('accepted');
});

test('a list and its items come back exactly', async () => {
  const row = list({ fairCompetition: 'missing', fairCompetitionDocument: null });
  const rich = itemRow(row.id, [company, newId()], {
    code: 'B-2',
    category: 'enterprise_service',
    mode: 'purchased',
    procurementCode: 'C0801',
    clusters: [newId(), newId()],
    capSingle: '1000000.00',
    capAnnual: '99999999999999999.99',
    termMax: 36,
  });
  const bare = itemRow(row.id, [company], { code: 'A-1', capSingle: null });
  await work((tx) => saveList(tx, row, [rich, bare]));
  expect(await work((tx) => findList(tx, row.id))).toEqual(row);
  expect(await work((tx) => lockList(tx, row.id))).toEqual(row);
  expect(await work((tx) => allLists(tx))).toContainEqual(row);
  expect(await work((tx) => itemsOf(tx, row.id))).toEqual([bare, rich]);
  expect(await work((tx) => allItems(tx))).toEqual(expect.arrayContaining([bare, rich]));
});

async function signing() {
  const { list: published, item } = await work((tx) => publishedList(tx, [company], period()));
  const row = contractRow(
    { listId: published.id, itemId: item.id, entityId: company, personId: person },
    { decidedOn: inYear('03-01'), signedOn: inYear('03-02'), completionDue: inYear('11-30') },
  );
  const sign = (over: Partial<ContractRow> = {}) =>
    verdict(work((tx) => saveContract(tx, { ...row, id: newId(), number: unique('合'), ...over })));
  return { published, item, row, sign };
}

test('a contract on its list’s item is signed, up to the cap of one contract', async () => {
  const { sign } = await signing();
  expect(await sign()).toBe('accepted');
  expect(await sign({ amount: '5000.01' })).toBe('GY010');
  expect(await sign({ amount: '0.00' })).toBe('23514');
});

test('a contract of a company not named, or in another mode, is off the list', async () => {
  const { sign } = await signing();
  expect(await sign({ entityId: await work((tx) => someCompany(tx)) })).toBe('GY010');
  expect(await sign({ mode: 'purchased' })).toBe('GY010');
});

test('a contract is decided while its list is published and in force', async () => {
  const { sign } = await signing();
  const on = (day: string) => sign({ decidedOn: day, signedOn: day, completionDue: inYear('12-31', 1) });
  expect(await on(inYear('12-31', -1))).toBe('GY010');
  expect(await on(inYear('01-01'))).toBe('accepted');
  expect(await on(inYear('12-31'))).toBe('accepted');
  expect(await on(inYear('01-01', 1))).toBe('GY010');
});

test('a contract decided before the publication, or on a list never published, is off the list', async () => {
  const { row } = await signing();
  year += 2;
  const draft = list();
  const item = itemRow(draft.id, [company]);
  await work(async (tx) => {
    await saveList(tx, draft, [item]);
    await agreeOnList(tx, draft.id);
  });
  const days = { decidedOn: inYear('03-01'), signedOn: inYear('03-02'), completionDue: inYear('11-30') };
  const sign = () =>
    verdict(
      work((tx) =>
        saveContract(tx, {
          ...row,
          ...days,
          id: newId(),
          number: unique('合'),
          listId: draft.id,
          itemId: item.id,
        }),
      ),
    );
  expect(await sign()).toBe('GY010');
  expect(await publish(draft.id, { publishedOn: inYear('03-02') })).toBe('accepted');
  expect(await sign()).toBe('GY010');
  await work((tx) => changeList(tx, draft.id, { publishedOn: inYear('03-01') }));
  expect(await sign()).toBe('accepted');
});

test('an item of another list carries nothing', async () => {
  const { sign } = await signing();
  year += 2;
  const { item } = await work((tx) => publishedList(tx, [company], period()));
  expect(await sign({ itemId: item.id })).toBe('GY010');
});

test('a contract whose result is not in-list is refused, as are days out of order', async () => {
  const { sign, row } = await signing();
  expect(await sign({ result: { route: 'tender' } })).toBe('23514');
  expect(await sign({ signedOn: inYear('02-28') })).toBe('23514');
  expect(await sign({ completionDue: inYear('03-01') })).toBe('23514');
  expect(await sign({ completedOn: inYear('04-01') })).toBe('23514');
  expect(await sign({ state: 'completed' })).toBe('23514');
  expect(await sign({ state: 'completed', completedOn: inYear('03-02') })).toBe('accepted');
  await work((tx) => saveContract(tx, row));
  expect(await sign({ number: row.number })).toBe('23505');
});

test('a contract whose result says nothing about the route is refused', async () => {
  const { sign } = await signing();
  expect(await sign({ result: {} })).toBe('23514');
});

test('a signed contract does not grow beyond its item’s cap afterwards', async () => {
  const { row } = await signing();
  await work((tx) => saveContract(tx, row));
  expect(await verdict(work((tx) => changeContract(tx, row.id, { amount: '5000.01' })))).toBe('GY010');
});

test('a contract comes back exactly, and completing it changes only that', async () => {
  const { row, item } = await signing();
  const full: ContractRow = {
    ...row,
    clusterId: await work((tx) => someCluster(tx)),
    project: '二期厂房',
    amount: '4999.99',
    currentAmount: '4999.99',
    question: { amount: '4999.99', tags: ['a', null], nested: { deep: true } },
    result: { route: 'in_list', reasons: [{ rule: 'cap', outcome: 'pass' }] },
  };
  await work((tx) => saveContract(tx, full));
  expect(await work((tx) => findContract(tx, full.id))).toEqual(full);
  await work((tx) => changeContract(tx, full.id, { state: 'completed', completedOn: inYear('10-01') }));
  const completed = { ...full, state: 'completed', completedOn: inYear('10-01') };
  expect(await work((tx) => lockContract(tx, full.id))).toEqual(completed);
  const page = await work((tx) => contractsPage(tx, { project: '二期厂房', state: 'completed' }, null, 50));
  expect(page.map(({ id, number, state }) => ({ id, number, state }))).toEqual([
    { id: full.id, number: full.number, state: 'completed' },
  ]);
  const asked = { items: [item.code], project: null, but: null };
  expect(await work((tx) => earlierContracts(tx, asked))).toContainEqual({
    item: item.code,
    project: '二期厂房',
    amount: '4999.99',
    decidedOn: full.decidedOn,
  });
});
