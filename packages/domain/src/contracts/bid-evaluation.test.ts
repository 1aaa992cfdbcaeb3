import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { bidEvaluationRule } from './bid-evaluation.rule.ts';

type Json = Record<string, unknown>;

function ask(input: Json) {
  const answer = askRule(bidEvaluationRule, { method: 'lowest_evaluated', ...input });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(bidEvaluationRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
const codes = (findings: readonly { code: string }[]): string[] => findings.map(({ code }) => code);
/** `"A 100, B 90.50"`. */
const bids = (text: string): Json[] =>
  text.split(', ').map((each) => {
    const [id, price = ''] = each.split(' ');
    return { id, price: price.includes('.') ? price : `${price}.00` };
  });
const order = (out: ReturnType<typeof ask>): string => out.ranking.map(({ id }) => id).join('');

describe('lowest evaluated price', () => {
  test('what is compared is not what is paid', () => {
    const [a = {}, ...rest] = bids('A 100, B 104, C 110');
    const out = ask({ bids: [{ ...a, adjustments: [{ name: '漏项', amount: '5.00' }] }, ...rest] });
    expect(out).toMatchObject({
      winner: 'B',
      contractPrice: '104.00',
      base: null,
      competition: 'sufficient',
    });
    expect(out.ranking).toEqual([
      { id: 'B', rank: 1, evaluated: '104.00', score: null, total: null },
      { id: 'A', rank: 2, evaluated: '105.00', score: null, total: null },
      { id: 'C', rank: 3, evaluated: '110.00', score: null, total: null },
    ]);
  });
  test('adjustments add up and may be negative; a deduction for small enterprises does not count', () => {
    const [a = {}, b = {}, c = {}] = bids('A 100, B 99, C 120');
    const out = ask({
      bids: [
        { ...a, smallEnterpriseDeduction: '0.2', otherScore: '99' },
        b,
        {
          ...c,
          adjustments: [
            { name: '工期', amount: '-20.00' },
            { name: '付款', amount: '-2.00' },
          ],
        },
      ],
    });
    expect(order(out)).toBe('CBA');
    expect(out.ranking[0]?.evaluated).toBe('98.00');
    expect(out.contractPrice).toBe('120.00');
  });
});

describe('set aside first', () => {
  test('the ceiling itself is allowed', () => {
    const out = ask({ ceiling: '100.00', bids: bids('A 100, B 100.01, C 90, D 80') });
    expect(out.rejected).toMatchObject([{ id: 'B', code: 'OVER_CEILING' }]);
    expect(out).toMatchObject({ validBids: 3, winner: 'D' });
  });
  test('what is set aside is in no mean', () => {
    const parameters = { fullScore: '30', above: '1', below: '0.5' };
    const [a = {}, b = {}, c = {}, d = {}, e = {}] = bids('A 1000, B 1000, C 1000, D 5000, E 1');
    const out = ask({
      method: 'composite',
      ceiling: '2000.00',
      bids: [a, b, c, d, { ...e, rejected: 'BELOW_COST' }],
      parameters,
    });
    expect(out.rejected.map(({ id, code }) => `${id} ${code}`)).toEqual(['D OVER_CEILING', 'E BELOW_COST']);
    expect(out).toMatchObject({ base: '1000.00', validBids: 3 });
  });
});

describe('composite', () => {
  const parameters = { fullScore: '30', above: '1', below: '0.5' };
  test('3% above loses 3 points, 2% below 1', () => {
    const out = ask({ method: 'composite', bids: bids('A 1030, B 980, C 990'), parameters });
    expect(out.base).toBe('1000.00');
    expect(out.ranking.map(({ id, score }) => `${id} ${score}`)).toEqual([
      'C 29.500000',
      'B 29.000000',
      'A 27.000000',
    ]);
  });
  test('the highest and the lowest are left out from five on', () => {
    const five = 'A 100, B 110, C 120, D 130, E 1000';
    expect(ask({ method: 'composite', bids: bids(five), parameters }).base).toBe('120.00');
    expect(ask({ method: 'composite', bids: bids('A 100, B 110, C 120, D 130'), parameters }).base).toBe(
      '115.00',
    );
    const six = { ...parameters, trimFrom: 6 };
    expect(ask({ method: 'composite', bids: bids(five), parameters: six }).base).toBe('292.00');
  });
  test('only one of equals is left out', () => {
    expect(
      ask({ method: 'composite', bids: bids('A 100, B 100, C 100, D 200, E 200'), parameters }).base,
    ).toBe('133.33');
  });
  test('the base is lowered exactly, and shown to the fen', () => {
    const out = ask({
      method: 'composite',
      bids: bids('A 100, B 100, C 101'),
      parameters: { ...parameters, discount: '0.03' },
    });
    // 301/3 × 0.97 = 97.3233…; A is 2.750283…% above.
    expect(out.base).toBe('97.32');
    expect(out.ranking[0]).toMatchObject({ score: '27.249717' });
    expect(codes(out.warnings)).toEqual(['TIE']);
  });
  test('never under none; other points are added', () => {
    const [a = {}, b = {}, c = {}] = bids('A 100, B 100, C 400');
    const out = ask({
      method: 'composite',
      bids: [a, { ...b, otherScore: '60.5' }, { ...c, otherScore: '70' }],
      parameters,
    });
    // Base 200: A and B are 50% below, C 100% above.
    expect(out.ranking.map(({ id, score, total }) => `${id} ${score} ${total}`)).toEqual([
      'C 0.000000 70.000000',
      'B 5.000000 65.500000',
      'A 5.000000 5.000000',
    ]);
    expect(out).toMatchObject({ winner: 'C', contractPrice: '400.00' });
  });
  test('without the scale nothing is ranked', () => {
    const out = ask({
      method: 'composite',
      bids: bids('A 100, B 110, C 120'),
      parameters: { fullScore: '30' },
    });
    expect(codes(out.blocks)).toEqual(['DATA_INSUFFICIENT']);
    expect(out.blocks[0]?.because).toContain('parameters.above、parameters.below');
    expect(out).toMatchObject({ ranking: [], winner: null, contractPrice: null, base: '110.00' });
    expect(codes(ask({ method: 'composite', bids: bids('A 100, B 110, C 120') }).blocks)).toEqual([
      'DATA_INSUFFICIENT',
    ]);
  });
});

describe('low price of government procurement', () => {
  const input = { method: 'procurement_low_price', parameters: { weight: '0.3' } };
  test('the lowest has full points; a small enterprise is compared lower and paid in full', () => {
    const [a = {}, b = {}, c = {}] = bids('A 100, B 104, C 120');
    const out = ask({ ...input, bids: [a, { ...b, smallEnterpriseDeduction: '0.1' }, c] });
    expect(out).toMatchObject({ base: '93.60', winner: 'B', contractPrice: '104.00' });
    expect(out.ranking.map(({ score }) => score)).toEqual(['30.000000', '28.080000', '23.400000']);
  });
  test('needs the weight', () => {
    const out = ask({ method: 'procurement_low_price', bids: bids('A 1, B 2, C 3') });
    expect(codes(out.blocks)).toEqual(['DATA_INSUFFICIENT']);
    expect(out.winner).toBeNull();
  });
});

describe('equals', () => {
  test('the lower price, then the order of the input', () => {
    const [a = {}, b = {}, c = {}, d = {}] = bids('A 100, B 90, C 100, D 200');
    const out = ask({ bids: [a, { ...b, adjustments: [{ name: '工期', amount: '10.00' }] }, c, d] });
    expect(order(out)).toBe('BACD');
    expect(out.ranking.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
    expect(codes(out.warnings)).toEqual(['TIE']);
    expect(out.warnings[0]?.because).toContain('B、A、C');
  });
  test('what differs by less than is shown is no tie', () => {
    const input = { method: 'procurement_low_price', parameters: { weight: '0.1' } };
    const out = ask({
      ...input,
      bids: bids('A 99999999999999.02, B 99999999999999.01, C 99999999999999.00'),
    });
    expect(new Set(out.ranking.map(({ score }) => score)).size).toBe(1);
    expect(order(out)).toBe('CBA');
    expect(out.warnings).toEqual([]);
  });
});

describe('competition', () => {
  test.each<[Json, Json]>([
    [{ bids: [] }, { competition: 'retender', validBids: 0, ranking: [], winner: null }],
    [
      { bids: bids('A 1, B 2') },
      { competition: 'retender', validBids: 2, ranking: [], winner: null, contractPrice: null },
    ],
    [
      { ceiling: '2.00', bids: bids('A 1, B 2, C 3') },
      { competition: 'panel_may_reject_all', validBids: 2, winner: 'A' },
    ],
    [
      { ceiling: '2.00', bids: bids('A 1, B 2, C 3'), stillCompetitive: true },
      { competition: 'panel_may_reject_all' },
    ],
    [
      { ceiling: '2.00', bids: bids('A 1, B 2, C 3'), stillCompetitive: true, jurisdiction: 'chongqing' },
      { competition: 'may_continue', winner: 'A' },
    ],
    [
      { ceiling: '2.00', bids: bids('A 1, B 2, C 3'), jurisdiction: 'chongqing' },
      { competition: 'panel_may_reject_all' },
    ],
    [
      { bids: bids('A 1, B 2'), stillCompetitive: true, jurisdiction: 'chongqing' },
      { competition: 'retender' },
    ],
    [
      { method: 'composite', ceiling: '0.00', bids: bids('A 1, B 2, C 3') },
      { competition: 'panel_may_reject_all', validBids: 0, base: null, winner: null, blocks: [] },
    ],
  ])('%j', (input, expected) => {
    expect(ask(input)).toMatchObject(expected);
  });
});

test.each([
  [{ jurisdiction: 'chongqing', ceiling: '100.00' }, '84.99', true],
  [{ jurisdiction: 'chongqing', ceiling: '100.00' }, '85.00', false],
  [{ jurisdiction: 'chongqing' }, '1.00', false],
  [{ ceiling: '100.00' }, '1.00', false],
  [{ jurisdiction: 'chongqing', ceiling: '999999999999.99' }, '849999999999.99', true],
])('a guarantee with %j at %s: %s', (rest, price, asked) => {
  const out = ask({ ...rest, bids: [{ id: 'A', price }, ...bids('B 85.01, C 90')].slice(0, 3) });
  const only = ask({
    ...rest,
    bids: [
      { id: 'A', price },
      { id: 'B', price },
      { id: 'C', price },
    ],
  });
  expect(only.performanceGuaranteeMayBeAsked).toBe(asked);
  if (out.winner === 'A') expect(out.performanceGuaranteeMayBeAsked).toBe(asked);
});

describe('refused', () => {
  const three = bids('A 1, B 2, C 3');
  test.each<[Json, string]>([
    [{ bids: bids('A 1, B 2, A 3') }, 'bids.2.id'],
    [{ bids: [{ id: 'A', price: '-1.00' }] }, 'bids.0.price'],
    [{ bids: [{ id: 'A', price: 1 }] }, 'bids.0.price'],
    [{ bids: [{ id: 'A', price: '1.00', rejected: 'LATE' }] }, 'bids.0.rejected'],
    [{ bids: three, parameters: { trimFrom: 2 } }, 'parameters.trimFrom'],
    [{ bids: three, parameters: { discount: '1.1' } }, 'parameters.discount'],
    [{ bids: three, method: 'cheapest' }, 'method'],
    [{ bids: three, method: 'composite', parameters: { discount: '1' } }, 'bids'],
    [{ bids: bids('A 1, B 0, C 3'), method: 'procurement_low_price', parameters: { weight: '1' } }, 'bids.1'],
  ])('%j', (input, path) => {
    const answer = askRule(bidEvaluationRule, { method: 'lowest_evaluated', ...input });
    expect(answer.ok ? [] : answer.problems.map((problem) => problem.path)).toEqual([path]);
  });
});
