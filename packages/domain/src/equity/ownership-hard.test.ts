import { expect, test } from 'vitest';
import { ONE, parseRatio } from '../kernel/ratio.ts';
import { askRule } from '../kernel/rule.ts';
import { ownershipRule } from './ownership.rule.ts';
import { type OwnershipInput, ownership } from './ownership.ts';

/** `"G>A 0.7, A>B 1/3"`, entities in the order in which they are named. */
function see(text: string, rest: Partial<OwnershipInput> = {}) {
  const holdings = text.split(', ').map((part) => {
    const [, owner = '', owned = '', share = ''] = /^(.+)>(.+) (.+)$/.exec(part) ?? [];
    return { owner, owned, share: parseRatio(share) };
  });
  const ids = [...new Set(holdings.flatMap((holding) => [holding.owner, holding.owned]))];
  const entities = ids.map((id) => ({ id, kind: 'company' as const }));
  const { effective, levels, problems, ...others } = ownership({ entities, holdings, ...rest });
  return {
    ...others,
    effective: effective.map((e) => `${e.owner}>${e.owned} ${e.ratio.numerator}/${e.ratio.denominator}`),
    levels: levels.map(({ id, level }) => `${id}${level}`),
    problems: problems.map(({ code, ids: of }) => `${code} ${of}`),
  };
}

test('a loop inside a loop is one, and solved as one', () => {
  const { effective, loops } = see('g>A 1/2, B>A 1/2, A>B 1/2, C>B 1/2, B>C 1/2, h>C 1/2');
  expect(loops).toEqual([['A', 'B', 'C']]);
  expect(effective).toEqual(['g>A 3/4', 'g>B 1/2', 'g>C 1/4', 'h>A 1/4', 'h>B 1/2', 'h>C 3/4']);
});

test('a loop that holds itself wholly has no owner, even where somebody claims a share besides', () => {
  const { effective, problems } = see('A>B 1, B>A 1, a>A 1/2, B>C 1/2, c>C 1/2');
  expect(problems).toEqual(['NO_ULTIMATE_OWNER A,B', 'OVER_100 A']);
  expect(effective).toEqual(['c>C 1/2']);
});

test('shares that circle to more than the whole make no negative owner', () => {
  const { effective, problems } = see('A>B 1, C>B 1, B>A 1, B>C 1/2, c>C 1/2');
  expect(effective).toEqual([]);
  expect(problems).toEqual(['NO_ULTIMATE_OWNER A,B,C', 'OVER_100 B']);
});

test('a company over 100% outside every loop is told and counted as given', () => {
  const { effective, problems } = see('a>A 0.8, b>A 0.4, A>B 0.5, b>B 0.5');
  expect(problems).toEqual(['OVER_100 A']);
  expect(effective).toEqual(['a>A 4/5', 'a>B 2/5', 'b>A 2/5', 'b>B 7/10']);
});

test('treasury shares: of itself in the holdings, in a loop, and none at all', () => {
  expect(see('a>A 0.4, B>A 0.4, A>A 0.2, A>B 1').effective).toEqual(['a>A 1/1', 'a>B 1/1']);
  const entities = ['g', 'A'].map((id) => ({ id, kind: 'company' as const }));
  const holdings = [{ owner: 'g', owned: 'A', share: ONE }];
  const none = { company: 'g', share: parseRatio('0') };
  expect(ownership({ entities, holdings, treasury: [none] }).problems).toEqual([]);
});

test('holdings of one pair add up, as fractions and as decimals', () => {
  const { effective, control } = see('G>A 1/3, G>A 0.1, G>A 1/15, a>A 1/2', { root: 'G' });
  expect(effective).toEqual(['G>A 1/2', 'a>A 1/2']);
  expect(control).toEqual([]);
});

test('ten small holdings make half, which is no control; a millionth more is', () => {
  const held = Array.from({ length: 10 }, (_, index) => `G>A${index} 0.51, A${index}>T 0.05`).join(', ');
  expect(see(held, { root: 'G' }).control).not.toContain('T');
  expect(see(`${held}, G>T 0.000001`, { root: 'G' }).control).toContain('T');
});

test('a root in a loop is seen without its own holders, and does not control itself', () => {
  const { effective, control, levels } = see('s>G 0.4, A>G 0.6, G>A 0.9, s>A 0.1', { root: 'G' });
  expect(effective).toEqual(['s>G 1/1', 's>A 1/1', 'G>A 9/10']);
  expect(control).toEqual(['A']);
  expect(levels).toEqual(['A2']);
});

test('of equal largest holders the nearer counts, though the other hangs on the company itself', () => {
  const text = 'G>X 1, X>Y 1, Y>A 0.4, B>A 0.4, G>A 0.2, A>B 1';
  expect(see(text, { root: 'G', levels: { basis: 'largest' } }).levels).toEqual(['X2', 'Y3', 'A4', 'B5']);
});

test('who hangs on a circle of largest holders stands below it, however near the root', () => {
  const text = 'G>X 1, G>Y 1, X>A 0.26, Y>A 0.26, B>A 0.48, A>B 0.6, X>B 0.4, G>C 0.3, A>C 0.7';
  expect(see(text, { root: 'G', levels: { basis: 'largest' } }).levels).toEqual([
    'X2',
    'Y2',
    'A3',
    'B4',
    'C4',
  ]);
  expect(see(text, { root: 'G' }).levels).toEqual(['X2', 'Y2', 'A3', 'B3', 'C2']);
});

test('a chain of a hundred thousand companies is walked, not recursed', () => {
  const count = 100_000;
  const entities = Array.from({ length: count }, (_, i) => ({ id: `C${i}`, kind: 'company' as const }));
  const holdings = entities.slice(1).map(({ id }, i) => ({ owner: `C${i}`, owned: id, share: ONE }));
  const found = ownership({ entities, holdings, root: 'C0', levels: { basis: 'largest' } });
  expect(found.levels.at(-1)?.level).toBe(count);
  expect(found.effective).toHaveLength(count - 1);
});

test('a root or treasury company that stands nowhere is refused at its field', () => {
  const asked = {
    entities: [{ id: 'A', kind: 'company' }],
    holdings: [],
    root: 'ZZ',
    treasury: [{ company: 'Y', share: '0.1' }],
  };
  expect(askRule(ownershipRule, asked)).toMatchObject({
    ok: false,
    problems: [{ path: 'root' }, { path: 'treasury.0.company' }],
  });
  const held = { ...asked, root: 'X', treasury: [], holdings: [{ owner: 'X', owned: 'A', share: '1' }] };
  expect(askRule(ownershipRule, held).ok).toBe(true);
});
