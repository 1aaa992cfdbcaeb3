import { fc, test as prop } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { addDays, dateOfDayNumber, dayNumber, localDate } from '../kernel/local-date.ts';
import { fen, sumFen } from '../kernel/money.ts';
import { ageBuckets, formedIn } from './asset-ageing.ts';
import { assetClasses } from './asset-class.ts';
import { accountGroups, decideLedger, ledgerAccounts, ledgerChecks } from './ledger-accounts.ts';
import { brokenLockUps, decideLockEvent, lockUpFollowUp, makeUpTax } from './lock-up.ts';
import { reconcile } from './reconcile.ts';
import { lockUpEvents } from './transfer-tax-question.ts';

const today = localDate('2026-11-22');
const days = fc
  .integer({ min: dayNumber(localDate('1995-01-01')), max: dayNumber(today) })
  .map(dateOfDayNumber);

describe('ageing', () => {
  prop.prop([days])('every day up to today stands in exactly one bucket', (formed) => {
    const codes = ageBuckets(today).buckets.map(({ code }) => code);
    const hits = codes.filter((code) => {
      const days = formedIn(today, code);
      return days !== null && (days.from === null || formed >= days.from) && formed <= (days.to ?? today);
    });
    expect(hits).toHaveLength(1);
  });
  test('the ends of a bucket belong to it', () => {
    expect(formedIn(today, 'within_90_days')).toEqual({ from: addDays(today, -90), to: today });
    expect(formedIn(today, 'within_1_year')).toEqual({ from: addDays(today, -365), to: addDays(today, -91) });
    expect(formedIn(today, 'over_3_years')).toEqual({ from: null, to: addDays(today, -1096) });
    expect(formedIn(today, 'soon')).toBeNull();
  });
});

describe('a ledger from outside', () => {
  const end = localDate('2026-10-31');
  const line = { account: '1601', amount: fen(100n) };
  test('stands at the end of a month that is over, in accounts of assets', () => {
    expect(decideLedger(end, [line], today).outcome).toBe('accepted');
    expect(decideLedger(localDate('2026-02-28'), [line], today).outcome).toBe('accepted');
    for (const day of ['2026-10-30', '2026-11-30'])
      expect(decideLedger(localDate(day), [line], today)).toMatchObject({
        refusals: [{ code: 'LEDGER_DAY_WRONG' }],
      });
    expect(decideLedger(end, [{ account: '1002', amount: fen(1n) }], today)).toMatchObject({
      refusals: [{ code: 'LEDGER_ACCOUNT_UNKNOWN', facts: { account: '1002' } }],
    });
  });
  test('the accounts of every class, each once', () => {
    expect(accountGroups.map(({ cost }) => cost)).toEqual(['1221', '1511', '1521', '1601', '1604', '1701']);
    expect(new Set(ledgerAccounts.map(({ account }) => account)).size).toBe(ledgerAccounts.length);
  });
  test('a fen in one account is named, also where another account hides it in the sum', () => {
    const plant = { class: 'plant', leased: false, cost: fen(1000n), depreciation: fen(300n) } as const;
    const cards = [
      { ...plant, impairment: fen(0n) },
      { ...plant, leased: true, impairment: fen(0n) },
    ];
    const lines = [
      { account: '1601', amount: fen(1001n) },
      { account: '1521', amount: fen(999n) },
      { account: '1602', amount: fen(300n) },
      { account: '1522', amount: fen(300n) },
    ];
    const failing = ledgerChecks(cards, lines, end).filter(({ passed }) => !passed);
    expect(failing.map(({ account, difference }) => [account, difference])).toEqual([
      ['1521', '0.01'],
      ['1601', '-0.01'],
    ]);
    expect(failing[1]).toMatchObject({ name: '固定资产', classes: ['plant'] });
  });
  test('cards without an account are laid against nothing', () => {
    const road = { class: 'road', leased: false, cost: fen(5n), depreciation: fen(0n) } as const;
    expect(ledgerChecks([{ ...road, impairment: fen(0n) }], [], end)).toMatchObject([
      { account: '', passed: false, difference: '0.05', classes: ['road'] },
    ]);
  });

  const amount = fc.bigInt({ min: 0n, max: 3n }).map(fen);
  const card = fc.record({
    class: fc.constantFrom(...assetClasses),
    leased: fc.boolean(),
    cost: amount,
    depreciation: amount,
    impairment: amount,
  });
  const ledger = fc.uniqueArray(
    fc.record({ account: fc.constantFrom(...ledgerAccounts.map((each) => each.account)), amount }),
    { selector: (each) => each.account },
  );
  prop.prop([fc.array(card, { maxLength: 6 }), ledger])(
    'account by account it adds up to what the rule says of the whole, and never says more',
    (cards, lines) => {
      const checks = ledgerChecks(cards, lines, end);
      const whole = reconcile({
        cards: cards.map((each, index) => ({ ...each, id: String(index) })),
        ledger: Object.fromEntries(
          (['cost', 'depreciation', 'impairment'] as const).map((side) => [
            side,
            sumFen(
              lines
                .filter(({ account }) => ledgerAccounts.find((a) => a.account === account)?.side === side)
                .map((line) => line.amount),
            ),
          ]),
        ) as never,
      });
      for (const side of ['cost', 'depreciation', 'impairment'] as const) {
        const its = checks.filter((each) => each.side === side);
        const gap = sumFen(its.map((each) => fen(each.cards - each.ledger)));
        const rule = whole.checks.find(({ name }) => name === `ledger_${side}`);
        expect(rule?.passed).toBe(gap === 0n);
        if (its.every((each) => each.passed)) expect(rule?.passed).toBe(true);
      }
    },
  );
});

describe('a watched transfer', () => {
  const [on, until] = [localDate('2026-06-16'), localDate('2027-06-16')];
  const kind = fc.constantFrom(...lockUpEvents);
  const event = fc.record({ on: fc.integer({ min: -3, max: 370 }).map((n) => addDays(on, n)), kind });
  prop.prop([event])('what breaks it is what may be recorded against it, once it is there', (each) => {
    const recorded = decideLockEvent(each, { on, until }, addDays(until, 30)).outcome === 'accepted';
    expect(brokenLockUps([each], on, until).length === 1).toBe(recorded);
    expect(decideLockEvent(each, null, until).outcome).toBe('refused');
    expect(decideLockEvent(each, { on, until }, addDays(each.on, -1)).outcome).toBe('refused');
  });
  test('the giver pays on its gain, and on no loss', () => {
    const parts = [
      { value: fen(1_000_00n), basis: fen(600_00n) },
      { value: fen(100_00n), basis: fen(200_00n) },
    ];
    expect(makeUpTax(parts, on)).toBe(100_00n);
    expect(makeUpTax(parts, localDate('2007-12-31'))).toBeNull();
  });
  test('is reported and settled in time', () => {
    expect(lockUpFollowUp(on)).toMatchObject({ reportBy: '2026-07-16', settleBy: '2026-08-15' });
    expect(lockUpFollowUp(localDate('2013-01-01'))).toBeNull();
  });
});
