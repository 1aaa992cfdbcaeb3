import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx } from '../kernel/transaction.ts';
import { digestLike, everything, newId, someCompany, somePerson, verdict } from '../testing/builders.ts';
import {
  amendmentRow,
  paymentRow,
  settlementRow,
  someContractLife,
} from '../testing/contract-life-builders.ts';
import { contractRow, publishedList } from '../testing/cooperation-builders.ts';
import { someAward } from '../testing/tender-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import { changeContract, findContract, saveContract } from './contract.store.ts';
import type { ContractRow } from './contract-life.model.ts';
import {
  changeAmendment,
  changePayment,
  changeSettlement,
  saveAmendment,
  saveContractPaper,
  saveMeasure,
  savePayment,
  saveSettlement,
} from './contract-life.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const tried = (body: (tx: Tx) => Promise<unknown>) => verdict(work(body));

const { company, supplier, asks, decides, item, list } = await work(async (tx) => {
  const id = await someCompany(tx);
  const period = { effectiveFrom: '2026-01-01', effectiveTo: '2026-12-31' };
  return {
    ...(await publishedList(tx, [id], period)),
    company: id,
    supplier: await someCompany(tx, { kind: 'supplier', form: null, tier: null }),
    ...{ asks: await somePerson(tx), decides: await somePerson(tx) },
  };
});
const listed = (over: Partial<ContractRow> = {}): ContractRow =>
  contractRow({ listId: list.id, itemId: item.id, entityId: company, personId: asks }, over);
/** A lot of works let directly below the threshold. */
const lot = (over: Partial<ContractRow> = {}): ContractRow => ({
  ...contractRow({ listId: null, itemId: null, entityId: company, personId: asks }),
  ...{ mode: null, origin: 'direct', layer: 'works', counterpartyId: supplier, state: 'signed' },
  ...{ directCause: 'BELOW', directText: '未达限额', result: { lots: [{ mustTender: false }] } },
  ...over,
});
const saved = async (row: ContractRow): Promise<string> => {
  await work((tx) => saveContract(tx, row));
  return row.id;
};
const certified = async (row: ContractRow, amount: string): Promise<string> => {
  const id = await saved(row);
  const marks = { id: newId(), contractId: id, personId: decides, document: digestLike('d') };
  await work((tx) => saveMeasure(tx, { ...marks, number: 1, periodTo: '2026-04-30', amount }));
  return id;
};
const approval = { decidedOn: '2026-06-01', decidedBy: decides, state: 'approved' } as const;

test('what must be tendered is not signed without an award, and the judgement frozen with it cannot be said away', async () => {
  const judged = { result: { lots: [{ mustTender: true }] } };
  expect(await tried((tx) => saveContract(tx, lot()))).toBe('accepted');
  expect(await tried((tx) => saveContract(tx, lot({ ...judged, mustTender: true })))).toBe('23514');
  expect(await tried((tx) => saveContract(tx, lot(judged)))).toBe('23514');
  expect(await tried((tx) => saveContract(tx, lot({ result: {} })))).toBe('23514');
  const price = lot().amount;
  const awarded = {
    tendererId: company,
    supplierId: supplier,
    price,
    noticeOn: '2026-03-01',
    personId: asks,
  };
  const awardId = await someAward(db.owner, awarded);
  const award = { origin: 'award', directCause: null, directText: null, awardId } as const;
  const sign = (over: Partial<ContractRow> = {}) =>
    tried((tx) => saveContract(tx, lot({ ...judged, ...award, mustTender: true, ...over })));
  expect(await sign({ awardId: newId() })).toBe('GY093');
  expect(await sign({ amount: '4999.99' })).toBe('GY093');
  expect(await sign({ decidedOn: '2026-02-01', signedOn: '2026-02-28' })).toBe('GY093');
  expect(await sign()).toBe('accepted');
  expect(await sign()).toBe('23505');
});

test('a direct award has a coded cause, a text, and for a ground of the law its paper', async () => {
  expect(await tried((tx) => saveContract(tx, lot({ directText: null })))).toBe('23514');
  expect(await tried((tx) => saveContract(tx, lot({ directCause: 'friendship' })))).toBe('23514');
  const ground = { directCause: 'irreplaceable_technology' };
  expect(await tried((tx) => saveContract(tx, lot(ground)))).toBe('23514');
  const proven = { ...ground, directDocument: digestLike('e') };
  expect(await tried((tx) => saveContract(tx, lot(proven)))).toBe('accepted');
});

