import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { capTableRule } from './cap-table.rule.ts';

type Json = Record<string, unknown>;
const day = '2025-03-01';
const establish = (to: string, subscribed: string, paid?: string): Json => ({
  kind: 'establish',
  to,
  subscribed,
  ...(paid === undefined ? {} : { paid }),
  decidedOn: '2025-01-01',
});

function ask(transactions: Json[], asOf = '2026-01-01', basis = 'decision') {
  const answer = askRule(capTableRule, { company: 'A', transactions, asOf, basis });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(capTableRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
const codes = (findings: { code: string }[]): string[] => findings.map((finding) => finding.code);

test('votes go by subscription, dividends and pre-emption by paid-in capital', () => {
  const out = ask([establish('G', '60.00', '30.00'), establish('H', '40.00', '40.00')]);
  expect(out).toMatchObject({ registeredCapital: '100.00', paidIn: '70.00', capitalReserve: '0.00' });
  expect(out.holders).toMatchObject([
    { id: 'G', vote: { percent: '60.000000' }, dividend: { fraction: '3/7', percent: '42.857143' } },
    { id: 'H', vote: { percent: '40.000000' }, preemption: { fraction: '4/7', percent: '57.142857' } },
  ]);
});

test('an increase by outsiders: 3000 at 1.5 is 2000 of capital, and the holder falls to exactly half', () => {
  const out = ask([
    establish('G', '60000000.00', '60000000.00'),
    establish('H', '40000000.00', '40000000.00'),
    { kind: 'increase', to: 'X', invested: '30000000.00', price: '1.5', decidedOn: day },
  ]);
  expect(out).toMatchObject({ registeredCapital: '120000000.00', capitalReserve: '10000000.00' });
  expect(out.holders[0]).toMatchObject({ id: 'G', vote: { fraction: '1/2', percent: '50.000000' } });
  expect(out.holders.find((holder) => holder.id === 'X')).toMatchObject({ paid: '20000000.00' });
});

test('a price on a partly paid increase brings premium on what is paid', () => {
  const out = ask([{ ...establish('G', '100.00', '40.00'), kind: 'increase', price: '1.25' }]);
  expect(out).toMatchObject({ paidIn: '40.00', capitalReserve: '10.00' });
});

describe('three readings of one history', () => {
  const transfer = { kind: 'transfer', from: 'G', to: 'H', subscribed: '60.00', decidedOn: '2025-02-01' };
  const dated = { ...transfer, registerBookOn: '2025-02-10', registeredOn: '2025-02-20' };
  const start = {
    ...establish('G', '100.00', '50.00'),
    registerBookOn: '2025-01-01',
    registeredOn: '2025-01-01',
  };
  test.each([
    ['decision', '2025-01-31', 1],
    ['decision', '2025-02-01', 2],
    ['register_book', '2025-02-09', 1],
    ['register_book', '2025-02-10', 2],
    ['registration', '2025-02-19', 1],
    ['registration', '2025-02-20', 2],
  ])('%s on %s: %i holders', (basis, asOf, holders) => {
    expect(ask([start, dated], asOf, basis).holders).toHaveLength(holders);
  });
  test('an event without a date in the reading does not count, and says so', () => {
    const out = ask([start, transfer], '2026-01-01', 'registration');
    expect(out.holders).toHaveLength(1);
    expect(codes(out.warnings)).toEqual(['UNDATED']);
    expect(ask([start, transfer]).warnings).toEqual([]);
  });
  test('the paid-in part goes along in proportion', () => {
    expect(ask([start, dated]).holders).toMatchObject([
      { id: 'H', subscribed: '60.00', paid: '30.00' },
      { id: 'G', subscribed: '40.00', paid: '20.00' },
    ]);
  });
});

test('whoever holds nothing is left out', () => {
  const all = { kind: 'free_transfer', from: 'G', to: 'H', subscribed: '100.00', decidedOn: day };
  expect(ask([establish('G', '100.00'), all]).holders.map((holder) => holder.id)).toEqual(['H']);
});

test('nothing paid in: votes only', () => {
  expect(ask([establish('G', '100.00')]).holders).toMatchObject([
    { vote: { fraction: '1/1' }, dividend: null, preemption: null },
  ]);
});

test('equals stand by id', () => {
  const out = ask([establish('B', '50.00'), establish('A', '50.00')]);
  expect(out.holders.map((holder) => holder.id)).toEqual(['A', 'B']);
});

describe('blocks', () => {
  const move = (kind: string, subscribed: string, rest: Json = {}): Json => ({
    kind,
    from: 'G',
    ...(kind === 'decrease' ? {} : { to: 'H' }),
    subscribed,
    decidedOn: day,
    ...rest,
  });
  test('more leaves a holder than it has', () => {
    const start = establish('G', '100.00', '50.00');
    expect(codes(ask([start, move('transfer', '100.01')]).blocks)).toEqual(['NEGATIVE_HOLDING']);
    expect(codes(ask([start, move('decrease', '100.01')]).blocks)).toEqual(['NEGATIVE_HOLDING']);
    expect(codes(ask([start, move('transfer', '60.00', { paid: '50.01' })]).blocks)).toEqual([
      'NEGATIVE_HOLDING',
    ]);
    expect(ask([start, move('transfer', '100.00')]).blocks).toEqual([]);
  });
  test('more paid in than subscribed', () => {
    expect(codes(ask([establish('G', '100.00', '100.01')]).blocks)).toEqual(['PAID_OVER_SUBSCRIBED']);
    const kept = move('transfer', '60.00', { paid: '0.00' });
    expect(codes(ask([establish('G', '100.00', '100.00'), kept]).blocks)).toEqual(['PAID_OVER_SUBSCRIBED']);
  });
  test('a chain within one day settles in any order', () => {
    const first = move('transfer', '100.00');
    const second = { ...first, from: 'H', to: 'A' };
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      const out = ask([...order, establish('G', '100.00', '40.00')]);
      expect(out.blocks).toEqual([]);
      expect(out.holders).toMatchObject([{ id: 'A', subscribed: '100.00', paid: '40.00' }]);
    }
  });
});

test.each([
  [{ kind: 'establish', subscribed: '1.00', decidedOn: day }, 'transactions.0.to'],
  [{ kind: 'transfer', from: 'G', to: 'H', decidedOn: day }, 'transactions.0.subscribed'],
  [{ kind: 'increase', to: 'H', invested: '1.00', decidedOn: day }, 'transactions.0.subscribed'],
  [{ kind: 'decrease', subscribed: '1.00', decidedOn: day }, 'transactions.0.from'],
])('%j lacks %s', (transaction, path) => {
  const input = { company: 'A', transactions: [transaction], asOf: day, basis: 'decision' };
  expect(askRule(capTableRule, input)).toMatchObject({ ok: false, problems: [{ path }] });
});

describe('several moves on one day', () => {
  const move = (from: string, to: string, subscribed: string, more: Json = {}): Json => ({
    ...{ kind: 'transfer', from, to, subscribed, decidedOn: day },
    ...more,
  });
  const shown = (out: ReturnType<typeof ask>) =>
    Object.fromEntries(out.holders.map(({ id, subscribed, paid }) => [id, `${subscribed}/${paid}`]));

  test.each([
    ['A', 'B'],
    ['Z', 'B'],
    ['A', 'a'],
  ])('who passes on has first received, whatever the names (%s, %s)', (first, second) => {
    const out = ask([
      ...[establish(first, '100.00', '100.00'), establish(second, '100.00')],
      ...[move(first, second, '100.00'), move(second, 'C', '100.00')],
    ]);
    expect(out.blocks).toEqual([]);
    expect(shown(out)).toEqual({ [second]: '100.00/50.00', C: '100.00/50.00' });
  });

  test.each([
    ['C', 'B'],
    ['B', 'C'],
  ])('what is said to be paid in leaves before what goes along in proportion (%s, %s)', (said, silent) => {
    const out = ask([
      establish('A', '100.00', '50.00'),
      ...[move('A', silent, '50.00'), move('A', said, '50.00', { paid: '50.00' })],
    ]);
    expect([out.blocks, shown(out)]).toEqual([[], { [said]: '50.00/50.00', [silent]: '50.00/0.00' }]);
  });

  test('a decrease that says what is paid in goes before a transfer that does not', () => {
    const out = ask([
      establish('A', '100.00', '50.00'),
      move('A', 'B', '50.00'),
      { kind: 'decrease', from: 'A', subscribed: '50.00', paid: '50.00', decidedOn: day },
    ]);
    expect([out.blocks, shown(out)]).toEqual([[], { B: '50.00/0.00' }]);
  });

  test.each(['B', 'Y'])('capital that comes back on the same day is passed on once more (%s)', (last) => {
    const moves = [
      ['A', last],
      ['A', 'C'],
      ['C', 'X'],
      ['X', 'A'],
    ] as const;
    const out = ask([
      establish('A', '10.00', '10.00'),
      ...moves.map(([from, to]) => move(from, to, '10.00')),
    ]);
    expect([out.blocks, shown(out)]).toEqual([[], { [last]: '10.00/10.00' }]);
  });

  test('two who swap what neither has in full do so at once; who gives more than comes in is blocked', () => {
    const swap = [move('A', 'B', '10.00'), move('B', 'A', '10.00')];
    expect(shown(ask([establish('A', '5.00', '5.00'), ...swap]))).toEqual({ A: '5.00/5.00' });
    const out = ask([establish('A', '5.00', '5.00'), move('A', 'B', '10.00'), move('B', 'A', '4.00')]);
    expect([codes([...out.blocks]), out.registeredCapital]).toEqual([
      ['NEGATIVE_HOLDING', 'NEGATIVE_HOLDING'],
      '5.00',
    ]);
  });

  test('entered on one day, what was decided first goes first', () => {
    const book = { registerBookOn: '2025-05-01' };
    const start = (to: string, paid?: string) => ({
      ...establish(to, '100.00', paid),
      registerBookOn: '2025-01-01',
    });
    const sold = ask(
      [
        ...[start('Z', '100.00'), start('B')],
        move('Z', 'B', '100.00', { ...book, decidedOn: '2025-02-01' }),
        move('B', 'C', '100.00', { ...book, decidedOn: '2025-03-01' }),
      ],
      '2026-01-01',
      'register_book',
    );
    expect(shown(sold)).toEqual({ B: '100.00/50.00', C: '100.00/50.00' });
    const grown = ask(
      [
        start('A', '100.00'),
        move('A', 'B', '100.00', { ...book, decidedOn: '2025-02-01' }),
        { kind: 'increase', to: 'A', subscribed: '100.00', decidedOn: '2025-04-01', ...book },
      ],
      '2026-01-01',
      'register_book',
    );
    expect(shown(grown)).toEqual({ A: '100.00/0.00', B: '100.00/100.00' });
  });

  test('a price of nothing is refused however it is written', () => {
    for (const price of ['0', '0.0', '0/5', '00/07']) {
      const increase = { kind: 'increase', to: 'H', invested: '60.00', price, decidedOn: day };
      const asked = { company: 'A', transactions: [increase], asOf: day, basis: 'decision' };
      expect(askRule(capTableRule, asked)).toMatchObject({ problems: [{ path: 'transactions.0.price' }] });
    }
  });
});
