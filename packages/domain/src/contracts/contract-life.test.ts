import { describe, expect, test } from 'vitest';
import { stateCouncilCalendar } from '../kernel/calendar.ts';
import { localDate } from '../kernel/local-date.ts';
import { fen, parseYuan } from '../kernel/money.ts';
import {
  type ContractStanding,
  contractSteps,
  decideStep,
  papersToStart,
  stepsOpen,
} from './contract-state.ts';
import { compareItems, decidePublication, type ListVersion } from './list-versions.ts';
import { type ContractMoney, decidePayment, feeBound, paymentBound } from './payment-bound.ts';
import { paymentDue, percentOf } from './payment-terms.ts';
import { decideSettlement, finalAccountsDue, reviewDue, type SettledContract } from './settlement.ts';

const day = localDate;
const yuan = parseYuan;

const standing: ContractStanding = {
  ...{ layer: 'upstream', origin: 'list', mode: 'entrusted', state: 'signed', halt: null },
  ...{ signedOn: day('2026-03-02'), completedOn: null, deliveredOn: null, warrantyTo: null },
  ...{ warrantyMonths: 0, bonded: false, papers: [], parentState: null, openPayments: 0 },
};
const at = { on: day('2026-06-01'), today: day('2026-06-16') };
const codes = (decision: { outcome: string; refusals?: readonly { code: string }[] }) =>
  decision.outcome === 'accepted' ? [] : (decision.refusals ?? []).map(({ code }) => code);

describe('steps', () => {
  test('entrusted works begin with who authorised the agent, budget, funds, wage account and guarantee', () => {
    const needed = papersToStart(standing);
    expect(needed).toEqual(['authorisation', 'budget', 'funds', 'wage_account', 'payment_guarantee']);
    expect(codes(decideStep(standing, 'start', at))).toEqual(['CONTRACT_PAPER_MISSING']);
    for (const left of needed) {
      const papers = needed.filter((kind) => kind !== left);
      const decision = decideStep({ ...standing, papers }, 'start', at);
      expect(decision).toMatchObject({ refusals: [{ facts: { contractPapers: left } }] });
    }
    expect(codes(decideStep({ ...standing, papers: needed }, 'start', at))).toEqual([]);
    expect(papersToStart({ ...standing, layer: 'design', mode: null, bonded: true })).toEqual([
      'performance_bond',
    ]);
  });

  test('a lot does not begin before the contract above', () => {
    const lot = {
      ...standing,
      layer: 'design',
      origin: 'direct',
      mode: null,
      parentState: 'signed',
    } as const;
    expect(codes(decideStep(lot, 'start', at))).toEqual(['PARENT_NOT_STARTED']);
    expect(codes(decideStep({ ...lot, parentState: 'in_force' }, 'start', at))).toEqual([]);
  });

  test('what stands still goes on or ends, and nothing else; the end is the end', () => {
    expect(stepsOpen({ ...standing, state: 'in_force', halt: 'disputed' })).toEqual(['resume', 'terminate']);
    for (const state of ['closed', 'terminated', 'void'] as const)
      for (const step of contractSteps)
        expect(codes(decideStep({ ...standing, state }, step, at))).toEqual(['WRONG_STATE']);
  });

  test('the warranty runs from completion, and retention is released on its last day at the earliest', () => {
    const done = {
      ...standing,
      state: 'delivered',
      completedOn: day('2026-01-31'),
      warrantyMonths: 1,
    } as const;
    expect(decideStep(done, 'warrant', at)).toMatchObject({ effects: { warrantyTo: '2026-02-28' } });
    const under = { ...done, state: 'warranty', warrantyTo: day('2026-06-02') } as const;
    expect(codes(decideStep(under, 'release', at))).toEqual(['WARRANTY_RUNNING']);
    expect(codes(decideStep(under, 'release', { ...at, on: day('2026-06-02') }))).toEqual([]);
  });

  test('no day before the signing, none to come', () => {
    const running = { ...standing, state: 'in_force' } as const;
    for (const on of ['2026-03-01', '2026-06-17'])
      expect(codes(decideStep(running, 'complete', { ...at, on: day(on) }))).toEqual(['CONTRACT_DAY_WRONG']);
  });
});