test('terms against the law are refused by the table too', async () => {
  for (const over of [
    { retentionPercent: '3.01' },
    { advancePercent: '30.01' },
    { performanceBond: '500.01' },
    { performanceBond: '1.00', retentionPercent: '1.00' },
    { wageCycleDays: 32 },
    { approvedEstimate: '4999.99' },
    { agencyFee: '10.01', feeCap: '10.00', feeQuestion: {}, feeResult: {} },
  ])
    expect([over, await tried((tx) => saveContract(tx, lot(over)))]).toEqual([over, '23514']);
});

test('nothing is certified beyond the contract, and sums are written by the database alone', async () => {
  const id = await certified(listed(), '4000.00');
  const marks = { contractId: id, personId: decides, document: digestLike('d') };
  const next = (amount: string, number = 2, periodTo = '2026-05-31') =>
    tried((tx) => saveMeasure(tx, { ...marks, id: newId(), number, periodTo, amount }));
  expect(await next('1000.01')).toBe('GY080');
  expect(await next('1.00', 3)).toBe('GY080');
  expect(await next('1.00', 2, '2026-04-30')).toBe('GY080');
  expect(await next('1000.00')).toBe('accepted');
  for (const set of [
    { certified: '1.00' },
    { paid: '0.00' },
    { currentAmount: '9.00' },
    { settlement: '1.00' },
  ])
    expect(await tried((tx) => changeContract(tx, id, set))).toBe('42501');
  expect(await tried((tx) => changeContract(tx, id, { amount: '4000.00' }))).toBe('GY082');
});

test('a payment is decided once, by another, and never beyond what is due', async () => {
  const id = await certified(listed(), '1000.00');
  const [fits, over] = [
    paymentRow(id, asks, { amount: '1000.00' }),
    paymentRow(id, asks, { number: 2, amount: '0.01' }),
  ];
  expect(await tried((tx) => savePayment(tx, paymentRow(id, asks, { ...approval, number: 3 })))).toBe(
    'GY081',
  );
  await work(async (tx) => {
    await savePayment(tx, fits);
    await savePayment(tx, over);
  });
  const own = { ...approval, decidedBy: asks };
  expect(await tried((tx) => changePayment(tx, fits.id, own))).toBe('GY089');
  expect(await tried((tx) => changePayment(tx, fits.id, approval))).toBe('accepted');
  expect(await tried((tx) => changePayment(tx, over.id, approval))).toBe('GY081');
  const back = { state: 'rejected', decidedOn: '2026-06-01', decidedBy: decides } as const;
  expect(await tried((tx) => changePayment(tx, fits.id, back))).toBe('GY081');
  expect((await work((tx) => findContract(tx, id)))?.paid).toBe('1000.00');
});

test('while a contract is in dispute wages alone are paid', async () => {
  const id = await certified(listed(), '1000.00');
  const rows = (['progress', 'wages'] as const).map((kind, at) =>
    paymentRow(id, asks, { kind, number: at + 1, amount: '100.00' }),
  );
  await work(async (tx) => {
    for (const row of rows) await savePayment(tx, row);
    await changeContract(tx, id, { halt: 'disputed' });
  });
  const answers = [];
  for (const row of rows) answers.push(await tried((tx) => changePayment(tx, row.id, approval)));
  expect(answers).toEqual(['GY081', 'accepted']);
});

