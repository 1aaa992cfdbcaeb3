import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import type { MeetingInput } from './meeting.ts';
import { decideMeeting } from './meeting.ts';
import { meetingDecisionRule } from './meeting-decision.rule.ts';

type Member = MeetingInput['members'][number];

const member = (id: string, vote?: Member['vote'], more: Partial<Member> = {}): Member => ({
  id,
  present: true,
  recused: false,
  ...(vote === undefined ? {} : { vote }),
  ...more,
});
const voters = (...votes: Member['vote'][]): Member[] => votes.map((vote, n) => member(`m${n}`, vote));

function meet(change: Partial<MeetingInput>) {
  return decideMeeting({
    mode: 'collective_vote',
    matter: 'asset_disposal',
    expected: 5,
    members: [],
    ...change,
  });
}

describe('collective vote', () => {
  test('half is not a majority of those expected', () => {
    expect(meet({ expected: 6, members: voters('for', 'for', 'for', 'against') })).toMatchObject({
      needed: 4,
      votesFor: 3,
      quorumMet: true,
      result: 'not_approved',
    });
    expect(meet({ members: voters('for', 'for', 'for') }).result).toBe('approved');
  });
  test('the recused are in neither number, their votes are void, so are those of the absent', () => {
    const members = [
      ...voters('for', 'for', 'abstain'),
      member('r', 'for', { recused: true }),
      member('a', 'against', { present: false }),
    ];
    expect(meet({ members })).toMatchObject({
      effectiveExpected: 4,
      effectivePresent: 3,
      needed: 3,
      votesFor: 2,
      invalidVotes: ['r', 'a'],
      result: 'not_approved',
    });
  });
  test('exactly half there is no quorum', () => {
    expect(meet({ expected: 4, members: voters('for', 'for') })).toMatchObject({
      quorumMet: false,
      result: 'no_quorum',
    });
  });
  test('two thirds, included, for the graver matters', () => {
    const equity = (count: number) =>
      meet({ matter: 'equity_transfer', expected: 6, members: voters(...Array(count).fill('for')) });
    expect(equity(4).result).toBe('approved');
    expect(equity(3).result).toBe('no_quorum');
  });
  test('fewer than three, or fewer than half of those expected, cannot decide', () => {
    const recused = (n: number) =>
      Array.from({ length: n }, (_, i) => member(`r${i}`, undefined, { recused: true }));
    expect(meet({ members: [...recused(3), ...voters('for', 'for')] }).result).toBe('cannot_decide');
    expect(meet({ members: [...recused(2), ...voters('for', 'for', 'for')] }).result).toBe('approved');
    expect(meet({ expected: 8, members: [...recused(5), ...voters('for', 'for', 'for')] }).result).toBe(
      'cannot_decide',
    );
    expect(meet({ expected: 6, members: [...recused(3), ...voters('for', 'for', 'for')] }).result).toBe(
      'approved',
    );
  });
});

describe('the chief decides', () => {
  const chief = { mode: 'chief_decides', chief: 'm0', chiefDecision: 'approve' } as const;
  test('against the majority too, but never without a quorum', () => {
    expect(meet({ ...chief, members: voters('for', 'against', 'against') }).result).toBe('approved');
    expect(meet({ ...chief, chiefDecision: 'reject', members: voters('for', 'for', 'for') }).result).toBe(
      'not_approved',
    );
    expect(meet({ ...chief, members: voters('for', 'for') }).result).toBe('no_quorum');
  });
  test('a chief who is recused, absent or not listed cannot decide', () => {
    const rest = voters('for', 'for', 'for', 'for').slice(1);
    expect(meet({ ...chief, members: [member('m0', 'for', { recused: true }), ...rest] }).result).toBe(
      'cannot_decide',
    );
    expect(meet({ ...chief, members: [member('m0', 'for', { present: false }), ...rest] }).result).toBe(
      'cannot_decide',
    );
    expect(meet({ ...chief, members: rest }).result).toBe('cannot_decide');
  });
});

test('a member twice, or more members than expected, is bad input', () => {
  const ask = (expected: number, members: Member[]) =>
    askRule(meetingDecisionRule, { mode: 'collective_vote', matter: 'donation', expected, members }).ok;
  expect(ask(3, [member('a'), member('a')])).toBe(false);
  expect(ask(1, [member('a'), member('b')])).toBe(false);
  expect(ask(2, [member('a'), member('b')])).toBe(true);
  expect(askRule(meetingDecisionRule, meetingDecisionRule.example).ok).toBe(true);
});
