import { expect, test } from 'vitest';
import { type CaseToExecute, decideExecution, decideSubmission } from './decide-change-set.ts';

const one = (over: Partial<CaseToExecute> = {}): CaseToExecute => ({
  ...{ itemId: 'a', item: 1, separable: false, executed: false, overtaken: false },
  ...{ warranted: true, agreed: true, company: '甲', target: '乙', ...over },
});
const two = (over: Partial<CaseToExecute> = {}) => one({ itemId: 'b', item: 2, ...over });
const decided = (cases: readonly CaseToExecute[], asked: readonly string[] | null = null) => {
  const decision = decideExecution(cases, asked);
  return decision.outcome === 'accepted'
    ? decision.effects.map(({ itemId }) => itemId)
    : decision.refusals.map(({ code, facts }) => `${code} ${facts.item ?? ''}`.trim());
};

test('a plan is handed in when something goes and nothing bound to the rest is barred', () => {
  const submitted = (...items: [separable: boolean, goes: boolean][]) => {
    const decision = decideSubmission(items.map(([separable, goes]) => ({ separable, goes })));
    return decision.outcome === 'accepted'
      ? []
      : decision.refusals.map(({ code, facts }) => [code, facts.item]);
  };
  expect(submitted([false, true], [true, false])).toEqual([]);
  expect(submitted([true, false])).toEqual([['PLAN_EMPTY', undefined]]);
  expect(submitted([false, false], [true, true], [false, false])).toEqual([
    ['PLAN_NOT_WHOLE', '1'],
    ['PLAN_NOT_WHOLE', '3'],
  ]);
});

test('all that is left is executed, or what is separable alone', () => {
  const separable = one({ separable: true });
  expect(decided([separable, two()])).toEqual(['a', 'b']);
  expect(decided([separable, two()], ['a'])).toEqual(['a']);
  expect(decided([separable, two()], ['b'])).toEqual(['b']);
  expect(decided([one(), two()], ['a'])).toEqual(['PLAN_NOT_WHOLE 2']);
  expect(decided([one(), two({ executed: true })])).toEqual(['a']);
  expect(decided([one({ executed: true })])).toEqual(['PLAN_NOTHING_LEFT']);
  expect(decided([separable, two()], ['a', 'x'])).toEqual(['PLAN_NOTHING_LEFT']);
});

test('each thing that bars an item is said with its item', () => {
  expect(decided([one({ warranted: false, agreed: false }), two({ agreed: false })])).toEqual([
    'PLAN_WARRANT_MISSING 1',
    'PLAN_NOT_AGREED 1',
    'PLAN_NOT_AGREED 2',
  ]);
  expect(decided([one({ overtaken: true, warranted: false }), two()])).toEqual(['PLAN_OVERTAKEN 1']);
});
