import type { Basis } from '../kernel/basis.ts';
import {
  heading,
  type OfficialPaper,
  type PaperHead,
  type PaperParagraph,
  paperDate,
  paperOf,
  plain,
} from './official-paper.ts';
import {
  accordingTo,
  amountInFull,
  conditionParagraphs,
  type PaperCondition,
  sentence,
  titleOf,
} from './paper-words.ts';

/** What both answers to a company rest on. */
export type AnswerFacts = PaperHead & {
  readonly committee: string;
  readonly company: string;
  /** The case that is answered, with its number in the committee's register. */
  readonly subject: string;
  readonly caseNumber: string | null;
  readonly basis: readonly Basis[];
};

export type ReplyFacts = AnswerFacts & {
  readonly content: readonly string[];
  /** The most that may be spent under it, wire yuan; null where the matter has no amount. */
  readonly amount: string | null;
  readonly meetingOn: string | null;
  /** Number of the mandate under which the committee decided. */
  readonly mandate: string | null;
  /** The higher body's decision, where the level asked for one. */
  readonly external: { readonly number: string; readonly decidedOn: string } | null;
  readonly conditions: readonly PaperCondition[];
  readonly validUntil: string;
};

const caseText = ({ subject, caseNumber }: AnswerFacts, kind: string): string =>
  `《${titleOf(subject, kind)}》${caseNumber === null ? '' : `（编号${caseNumber}）`}`;

function authority({ mandate, external, meetingOn, basis }: ReplyFacts): string {
  const met = meetingOn === null ? '经研究' : `经${paperDate(meetingOn)}会议研究`;
  const higher =
    external === null ? '' : `，并报经上级以${external.number}（${paperDate(external.decidedOn)}）同意`;
  return `${accordingTo(basis)}${mandate === null ? '' : `依照${mandate}的委托，`}${met}${higher}`;
}

function conditionsOf(conditions: readonly PaperCondition[]): PaperParagraph[] {
  const [before, during] = [
    conditionParagraphs(conditions, 'before'),
    conditionParagraphs(conditions, 'during'),
  ];
  return [
    ...(before.length === 0
      ? []
      : [heading('实施前应当满足的条件'), ...before, plain('前述条件未全部满足的，不得实施。')]),
    ...(during.length === 0 ? [] : [heading('实施中应当遵守的要求'), ...during]),
  ];
}

/** 批复: what may be done, up to what amount, on what conditions, until when. It permits nothing that was not passed in. */
export function composeReply(facts: ReplyFacts): OfficialPaper {
  const { committee, company, subject, content, amount, conditions, validUntil } = facts;
  const conditional = conditions.length > 0;
  const limit = amount === null ? [] : [plain(`实施金额以${amountInFull(amount)}为限，超出的须重新报批。`)];
  return paperOf('reply', facts, committee, {
    title: `${committee}${titleOf(subject, '批复')}`,
    addressee: company,
    paragraphs: [
      plain(`你公司${caseText(facts, '请示')}收悉。${authority(facts)}，现批复如下：`),
      heading('批准事项'),
      plain(conditional ? '原则同意你公司所请事项，并附条件如后：' : '同意你公司所请事项：'),
      ...content.map(plain),
      ...limit,
      ...conditionsOf(conditions),
      heading('有效期和执行'),
      plain(
        `本批复有效期至${paperDate(validUntil)}，逾期未实施的自行失效。实施内容与经审议的内容不一致的，须重新报批。`,
      ),
      plain('请你公司按规定办理相关登记、备案手续，并按时报告执行情况。'),
      plain('此复。'),
    ],
  });
}

export type ReceiptFacts = AnswerFacts & {
  readonly receivedOn: string;
  readonly content: readonly string[];
  /** What the committee objects to; none is a plain receipt. */
  readonly objections: readonly string[];
};

/** 备案回执, or the objection to a filing: a filing is never approved or refused, only adjusted by the company. */
export function composeFilingReceipt(facts: ReceiptFacts): OfficialPaper {
  const { committee, company, subject, content, objections, receivedOn, basis } = facts;
  const objected = objections.length > 0;
  return paperOf('filing_receipt', facts, committee, {
    title: `${committee}${titleOf(subject, objected ? '备案异议' : '备案回执')}`,
    addressee: company,
    paragraphs: [
      plain(
        `你公司${caseText(facts, '报告')}已于${paperDate(receivedOn)}收悉。${accordingTo(basis)}现回执如下：`,
      ),
      heading('备案内容'),
      ...content.map(plain),
      heading('备案意见'),
      ...(objected
        ? [
            ...objections.map((text): PaperParagraph => ({ level: 2, lead: '', text: sentence(text) })),
            plain('请你公司就上述异议作出调整，调整前不得实施，并将调整情况重新报送备案。'),
          ]
        : [plain('予以备案，无异议。本回执不构成对决策内容的批准，决策责任由你公司承担。')]),
    ],
  });
}
