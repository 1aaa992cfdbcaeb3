import type { PostKind } from '../organizations/posts.ts';
import { levelNames } from './matter-slug.ts';
import type { MeetingOutput } from './meeting.ts';
import {
  heading,
  type OfficialPaper,
  type PaperHead,
  type PaperParagraph,
  paperDate,
  paperOf,
  plain,
  point,
  section,
} from './official-paper.ts';
import { amountText, conditionText, type PaperCondition, sentence } from './paper-words.ts';
import type { RecusalCause } from './recusal.ts';

type Vote = {
  readonly person: string;
  readonly vote: 'for' | 'against' | 'abstain';
  readonly opinion: string;
};

/** What the meeting was asked to resolve. */
export type PaperMotion =
  | { readonly kind: 'approve' }
  | { readonly kind: 'conditional'; readonly conditions: readonly PaperCondition[] }
  | { readonly kind: 'defer'; readonly until: string; readonly reason: string }
  | { readonly kind: 'return'; readonly reason: string };

/** One item of the agenda as it went. */
export type MinutesItem = {
  readonly title: string;
  readonly company: string;
  readonly amount: string | null;
  /** Who decides in the end, as it was settled when the meeting was closed. */
  readonly level: string;
  readonly motion: PaperMotion;
  readonly recusals: readonly {
    readonly person: string;
    readonly because: readonly (Pick<RecusalCause, 'kind' | 'held'> & { readonly organization: string })[];
  }[];
  readonly votes: readonly Vote[];
  readonly result: Pick<
    MeetingOutput,
    'result' | 'effectiveExpected' | 'effectivePresent' | 'needed' | 'votesFor'
  >;
};

export type MinutesFacts = PaperHead & {
  readonly committee: string;
  readonly title: string;
  readonly heldOn: string;
  readonly mode: 'collective_vote' | 'chief_decides';
  readonly chief: string | null;
  readonly secretary: string;
  readonly present: readonly string[];
  readonly absent: readonly string[];
  /** 列席: there without a vote. */
  readonly attending: readonly string[];
  readonly items: readonly MinutesItem[];
};

/** Posts that make a member stand aside, as minutes call them. */
const companyPosts: Readonly<Partial<Record<PostKind, string>>> = {
  company_handler: '经办人员',
  company_legal: '法务负责人',
  company_representative: '法定代表人',
  company_finance: '财务负责人',
  company_director: '董事',
};
const voteNames = { for: '赞成', against: '反对', abstain: '弃权' } as const;
const modes = {
  collective_vote: '会议采取集体表决方式，逐人发表意见并表决。',
  chief_decides: '会议采取集体讨论、行政首长决定方式，逐人发表意见，行政首长最后发言并作出决定。',
} as const;

const undecided = {
  no_quorum: '到会人数未达法定人数，会议对该事项未作决定。',
  cannot_decide: '因回避或缺席，会议不具备决定该事项的条件，未作决定，依规提请上级决定。',
} as const;
/** What a vote comes to is said of the motion: a deferral that is carried is no consent. */
const carried: Readonly<Record<PaperMotion['kind'], string>> = {
  approve: '会议决定：同意该事项。',
  conditional: '会议决定：原则同意该事项，按所附条件执行。',
  defer: '会议决定：该事项缓议。',
  return: '会议决定：该事项退回申报企业。',
};
/** What the committee only deliberates on it does not agree to: it agrees to report it to whoever decides. */
const upwards: Readonly<Record<string, string>> = {
  sasac: `上报${levelNames.sasac}决定`,
  gov: `上报${levelNames.sasac}审核、${levelNames.gov}决定`,
};
function carriedText(kind: PaperMotion['kind'], level: string): string {
  const up = upwards[level];
  if (up === undefined || kind === 'defer' || kind === 'return') return carried[kind];
  return `会议决定：同意${kind === 'conditional' ? '附所列条件' : ''}${up}。`;
}
function resultText({ motion: { kind }, level, result: { result } }: MinutesItem): string {
  if (result === 'approved') return carriedText(kind, level);
  if (result !== 'not_approved') return undecided[result];
  const refused = kind === 'approve' || kind === 'conditional';
  return refused ? '会议决定：不同意该事项。' : '议案未通过，该事项留待下次会议审议。';
}

function recusalText({ person, because }: MinutesItem['recusals'][number]): string {
  const posts = because.map(({ organization, kind, held }) => {
    if (held === 'declared') return `申报与${organization}有关联关系`;
    const post = companyPosts[kind as PostKind] ?? '职务';
    return `${held === 'now' ? '现任' : '回避期限内曾任'}${organization}${post}`;
  });
  return `${person}因${posts.length === 0 ? '与该事项有利害关系' : posts.join('、')}，依法回避`;
}