test('a change of value passes the list, the estimate and a tenth of what was let by itself only as far as they go', async () => {
  const change = (id: string, delta: string, over = {}) =>
    tried(async (tx) => {
      const row = amendmentRow(id, asks, { kind: 'value', delta, number: Math.ceil(Math.random() * 1e6) });
      await saveAmendment(tx, row);
      await changeAmendment(tx, row.id, { ...approval, ...over });
    });
  const inList = { itemId: item.id, result: { route: 'in_list' } };
  const id = await saved(listed({ amount: '4000.00', approvedEstimate: '4900.00' }));
  expect(await change(id, '500.00')).toBe('GY082');
  expect(await change(id, '500.00', { ...inList, result: { route: 'out_of_list' } })).toBe('GY082');
  expect(await change(id, '900.01', inList)).toBe('GY082');
  expect(await change(id, '900.00', { ...inList, decidedBy: asks })).toBe('GY089');
  expect(await change(id, '900.00', inList)).toBe('accepted');
  const other = await saved(listed({ amount: '4000.00' }));
  expect(await change(other, '1000.01', inList)).toBe('GY082');
  const direct = await saved(lot({ amount: '1000.00', state: 'signed' }));
  expect(await change(direct, '100.00')).toBe('accepted');
  expect(await change(direct, '-100.00')).toBe('accepted');
  expect(await change(direct, '0.01')).toBe('GY082');
  expect((await work((tx) => findContract(tx, direct)))?.currentAmount).toBe('1000.00');
});

test('what is passed on stays within the contract above and with the one it was entrusted to', async () => {
  const parentId = await saved(listed());
  expect(await tried((tx) => saveContract(tx, lot({ parentId, amount: '3000.00' })))).toBe('accepted');
  expect(await tried((tx) => saveContract(tx, lot({ parentId, amount: '2000.01' })))).toBe('GY088');
  const other = await work((tx) => someCompany(tx));
  expect(await tried((tx) => saveContract(tx, lot({ parentId, amount: '1.00', entityId: other })))).toBe(
    'GY088',
  );
  const under = await saved(lot({ amount: '1.00' }));
  expect(await tried((tx) => saveContract(tx, lot({ parentId: under, amount: '1.00' })))).toBe('GY088');
});

test('states go one way, each with what it needs', async () => {
  const id = await saved(lot());
  const to = (state: ContractRow['state'], over: Partial<ContractRow> = {}) =>
    tried((tx) => changeContract(tx, id, { state, ...over }));
  expect(await tried((tx) => saveContract(tx, lot({ state: 'in_force' })))).toBe('GY084');
  expect(await to('completed', { completedOn: '2026-06-01' })).toBe('GY084');
  expect(await to('in_force')).toBe('GY087');
  await work(async (tx) => {
    for (const kind of ['wage_account', 'payment_guarantee'] as const)
      await saveContractPaper(tx, {
        ...{ id: newId(), contractId: id, kind, paperOn: '2026-03-03', reference: '1', amount: null },
        ...{ personId: asks, document: digestLike('d') },
      });
  });
  expect(await to('in_force')).toBe('accepted');
  expect(await to('signed')).toBe('GY084');
  expect(await to('completed', { completedOn: '2026-06-01' })).toBe('accepted');
  expect(await to('settled')).toBe('GY084');
  const settlement = settlementRow(id, asks, { amount: '5000.00', retention: '150.01' });
  expect(await tried((tx) => saveSettlement(tx, settlement))).toBe('23514');
  await work((tx) => saveSettlement(tx, { ...settlement, retention: '150.00' }));
  expect(await tried((tx) => changeSettlement(tx, settlement.id, { ...approval, decidedBy: asks }))).toBe(
    'GY089',
  );
  expect(await tried((tx) => changeSettlement(tx, settlement.id, approval))).toBe('accepted');
  expect(await to('settled')).toBe('accepted');
  expect(await to('accounted')).toBe('GY084');
  expect(await to('warranty')).toBe('GY084');
  expect(await to('warranty', { warrantyTo: '2999-01-01' })).toBe('accepted');
  expect(await to('released')).toBe('GY084');
});

test('what is delivered is what the final accounts say: without its assets nothing is', async () => {
  const id = await saved(listed());
  await work((tx) => someContractLife(tx, id, { asks, decides }));
  const accounts = (state: string, by: string) =>
    tried((tx) =>
      query(
        tx,
        `UPDATE contract_accounts SET state = $2, decided_on = '2026-08-02', decided_by = $3 WHERE contract_id = $1 RETURNING id`,
        [id, state, by],
      ),
    );
  expect(await accounts('approved', asks)).toBe('GY089');
  expect(await accounts('approved', decides)).toBe('accepted');
  const to = (set: Partial<ContractRow>) => tried((tx) => changeContract(tx, id, set));
  expect(await to({ state: 'accounted' })).toBe('accepted');
  expect(await to({ state: 'delivered', deliveredOn: '2026-08-03' })).toBe('GY085');
});
