import { type riskCodes, riskFiguresOn } from '@guanyun/domain/contracts/contract-risk.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { afterAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx } from '../kernel/transaction.ts';
import {
  digestLike,
  everything,
  newId,
  rowsOf,
  someCompany,
  somePerson,
  verdict,
} from '../testing/builders.ts';
import { contractRow } from '../testing/cooperation-builders.ts';
import { asIfGoneThrough } from '../testing/risk-builders.ts';
import { publishedTender, someSupplier } from '../testing/tender-builders.ts';
import { cloneTestDatabase } from '../testing/test-database.ts';
import { saveContract } from './contract.store.ts';
import type { ContractRow } from './contract-life.model.ts';
import { saveContractPaper } from './contract-life.store.ts';
import { riskSigns } from './risk.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const ON = '2026-06-16';
const { company, supplier, other, person } = await work(async (tx) => ({
  company: await someCompany(tx),
  supplier: (await someSupplier(tx)).id,
  other: (await someSupplier(tx)).id,
  person: await somePerson(tx),
}));
const figures = riskFiguresOn(localDate(ON));

type Code = (typeof riskCodes)[number];
async function found(code: Code, scope = everything): Promise<Map<string, string>> {
  const { numerator, denominator } = figures[code].figure;
  const bound = { numerator: `${numerator}`, denominator: `${denominator}` };
  const rows = await inTransaction(db.app, scope, (tx) =>
    riskSigns(tx, code, { bound, on: ON, least: 3, limit: 50 }),
  );
  return new Map(rows.map(({ id, value }) => [id, value]));
}
/** A lot of works let directly, brought to where it stands by the owner. */
async function lot(set: Record<string, string>, over: Partial<ContractRow> = {}): Promise<string> {
  const row: ContractRow = {
    ...contractRow({ listId: null, itemId: null, entityId: company, personId: person }),
    ...{ mode: null, origin: 'direct', layer: 'works', counterpartyId: supplier, state: 'signed' },
    ...{ directCause: 'BELOW', directText: '未达限额', result: { lots: [{ mustTender: false }] } },
    ...{ amount: '1000.00', signedOn: '2024-01-01', decidedOn: '2024-01-01', completionDue: '2026-12-31' },
    ...over,
  };
  await work((tx) => saveContract(tx, row));
  const columns = Object.keys(set).map((column, at) => `${column} = $${at + 2}`);
  if (columns.length > 0)
    await asIfGoneThrough(db.owner, async (tx) => {
      await query(tx, `UPDATE contracts SET ${columns.join(', ')} WHERE id = $1`, [
        row.id,
        ...Object.values(set),
      ]);
    });
  return row.id;
}
/** A tender that was opened with so many valid bids and awarded at this price of a ceiling of 1000. */
async function tender(bids: number, price: string | null, signBy = ON): Promise<string> {
  const { row } = await work((tx) => publishedTender(tx, company));
  await asIfGoneThrough(db.owner, async (tx) => {
    for (let made = 0; made < bids; made += 1)
      await query(
        tx,
        `INSERT INTO tender_opened_bids (bid_id, tender_id, supplier_id, digest, outcome, because, price, content, content_key)
         VALUES (gen_random_uuid(), $1, $2, $3, 'opened', '', 1, '{}', 'k')`,
        [row.id, supplier, digestLike('a')],
      );
    if (price !== null)
      await query(
        tx,
        `INSERT INTO tender_awards (id, tender_id, bid_id, supplier_id, price, notice_on, sign_by, person_id)
         VALUES (gen_random_uuid(), $1, gen_random_uuid(), $2, $3, '2026-05-01', $4, $5)`,
        [row.id, supplier, price, signBy, person],
      );
  });
  return row.id;
}
/** An objection of the tender that was to be answered by a day; answered on another, if at all. */
async function objection(
  tenderId: string,
  answerBy: string,
  answered: { on: string; upheld: boolean } | null,
) {
  await asIfGoneThrough(db.owner, async (tx) => {
    const id = newId();
    await query(
      tx,
      `INSERT INTO tender_objections (id, tender_id, kind, text, raised_at, answer_by) VALUES ($1, $2, 'documents', '示例', '2026-05-01T00:00:00Z', $3)`,
      [id, tenderId, answerBy],
    );
    if (answered !== null)
      await query(
        tx,
        `INSERT INTO tender_answers (objection_id, tender_id, text, upheld, answered_at, person_id) VALUES ($1, $2, '示例', $3, $4, $5)`,
        [id, tenderId, answered.upheld, `${answered.on}T02:00:00Z`, person],
      );
  });
}

test('few bids, and an award at the ceiling or far below it', async () => {
  const [few, many] = [await tender(3, '990.00'), await tender(4, '849.99')];
  const between = await tender(5, '989.99');
  expect(await found('FEW_BIDS')).toEqual(new Map([[few, '3']]));
  expect(await found('AWARD_AT_CEILING')).toEqual(new Map([[few, '99.00']]));
  expect(await found('AWARD_LOW')).toEqual(new Map([[many, '85.00']]));
  expect((await found('AWARD_LOW')).has(between)).toBe(false);
});

