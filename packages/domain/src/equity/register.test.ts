import { describe, expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { formatYuan, parseYuan } from '../kernel/money.ts';
import { capTable } from './cap-table.ts';
import { decideDate, decideEntries } from './decide-register.ts';
import { paymentsDue } from './payment-schedule.ts';
import { absorptionIn, type RegisterEntry, standing, transactionsIn } from './register.ts';

const today = localDate('2026-11-22');
type Said = Partial<Omit<RegisterEntry, 'subscribed' | 'paid'>> & {
  subscribed?: string;
  paid?: string;
  on?: string;
};
/** An entry whose three days are the same unless said. */
const entry = (
  id: string,
  { subscribed = '0.00', paid = '0.00', on = '2026-01-10', ...said }: Said,
): RegisterEntry => ({
  ...{
    id,
    kind: 'establish',
    decidedOn: localDate(on),
    registerBookOn: localDate(on),
    registeredOn: localDate(on),
  },
  ...{ subscribed: parseYuan(subscribed), paid: parseYuan(paid) },
  ...said,
});
const holders = (
  entries: readonly RegisterEntry[],
  on: string,
  basis: 'register_book' | 'registration' = 'register_book',
) =>
  Object.fromEntries(
    capTable(transactionsIn(entries), localDate(on), basis).holders.map((h) => [
      h.id,
      `${formatYuan(h.subscribed)}/${formatYuan(h.paid)}`,
    ]),
  );
const codes = (
  decision: ReturnType<typeof decideEntries> | ReturnType<typeof decideDate>,
): readonly string[] => (decision.outcome === 'refused' ? decision.refusals.map(({ code }) => code) : []);

const founded = entry('e1', { to: 'a', subscribed: '600.00', paid: '300.00' });
const other = entry('e2', { to: 'b', subscribed: '400.00', paid: '400.00' });
const nobody = new Set<string>();
const moved = entry('e3', {
  kind: 'transfer',
  from: 'a',
  to: 'b',
  subscribed: '100.00',
  paid: '50.00',
  on: '2026-03-01',
});

describe('what the entries amount to', () => {
  test('a payment pays in and subscribes nothing', () => {
    const paid = entry('e4', { kind: 'payment', to: 'a', paid: '200.00', on: '2026-02-01' });
    expect(holders([founded, other, paid], '2026-01-31')).toEqual({ a: '600.00/300.00', b: '400.00/400.00' });
    expect(holders([founded, other, paid], '2026-02-01')).toEqual({ a: '600.00/500.00', b: '400.00/400.00' });
  });

  test('a clerical error is as if it had never been, on every day and in every reading', () => {
    const right = entry('e4', {
      to: 'a',
      subscribed: '500.00',
      paid: '300.00',
      corrects: 'e1',
      on: '2026-01-12',
    });
    const all = [founded, other, right];
    expect(holders(all, '2026-01-11')).toEqual({ b: '400.00/400.00' });
    expect(holders(all, '2026-01-12')).toEqual({ a: '500.00/300.00', b: '400.00/400.00' });
    expect(holders(all, '2026-01-12', 'registration')).toEqual(holders(all, '2026-01-12'));
    expect(standing(all).map(({ id }) => id)).toEqual(['e2', 'e4']);
    const struck = entry('e5', { kind: 'void', corrects: 'e4' });
    expect(holders([...all, struck], '2026-12-31')).toEqual({ b: '400.00/400.00' });
  });

  test('an amendment leaves what was before its day, and turns it back from then on', () => {
    const less = entry('e4', {
      ...{
        kind: 'transfer',
        from: 'a',
        to: 'b',
        subscribed: '40.00',
        paid: '20.00',
        amends: 'e3',
        on: '2026-05-01',
      },
    });
    const all = [founded, other, moved, less];
    expect(holders(all, '2026-04-30')).toEqual({ a: '500.00/250.00', b: '500.00/450.00' });
    expect(holders(all, '2026-05-01')).toEqual({ a: '560.00/280.00', b: '440.00/420.00' });
  });

  test.each([
    ['establish', { to: 'c', subscribed: '10.00', paid: '5.00' }],
    ['increase', { kind: 'increase', to: 'c', subscribed: '10.00', paid: '5.00' }],
    ['decrease', { kind: 'decrease', from: 'a', subscribed: '10.00', paid: '5.00' }],
    ['payment', { kind: 'payment', to: 'a', paid: '5.00' }],
    ['free_transfer', { kind: 'free_transfer', from: 'a', to: 'c', subscribed: '10.00', paid: '5.00' }],
  ] as const)('to amend a %s by nothing brings back what was', (_, said) => {
    const done = entry('e4', { ...said, on: '2026-04-01' });
    const undone = entry('e5', { kind: 'void', amends: 'e4', on: '2026-05-01' });
    const before = holders([founded, other], '2026-12-31');
    expect(holders([founded, other, done, undone], '2026-04-30')).not.toEqual(before);
    expect(holders([founded, other, done, undone], '2026-05-01')).toEqual(before);
  });
});

describe('what may be entered', () => {
  const asked = (said: RegisterEntry, ...more: RegisterEntry[]) =>
    codes(decideEntries([founded, other, moved, ...more], [said], { today, absorbed: nobody }));

  test('nothing of a day that has not come, or out of order', () => {
    expect(asked(entry('n', { kind: 'payment', to: 'a', paid: '1.00', on: '2026-11-23' }))).toEqual([
      'DAY_NOT_COME',
    ]);
    const early = entry('n', {
      kind: 'payment',
      to: 'a',
      paid: '1.00',
      registeredOn: localDate('2026-01-09'),
    });
    expect(asked(early)).toEqual(['DATES_OUT_OF_ORDER']);
  });

  test('no more than is owed, and only by who subscribed', () => {
    const pays = (to: string, paid: string, on = '2026-06-01') =>
      asked(entry('n', { kind: 'payment', to, paid, on }));
    expect(pays('a', '250.00')).toEqual([]);
    expect(pays('a', '250.01')).toEqual(['REGISTER_BROKEN']);
    expect(pays('x', '1.00')).toEqual(['HOLDER_UNKNOWN']);
    // Before the transfer it owed 300; half of what it had then went along with the shares.
    expect(pays('a', '300.00', '2026-02-01')).toEqual(['REGISTER_BROKEN']);
  });

  test('a correction must leave every later entry possible, and comes once', () => {
    const smaller = (subscribed: string, paid: string) =>
      asked(entry('n', { to: 'a', subscribed, paid, corrects: 'e1' }));
    expect(smaller('100.00', '50.00')).toEqual([]);
    expect(smaller('99.99', '50.00')).toEqual(['REGISTER_BROKEN']);
    const once = entry('c1', { to: 'a', subscribed: '500.00', paid: '250.00', corrects: 'e1' });
    expect(asked(entry('n', { to: 'a', subscribed: '400.00', corrects: 'e1' }), once)).toEqual([
      'ALREADY_CORRECTED',
    ]);
    const amended = entry('c2', { kind: 'void', amends: 'e3', on: '2026-06-01' });
    expect(asked(entry('n', { kind: 'void', corrects: 'e3' }), amended)).toEqual(['ALREADY_CORRECTED']);
    expect(asked(entry('n', { kind: 'void', amends: 'nothing' }))).toEqual(['ALREADY_CORRECTED']);
  });

  test('an absorbed company has no capital any more and holds none; one event of several is not amended alone', () => {
    const ends = (id: string, from: string, subscribed: string, paid: string) =>
      entry(id, {
        kind: 'decrease',
        from,
        subscribed,
        paid,
        absorbedBy: 'z',
        ofSeveral: true,
        on: '2026-06-01',
      });
    const gone = [ends('g1', 'a', '500.00', '250.00'), ends('g2', 'b', '500.00', '450.00')];
    const on = localDate('2026-06-01');
    expect(absorptionIn([founded, other, moved, ...gone], on, 'register_book')).toEqual({ by: 'z', on });
    expect(absorptionIn([founded, ...gone], localDate('2026-05-31'), 'register_book')).toBeNull();
    const more = entry('n', { kind: 'increase', to: 'a', subscribed: '1.00', on: '2026-07-01' });
    expect(asked(more, ...gone)).toEqual(['REGISTER_BROKEN']);
    expect(asked(entry('n', { kind: 'void', amends: 'g1', on: '2026-07-01' }), ...gone)).toEqual([
      'PART_OF_ACT',
    ]);
    const all = [founded, other, moved];
    const absorbed = new Set(['b']);
    expect(codes(decideEntries(all, [more], { today, absorbed }))).toEqual(['HOLDER_ABSORBED']);
    const leaves = entry('n', {
      kind: 'decrease',
      from: 'b',
      subscribed: '500.00',
      paid: '450.00',
      on: '2026-07-01',
    });
    expect(codes(decideEntries(all, [leaves], { today, absorbed }))).toEqual([]);
  });

  test('a day is added once, where the entry has none, and the register must hold with it', () => {
    const open = entry('o', {
      kind: 'transfer',
      from: 'b',
      to: 'c',
      subscribed: '450.00',
      paid: '450.00',
      registerBookOn: undefined,
    });
    const all = [founded, other, moved, open];
    const on = (day: string, reading: 'register' | 'registration' = 'register') =>
      codes(decideDate(all, { id: 'o', reading, on: localDate(day) }, { today, absorbed: nobody }));
    expect(holders(all, '2026-12-31')).toEqual({ a: '500.00/250.00', b: '500.00/450.00' });
    expect(on('2026-03-01')).toEqual([]);
    expect(on('2026-02-28')).toEqual(['REGISTER_BROKEN']);
    expect(on('2026-01-09')).toEqual(['DATES_OUT_OF_ORDER']);
    expect(on('2026-11-23')).toEqual(['DAY_NOT_COME']);
    expect(on('2026-03-01', 'registration')).toEqual(['DATE_KNOWN']);
  });
});

describe('what is still to be paid in', () => {
  const due = (entries: readonly RegisterEntry[], form = 'limited', on = '2026-11-22') =>
    paymentsDue(transactionsIn(entries), form, localDate(on)).map((one) => [
      one.holder,
      formatYuan(one.outstanding),
      one.dueBy,
      one.overdue,
      one.basis.grade,
    ]);

  test('five years from the founding, for those that subscribed since the law', () => {
    expect(due([founded, other])).toEqual([['a', '300.00', '2031-01-10', false, 'law']]);
    expect(due([founded, other], 'limited', '2031-01-10')[0]?.[3]).toBe(false);
    expect(due([founded, other], 'limited', '2031-01-11')[0]?.[3]).toBe(true);
  });

  test('older companies by the end of the transition; new capital of theirs in five years of its own', () => {
    const old = entry('e1', { to: 'a', subscribed: '600.00', on: '2024-06-30' });
    expect(due([old])).toEqual([['a', '600.00', '2032-06-30', false, 'memory']]);
    const more = entry('e2', { kind: 'increase', to: 'a', subscribed: '100.00', on: '2024-07-01' });
    expect(due([old, more])).toEqual([['a', '700.00', '2029-07-01', false, 'law']]);
  });

  test('a company limited by shares had to be paid in when it was founded; a taker owes what it took over', () => {
    expect(due([founded], 'joint_stock')).toEqual([['a', '300.00', '2026-01-10', true, 'law']]);
    const all = entry('e9', {
      kind: 'transfer',
      from: 'a',
      to: 'c',
      subscribed: '600.00',
      paid: '300.00',
      on: '2026-02-01',
    });
    expect(due([founded, all])).toEqual([['c', '300.00', '2031-01-10', false, 'law']]);
    expect(due([])).toEqual([]);
  });
});
