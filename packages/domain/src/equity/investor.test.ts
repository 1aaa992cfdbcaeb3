import { expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { investorChanged } from './investor.ts';
import { ownershipRule } from './ownership.rule.ts';

type Holding = [owner: string, owned: string, share: string];
const effective = (holdings: readonly Holding[]) => {
  const ids = [...new Set(holdings.flatMap((holding) => holding.slice(0, 2)))];
  const answer = askRule(ownershipRule, {
    entities: ids.map((id) => ({ id, kind: id.startsWith('S') ? 'state' : 'company' })),
    holdings: holdings.map(([owner, owned, share]) => ({ owner, owned, share })),
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.output.effective;
};
const zone: Holding[] = [
  ['S1', 'group', '1/1'],
  ['group', 'a', '1/1'],
  ['a', 'b', '3/5'],
  ['x', 'b', '2/5'],
];

test('within one group nobody’s investor changes', () => {
  const after: Holding[] = [...zone.slice(0, 2), ['group', 'b', '3/5'], ['x', 'b', '2/5']];
  expect(investorChanged(effective(zone), effective(after))).toEqual([]);
});

test('across investors it changes for the company and for all below it', () => {
  const after: Holding[] = [['S1', 'group', '1/1'], ['S2', 'a', '1/1'], ...zone.slice(2)];
  expect(investorChanged(effective(zone), effective(after)).sort()).toEqual(['a', 'b']);
});

test('it changes with the greater part, not with any part', () => {
  const most = (share: string, rest: string): Holding[] => [
    ['S1', 'c', share],
    ['S2', 'c', rest],
  ];
  expect(investorChanged(effective([['S1', 'c', '1/1']]), effective(most('3/5', '2/5')))).toEqual([]);
  expect(investorChanged(effective([['S1', 'c', '1/1']]), effective(most('1/2', '1/2')))).toEqual(['c']);
  expect(investorChanged(effective(most('1/2', '1/2')), effective(most('2/5', '3/5')))).toEqual(['c']);
});

test('the first holding of a company that had none is no change', () => {
  expect(investorChanged(effective(zone), effective([...zone, ['S2', 'new', '1/1']]))).toEqual([]);
});
