import { describe, expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { parseYuan } from '../kernel/money.ts';
import { ratio } from '../kernel/ratio.ts';
import { linkedParties } from '../organizations/linked-parties.ts';
import { shareGraph } from '../organizations/share-graph.ts';
import { findSplits, nearFrom, type SplitFigures, type WatchedContract } from './split-radar.ts';

const figures: SplitFigures = {
  nearShare: ratio(9n, 10n),
  nearCount: 3,
  procurementLimit: parseYuan('2000000.00'),
};
/** `"id amount day"` in 万元; what is not said is not tied to anything else. */
function contract(text: string, over: Partial<WatchedContract> = {}): WatchedContract {
  const [id = '', wan = '', day = '2026-03-01'] = text.split(' ');
  return {
    id,
    organizationId: `O-${id}`,
    counterpartyId: `C-${id}`,
    project: null,
    class: 'works',
    amount: parseYuan(`${wan}0000.00`),
    decidedOn: localDate(day),
    ...over,
  };
}
const find = (
  last: WatchedContract,
  others: readonly WatchedContract[],
  linked: readonly string[] = [],
  set: Partial<SplitFigures> = {},
) =>
  findSplits(last, others, new Set(linked), { ...figures, ...set }).map(
    (f) => `${f.code} ${f.by} ${f.period} ${f.contracts.map(({ id }) => id).join('')}`,
  );
const P = { project: '示例厂房' };

describe('one project', () => {
  const half = contract('a 200 2026-01-10', P);
  test('two halves reach the threshold, a fen less does not', () => {
    expect(find(contract('b 200', P), [half])).toEqual(['SPLIT_SUM project twelve_months ab']);
    const less = contract('b 200', { ...P, amount: parseYuan('1999999.99') });
    expect(find(less, [half])).toEqual([]);
  });
  test('another project, another class, or one that reaches it by itself is no part of it', () => {
    expect(find(contract('b 200', { project: '另一项目' }), [half])).toEqual([]);
    expect(find(contract('b 150', { ...P, class: 'goods' }), [half])).toEqual([]);
    expect(find(contract('b 400', P), [half])).toEqual([]);
    expect(find(contract('b 100', P), [half, contract('c 500', P)])).toEqual([]);
  });
  test('twelve months, the day of the year after included', () => {
    expect(find(contract('b 200 2027-01-10', P), [half])).toEqual(['SPLIT_SUM project twelve_months ab']);
    expect(find(contract('b 200 2027-01-11', P), [half])).toEqual([]);
  });
  test('one entered late stands together with those after it', () => {
    const late = contract('b 150 2026-06-01', P);
    const around = [
      contract('a 150 2025-12-01', P),
      contract('c 150 2026-11-30', P),
      contract('d 90 2027-02-01', P),
    ];
    expect(find(late, around)).toEqual(['SPLIT_SUM project twelve_months abc']);
  });
  test('each class has its own threshold', () => {
    for (const [of, amount] of [
      ['goods', '100'],
      ['services', '50'],
    ] as const) {
      const [a, b] = [
        contract(`a ${amount}`, { ...P, class: of }),
        contract(`b ${amount}`, { ...P, class: of }),
      ];
      expect(find(b, [a])).toEqual(['SPLIT_SUM project twelve_months ab']);
    }
  });
});

describe('counterparties', () => {
  const first = contract('a 250 2026-01-10');
  test('the same one, or those linked with it', () => {
    expect(find(contract('b 250', { counterpartyId: 'C-a' }), [first])).toEqual([
      'SPLIT_SUM counterparty twelve_months ab',
    ]);
    expect(find(contract('b 250'), [first], ['C-b', 'C-a'])).toEqual([
      'SPLIT_SUM counterparty twelve_months ab',
    ]);
    expect(find(contract('b 250'), [first], ['C-b'])).toEqual([]);
  });
  test('contracts that project and counterparty both tie together are told once', () => {
    const both = { ...P, counterpartyId: 'S' };
    expect(find(contract('b 250', both), [contract('a 250', both)])).toEqual([
      'SPLIT_SUM project twelve_months ab',
    ]);
    const third = contract('c 250', { counterpartyId: 'S' });
    expect(find(contract('b 250', both), [contract('a 250', both), third])).toEqual([
      'SPLIT_SUM project twelve_months ab',
      'SPLIT_SUM counterparty twelve_months abc',
    ]);
  });
  test('linked: under one controller that is no state body, or one holding the other', () => {
    const held = (text: string) =>
      shareGraph(
        [],
        text.split(', ').map((part) => {
          const [pair = '', share = ''] = part.split(' ');
          const [owner = '', owned = ''] = pair.split('>');
          return { owner, owned, share: ratio(BigInt(share), 100n) };
        }),
      );
    const linked = (text: string, states: string[] = []) =>
      [...linkedParties(held(text), 'A', new Set(states))].sort().join('');
    expect(linked('G>A 60, G>B 51, G>D 50')).toBe('ABG');
    expect(linked('G>A 60, G>B 51', ['G'])).toBe('A');
    expect(linked('S>G 100, G>A 60, G>B 60', ['S'])).toBe('ABG');
    expect(linked('A>B 60, B>D 60')).toBe('ABD');
    expect(linked('G>A 50, G>B 60')).toBe('A');
    expect(linked('B>D 100')).toBe('A');
  });
});

describe('just below the threshold', () => {
  const O = { organizationId: 'O' };
  const two = [contract('a 360 2026-01-01', O), contract('b 399', O)];
  test('three by one who lets them', () => {
    expect(find(contract('c 380', O), two)).toEqual(['NEAR_THRESHOLD organization twelve_months abc']);
    expect(find(contract('c 380', O), two.slice(1))).toEqual([]);
    expect(find(contract('c 359', O), two)).toEqual([]);
    expect(find(contract('c 380'), two)).toEqual([]);
  });
  test('by the figures that the zone has set', () => {
    expect(find(contract('c 380', O), two.slice(1), [], { nearCount: 2 })).toHaveLength(1);
    expect(find(contract('c 380', O), two, [], { nearShare: ratio(19n, 20n) })).toEqual([]);
    expect(nearFrom(parseYuan('0.03'), figures)).toBe(3n);
  });
  test('not again what a sum has told', () => {
    expect(
      find(
        contract('c 380', { ...O, ...P }),
        two.map((one) => ({ ...one, ...P })),
      ),
    ).toEqual(['SPLIT_SUM project twelve_months abc']);
  });
});

test('procurement is judged by the budget year', () => {
  const bought = { ...P, class: 'procurement' } as const;
  const autumn = contract('a 100 2025-12-31', bought);
  expect(find(contract('b 100 2026-01-01', bought), [autumn])).toEqual([]);
  expect(find(contract('b 100 2025-01-01', bought), [autumn])).toEqual(['SPLIT_SUM project budget_year ba']);
  const [found] = findSplits(contract('b 100 2025-01-01', bought), [autumn], new Set(), figures);
  expect(found?.basis).toMatchObject([{ article: '第二十八条' }]);
});

test('each finding names its law, what it adds up and why', () => {
  const [found] = findSplits(contract('b 250', P), [contract('a 250 2026-01-10', P)], new Set(), figures);
  expect(found).toMatchObject({
    amount: 500_000_000n,
    threshold: 400_000_000n,
    from: '2026-01-10',
    to: '2026-03-01',
  });
  expect(found?.basis.map(({ article }) => article)).toEqual(['第四条', '第四十九条', undefined]);
  expect(found?.because).toContain('合计 5000000.00 元');
});
