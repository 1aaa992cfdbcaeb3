import type { Basis } from '../kernel/basis.ts';
import {
  heading,
  type OfficialPaper,
  type PaperHead,
  paperDate,
  paperOf,
  plain,
  section,
} from './official-paper.ts';
import { aboutText, accordingTo, sentence, stepName, titleOf } from './paper-words.ts';
import type { PriorStep } from './proposal.ts';

/** What a company asks for. `filing` makes it a 报告 that asks for nothing. */
export type RequestFacts = PaperHead & {
  readonly filing: boolean;
  readonly company: string;
  readonly addressee: string;
  readonly subject: string;
  /** What is to be done, in sentences. */
  readonly content: readonly string[];
  readonly steps: readonly PriorStep[];
  readonly basis: readonly Basis[];
  readonly materials: readonly string[];
  /** 签发人: the legal representative who signed this content. */
  readonly signatory: string | null;
};

const outcomes: Readonly<Record<NonNullable<PriorStep['outcome']>, string>> = {
  approved: '审议通过',
  heard: '已听取意见',
  rejected: '未通过',
};

function stepText({ heldOn, outcome, baseDate, document }: PriorStep): string {
  return sentence(
    [
      `${paperDate(heldOn)}${outcome === undefined ? '完成' : outcomes[outcome]}`,
      ...(baseDate === undefined ? [] : [`基准日为${paperDate(baseDate)}`]),
      ...(document === undefined || document === '' ? [] : [`文件为${document}`]),
    ].join('，'),
  );
}

/** 请示 of a company to its investor, or 报告 where the matter is only filed; signed and sealed by the company. */
export function composeRequest(facts: RequestFacts): OfficialPaper {
  const { filing, company, addressee, subject, content, steps, basis, materials } = facts;
  const name = filing ? '报告' : '请示';
  const paragraphs = [
    plain(`${accordingTo(basis)}现将${aboutText(subject)}有关情况${name}如下：`),
    heading('事项内容'),
    ...content.map(plain),
    heading('内部决策和前置程序'),
    ...(steps.length === 0
      ? [plain('尚无前置程序的登记。')]
      : steps.map((step) => section(`${stepName(step.code)}。`, stepText(step)))),
    heading(filing ? '报告事项' : '请示事项'),
    plain(filing ? '上述事项由我公司依照内部决策程序决定，现予备案。' : '恳请对上述事项予以审议并批复。'),
    plain(filing ? '特此报告。' : '妥否，请批示。'),
  ];
  return paperOf(filing ? 'report' : 'request', facts, company, {
    title: `${company}${titleOf(subject, name)}`,
    addressee,
    paragraphs,
    attachments: materials,
    signatory: facts.signatory,
  });
}