test('objections that were upheld, and answers that came late or not at all', async () => {
  const [upheld, late, open, inTime] = [
    await tender(4, null),
    await tender(4, null),
    await tender(4, null),
    await tender(4, null),
  ];
  await objection(upheld, '2026-05-05', { on: '2026-05-05', upheld: true });
  await objection(late, '2026-05-05', { on: '2026-05-07', upheld: false });
  await objection(open, '2026-06-15', null);
  await objection(inTime, ON, null);
  expect(await found('OBJECTION_UPHELD')).toEqual(new Map([[upheld, '1']]));
  expect(await found('ANSWER_OVERDUE')).toEqual(
    new Map([
      [late, '2'],
      [open, '1'],
    ]),
  );
});

test('an award that waits for its contract beyond its day', async () => {
  const [late, inTime] = [await tender(4, '900.00', '2026-06-06'), await tender(4, '900.00', ON)];
  const signed = await found('SIGNED_LATE');
  expect(signed.get(late)).toBe('10');
  expect(signed.has(inTime)).toBe(false);
});

test('additions near a tenth, and an amount near the estimate after a change', async () => {
  const [near, below] = [
    await lot({ additions: '80.00', current_amount: '1080.00' }),
    await lot({ additions: '79.99', current_amount: '1079.99' }),
  ];
  expect(await found('ADDITIONS_NEAR_LIMIT')).toEqual(new Map([[near, '8.00']]));
  expect((await found('ADDITIONS_NEAR_LIMIT')).has(below)).toBe(false);
  const grown = await lot({ current_amount: '1045.00' }, { approvedEstimate: '1100.00' });
  await lot({ current_amount: '1044.99' }, { approvedEstimate: '1100.00' });
  // What was signed at the estimate and never changed is no sign.
  await lot({}, { approvedEstimate: '1000.00' });
  expect(await found('NEAR_ESTIMATE')).toEqual(new Map([[grown, '95.00']]));
});

test('paid beyond the agreed share of what is certified, the advance aside', async () => {
  const ahead = await lot({ certified: '500.00', paid: '500.01', advance_paid: '100.00' });
  await lot({ certified: '500.00', paid: '500.00', advance_paid: '100.00' });
  expect(await found('PAID_AHEAD')).toEqual(new Map([[ahead, '0.01']]));
});

test('works under way without wage account, guarantee or the bond that was agreed', async () => {
  const [bare, half, whole] = [
    await lot({ state: 'in_force' }, { performanceBond: '100.00' }),
    await lot({ state: 'in_force' }, { wageAccount: '示例专户' }),
    await lot({ state: 'in_force' }, { performanceBond: '100.00', wageAccount: '示例专户' }),
  ];
  const paper = (contractId: string, kind: 'payment_guarantee' | 'performance_bond') =>
    work((tx) =>
      saveContractPaper(tx, {
        ...{ id: newId(), contractId, kind, paperOn: '2026-01-01', reference: '示例', amount: null },
        ...{ document: digestLike('d'), personId: person },
      }),
    );
  await paper(whole, 'payment_guarantee');
  await paper(whole, 'performance_bond');
  expect(await found('WAGE_PAPERS_MISSING')).toEqual(
    new Map([
      [bare, '2'],
      [half, '1'],
    ]),
  );
  expect(await found('BOND_MISSING')).toEqual(new Map([[bare, '1']]));
});

test('three contracts of a year let directly to one, half of all that was let', async () => {
  const recent = { signedOn: '2026-05-01', decidedOn: '2026-05-01' };
  const owner = await work((tx) => someCompany(tx));
  const to = (counterpartyId: string, amount: string) =>
    lot({}, { entityId: owner, counterpartyId, amount, ...recent });
  for (let n = 0; n < 2; n += 1) await to(supplier, '100.00');
  await to(other, '300.00');
  expect(await found('DIRECT_SHARE')).toEqual(new Map());
  await to(supplier, '100.00');
  expect(await found('DIRECT_SHARE')).toEqual(new Map([[owner, '50.00']]));
  await to(other, '0.01');
  expect(await found('DIRECT_SHARE')).toEqual(new Map());
});

test.each([
  'ADDITIONS_NEAR_LIMIT',
  'NEAR_ESTIMATE',
  'PAID_AHEAD',
  'WAGE_PAPERS_MISSING',
  'BOND_MISSING',
] as const)('%s of a company is none of another’s business', async (code) => {
  const stranger = await work((tx) => someCompany(tx));
  expect((await found(code)).size).toBeGreaterThan(0);
  expect((await found(code, rowsOf(stranger))).size).toBe(0);
});

test('an answer is owed after the day of the objection', async () => {
  const id = await tender(4, null);
  expect(await verdict(objection(id, '2026-05-01', null))).toBe('23514');
});
