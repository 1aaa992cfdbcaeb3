import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { matterSlugs } from './matter-slug.ts';
import { decideMeeting, type MeetingInput } from './meeting.ts';

const members = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    present: fc.boolean(),
    recused: fc.boolean(),
    vote: fc.constantFrom('for', 'against', 'abstain', null),
  }),
  { selector: (member) => member.id, maxLength: 7 },
);
const meeting: fc.Arbitrary<MeetingInput> = fc
  .record({
    mode: fc.constantFrom('collective_vote', 'chief_decides'),
    matter: fc.constantFrom(...matterSlugs),
    members,
    more: fc.nat(3),
    chief: fc.constantFrom('a', 'z', null),
    chiefDecision: fc.constantFrom('approve', 'reject', null),
  })
  .map(({ more, ...rest }) => ({ ...rest, expected: rest.members.length + more }));

const grave = ['articles_amendment', 'capital_change', 'reorganization', 'equity_transfer', 'remuneration'];

/** Counts one by one, on fractions of floating point small enough to be exact. */
function byHand(input: MeetingInput): string {
  let [expected, present, inFavour, chiefThere] = [input.expected, 0, 0, false];
  for (const { id, present: there, recused, vote } of input.members) {
    if (recused) expected -= 1;
    else if (there) {
      present += 1;
      if (vote === 'for') inFavour += 1;
      if (id === input.chief) chiefThere = true;
    }
  }
  if (expected < 3 || expected < input.expected / 2) return 'cannot_decide';
  if (input.mode === 'chief_decides' && !chiefThere) return 'cannot_decide';
  const quorum = grave.includes(input.matter) ? 3 * present >= 2 * expected : 2 * present > expected;
  if (!quorum) return 'no_quorum';
  if (input.mode === 'chief_decides') return input.chiefDecision === 'approve' ? 'approved' : 'not_approved';
  return inFavour > expected / 2 ? 'approved' : 'not_approved';
}

test.prop([meeting], { numRuns: 1000 })('agrees with counting by hand', (input) => {
  expect(decideMeeting(input).result).toBe(byHand(input));
});

test.prop([meeting])('the votes of the recused and the absent change nothing', (input) => {
  const silenced = input.members.map((member) =>
    member.recused || !member.present ? { ...member, vote: null } : member,
  );
  const [noisy, quiet] = [decideMeeting(input), decideMeeting({ ...input, members: silenced })];
  expect(noisy.result).toBe(quiet.result);
  expect(quiet.invalidVotes).toEqual([]);
});

test.prop([meeting])('one more vote in favour never turns an approval down', (input) => {
  if (decideMeeting(input).result !== 'approved') return;
  const members = input.members.map((member) => ({ ...member, vote: 'for' as const }));
  expect(decideMeeting({ ...input, members }).result).toBe('approved');
});
