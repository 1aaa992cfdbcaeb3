import { z } from 'zod';
import type { Basis, Reason } from '../kernel/basis.ts';
import { compare, formatFraction, parseRatio, type Ratio, ratio } from '../kernel/ratio.ts';
import { rulebook } from '../kernel/rule.ts';
import { zReasons, zRulebook, zShare } from '../kernel/wire.ts';
import * as basis from './matter-basis.ts';
import { matterSlugs } from './matter-slug.ts';
import { builtIn, needsLargeQuorum } from './parameter-lookup.ts';

const zMember = z.strictObject({
  id: z.string().min(1).max(200),
  present: z.boolean(),
  recused: z.boolean(),
  vote: z.enum(['for', 'against', 'abstain']).nullish(),
});

/**
 * The input of `meeting-decision`. `expected` counts the recused too; who is not listed is absent. `large` and the figures
 * after it are those of the catalogue in force; absent, they are as built in.
 */
export const zMeetingInput = z
  .strictObject({
    mode: z.enum(['collective_vote', 'chief_decides']),
    matter: z.enum(matterSlugs),
    expected: z.int().min(0).max(10_000),
    members: z.array(zMember).max(10_000),
    chief: z.string().min(1).max(200).nullish(),
    chiefDecision: z.enum(['approve', 'reject']).nullish(),
    large: z.boolean().optional(),
    quorum: zShare.optional(),
    largeQuorum: zShare.optional(),
    majority: zShare.optional(),
    minimumMembers: z.int().min(0).max(100).optional(),
    minimumShare: zShare.optional(),
  })
  .superRefine((input, context) => {
    const seen = new Set<string>();
    for (const [index, member] of input.members.entries()) {
      if (seen.has(member.id)) {
        const message = `参会人 ${member.id} 重复，每人只能列一次`;
        context.addIssue({ code: 'custom', path: ['members', index, 'id'], message });
      }
      seen.add(member.id);
    }
    if (input.members.length > input.expected) {
      const message = `应到人数不得少于所列人数 ${input.members.length}`;
      context.addIssue({ code: 'custom', path: ['expected'], message });
    }
  });

/** The output of `meeting-decision`. */
export const zMeetingOutput = z.strictObject({
  effectiveExpected: z.int(),
  effectivePresent: z.int(),
  quorumMet: z.boolean(),
  needed: z.int(),
  votesFor: z.int(),
  invalidVotes: z.array(z.string()),
  result: z.enum(['approved', 'not_approved', 'no_quorum', 'cannot_decide']),
  reasons: zReasons,
  rulebook: zRulebook,
});

/** What `meeting-decision` is asked, as it stands on the wire. */
export type MeetingInput = z.infer<typeof zMeetingInput>;
/** What `meeting-decision` answers, as it stands on the wire. */
export type MeetingOutput = z.infer<typeof zMeetingOutput>;

/** The quorum of the matter, whether it must be passed or only reached, and how it is said. */
function quorumOf(input: MeetingInput): { share: Ratio; passed: boolean; words: string } {
  const large = input.large ?? needsLargeQuorum(builtIn, input.matter);
  const set = large ? input.largeQuorum : input.quorum;
  const usual = builtIn.ratio(large ? 'meeting.large_quorum' : 'meeting.quorum');
  const share = set === undefined ? usual : parseRatio(set);
  if (compare(share, usual) === 0) return { share, passed: !large, words: large ? '三分之二以上' : '过半数' };
  const part = formatFraction(share);
  return { share, passed: !large, words: large ? `${part}以上` : `超过${part}` };
}

const half = ratio(1n, 2n);
const partOf = (share: Ratio): string => (compare(share, half) === 0 ? '一半' : formatFraction(share));
const majorityWords = ({ majority }: MeetingInput): string =>
  majority === undefined || compare(parseRatio(majority), half) === 0
    ? '半数'
    : formatFraction(parseRatio(majority));

/** How many must be left once the recused stand aside, and which share of those expected. */
const leastOf = (input: MeetingInput) => ({
  members: input.minimumMembers ?? builtIn.whole('meeting.minimum_members'),
  share:
    input.minimumShare === undefined
      ? builtIn.ratio('meeting.minimum_share')
      : parseRatio(input.minimumShare),
});

/** The least whole number of votes above the majority's share of those who count. */
function neededOf(input: MeetingInput, effectiveExpected: number): number {
  const set = input.majority;
  const { numerator, denominator } = set === undefined ? builtIn.ratio('meeting.majority') : parseRatio(set);
  return Number((BigInt(effectiveExpected) * numerator) / denominator) + 1;
}

