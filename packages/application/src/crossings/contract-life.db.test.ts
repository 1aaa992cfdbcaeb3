import { assetsPage, factsOf } from '@guanyun/db/assets/asset.store.ts';
import { findContract } from '@guanyun/db/contracts/contract.store.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { usccCheckDigit } from '@guanyun/domain/kernel/uscc.ts';
import { afterAll, expect, test } from 'vitest';
import { decideOnAmendment, proposeAmendment } from '../contracts/amend-contract.ts';
import { recordPaid, setAgencyFee } from '../contracts/contract-money.ts';
import { readContract } from '../contracts/read-contracts.ts';
import { enterSupplier } from '../organizations/enter-supplier.ts';
import { decideOnAccounts, handOverAssets, submitAccounts } from './account-for-contract.ts';
import { contractActs, contractZone, request } from './testing/contracts.ts';
import { codesOf, done } from './testing/transfers.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const z = await contractZone(db);
const { deps, digest, handler, finance, reviewer, work } = z;
const acts = contractActs(z);

test('an entrusted project goes from its papers to assets that add up to the final accounts, to the fen', async () => {
  const id = await acts.entrusted();
  expect(await codesOf(acts.step(reviewer, id, 'start', '2026-03-04'))).toEqual(['CONTRACT_PAPER_MISSING']);
  const fee = { totalInvestment: '30000000.00', fee: '600000.00', document: digest };
  expect(await codesOf(setAgencyFee(deps, handler, { ...request(), id, ...fee }))).toEqual([
    'AGENCY_FEE_OVER_CAP',
  ]);
  const capped = { ...fee, fee: '500000.00' };
  expect(await done(setAgencyFee(deps, handler, { ...request(), id, ...capped }))).toEqual({
    cap: '500000.00',
  });
  for (const kind of ['authorisation', 'budget', 'funds', 'wage_account', 'payment_guarantee'] as const)
    await done(acts.paper(id, kind));
  expect(await codesOf(acts.step(handler, id, 'start', '2026-03-04'))).toEqual(['NOT_YOUR_ORGANIZATION']);
  await done(acts.step(reviewer, id, 'start', '2026-03-04'));
  const lot = await done(acts.sign({ parentId: id }));
  for (const kind of ['wage_account', 'payment_guarantee'] as const) await done(acts.paper(lot.id, kind));
  await done(acts.step(finance, lot.id, 'start', '2026-03-07'));
  await done(acts.measure(finance, lot.id, '3000000.00', '2026-04-30'));
  await done(acts.measure(reviewer, id, '3000000.00', '2026-04-30'));
  for (const contract of [lot.id, id]) await done(acts.step(handler, contract, 'complete'));
  expect(await codesOf(acts.hand(id, '2999999.99'))).toEqual(['DOWNSTREAM_NOT_SETTLED']);
  await acts.settle(finance, lot.id, '2999999.99', '90000.00');
  expect(await codesOf(acts.hand(id, '3000000.00'))).toEqual(['SETTLEMENT_DIFFERS']);
  await acts.settle(reviewer, id, '2999999.99');
  const paid = await done(acts.apply(id, 'agency_fee', '100000.00'));
  await done(acts.approve(reviewer, id, paid.id));
  const items = [
    ...['厂房', '设备', '道路'].map((name, at) => ({
      ...{ name, class: (['plant', 'equipment', 'road'] as const)[at] ?? 'plant', direct: '900000.00' },
      ...{ takesShare: true, publicBenefit: name === '道路' },
    })),
  ];
  const accounts = { ...request(), id, items, on: '2026-06-13', document: digest };
  expect(await codesOf(submitAccounts(deps, handler, { ...accounts, shared: '399999.98' }))).toEqual([
    'ACCOUNTS_DIFFER',
  ]);
  const drawn = await done(submitAccounts(deps, handler, { ...accounts, ...request(), shared: '399999.99' }));
  expect(drawn.total).toBe('3099999.99');
  expect(drawn.items.map((i) => i.allocated)).toEqual(['133333.33', '133333.33', '133333.33']);
  await done(decideOnAccounts(deps, reviewer, { ...request(), id, approve: true, opinion: '' }));
  const { assetIds } = await done(
    handOverAssets(deps, handler, { ...request(), id, on: '2026-06-14', document: digest }),
  );
  expect(assetIds).toHaveLength(3);
  const assets = await work((tx) => assetsPage(tx, { contractId: id }, null, 10));
  expect(assets.map((a) => a.cost)).toEqual(['1033333.33', '1033333.33', '1033333.33']);
  const road = assets.find((a) => a.publicBenefit);
  const facts = await work((tx) => factsOf(tx, road?.id ?? ''));
  const holds = Object.fromEntries(facts.map((f) => [f.kind, f.organizationId]));
  expect(holds).toEqual({ title: z.committee, book: z.committee, custody: z.zone.group });
  expect((await work((tx) => findContract(tx, id)))?.state).toBe('delivered');
  expect(await codesOf(acts.step(reviewer, id, 'close', '2026-06-15'))).toEqual(['PAYMENT_OPEN']);
  await done(
    recordPaid(deps, reviewer, { ...request(), id, paymentId: paid.id, on: '2026-06-16', document: digest }),
  );
  await done(acts.step(reviewer, id, 'close', '2026-06-16'));
  expect((await readContract(deps, handler, id)).state).toBe('closed');
});

