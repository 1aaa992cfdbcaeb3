import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { ownershipRule } from './ownership.rule.ts';

type Json = Record<string, unknown>;

/** `"G>A 0.7, A>B 0.3"`; every id is a company unless it is lower case. */
function group(text: string, rest: Json = {}): Json {
  const holdings = text.split(', ').map((part) => {
    const [pair = '', share = ''] = part.split(' ');
    const [owner = '', owned = ''] = pair.split('>');
    return { owner, owned, share };
  });
  const ids = [...new Set(holdings.flatMap((holding) => [holding.owner, holding.owned]))].sort();
  const entities = ids.map((id) => ({ id, kind: id === id.toLowerCase() ? 'other' : 'company' }));
  return { entities, holdings, ...rest };
}

function ask(input: Json) {
  const answer = askRule(ownershipRule, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(ownershipRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
type Output = ReturnType<typeof ask>;
const share = (out: Output, owner: string, owned: string): string | undefined =>
  out.effective.find((each) => each.owner === owner && each.owned === owned)?.ratio.fraction;
const codes = (out: Output): string[] => out.problems.map((problem) => problem.code);

describe('effective ownership', () => {
  test('two companies that hold half of each other (Elliott, Golub, Jackson 2014)', () => {
    const out = ask(group('A>B 0.5, B>A 0.5, a>A 0.5, b>B 0.5'));
    expect([share(out, 'a', 'A'), share(out, 'a', 'B'), share(out, 'b', 'A'), share(out, 'b', 'B')]).toEqual([
      '2/3',
      '1/3',
      '1/3',
      '2/3',
    ]);
    expect(out.loops).toEqual([['A', 'B']]);
    expect(out.integrated).toMatchObject([
      { owner: 'A', owned: 'A', naive: { fraction: '1/3' }, corrected: { fraction: '1/4' } },
      { owner: 'A', owned: 'B', naive: { fraction: '2/3' }, corrected: { fraction: '1/2' } },
      { owner: 'B', owned: 'A' },
      { owner: 'B', owned: 'B' },
    ]);
    expect(out.control).toEqual([]);
    expect(out.levels).toEqual([]);
  });

  test('a group with a loop and outsiders', () => {
    const out = ask(group('G>A 0.7, G>B 0.5, A>B 0.3, B>A 0.2, a>A 0.1, b>B 0.2', { root: 'G' }));
    const percents = out.effective.map(({ owner, owned, ratio }) => `${owner}${owned} ${ratio.percent}`);
    expect(percents).toEqual([
      'GA 85.106383',
      'GB 75.531915',
      'aA 10.638298',
      'aB 3.191489',
      'bA 4.255319',
      'bB 21.276596',
    ]);
    expect(out.problems).toEqual([]);
  });

  test('the root has its own, its holders cut off', () => {
    const out = ask(group('s>G 1, G>A 0.8, a>A 0.2, A>G 0', { root: 'G' }));
    expect(share(out, 's', 'A')).toBe('4/5');
    expect(share(out, 'G', 'A')).toBe('4/5');
    expect(share(out, 'G', 'G')).toBeUndefined();
    const loop = ask(group('s>G 0.9, A>G 0.1, G>A 1', { root: 'G' }));
    expect(share(loop, 'G', 'A')).toBe('1/1');
    expect(share(loop, 's', 'A')).toBe('1/1');
  });

  test('treasury shares neither vote nor share', () => {
    const out = ask(group('a>A 0.48, b>A 0.32', { treasury: [{ company: 'A', share: '0.2' }], root: 'a' }));
    expect([share(out, 'a', 'A'), share(out, 'b', 'A')]).toEqual(['3/5', '2/5']);
    expect(out.control).toEqual(['A']);
    expect(out.problems).toEqual([]);
    const self = ask(group('a>A 0.48, b>A 0.32, A>A 0.2'));
    expect(share(self, 'a', 'A')).toBe('3/5');
    expect(self.loops).toEqual([]);
    expect('integrated' in self).toBe(false);
  });

  test('a mandate is no share', () => {
    const out = ask(group('s>G 1', { root: 's', duties: [{ from: 'z', to: 'G', kind: 'mandate' }] }));
    expect(out.effective).toHaveLength(1);
  });
});

describe('control', () => {
  test('55% in all, though it is 39% in effect', () => {
    const out = ask(group('P>S 0.6, S>T 0.4, P>T 0.15, a>S 0.4, b>T 0.45', { root: 'P' }));
    expect(out.control).toEqual(['S', 'T']);
    expect(share(out, 'P', 'T')).toBe('39/100');
  });
  test('60% three times is 21.6% in effect, and control', () => {
    const out = ask(group('G>A 0.6, A>B 0.6, B>C 0.6', { root: 'G' }));
    expect(share(out, 'G', 'C')).toBe('27/125');
    expect(out.control).toEqual(['A', 'B', 'C']);
  });
  test('half is no majority, and over half in effect is no control', () => {
    const out = ask(group('G>A 0.5, A>B 0.99, G>B 0.01, a>A 0.5', { root: 'G' }));
    expect(share(out, 'G', 'B')).toBe('101/200');
    expect(out.control).toEqual([]);
    expect(ask(group('G>A 500001/1000000', { root: 'G' })).control).toEqual(['A']);
  });
});

describe('levels', () => {
  test('a controlled company below the second level is a violation, a mere holding is not', () => {
    const out = ask(group('G>A 1, A>B 1, B>C 0.3, c>C 0.7', { root: 'G' }));
    expect(out.levels).toEqual([
      { id: 'A', controlled: true, level: 2, violation: false },
      { id: 'B', controlled: true, level: 3, violation: true },
      { id: 'C', controlled: false, level: null, violation: false },
    ]);
    expect(ask(group('G>A 1, A>B 1', { root: 'G', levels: { limit: 3 } })).levels[1]?.violation).toBe(false);
  });
  test('nearest or largest holder', () => {
    const text = 'G>A 1, G>B 0.1, A>B 0.9';
    expect(ask(group(text, { root: 'G' })).levels[1]?.level).toBe(2);
    expect(ask(group(text, { root: 'G', levels: { basis: 'largest' } })).levels[1]?.level).toBe(3);
    const equal = 'G>A 1, G>B 0.5, A>B 0.5';
    expect(ask(group(equal, { root: 'G', levels: { basis: 'largest' } })).levels[1]?.level).toBe(2);
  });
  test('largest holders that go round in a circle still have levels', () => {
    const text = 'G>X 1, G>Y 1, X>A 0.26, Y>A 0.26, B>A 0.48, A>B 0.6, X>B 0.4';
    const out = ask(group(text, { root: 'G', levels: { basis: 'largest' } }));
    expect(out.levels.map(({ id, level }) => `${id}${level}`)).toEqual(['A3', 'B4', 'X2', 'Y2']);
  });
});

describe('problems, and the rest goes on', () => {
  test('a loop that holds itself wholly', () => {
    const out = ask(group('A>B 1, B>A 1, B>C 1, B>D 0.5, d>D 0.5, G>E 1', { root: 'G' }));
    expect(out.problems).toMatchObject([{ code: 'NO_ULTIMATE_OWNER', ids: ['A', 'B'] }]);
    expect(out.effective.map(({ owner, owned }) => `${owner}${owned}`)).toEqual(['GE', 'dD']);
    expect(out.control).toEqual(['E']);
    expect(out.integrated).toEqual([]);
  });
  test('a company that holds itself wholly', () => {
    const out = ask(group('A>A 1, A>B 1'));
    expect(out.problems).toMatchObject([{ code: 'NO_ULTIMATE_OWNER', ids: ['A'] }]);
    expect(out.effective).toEqual([]);
  });
  test('too much, too little, and somebody unknown', () => {
    const out = ask({
      ...group('a>A 0.6, b>A 0.5, a>B 0.9'),
      holdings: [
        { owner: 'a', owned: 'A', share: '0.6' },
        { owner: 'b', owned: 'A', share: '0.5' },
        { owner: 'a', owned: 'B', share: '0.9' },
        { owner: 'nobody', owned: 'B', share: '0.05' },
      ],
    });
    expect(out.problems.map(({ code, ids }) => `${code} ${ids}`)).toEqual([
      'OVER_100 A',
      'INCOMPLETE B',
      'UNKNOWN_ENTITY nobody',
    ]);
    expect(share(out, 'nobody', 'B')).toBe('1/20');
  });
  test('an incomplete loop is still solved', () => {
    const out = ask(group('A>B 0.6, B>A 0.6, a>A 0.1'));
    expect(codes(out)).toEqual(['INCOMPLETE', 'INCOMPLETE']);
    expect(share(out, 'a', 'A')).toBe('5/32');
  });
});

test('a chain of two thousand companies', () => {
  const ids = Array.from({ length: 2_000 }, (_, index) => `C${index}`);
  const holdings = ids.slice(1).map((owned, index) => ({ owner: `C${index}`, owned, share: '1' }));
  const out = ask({ entities: ids.map((id) => ({ id, kind: 'company' })), holdings, root: 'C0' });
  expect(out.control).toHaveLength(1_999);
  expect(out.levels.at(-1)?.level).toBe(2_000);
});