function isQuorate(input: MeetingInput, present: number, expected: number): boolean {
  if (expected <= 0) return false;
  const { share, passed } = quorumOf(input);
  const order = compare(ratio(BigInt(present), BigInt(expected)), share);
  return passed ? order > 0 : order >= 0;
}

type Count = Pick<
  MeetingOutput,
  'effectiveExpected' | 'effectivePresent' | 'quorumMet' | 'needed' | 'votesFor' | 'invalidVotes'
>;

function count(input: MeetingInput): Count {
  const { members, expected } = input;
  const entitled = members.filter((member) => member.present && !member.recused);
  const effectiveExpected = expected - members.filter((member) => member.recused).length;
  const effectivePresent = entitled.length;
  return {
    effectiveExpected,
    effectivePresent,
    quorumMet: isQuorate(input, effectivePresent, effectiveExpected),
    needed: neededOf(input, effectiveExpected),
    votesFor: entitled.filter((member) => member.vote === 'for').length,
    invalidVotes: members
      .filter((member) => (member.vote ?? null) !== null && (member.recused || !member.present))
      .map((member) => member.id),
  };
}

function chiefMayDecide(input: MeetingInput): boolean {
  if (input.mode !== 'chief_decides') return true;
  const chief = input.members.find((member) => member.id === input.chief);
  return chief?.present === true && !chief.recused;
}

/** Whether enough of the expected are left once the recused stand aside: so many, and that share of them. */
export const enoughLeft = (
  left: number,
  expected: number,
  least: { readonly members: number; readonly share: Ratio },
): boolean =>
  left >= least.members && BigInt(left) * least.share.denominator >= BigInt(expected) * least.share.numerator;

function resultOf(input: MeetingInput, counted: Count): MeetingOutput['result'] {
  const { effectiveExpected, quorumMet, votesFor, needed } = counted;
  const enough = enoughLeft(effectiveExpected, input.expected, leastOf(input));
  if (!enough || !chiefMayDecide(input)) return 'cannot_decide';
  if (!quorumMet) return 'no_quorum';
  const approved = input.mode === 'collective_vote' ? votesFor >= needed : input.chiefDecision === 'approve';
  return approved ? 'approved' : 'not_approved';
}

function reason(rule: string, holds: boolean, because: string, ...sources: Basis[]): Reason {
  return { rule: `meeting-decision.${rule}`, outcome: holds ? 'pass' : 'fail', because, basis: sources };
}

function reasonsOf(input: MeetingInput, counted: Count, result: MeetingOutput['result']): Reason[] {
  const { effectiveExpected, effectivePresent, quorumMet, needed, votesFor, invalidVotes } = counted;
  const least = leastOf(input);
  const reasons = [
    reason(
      'eligible',
      enoughLeft(effectiveExpected, input.expected, least),
      `应到${input.expected}人，扣除回避后有效应到${effectiveExpected}人，不得少于${least.members}人和应到的${partOf(least.share)}`,
      basis.companyLaw('第一百八十五条'),
      basis.systemDefault,
    ),
    reason(
      'quorum',
      quorumMet,
      `有效到会${effectivePresent}人，法定人数为有效应到的${quorumOf(input).words}`,
      basis.systemDefault,
    ),
  ];
  if (invalidVotes.length > 0) {
    const because = `回避者、缺席者的表决无效：${invalidVotes.join('、')}`;
    reasons.push(reason('invalid_votes', false, because, basis.companyLaw('第一百八十五条')));
  }
  if (input.mode === 'collective_vote') {
    const because = `赞成${votesFor}票，须${needed}票(超过应到会成员${majorityWords(input)})`;
    reasons.push(reason('vote', votesFor >= needed, because, basis.systemDefault));
  } else {
    const may = chiefMayDecide(input);
    const because = may ? '行政首长在集体讨论基础上作出决定' : '行政首长回避或缺席，不能作出决定';
    reasons.push(reason('chief', may && result !== 'not_approved', because, basis.majorDecisions));
  }
  return reasons;
}

/** What a meeting of the committee has decided; never counts the recused in numerator or denominator. */
export function decideMeeting(input: MeetingInput): MeetingOutput {
  const counted = count(input);
  const result = resultOf(input, counted);
  return { ...counted, result, reasons: reasonsOf(input, counted, result), rulebook };
}
