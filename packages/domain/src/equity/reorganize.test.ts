import { describe, expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { formatYuan, parseYuan } from '../kernel/money.ts';
import { type DecidedReorganization, decideReorganization } from './decide-reorganization.ts';
import { tablesOn } from './plan-apply.ts';
import { type DivisionTerms, divisionOf, type Moved, type Movement, mergerOf } from './reorganize.ts';
import type { ShareTransaction } from './share-transaction.ts';

const founded = localDate('2020-01-01');
const on = localDate('2026-06-30');
const founding = (to: string, subscribed: string, paid = subscribed): ShareTransaction => ({
  ...{ kind: 'establish', to, subscribed: parseYuan(subscribed), paid: parseYuan(paid) },
  ...{ decidedOn: founded, registerBookOn: founded },
});
/** A and the absorber B hold parts of each other; A holds C. */
const register = new Map([
  ['A', [founding('state', '60.00', '30.00'), founding('B', '20.00'), founding('person', '20.00')]],
  ['B', [founding('state', '90.00'), founding('A', '10.00')]],
  ['C', [founding('A', '30.00', '10.00')]],
]);
const of = { tables: tablesOn(register, on), nameOf: (id: string) => `「${id}」` };
const told = (moved: Moved<string>) =>
  moved.ok
    ? moved.moves.map(({ companyId, kind, from = '', to = '', subscribed, paid }: Movement) =>
        [companyId, kind, from, to, formatYuan(subscribed), formatYuan(paid)].join(' '),
      )
    : moved.finding.code;

test('an absorption: shares for shares, what both held of each other lapses, the rest passes on', () => {
  expect(told(mergerOf(of, { companyId: 'A', absorberId: 'B', exchange: '2' }))).toEqual([
    'A decrease state  60.00 30.00',
    'A decrease B  20.00 20.00',
    'A decrease person  20.00 20.00',
    'B increase  state 30.00 15.00',
    'B increase  person 10.00 10.00',
    'B decrease A  10.00 10.00',
    'C transfer A B 30.00 10.00',
  ]);
});

describe('a division in which the old company goes on', () => {
  const divided = (over: Partial<DivisionTerms>) =>
    told(divisionOf(of, { companyId: 'A', receiverId: 'N', capital: '50.00', ...over }));

  test('of everybody’s capital the same part, paid in as theirs is', () => {
    expect(divided({})).toEqual([
      'A decrease state  30.00 15.00',
      'A decrease B  10.00 10.00',
      'A decrease person  10.00 10.00',
      'N establish  state 30.00 15.00',
      'N establish  B 10.00 10.00',
      'N establish  person 10.00 10.00',
    ]);
  });

  test('as agreed: one may leave altogether', () => {
    const portions = [{ holderId: 'person', subscribed: '20.00' }];
    expect(divided({ capital: '20.00', portions })).toEqual([
      'A decrease person  20.00 20.00',
      'N establish  person 20.00 20.00',
    ]);
  });

  test('is refused where the register does not bear it', () => {
    const agreed = (...portions: [string, string][]) =>
      divided({ portions: portions.map(([holderId, subscribed]) => ({ holderId, subscribed })) });
    expect(divided({ receiverId: 'A' })).toBe('SAME_HOLDER');
    expect(divided({ companyId: 'none' })).toBe('CAPITAL_UNKNOWN');
    expect(divided({ receiverId: 'C' })).toBe('RECEIVER_HAS_CAPITAL');
    expect(divided({ capital: '100.00' })).toBe('NOTHING_LEFT');
    expect(divided({ capital: '0.00' })).toBe('NOTHING_LEFT');
    expect(divided({ capital: '33.33' })).toBe('SHARE_NOT_WHOLE');
    expect(agreed(['state', '49.99'])).toBe('PORTIONS_DIFFER');
    expect(agreed(['state', '25.00'], ['state', '25.00'])).toBe('PORTIONS_DIFFER');
    expect(agreed(['person', '20.01'], ['state', '29.99'])).toBe('HOLDING_EXCEEDED');
    expect(agreed(['stranger', '50.00'])).toBe('HOLDING_EXCEEDED');
  });
});

test('what was decided is what moves, unless a register has a later entry', () => {
  const decided: DecidedReorganization = {
    ...{ matter: 'reorganization', companyId: 'A', decidedOn: '2026-05-01', subject: '', purpose: '' },
    ...{ facts: { type: 'merger' }, absorption: { absorberId: 'B', exchange: '2' } },
  };
  const asked = (lastDayOf: (id: string) => typeof on | null) =>
    decideReorganization(decided, of, { on, lastDayOf });
  const now = asked(() => founded);
  expect(now.outcome === 'accepted' && now.effects).toHaveLength(7);
  const late = asked((id) => (id === 'C' ? localDate('2026-07-01') : null));
  expect(late).toMatchObject({
    refusals: [{ code: 'DATE_BEFORE_LAST_EVENT', facts: { last: '2026-07-01' } }],
  });
  const odd = decideReorganization({ ...decided, absorption: { absorberId: 'B', exchange: '0.5' } }, of, {
    on,
    lastDayOf: () => null,
  });
  expect(odd).toMatchObject({ refusals: [{ code: 'REORGANIZATION_IMPOSSIBLE' }] });
});
