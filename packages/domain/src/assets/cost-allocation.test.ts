import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { costAllocationRule } from './cost-allocation.rule.ts';

type Item = { id?: unknown; direct?: unknown; weight?: unknown };

const answerTo = (shared: unknown, items: unknown) => askRule(costAllocationRule, { shared, items });
function ask(shared: string, items: readonly Item[]) {
  const answer = answerTo(shared, items);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(costAllocationRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
const byWeight = (...weights: string[]): Item[] =>
  weights.map((weight, index) => ({ id: `K${index}`, direct: '0.00', weight }));
const byDirect = (...directs: string[]): Item[] =>
  directs.map((direct, index) => ({ id: `K${index}`, direct }));
const parts = (shared: string, items: Item[]) => ask(shared, items).items.map((item) => item.allocated);

test('by their own cost, where no weight is given', () => {
  expect(ask('1000000.00', byDirect('20000000.00', '7000000.00', '3000000.00'))).toMatchObject({
    items: [
      { id: 'K0', allocated: '666666.67', total: '20666666.67' },
      { id: 'K1', allocated: '233333.33', total: '7233333.33' },
      { id: 'K2', allocated: '100000.00', total: '3100000.00' },
    ],
    total: '31000000.00',
    blocks: [],
    warnings: [],
  });
});

test.each([
  ['equal remainders: the earlier first', '100.00', ['1', '1', '1'], ['33.34', '33.33', '33.33']],
  ['two fen over, three alike', '0.05', ['2', '2', '2'], ['0.02', '0.02', '0.01']],
  ['one fen, three alike', '0.01', ['1', '1', '1'], ['0.01', '0.00', '0.00']],
  ['the largest remainder, wherever it stands', '1.00', ['1', '1', '4'], ['0.17', '0.17', '0.66']],
  [
    'quotas of 1.2, 1.4 and 2.4 fen: a remainder under a half may get the fen',
    '0.05',
    ['6', '7', '12'],
    ['0.01', '0.02', '0.02'],
  ],
  ['halves that all round up', '0.03', ['1', '1'], ['0.02', '0.01']],
  ['equal remainders of unequal weights', '0.02', ['1', '3'], ['0.01', '0.01']],
  ['a zero weight gets nothing, first or not', '0.07', ['0', '1', '1'], ['0.00', '0.04', '0.03']],
  ['one item gets all', '12.34', ['0.000000000000000001'], ['12.34']],
  ['nothing shared', '0.00', ['1', '2'], ['0.00', '0.00']],
  ['weights of different length', '1.00', ['0.1', '0.10', '0.100000000000000000'], ['0.34', '0.33', '0.33']],
  ['weights far apart', '1.00', ['999999999999999999', '0.000000000000000001'], ['1.00', '0.00']],
])('%s', (_, shared, weights, expected) => {
  expect(parts(shared, byWeight(...weights))).toEqual(expected);
});

test('the weight decides, not the cost beside it', () => {
  const items = [
    { id: 'A', direct: '900.00', weight: '1' },
    { id: 'B', direct: '100.00', weight: '3' },
  ];
  expect(ask('40.00', items)).toMatchObject({
    items: [
      { allocated: '10.00', total: '910.00' },
      { allocated: '30.00', total: '130.00' },
    ],
    total: '1040.00',
  });
});

test('the largest amounts stay exact, and their sum may be larger than an input', () => {
  const most = '999999999999999999.99';
  expect(ask(most, byDirect(most, most, most))).toMatchObject({
    items: [
      { allocated: '333333333333333333.33', total: '1333333333333333333.32' },
      { allocated: '333333333333333333.33' },
      { allocated: '333333333333333333.33' },
    ],
    total: '3999999999999999999.96',
  });
});

test('thousands of items: 20,000 alike share 100.00 to the fen, the first 10,000', () => {
  const given = parts('100.00', byWeight(...Array.from({ length: 20_000 }, () => '7.5')));
  expect(given.slice(0, 10_000).every((part) => part === '0.01')).toBe(true);
  expect(given.slice(10_000).every((part) => part === '0.00')).toBe(true);
});

test.each([
  ['weights', byWeight('0', '0.00')],
  ['own costs', byDirect('0.00', '0.00')],
  ['items', []],
])('no %s above zero: nothing is allocated', (_, items) => {
  const out = ask('5.00', items);
  expect(out).toMatchObject({ total: null, blocks: [{ code: 'DATA_INSUFFICIENT' }] });
  expect(out.items).toEqual(items.map(({ id }) => ({ id, allocated: null, total: null })));
  expect(out.reasons[0]?.outcome).toBe('data_insufficient');
});

describe('bad input is refused at its field', () => {
  const one = { id: 'A', direct: '1.00', weight: '1' };
  test.each<[string, unknown, unknown, string]>([
    ['a negative amount', '-1.00', [one], 'shared'],
    ['a number', 1, [one], 'shared'],
    ['one place', '1.0', [one], 'shared'],
    ['a negative cost', '1.00', [{ ...one, direct: '-0.01' }], 'items.0.direct'],
    ['a negative weight', '1.00', [{ ...one, weight: '-1' }], 'items.0.weight'],
    ['a fraction', '1.00', [{ ...one, weight: '1/3' }], 'items.0.weight'],
    ['a weight that is a number', '1.00', [{ ...one, weight: 1 }], 'items.0.weight'],
    ['too many places', '1.00', [{ ...one, weight: '0.0000000000000000001' }], 'items.0.weight'],
    ['an id twice', '1.00', [one, one], 'items.1.id'],
    ['an unknown key', '1.00', [{ ...one, share: '1' }], 'items.0.share'],
    ['a weight for some only', '1.00', [{ id: 'B', direct: '1.00' }, one], 'items.0.weight'],
  ])('%s', (_, shared, items, path) => {
    expect(answerTo(shared, items)).toMatchObject({ ok: false, problems: [{ path }] });
  });
});
