import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { evaluationPanelRule } from './evaluation-panel.rule.ts';
import { evaluationPanel } from './evaluation-panel.ts';

type Json = Record<string, unknown>;

function ask(input: Json) {
  const answer = askRule(evaluationPanelRule, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(evaluationPanelRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
const chongqing = { jurisdiction: 'chongqing' };

describe('how many experts', () => {
  test.each([
    [5, {}, 4, 1],
    [7, {}, 5, 2],
    [9, {}, 6, 3],
    [9, chongqing, 7, 2],
    [7, chongqing, 5, 2],
    [5, chongqing, 4, 1],
    [9, { ...chongqing, interestedBidder: true }, 9, 0],
    [9, { interestedBidder: true }, 6, 3],
    [3, {}, 2, 1],
    [0, {}, 0, 0],
  ])(
    'of %i with %j: %i experts, %i representatives',
    (members, rest, minimumExperts, maximumRepresentatives) => {
      expect(ask({ members, ...rest })).toMatchObject({ minimumExperts, maximumRepresentatives });
    },
  );
});

describe('problems', () => {
  test.each<[Json, string[]]>([
    [{ members: 5 }, []],
    [{ members: 4 }, ['TOO_FEW_MEMBERS', 'EVEN_NUMBER']],
    [{ members: 3 }, ['TOO_FEW_MEMBERS']],
    [{ members: 6 }, ['EVEN_NUMBER']],
    [{ members: 5, experts: 4 }, []],
    [{ members: 5, experts: 3 }, ['TOO_FEW_EXPERTS', 'TOO_MANY_REPRESENTATIVES']],
    [{ members: 5, tendererRepresentatives: 2 }, ['TOO_FEW_EXPERTS', 'TOO_MANY_REPRESENTATIVES']],
    [{ members: 5, tendererRepresentatives: 0 }, []],
    [{ members: 5, experts: 4, tendererRepresentatives: 0 }, ['SEATS_DO_NOT_ADD_UP']],
    [{ members: 5, experts: 6, tendererRepresentatives: 1 }, ['SEATS_DO_NOT_ADD_UP']],
    [
      { members: 5, experts: 4, tendererRepresentatives: 2 },
      ['SEATS_DO_NOT_ADD_UP', 'TOO_MANY_REPRESENTATIVES'],
    ],
    [{ members: 9, experts: 6, tendererRepresentatives: 3 }, []],
    [{ members: 9, experts: 6, ...chongqing }, ['TOO_FEW_EXPERTS', 'TOO_MANY_REPRESENTATIVES']],
    [{ members: 9, experts: 9, ...chongqing, interestedBidder: true }, []],
    [
      { members: 5, tendererRepresentatives: 1, ...chongqing, interestedBidder: true },
      ['TOO_FEW_EXPERTS', 'TOO_MANY_REPRESENTATIVES', 'REPRESENTATIVE_BARRED'],
    ],
    [{ members: 5, ...chongqing, interestedBidder: true }, []],
    [{ members: 5, tendererRepresentatives: 1, interestedBidder: true }, []],
  ])('%j: %j', (input, problems) => {
    const out = ask(input);
    expect(out).toMatchObject({ problems, lawful: problems.length === 0, blocks: [], warnings: [] });
    expect(out.reasons.map(({ rule }) => rule)).toEqual(problems.length === 0 ? ['PANEL'] : problems);
  });
  test.each([
    [{}, 'members'],
    [{ members: 5.5 }, 'members'],
    [{ members: 5, experts: 6 }, 'experts'],
    [{ members: 5, tendererRepresentatives: 6 }, 'tendererRepresentatives'],
    [{ members: 5, experts: -1 }, 'experts'],
  ])('%j is refused', (input, path) => {
    const answer = askRule(evaluationPanelRule, input);
    expect(answer.ok ? [] : answer.problems.map((problem) => problem.path)).toEqual([path]);
  });
});

property.prop([
  fc.nat({ max: 60 }),
  fc.nat({ max: 60 }),
  fc.constantFrom('CN' as const, 'chongqing' as const),
])(
  'two thirds are experts, never rounded down; who is lawful in Chongqing is lawful everywhere',
  (members, own, jurisdiction) => {
    const { minimumExperts, lawful } = evaluationPanel({
      members,
      tendererRepresentatives: own,
      jurisdiction,
    });
    expect(minimumExperts * 3).toBeGreaterThanOrEqual(members * 2);
    if (jurisdiction === 'CN') expect((minimumExperts - 1) * 3).toBeLessThan(members * 2);
    if (lawful) expect(evaluationPanel({ members, tendererRepresentatives: own }).lawful).toBe(true);
    if (lawful) expect(own * 3).toBeLessThanOrEqual(members);
  },
);
