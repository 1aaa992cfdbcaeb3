import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { bidderConflictRule } from './bidder-conflict.rule.ts';

type Json = Record<string, unknown>;

/** `"G>A 0.7, A>B 0.3"`. */
const held = (text: string): Json[] =>
  text === ''
    ? []
    : text.split(', ').map((part) => {
        const [pair = '', share = ''] = part.split(' ');
        const [owner = '', owned = ''] = pair.split('>');
        return { owner, owned, share };
      });

function ask(bidders: string, holdings: string, rest: Json = {}) {
  const input = { tenderer: 'T', bidders: [...bidders], holdings: held(holdings), ...rest };
  const answer = askRule(bidderConflictRule, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(bidderConflictRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
const state = (...ids: string[]): Json => ({ entities: ids.map((id) => ({ id, kind: 'state' })) });
/** `"A invalid CONTROL with B"`, bids that are ok left out. */
const found = (...input: Parameters<typeof ask>): string[] =>
  ask(...input)
    .bids.filter(({ outcome }) => outcome !== 'ok')
    .map((bid) => `${bid.id} ${bid.outcome} ${bid.codes.join(' ')} with ${bid.with.join('')}`);

describe('between bidders', () => {
  test.each<[string, string, Json, string[]]>([
    ['AB', '', {}, []],
    ['AB', 'A>B 0.5', {}, []],
    ['AB', 'A>B 0.51', {}, ['A invalid CONTROL with B', 'B invalid CONTROL with A']],
    ['AB', 'A>X 0.6, X>Y 0.6, Y>B 0.6', {}, ['A invalid CONTROL with B', 'B invalid CONTROL with A']],
    // 40% by X and 15% itself.
    ['AB', 'A>X 0.6, X>B 0.4, A>B 0.15', {}, ['A invalid CONTROL with B', 'B invalid CONTROL with A']],
    // Half is no majority, whatever it comes to in effect.
    ['AB', 'A>X 0.5, X>B 0.99, A>B 0.01', {}, []],
    // 48 of the 80 shares that vote.
    [
      'AB',
      'A>B 0.48',
      { treasury: [{ company: 'B', share: '0.2' }] },
      ['A invalid CONTROL with B', 'B invalid CONTROL with A'],
    ],
    ['AB', 'A>B 0.48, B>B 0.2', {}, ['A invalid CONTROL with B', 'B invalid CONTROL with A']],
    [
      'AB',
      '',
      { management: [{ from: 'B', to: 'A' }] },
      ['A invalid MANAGEMENT with B', 'B invalid MANAGEMENT with A'],
    ],
    [
      'ABC',
      '',
      {
        heads: [
          { entity: 'A', person: 'p' },
          { entity: 'C', person: 'p' },
          { entity: 'B', person: 'q' },
        ],
      },
      ['A invalid SAME_HEAD with C', 'C invalid SAME_HEAD with A'],
    ],
    [
      'AB',
      'G>A 0.6, G>B 0.6',
      {},
      ['A review COMMON_CONTROLLER with B', 'B review COMMON_CONTROLLER with A'],
    ],
    ['AB', 'G>A 0.6, G>B 0.5', {}, []],
    [
      'AB',
      'p>A 1, p>B 1',
      { entities: [{ id: 'p', kind: 'person' }] },
      ['A review COMMON_CONTROLLER with B', 'B review COMMON_CONTROLLER with A'],
    ],
    // The state alone makes nobody related; a group below it does.
    ['AB', 'S>A 1, S>B 1', state('S'), []],
    [
      'AB',
      'S>G 1, G>A 1, G>B 1',
      state('S'),
      ['A review COMMON_CONTROLLER with B', 'B review COMMON_CONTROLLER with A'],
    ],
    ['AB', 'S>G 1, S>H 1, G>A 1, H>B 1', state('S'), []],
    // Neither holds the majority of B, their controller does through both.
    [
      'AB',
      'G>X 0.6, G>Y 0.6, X>B 0.3, Y>B 0.3, X>A 0.9',
      {},
      ['A review COMMON_CONTROLLER with B', 'B review COMMON_CONTROLLER with A'],
    ],
  ])('%s, %s, %j', (bidders, holdings, rest, expected) => {
    expect(found(bidders, holdings, rest)).toEqual(expected);
  });
  test('a parent and two subsidiaries: the gravest decides, all are listed', () => {
    expect(found('GAB', 'G>A 0.6, G>B 0.6')).toEqual([
      'G invalid CONTROL with AB',
      'A invalid CONTROL COMMON_CONTROLLER with GB',
      'B invalid CONTROL COMMON_CONTROLLER with GA',
    ]);
  });
  test('two that hold each other', () => {
    expect(found('AB', 'A>B 0.6, B>A 0.6')).toEqual(['A invalid CONTROL with B', 'B invalid CONTROL with A']);
  });
});

describe('with the tenderer', () => {
  test.each<[string, string, Json, string[]]>([
    ['A', 'T>A 0.01', {}, ['A review INTEREST with T']],
    ['A', 'A>T 0.01', {}, ['A review INTEREST with T']],
    ['A', 'T>A 0', {}, []],
    ['A', 'T>X 0.6, X>A 0.6', {}, ['A review INTEREST with T']],
    ['A', 'T>X 0.3, X>A 0.3', {}, []],
    ['A', 'A>X 0.6, X>T 0.6', {}, ['A review INTEREST with T']],
    ['A', 'G>T 0.6, G>A 0.6', {}, ['A review INTEREST with T']],
    ['A', 'S>T 1, S>A 1', state('S'), []],
    ['A', 'T>A 1', state('T'), ['A review INTEREST with T']],
    ['A', '', { management: [{ from: 'T', to: 'A' }] }, ['A review INTEREST with T']],
    ['A', '', { management: [{ from: 'A', to: 'T' }] }, ['A review INTEREST with T']],
    [
      'A',
      '',
      {
        heads: [
          { entity: 'A', person: 'p' },
          { entity: 'T', person: 'p' },
        ],
      },
      [],
    ],
    // The tenderer's two subsidiaries.
    [
      'BA',
      'T>A 0.6, T>B 0.6',
      {},
      ['B review COMMON_CONTROLLER INTEREST with AT', 'A review COMMON_CONTROLLER INTEREST with BT'],
    ],
  ])('%s, %s, %j', (bidders, holdings, rest, expected) => {
    expect(found(bidders, holdings, rest)).toEqual(expected);
  });
  test('the committee, the group that it supervises, and the group’s companies', () => {
    expect(
      found('GABC', 'S>G 1, G>A 1, G>B 0.6', { ...state('S'), management: [{ from: 'T', to: 'G' }] }),
    ).toEqual([
      'G invalid CONTROL INTEREST with ABT',
      'A invalid CONTROL COMMON_CONTROLLER with GB',
      'B invalid CONTROL COMMON_CONTROLLER with GA',
    ]);
  });
});

test('every bid is answered, in the order of the input', () => {
  expect(ask('CAB', '').bids.map(({ id, outcome, with: others }) => `${id} ${outcome} ${others}`)).toEqual([
    'C ok ',
    'A ok ',
    'B ok ',
  ]);
  expect(ask('', '')).toMatchObject({ bids: [], blocks: [], warnings: [] });
});

test.each<[Json, string]>([
  [{ bidders: ['A', 'A'], holdings: [] }, 'bidders.1'],
  [{ bidders: ['T'], holdings: [] }, 'bidders.0'],
  [{ bidders: ['A'] }, 'holdings'],
  [{ bidders: ['A'], holdings: [{ owner: 'A', owned: 'B', share: '1.1' }] }, 'holdings.0.share'],
  [{ bidders: ['A'], holdings: [], entities: [{ id: 'A', kind: 'bank' }] }, 'entities.0.kind'],
])('%j is refused', (input, path) => {
  const answer = askRule(bidderConflictRule, { tenderer: 'T', ...input });
  expect(answer.ok ? [] : answer.problems.map((problem) => problem.path)).toEqual([path]);
});

test('a chain of two thousand companies with two bidders at its end', () => {
  const chain = Array.from({ length: 2_000 }, (_, at) => ({
    owner: `C${at}`,
    owned: `C${at + 1}`,
    share: '1',
  }));
  const ends = ['A', 'B'].map((owned) => ({ owner: 'C2000', owned, share: '0.6' }));
  expect(ask('AB', '', { holdings: [...chain, ...ends] }).bids.map(({ outcome }) => outcome)).toEqual([
    'review',
    'review',
  ]);
});
