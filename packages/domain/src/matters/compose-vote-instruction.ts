import type { Basis } from '../kernel/basis.ts';
import { heading, type OfficialPaper, type PaperHead, paperDate, paperOf, plain } from './official-paper.ts';
import { accordingTo, conditionParagraphs, type PaperCondition, titleOf } from './paper-words.ts';

export type VoteInstructionFacts = PaperHead & {
  readonly committee: string;
  /** The company whose shareholders' meeting votes. */
  readonly company: string;
  readonly subject: string;
  /** Shareholder representatives, by name; empty while none is named. */
  readonly representatives: readonly string[];
  readonly vote: 'for' | 'against' | 'abstain';
  /** 股东会 on this day, where it is called. */
  readonly shareholdersMeetOn: string | null;
  /** The investor's share of the votes and what the resolution needs, as they are to be said; null is not said. */
  readonly shareOfVotes: string | null;
  readonly needed: string | null;
  readonly content: readonly string[];
  readonly conditions: readonly PaperCondition[];
  readonly basis: readonly Basis[];
  readonly validUntil: string | null;
};

const votes = { for: '赞成', against: '反对', abstain: '弃权' } as const;

/** 表决指示 to the shareholder representatives: how to vote, and that the vote is not yet the company's resolution. */
export function composeVoteInstruction(facts: VoteInstructionFacts): OfficialPaper {
  const { committee, company, subject, representatives, vote, shareholdersMeetOn, content } = facts;
  const [before, during] = (['before', 'during'] as const).map((phase) =>
    conditionParagraphs(facts.conditions, phase),
  );
  const conditions = [...(before ?? []), ...(during ?? [])];
  const said = [
    ...(facts.shareOfVotes === null ? [] : [`出资人所持表决权为${facts.shareOfVotes}`]),
    ...(facts.needed === null ? [] : [`本议案须经${facts.needed}通过`]),
  ];
  const meeting = shareholdersMeetOn === null ? '股东会' : `${paperDate(shareholdersMeetOn)}股东会`;
  return paperOf('vote_instruction', facts, committee, {
    title: `${committee}${titleOf(subject, '表决指示')}`,
    addressee: `${representatives.length === 0 ? '' : `${representatives.join('、')}（`}${company}股东代表${representatives.length === 0 ? '' : '）'}`,
    paragraphs: [
      plain(`${accordingTo(facts.basis)}经研究，现就${company}${meeting}审议的下列议案作出表决指示：`),
      heading('议案内容'),
      ...content.map(plain),
      heading('表决意见'),
      plain(`对该议案投${votes[vote]}票。${said.length === 0 ? '' : `${said.join('，')}。`}`),
      ...(conditions.length === 0 ? [] : [heading('表决和实施应当遵守的条件'), ...conditions]),
      heading('执行要求'),
      plain('请按本指示行使表决权，不得自行变更。议案内容与上述内容不一致的，应当在表决前报告。'),
      plain('本指示不等于股东会决议。股东会结束后，请将表决结果和股东会决议书面报告。'),
      ...(facts.validUntil === null ? [] : [plain(`本指示有效期至${paperDate(facts.validUntil)}。`)]),
    ],
  });
}
