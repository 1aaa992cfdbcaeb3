import type { Basis, Reason } from '../kernel/basis.ts';
import { formatYuan, parseYuan } from '../kernel/money.ts';
import { yuanInCapitals } from '../kernel/yuan-in-capitals.ts';
import type { StepCode } from './matter-slug.ts';
import { type PaperParagraph, paperDate, section } from './official-paper.ts';

/** Steps before submission, as papers call them. */
const stepNames: Readonly<Record<StepCode, string>> = {
  PARTY: '党委前置研究讨论',
  MGMT: '经理层研究',
  BOARD: '董事会决议',
  SH: '股东会决议',
  LEGAL: '法律审核',
  COMPL: '合规审查',
  EXPERT: '专家评审',
  RISK: '风险评估',
  DD: '尽职调查',
  FS: '可行性研究',
  AUDIT: '审计',
  APPR: '资产评估',
  SWC: '职工代表大会',
  CRED: '债权人通知',
  PUB: '公示',
};

export const stepName = (code: string): string => stepNames[code as StepCode] ?? code;

/** `"112000000.00"` → 11200万元: exact, in 万元 from there on, in 元 below. */
export function amountText(yuan: string): string {
  const amount = parseYuan(yuan);
  if (amount < 1_000_000n) return `${formatYuan(amount).replace(/\.?0+$/, '') || '0'}元`;
  const rest = (amount % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '');
  return `${amount / 1_000_000n}${rest === '' ? '' : `.${rest}`}万元`;
}

/** With the amount in capitals, as papers that permit a payment say it. */
export const amountInFull = (yuan: string): string =>
  `${amountText(yuan)}（大写：人民币${yuanInCapitals(parseYuan(yuan))}）`;

const wide = (text: string): string => text.replace(/\(/g, '（').replace(/\)/g, '）');

/** 《中华人民共和国公司法》（2023年修订）第六十六条; a document known by its number stands without 书名号. */
export function citation({ title, article }: Basis): string {
  const [, name = title, note = ''] = /^([^(（]+)(.*)$/.exec(title) ?? [];
  const named = /〔\d{4}〕/.test(name) ? name : `《${name}》`;
  return `${named}${wide(note)}${article ?? ''}`;
}

/** What may stand as a basis on a paper: laws and rules read in the original, of reasons that applied; each once. */
export function citable(reasons: readonly Pick<Reason, 'outcome' | 'basis'>[]): Basis[] {
  const seen = new Map<string, Basis>();
  for (const { outcome, basis } of reasons) {
    if (outcome === 'not_applicable' || outcome === 'data_insufficient') continue;
    for (const one of basis) if (one.grade === 'law' || one.grade === 'rule') seen.set(citation(one), one);
  }
  return [...seen.values()];
}

/** 根据A、B等规定, or nothing where no basis was passed in. */
export const accordingTo = (basis: readonly Basis[]): string =>
  basis.length === 0 ? '' : `根据${basis.map(citation).join('、')}等规定，`;

/** A subject without 关于…的请示 around it, and the label in brackets at its end, if any. */
function subjectParts(subject: string): { readonly about: string; readonly label: string } {
  const [, text = subject, label = ''] = /^(.*?)(（[^（）]*）)?$/.exec(subject.trim()) ?? [];
  const bare = text.replace(/^关于/, '').replace(/的(请示|报告|批复|函|议案)$/, '');
  return { about: bare.replace(/(?<=[\u3400-\u9fff])\s+|\s+(?=[\u3400-\u9fff])/g, ''), label };
}

export const aboutText = (subject: string): string => subjectParts(subject).about;

/** 关于…的批复; a label in brackets at the subject's end stays at the end. */
export function titleOf(subject: string, kind: string): string {
  const { about, label } = subjectParts(subject);
  return `关于${about}的${kind}${label}`;
}

/** Ends with a full stop, once. */
export const sentence = (text: string): string => `${text.trim().replace(/[。；;.]+$/, '')}。`;

/** A condition of a reply: what, by when, by whom. */
export type PaperCondition = {
  readonly phase: 'before' | 'during';
  readonly text: string;
  readonly dueOn: string | null;
  readonly owner: string | null;
};

export function conditionParagraphs(
  conditions: readonly PaperCondition[],
  phase: PaperCondition['phase'],
): PaperParagraph[] {
  return conditions
    .filter((condition) => condition.phase === phase)
    .map((condition) => section('', conditionText(condition)));
}

export function conditionText({ text, dueOn, owner }: PaperCondition): string {
  const duty = [
    ...(owner === null ? [] : [`由${owner}负责`]),
    ...(dueOn === null ? [] : [`于${paperDate(dueOn)}前完成`]),
  ];
  return sentence([text.replace(/[。；;.]+$/, ''), ...duty].join('，'));
}
