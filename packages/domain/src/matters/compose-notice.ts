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
import { accordingTo, sentence, titleOf } from './paper-words.ts';

type NoticeFacts = PaperHead & {
  readonly committee: string;
  readonly company: string;
  readonly subject: string;
  readonly basis: readonly Basis[];
};

/** 一次性告知: everything that is asked for, before anything is handed in. */
export type ListNotice = NoticeFacts & {
  readonly notice: 'list';
  readonly decider: string;
  readonly steps: readonly { readonly name: string; readonly required: boolean }[];
  readonly materials: readonly { readonly name: string; readonly present: boolean }[];
  readonly workingDays: number;
};

/** 补正通知: what is missing in what was handed in, all at once, and what it does to the clock. */
export type SupplementNotice = NoticeFacts & {
  readonly notice: 'supplement';
  readonly items: readonly string[];
  readonly dueOn: string;
  readonly suspendsClock: boolean;
};

const listed = (text: string): PaperParagraph => ({ level: 2, lead: '', text: sentence(text) });

function listParagraphs(facts: ListNotice): PaperParagraph[] {
  const open = facts.materials.filter((material) => !material.present);
  return [
    plain(`${accordingTo(facts.basis)}现就你公司拟申报事项的办理要求一次性告知如下：`),
    heading('决定机关和办理时限'),
    plain(`本事项由${facts.decider}决定，办理时限为${facts.workingDays}个工作日，自受理的次一工作日起算。`),
    heading('申报前应当完成的程序'),
    ...facts.steps.map(({ name, required }) => listed(required ? name : `${name}（视情形）`)),
    heading('应当提交的材料'),
    ...facts.materials.map(({ name, present }) => listed(present ? `${name}（已提交）` : name)),
    plain(open.length === 0 ? '上列材料已全部提交。' : `尚缺材料${open.length}项，请备齐后一并提交。`),
  ];
}

function supplementParagraphs({ basis, items, dueOn, suspendsClock }: SupplementNotice): PaperParagraph[] {
  const clock = suspendsClock ? '补正期间暂停计算办理时限。' : '本次补正不暂停计算办理时限。';
  return [
    plain(`${accordingTo(basis)}经审查，你公司申报材料需要补正，现将需补正的全部内容一次性告知如下：`),
    heading('需补正的内容'),
    ...items.map(listed),
    heading('补正期限'),
    plain(`请于${paperDate(dueOn)}前一次性补齐并书面报送。${clock}逾期未补正的，申报予以退回。`),
  ];
}

/** 一次性告知清单 or 补正通知 to a company. */
export function composeNotice(facts: ListNotice | SupplementNotice): OfficialPaper {
  const list = facts.notice === 'list';
  return paperOf('notice', facts, facts.committee, {
    title: `${facts.committee}${titleOf(facts.subject, list ? '一次性告知书' : '补正通知书')}`,
    addressee: facts.company,
    paragraphs: [
      ...(facts.notice === 'list' ? listParagraphs(facts) : supplementParagraphs(facts)),
      plain('特此通知。'),
    ],
  });
}