const money: ContractMoney = {
  ...{ layer: 'upstream', origin: 'list', state: 'in_force', halt: null, signedOn: day('2026-03-02') },
  ...{ amount: yuan('1000.00'), current: yuan('1000.00'), certified: yuan('500.00'), paid: fen(0n) },
  ...{ advancePaid: fen(0n), feePaid: fen(0n), bonusPaid: fen(0n), advancePercent: fen(1000n) },
  ...{ retentionPercent: fen(300n), agencyFee: yuan('30.00'), settlement: null, retention: null },
  accounted: false,
};

describe('money', () => {
  test('percentages are rounded half up to the fen', () => {
    expect(percentOf(yuan('2999999.99'), fen(300n))).toBe(yuan('90000.00'));
    expect(percentOf(yuan('0.16'), fen(300n))).toBe(fen(0n));
    expect(percentOf(yuan('0.17'), fen(300n))).toBe(fen(1n));
  });

  test('the bound: certified less retention and the advance, the contract at most; the settlement less retention afterwards', () => {
    expect(paymentBound(money)).toBe(yuan('585.00'));
    expect(paymentBound({ ...money, certified: yuan('1000.00') })).toBe(yuan('1000.00'));
    const settled = {
      ...money,
      state: 'settled',
      settlement: yuan('900.00'),
      retention: yuan('27.00'),
    } as const;
    expect(paymentBound(settled)).toBe(yuan('873.00'));
    expect(paymentBound({ ...settled, state: 'released' })).toBe(yuan('900.00'));
    expect(paymentBound({ ...money, state: 'terminated' })).toBe(yuan('500.00'));
  });

  test('the fee goes with what is certified, all of it once settled', () => {
    expect(feeBound(money)).toBe(yuan('15.00'));
    expect(feeBound({ ...money, settlement: yuan('900.00') })).toBe(yuan('30.00'));
  });

  test('a private payer is not held to the 80%, one of the state is', () => {
    const asked = { kind: 'progress', amount: yuan('100.00') } as const;
    expect(codes(decidePayment(money, asked))).toEqual(['PROGRESS_BELOW_MINIMUM']);
    expect(codes(decidePayment({ ...money, origin: 'market', layer: 'works' }, asked))).toEqual([]);
  });

  test('a bonus is earned by all three or not at all', () => {
    const settled = { ...money, state: 'settled', settlement: yuan('900.00') } as const;
    const all = { onTime: true, quality: true, withinEstimate: true };
    const bonus = (performance: typeof all, amount = '3.00') =>
      codes(decidePayment(settled, { kind: 'bonus', amount: yuan(amount), performance }));
    expect(bonus(all)).toEqual([]);
    expect(bonus(all, '3.01')).toEqual(['FEE_OVER_BOUND']);
    for (const key of ['onTime', 'quality', 'withinEstimate'] as const)
      expect(bonus({ ...all, [key]: false })).toEqual(['BONUS_NOT_EARNED']);
  });

  test('who is to be paid by when: 30 days from the committee, 60 from the company, as agreed where it is', () => {
    const of = {
      layer: 'upstream',
      origin: 'list',
      sme: true,
      payDueDays: null,
      appliedOn: day('2026-06-01'),
    } as const;
    expect(paymentDue(of, stateCouncilCalendar)).toBe('2026-07-01');
    expect(paymentDue({ ...of, layer: 'works', origin: 'direct' }, stateCouncilCalendar)).toBe('2026-07-31');
    expect(paymentDue({ ...of, payDueDays: 9 }, stateCouncilCalendar)).toBe('2026-06-10');
  });
});

