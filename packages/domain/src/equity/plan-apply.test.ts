import { describe, expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { fen, formatYuan, parseYuan } from '../kernel/money.ts';
import { formatFraction } from '../kernel/ratio.ts';
import type { PlanItem, PlanItemOf, PlanMethod } from './plan.ts';
import { applyPlan } from './plan-apply.ts';
import type { ShareTransaction } from './share-transaction.ts';

const founded = localDate('2020-01-01');
const founding = (to: string, subscribed: string, paid = subscribed): ShareTransaction => ({
  ...{ kind: 'establish', to, subscribed: parseYuan(subscribed), paid: parseYuan(paid) },
  ...{ decidedOn: founded, registerBookOn: founded },
});

/** The state holds G and Y; Y holds A wholly, B with a person; A holds C. */
const register = new Map([
  ['G', [founding('state', '2000.00', '1200.00')]],
  ['Y', [founding('state', '1000.00')]],
  ['A', [founding('Y', '100.00', '60.00')]],
  ['B', [founding('Y', '80.00'), founding('person', '20.00')]],
  ['C', [founding('A', '30.00')]],
]);
let items = 0;
type Terms<M extends PlanMethod> = Omit<PlanItemOf<M>, 'id' | 'method' | 'separable' | 'note' | 'facts'>;
const item = <M extends PlanMethod>(method: M, terms: Terms<M>): PlanItem => {
  items += 1;
  const said = { id: `i${items}`, method, separable: false, note: '', facts: {} };
  return Object.assign(said, terms) as unknown as PlanItem;
};
const apply = (...of: PlanItem[]) =>
  applyPlan(register, { groupId: 'G', basisDate: localDate('2026-06-30'), items: of });
const holders = (applied: ReturnType<typeof apply>, company: string) =>
  (applied.tables.get(company)?.holders ?? []).map((h) => [
    h.id,
    formatYuan(h.subscribed),
    formatYuan(h.paid),
    h.vote === null ? null : formatFraction(h.vote),
  ]);
const codes = (applied: ReturnType<typeof apply>) => [...applied.findings.values()].map((f) => f.code);
const free = (companyId: string, fromId: string, share: string, toId = 'G') =>
  item('free_transfer', { companyId, fromId, toId, share });

describe('what each method does to the tables', () => {
  test('a free transfer takes the share with its part of what is paid in', () => {
    const applied = apply(free('A', 'Y', '0.25'));
    expect(holders(applied, 'A')).toEqual([
      ['Y', '75.00', '45.00', '3/4'],
      ['G', '25.00', '15.00', '1/4'],
    ]);
    expect(codes(applied)).toEqual([]);
  });

  test('a contribution in kind raises the capital of the group, above par into its reserve', () => {
    const put = { companyId: 'Y', fromId: 'state', share: '1', invested: '3000.00', perYuan: '1.5' };
    const applied = apply(item('contribution_in_kind', put));
    expect(holders(applied, 'Y')).toEqual([['G', '1000.00', '1000.00', '1/1']]);
    expect(holders(applied, 'G')).toEqual([['state', '4000.00', '3200.00', '1/1']]);
    expect(applied.tables.get('G')?.capitalReserve).toBe(fen(1000_00n));
  });

  test('an increase makes the investor a holder and the others smaller', () => {
    const applied = apply(
      item('capital_increase', { companyId: 'B', toId: 'G', invested: '150.00', perYuan: '1.5' }),
    );
    expect(holders(applied, 'B')).toEqual([
      ['G', '100.00', '100.00', '1/2'],
      ['Y', '80.00', '80.00', '2/5'],
      ['person', '20.00', '20.00', '1/10'],
    ]);
  });

  test('a merger exchanges what outsiders hold, lets the absorber’s own lapse and hands on what was held', () => {
    const applied = apply(item('merger', { companyId: 'A', toId: 'B', exchange: '2' }));
    expect(applied.absorbed).toEqual(new Map([['A', 'B']]));
    expect(holders(applied, 'A')).toEqual([]);
    expect(holders(applied, 'B')).toEqual([
      ['Y', '130.00', '110.00', '13/15'],
      ['person', '20.00', '20.00', '2/15'],
    ]);
    expect(holders(applied, 'C')).toEqual([['B', '30.00', '30.00', '1/1']]);
    const upward = apply(item('merger', { companyId: 'C', toId: 'A', exchange: '1' }));
    expect(holders(upward, 'A')).toEqual([['Y', '100.00', '60.00', '1/1']]);
    const downward = apply(item('merger', { companyId: 'A', toId: 'C', exchange: '1' }));
    expect(holders(downward, 'C')).toEqual([['Y', '100.00', '60.00', '1/1']]);
  });
});

describe('what cannot be done changes nothing, and the others go on', () => {
  test('more than is held, a share that is no whole 分, the same holder, one’s own shares', () => {
    const applied = apply(
      free('B', 'Y', '0.81'),
      free('A', 'Y', '1/3'),
      free('A', 'C', '1/2'),
      free('A', 'Y', '1/2', 'Y'),
      free('A', 'Y', '1/2', 'A'),
      free('A', 'Y', '0'),
      free('none', 'Y', '1'),
      free('A', 'Y', '1'),
    );
    expect(codes(applied)).toEqual([
      'HOLDING_EXCEEDED',
      'SHARE_NOT_WHOLE',
      'HOLDING_EXCEEDED',
      'SAME_HOLDER',
      'SELF_HOLDING',
      'NOTHING_MOVED',
      'CAPITAL_UNKNOWN',
    ]);
    expect(holders(applied, 'A')).toEqual([['G', '100.00', '60.00', '1/1']]);
    expect(holders(applied, 'B')).toEqual([
      ['Y', '80.00', '80.00', '4/5'],
      ['person', '20.00', '20.00', '1/5'],
    ]);
  });

  test('the same shares twice: the second finds too little', () => {
    expect(codes(apply(free('A', 'Y', '1'), free('A', 'Y', '1/2')))).toEqual(['HOLDING_EXCEEDED']);
  });

  test('shares received may be passed on', () => {
    expect(codes(apply(free('A', 'Y', '1'), free('A', 'G', '1', 'B')))).toEqual([]);
  });

  test('whoever is absorbed is gone', () => {
    const applied = apply(
      item('merger', { companyId: 'A', toId: 'B', exchange: '1' }),
      item('merger', { companyId: 'A', toId: 'C', exchange: '1' }),
      free('A', 'Y', '1'),
      item('merger', { companyId: 'G', toId: 'B', exchange: '1' }),
    );
    expect(codes(applied)).toEqual(['ABSORBED', 'ABSORBED', 'GROUP_ABSORBED']);
  });

  test('a circle of holdings', () => {
    const applied = apply(free('A', 'Y', '1/2', 'C'), free('A', 'Y', '1'), free('Y', 'state', '1', 'C'));
    expect(codes(applied)).toEqual(['CIRCULAR_HOLDING']);
    // After A has left it, Y may come below C.
    expect(holders(applied, 'Y')).toEqual([['C', '1000.00', '1000.00', '1/1']]);
    const own = { companyId: 'C', fromId: 'A', share: '1', invested: '30.00', perYuan: '1' };
    const contributed = apply(free('A', 'Y', '1'), item('contribution_in_kind', own));
    expect(codes(contributed)).toEqual(['CIRCULAR_HOLDING']);
    expect(holders(contributed, 'C')).toEqual([['A', '30.00', '30.00', '1/1']]);
  });

  test('capital below par, and an exchange that makes capital out of nothing', () => {
    const applied = apply(
      item('capital_increase', { companyId: 'A', toId: 'G', invested: '10.00', perYuan: '0.9' }),
      item('merger', { companyId: 'A', toId: 'B', exchange: '0.5' }),
      item('merger', { companyId: 'A', toId: 'B', exchange: '3' }),
    );
    expect(codes(applied)).toEqual(['BELOW_PAR', 'BELOW_PAR', 'SHARE_NOT_WHOLE']);
  });
});

test('an empty plan changes nothing', () => {
  const applied = apply();
  expect(applied.register).toEqual(register);
  expect(holders(applied, 'G')).toEqual([['state', '2000.00', '1200.00', '1/1']]);
});
