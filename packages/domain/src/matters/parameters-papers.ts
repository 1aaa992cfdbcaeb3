import { systemDefault as basis } from './matter-basis.ts';
import type { StepCode } from './matter-slug.ts';
import type { ParameterRow } from './parameter.ts';

/** A paper that every matter may ask for. `step`: only where that step is required; `chain`: only of a subsidiary. */
export type GeneralPaper = {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly only?: StepCode | 'chain';
  /** 容缺 never covers it: resolutions, the legal opinion, the audit, the appraisal, the chain of authority. */
  readonly major?: true;
};

/** M1 to M14 of matters 2.0. M1 is called a report where nothing is asked for. */
export const generalPapers = [
  { code: 'M1', zh: '请示或报告', en: 'Request or report', major: true },
  { code: 'M2', zh: '党委会纪要', en: 'Minutes of the Party committee', major: true },
  {
    code: 'M3',
    zh: '董事会决议(含签到、表决、回避)',
    en: 'Board resolution with attendance, votes and recusals',
    major: true,
  },
  { code: 'M4', zh: '法律意见书', en: 'Legal opinion', major: true },
  { code: 'M5', zh: '合规审查意见', en: 'Compliance opinion', major: true },
  { code: 'M6', zh: '方案或可行性研究报告', en: 'Plan or feasibility study' },
  { code: 'M7', zh: '风险评估报告', en: 'Risk assessment', only: 'RISK' },
  { code: 'M8', zh: '审计报告', en: 'Audit report', only: 'AUDIT', major: true },
  { code: 'M9', zh: '评估报告及核准或备案表', en: 'Appraisal with its filing', only: 'APPR', major: true },
  { code: 'M10', zh: '职工代表大会文件', en: "Papers of the workers' congress", only: 'SWC', major: true },
  { code: 'M11', zh: '营业执照、章程、产权登记', en: 'Licence, articles, property-right registration' },
  { code: 'M12', zh: '关联关系及回避声明', en: 'Declaration of relations and recusal' },
  { code: 'M13', zh: '同类事项历史与累计测算表', en: 'Earlier cases and their cumulation' },
  {
    code: 'M14',
    zh: '授权链(子企业逐级决议)',
    en: 'Chain of authority, level by level',
    only: 'chain',
    major: true,
  },
] as const satisfies readonly GeneralPaper[];

type PaperCode = (typeof generalPapers)[number]['code'];
const yesNo = (on: boolean): string => (on ? 'yes' : 'no');

/** Whether the zone asks for a general paper, and whether it may come later (容缺). */
export const paperParameters = generalPapers.flatMap((paper: GeneralPaper) => {
  const code = paper.code as PaperCode;
  return [
    {
      key: `procedure.material.${code}` as const,
      kind: 'switch',
      value: 'yes',
      zh: `要求提交 ${code} ${paper.zh}`,
      en: `Asks for ${code}: ${paper.en}`,
      basis,
    },
    {
      key: `procedure.never_lacking.${code}` as const,
      kind: 'switch',
      value: yesNo(paper.major === true),
      zh: `不得容缺 ${code} ${paper.zh}`,
      en: `May not come later: ${code} ${paper.en}`,
      basis,
    },
  ] as const;
}) satisfies readonly ParameterRow[];