describe('the end', () => {
  test.each([
    ['4999999.99', '2026-06-21'],
    ['5000000.00', '2026-07-01'],
    ['19999999.99', '2026-07-01'],
    ['20000000.00', '2026-07-16'],
    ['50000000.00', '2026-07-31'],
  ])('a settlement of %s handed in on 1 June is reviewed by %s', (amount, due) => {
    expect(reviewDue(yuan(amount), day('2026-06-01'))).toBe(due);
  });

  test('final accounts within three months', () => {
    expect(finalAccountsDue(day('2026-11-30'))).toBe('2027-02-28');
  });

  test('no retention beside a guarantee', () => {
    const done: SettledContract = {
      ...{ state: 'completed', current: yuan('1000.00'), paid: fen(0n) },
      ...{ completedOn: day('2026-05-01'), below: null },
    };
    const asked = { amount: yuan('1000.00'), retention: yuan('0.01'), submittedOn: day('2026-06-01') };
    expect(codes(decideSettlement(done, { ...asked, guaranteed: true }, at.today))).toEqual([
      'RETENTION_OVER_LIMIT',
    ]);
    expect(codes(decideSettlement(done, { ...asked, guaranteed: false }, at.today))).toEqual([]);
  });
});

describe('versions of the list', () => {
  const version = (
    id: string,
    from: string,
    to: string,
    state: ListVersion['state'] = 'published',
  ): ListVersion => ({
    ...{ id, version: id, state, effectiveFrom: day(from), effectiveTo: day(to), publishedOn: null },
  });
  const old = version('old', '2026-01-01', '2026-12-31');
  const young = version('young', '2026-07-01', '2027-06-30', 'agreed');

  test('a version ends the day before the one that supersedes it; no other may overlap', () => {
    const decide = (supersedes: string | null, others = [old]) =>
      decidePublication(young, others, supersedes, at.today);
    expect(codes(decide(null))).toEqual(['LISTS_OVERLAP']);
    expect(decide('old')).toEqual({
      outcome: 'accepted',
      effects: { ends: { id: 'old', to: '2026-06-30' } },
    });
    expect(codes(decide('old', [old, version('third', '2027-01-01', '2027-01-31')]))).toEqual([
      'LISTS_OVERLAP',
    ]);
    expect(decide(null, [version('gone', '2026-01-01', '2026-12-31', 'revoked')])).toMatchObject({
      effects: { ends: null },
    });
  });

  test('nothing is superseded backwards', () => {
    const past = { ...young, effectiveFrom: day('2026-06-15') };
    expect(codes(decidePublication(past, [old], 'old', at.today))).toEqual(['LIST_SUPERSEDES_BACK']);
    const same = { ...young, effectiveFrom: day('2026-07-01') };
    const late = version('old', '2026-07-01', '2026-12-31');
    expect(codes(decidePublication(same, [late], 'old', at.today))).toEqual(['LIST_SUPERSEDES_BACK']);
  });

  test('added, removed and changed, field by field', () => {
    const [a, b, c] = [
      { code: 'A', cap: '1.00', who: ['x'] },
      { code: 'B', cap: null, who: ['x'] },
      { code: 'C', cap: '2.00', who: ['x'] },
    ];
    const changed = { ...a, cap: '3.00', who: ['x', 'y'] };
    expect(compareItems([a, b], [changed, c], ['cap', 'who'])).toEqual([
      {
        ...{ code: 'A', kind: 'changed' },
        fields: [
          { name: 'cap', before: '1.00', after: '3.00' },
          { name: 'who', before: ['x'], after: ['x', 'y'] },
        ],
      },
      { code: 'B', kind: 'removed', fields: [{ name: 'who', before: ['x'], after: null }] },
      {
        ...{ code: 'C', kind: 'added' },
        fields: [
          { name: 'cap', before: null, after: '2.00' },
          { name: 'who', before: null, after: ['x'] },
        ],
      },
    ]);
    expect(compareItems([a], [a], ['cap', 'who'])).toEqual([]);
  });
});