test('a lot that must be tendered is not signed without an award; split into parts it must be tendered all the same', async () => {
  const parentId = await acts.started();
  expect(await codesOf(acts.sign({ parentId, amount: '4000000.00' }))).toEqual(['MUST_TENDER']);
  expect(await codesOf(acts.sign({ parentId, amount: '3999999.99' }))).toEqual([]);
  expect(await codesOf(acts.sign({ parentId, amount: '0.01' }))).toEqual(['MUST_TENDER']);
  const apart = { parentId, amount: '100.00', separateReason: '不同专业，工期错开一年以上' };
  expect(await codesOf(acts.sign(apart))).toEqual([]);
  const won = (price: string) => z.award(price);
  const awarded = { parentId, amount: '4000000.00', origin: 'award' } as const;
  expect(await codesOf(acts.sign(awarded))).toEqual(['MUST_TENDER']);
  expect(await codesOf(acts.sign({ ...awarded, awardId: crypto.randomUUID() }))).toEqual(['AWARD_UNKNOWN']);
  const awardId = await won('4000000.00');
  expect(await codesOf(acts.sign({ ...awarded, awardId, amount: '3999999.99' }))).toEqual(['AWARD_DIFFERS']);
  expect(await codesOf(acts.sign({ ...awarded, awardId, counterpartyId: z.committee }))).toEqual([
    'AWARD_DIFFERS',
  ]);
  expect(await codesOf(acts.sign({ ...awarded, awardId }))).toEqual([]);
  expect(await codesOf(acts.sign({ ...awarded, awardId }))).toEqual(['AWARD_SIGNED']);
  const rest = async (amount: string) =>
    codesOf(acts.sign({ ...awarded, amount, awardId: await won(amount) }));
  expect(await rest('21999900.02')).toEqual(['DOWNSTREAM_OVER_PARENT']);
  expect(await rest('21999900.01')).toEqual([]);
});

test('a direct award names its legal cause and has its paper; the text is never left out', async () => {
  const parentId = await acts.started();
  const dear = { parentId, amount: '5000000.00' };
  const exemption = { kind: 'original_contractor' } as const;
  expect(await codesOf(acts.sign({ ...dear, exemption }))).toEqual(['DIRECT_CAUSE_WRONG']);
  const proven = { ...exemption, document: digest };
  expect(await codesOf(acts.sign({ ...dear, exemption: proven, directText: ' ' }))).toEqual([
    'DIRECT_CAUSE_MISSING',
  ]);
  const { id } = await done(acts.sign({ ...dear, exemption: proven }));
  const row = await work((tx) => findContract(tx, id));
  expect([row?.origin, row?.directCause, row?.directDocument, row?.mustTender]).toEqual([
    'direct',
    'original_contractor',
    digest,
    false,
  ]);
});

test('terms of payment against the law are refused one by one, and all together', async () => {
  const parentId = await acts.started();
  const terms = (over: object) => codesOf(acts.sign({ parentId, terms: over }));
  expect(await terms({ advancePercent: '30.01' })).toEqual(['TERM_ADVANCE']);
  expect(await terms({ progressPercent: '79.99' })).toEqual(['TERM_PROGRESS']);
  expect(await terms({ retentionPercent: '3.01' })).toEqual(['TERM_RETENTION']);
  expect(await terms({ retentionPercent: '1.00', performanceBond: '1.00' })).toEqual([
    'TERM_RETENTION_AND_BOND',
  ]);
  expect(await terms({ performanceBond: '300000.01' })).toEqual(['TERM_BOND']);
  expect(await terms({ wageCycleDays: 32 })).toEqual(['TERM_WAGE_CYCLE']);
  expect(await terms({ sme: true, clauses: ['back_to_back'] })).toEqual(['TERM_UNFAIR']);
  expect(await terms({ sme: true, lateRate: '0.030', lprAtSigning: '0.031' })).toEqual(['TERM_INTEREST']);
  expect(await terms({ approvedEstimate: '2999999.99' })).toEqual(['PRICE_OVER_ESTIMATE']);
  expect(await terms({ advancePercent: '31.00', retentionPercent: '4.00' })).toEqual([
    'TERM_ADVANCE',
    'TERM_RETENTION',
  ]);
  expect(await codesOf(acts.started({}, { sme: true, payDueDays: 61 }).then(() => never, refusedIn))).toEqual(
    ['TERM_PAYMENT_DAYS'],
  );
});
const never = { outcome: 'accepted', answer: null } as const;
const refusedIn = (error: Error) => ({ outcome: 'refused', refusals: JSON.parse(error.message) }) as const;

