import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { countShareholderVote, type ShareholderInput } from './shareholder-meeting.ts';
import { shareholderVoteRule } from './shareholder-vote.rule.ts';

type Vote = ShareholderInput['holders'][number]['vote'];

function vote(form: string, resolution: string, ...holders: [string, Vote][]) {
  const input = {
    form,
    resolution,
    holders: holders.map(([share, choice], n) => ({ id: `h${n}`, share, vote: choice })),
  };
  const answer = askRule(shareholderVoteRule, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.output;
}

test('sixty percent does not carry a special resolution; two thirds does, 0.6667 is more and 0.6666 less', () => {
  expect(vote('limited', 'special', ['0.6', 'for'], ['0.4', 'against'])).toMatchObject({
    passed: false,
    for: { fraction: '3/5', percent: '60.000000' },
    base: { fraction: '1/1', percent: '100.000000' },
  });
  expect(vote('limited', 'special', ['2/3', 'for'], ['1/3', 'absent']).passed).toBe(true);
  expect(vote('limited', 'special', ['0.6666', 'for'], ['0.3334', 'absent']).passed).toBe(false);
});

test('half is not more than half', () => {
  expect(vote('limited', 'ordinary', ['0.5', 'for'], ['0.5', 'against']).passed).toBe(false);
  expect(vote('limited', 'ordinary', ['0.51', 'for'], ['0.49', 'absent']).passed).toBe(true);
});

test('a joint-stock company counts those present', () => {
  const holders: [string, Vote][] = [
    ['0.4', 'for'],
    ['0.2', 'against'],
    ['0.4', 'absent'],
  ];
  expect(vote('limited', 'special', ...holders).passed).toBe(false);
  expect(vote('joint_stock', 'special', ...holders)).toMatchObject({
    passed: true,
    base: { fraction: '3/5' },
  });
});

test('the excluded are in neither', () => {
  expect(vote('limited', 'ordinary', ['0.6', 'excluded'], ['0.3', 'for'], ['0.1', 'absent'])).toMatchObject({
    passed: true,
    for: { fraction: '3/10' },
    base: { fraction: '2/5' },
  });
  expect(vote('limited', 'ordinary', ['1', 'excluded']).passed).toBe(false);
  expect(vote('joint_stock', 'ordinary').passed).toBe(false);
});

test('more than all the votes is bad input', () => {
  const holders = [
    { id: 'a', share: '0.7', vote: 'for' },
    { id: 'b', share: '0.4', vote: 'for' },
  ];
  expect(askRule(shareholderVoteRule, { form: 'limited', resolution: 'special', holders }).ok).toBe(false);
  expect(askRule(shareholderVoteRule, shareholderVoteRule.example).ok).toBe(true);
});

const parts = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 99 }),
    fc.constantFrom('for', 'against', 'abstain', 'absent', 'excluded'),
  ),
  { minLength: 1, maxLength: 8 },
);

property.prop([parts, fc.constantFrom('limited', 'joint_stock'), fc.constantFrom('ordinary', 'special')])(
  'agrees with counting whole votes',
  (votes, form, resolution) => {
    const total = votes.reduce((sum, [size]) => sum + size, 0);
    const holders = votes.map(([size, choice], n) => ({
      id: `h${n}`,
      share: `${size}/${total}`,
      vote: choice as Vote,
    }));
    const sum = (...choices: string[]) =>
      votes.reduce((all, [size, choice]) => (choices.includes(choice) ? all + size : all), 0);
    const base = sum('for', 'against', 'abstain', ...(form === 'limited' ? ['absent'] : []));
    const expected =
      base > 0 && (resolution === 'special' ? sum('for') * 3 >= base * 2 : sum('for') * 2 > base);
    expect(countShareholderVote({ form, resolution, holders } as ShareholderInput).passed).toBe(expected);
  },
);