function recusalParagraph({ recusals }: MinutesItem): PaperParagraph {
  const text =
    recusals.length === 0
      ? '经核对任职情况，参会人员均无须回避。'
      : `${recusals.map(recusalText).join('；')}。回避人员不参加讨论和表决，不计入有效应到人数和表决人数。`;
  return section('回避情况。', text);
}

/** 赞成，意见：…: the vote and what was said with it. */
function voteText({ vote, opinion }: Vote): string {
  const said = opinion.trim().replace(/[。；;.]+$/, '');
  return `${voteNames[vote]}，${said === '' ? '未发表意见' : `意见：${said}`}`;
}

function votesOf(item: MinutesItem, facts: MinutesFacts): PaperParagraph[] {
  const recused = new Set(item.recusals.map(({ person }) => person));
  const silent = facts.present.filter(
    (person) => !recused.has(person) && !item.votes.some((vote) => vote.person === person),
  );
  return [
    section('发表意见和表决情况。', item.votes.length === 0 ? '无人表决。' : ''),
    ...item.votes.map((vote) => point(sentence(`${vote.person}：${voteText(vote)}`))),
    ...silent.map((person) => point(`${person}：未表决。`)),
  ];
}

function resultParagraph(item: MinutesItem, mode: MinutesFacts['mode']): PaperParagraph {
  const { effectiveExpected, effectivePresent, needed, votesFor } = item.result;
  const countOf = (vote: Vote['vote']): number => item.votes.filter((one) => one.vote === vote).length;
  const must = mode === 'collective_vote' ? `，须${needed}票赞成方为通过` : '';
  return section(
    '会议结果。',
    `有效应到${effectiveExpected}人，有效到会${effectivePresent}人；赞成${votesFor}票，反对${countOf('against')}票，弃权${countOf('abstain')}票${must}。${resultText(item)}`,
  );
}

/** Opinions unlike the result, recorded as they were given. */
function dissentParagraph({ votes, result }: MinutesItem): PaperParagraph[] {
  if (result.result !== 'approved' && result.result !== 'not_approved') return [];
  const along = result.result === 'approved' ? 'for' : 'against';
  const unlike = votes.filter((vote) => vote.vote !== along);
  if (unlike.length === 0) return [section('不同意见。', '无。')];
  const said = unlike.map((vote) => `${vote.person}：${voteText(vote)}`);
  return [section('不同意见。', `如实记录如下：${sentence(said.join('；'))}`)];
}

/** What was voted on; that the case be agreed to needs no saying. */
function motionParagraphs({ motion }: MinutesItem): PaperParagraph[] {
  if (motion.kind === 'approve') return [];
  if (motion.kind === 'defer')
    return [section('议案。', sentence(`缓议至${paperDate(motion.until)}，理由：${motion.reason}`))];
  if (motion.kind === 'return') return [section('议案。', sentence(`退回申报企业，理由：${motion.reason}`))];
  const phases = { before: '实施前', during: '实施中' } as const;
  const said = motion.conditions.map((one) => point(`${phases[one.phase]}：${conditionText(one)}`));
  return [section('议案。', '原则同意，附下列条件：'), ...said];
}

const itemParagraphs = (item: MinutesItem, facts: MinutesFacts): PaperParagraph[] => [
  heading(item.title),
  plain(
    `会议审议了${item.company}申报的该事项${item.amount === null ? '' : `，涉及金额${amountText(item.amount)}`}。`,
  ),
  ...motionParagraphs(item),
  recusalParagraph(item),
  ...votesOf(item, facts),
  resultParagraph(item, facts.mode),
  ...dissentParagraph(item),
];

/**
 * 纪要 after the standard's own form: who attended, was excused, sat in; each item with its recusals, every member's
 * vote and opinion, the result and how it was reached. Minutes bear no seal and need no number of their own.
 */
export function composeMinutes(facts: MinutesFacts): OfficialPaper {
  const { committee, title, heldOn, mode, chief, present, absent, attending, items } = facts;
  const chaired = chief !== null && present.includes(chief) ? `由${chief}主持，` : '';
  const opening = `${paperDate(heldOn)}，${committee}召开${title}。会议${chaired}应到${present.length + absent.length}人，实到${present.length}人。${modes[mode]}现将会议议定事项纪要如下：`;
  const attendance = [
    { label: '出席', names: present },
    { label: '请假', names: absent },
    { label: '列席', names: attending },
  ].filter(({ names }) => names.length > 0);
  return {
    ...paperOf('minutes', facts, committee, {
      title,
      addressee: null,
      paragraphs: [
        plain(opening),
        ...items.flatMap((item) => itemParagraphs(item, facts)),
        plain(`记录：${facts.secretary}`),
      ],
    }),
    mark: `${committee}会议纪要`,
    draft: false,
    attendance,
    seal: false,
  };
}