test('a supplier is entered by its code once, and a wrong code is refused', async () => {
  const enter = (uscc: string) =>
    enterSupplier(deps, handler, { ...request(), name: '綦江示例建设有限公司', uscc });
  const code = `91500110MA5UQ4XJ7${usccCheckDigit('91500110MA5UQ4XJ7')}`;
  expect(await codesOf(enter(`${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`))).toEqual([
    'USCC_WRONG',
  ]);
  const first = await done(enter(code));
  const again = await done(enter(` ${code.toLowerCase()} `));
  expect([first.entered, again.entered, again.id]).toEqual([true, false, first.id]);
  expect(
    await codesOf(
      acts.sign({ counterpartyId: first.id, funds: [{ kind: 'private', amount: '3000000.00' }] }),
    ),
  ).toEqual([]);
});

const amend = (id: string, amount: string, on = '2026-06-01') =>
  proposeAmendment(deps, handler, {
    ...{
      ...request(),
      id,
      change: { kind: 'value', amount },
      cause: 'design_change',
      on,
      reason: '增加面积',
    },
    document: digest,
  });
const approved = (id: string, amendmentId: string) =>
  decideOnAmendment(deps, reviewer, { ...request(), id, amendmentId, approve: true, opinion: '' });

test('a change in list is judged on its own day: up to the cap of the item, not a fen more; earlier ones are kept', async () => {
  const id = await acts.started({}, { approvedEstimate: '60000000.00' });
  expect(await codesOf(amend(id, '30000000.00'))).toEqual(['AMENDMENT_EMPTY']);
  expect(await codesOf(amend(id, '50000000.01'))).toEqual(['AMENDMENT_OFF_LIST']);
  const first = await done(amend(id, '40000000.00'));
  expect(
    await codesOf(
      decideOnAmendment(deps, handler, {
        ...request(),
        id,
        amendmentId: first.id,
        approve: true,
        opinion: '',
      }),
    ),
  ).toEqual(['NOT_YOUR_ORGANIZATION']);
  expect(await codesOf(approved(id, first.id))).toEqual([]);
  const second = await done(amend(id, '50000000.00'));
  expect(await codesOf(approved(id, second.id))).toEqual([]);
  const page = await readContract(deps, handler, id);
  expect(page.amendments.map(({ before, after, state }) => [before, after, state])).toEqual([
    ['30000000.00', '40000000.00', 'approved'],
    ['40000000.00', '50000000.00', 'approved'],
  ]);
  expect([page.amount, page.currentAmount]).toEqual(['30000000.00', '50000000.00']);
  expect(await codesOf(amend(id, '50000000.01'))).toEqual(['AMENDMENT_OFF_LIST']);
});

test('beyond the approved estimate, below what is certified, and a change overtaken by another', async () => {
  const id = await acts.started({}, { approvedEstimate: '31000000.00' });
  expect(await codesOf(amend(id, '31000000.01'))).toEqual(['AMENDMENT_OVER_ESTIMATE']);
  await done(acts.measure(reviewer, id, '29000000.00', '2026-05-31'));
  expect(await codesOf(amend(id, '28999999.99'))).toEqual(['AMENDMENT_BELOW_CERTIFIED']);
  const [one, other] = [await done(amend(id, '30500000.00')), await done(amend(id, '30600000.00'))];
  expect(await codesOf(approved(id, one.id))).toEqual([]);
  expect(await codesOf(approved(id, other.id))).toEqual(['STALE']);
});

test('what was let directly grows by a tenth at most, whatever was taken off in between', async () => {
  const parentId = await acts.started();
  const { id } = await done(acts.sign({ parentId }));
  const byFinance = (amendmentId: string) =>
    decideOnAmendment(deps, finance, { ...request(), id, amendmentId, approve: true, opinion: '' });
  expect(await codesOf(amend(id, '3300000.01'))).toEqual(['AMENDMENT_OVER_ADDENDUM']);
  expect(await codesOf(byFinance((await done(amend(id, '3200000.00'))).id))).toEqual([]);
  expect(await codesOf(byFinance((await done(amend(id, '3000000.00'))).id))).toEqual([]);
  expect(await codesOf(amend(id, '3100000.01'))).toEqual(['AMENDMENT_OVER_ADDENDUM']);
  expect(await codesOf(amend(id, '3100000.00'))).toEqual([]);
});

test('a dispute stops every payment but wages; what is broken off unperformed and reaches the threshold must be tendered', async () => {
  const parentId = await acts.started();
  const origin = { origin: 'award', awardId: await z.award('6000000.00'), amount: '6000000.00' } as const;
  const { id } = await done(acts.sign({ parentId, ...origin }));
  for (const kind of ['wage_account', 'payment_guarantee'] as const) await done(acts.paper(id, kind));
  await done(acts.step(finance, id, 'start'));
  await done(acts.measure(finance, id, '2000000.00', '2026-06-11'));
  await done(acts.step(handler, id, 'dispute', '2026-06-12'));
  expect(await codesOf(acts.apply(id, 'progress', '1600000.00'))).toEqual(['CONTRACT_HALTED']);
  const wages = await done(acts.apply(id, 'wages', '300000.00'));
  await done(acts.approve(finance, id, wages.id));
  const ended = await done(acts.step(finance, id, 'terminate', '2026-06-13'));
  expect(ended).toEqual({ state: 'terminated', mustTender: true });
});
