import type { StepCode } from './matter-slug.ts';

/** What the steps before a submission are called. */
export const stepTitles: Readonly<Record<StepCode, { readonly zh: string; readonly en: string }>> = {
  PARTY: { zh: '党委前置研究讨论', en: 'Party committee study' },
  MGMT: { zh: '经理层研究', en: 'Management' },
  BOARD: { zh: '董事会决议', en: 'Board resolution' },
  SH: { zh: '股东会决议', en: "Shareholders' resolution" },
  LEGAL: { zh: '法律审核', en: 'Legal review' },
  COMPL: { zh: '合规审查', en: 'Compliance review' },
  EXPERT: { zh: '专家评审', en: 'Expert review' },
  RISK: { zh: '风险评估', en: 'Risk assessment' },
  DD: { zh: '尽职调查', en: 'Due diligence' },
  FS: { zh: '可行性研究', en: 'Feasibility study' },
  AUDIT: { zh: '审计', en: 'Audit' },
  APPR: { zh: '资产评估及核准或备案', en: 'Appraisal, verified or filed' },
  SWC: { zh: '职工代表大会', en: "Workers' congress" },
  CRED: { zh: '债权人通知', en: 'Notice to creditors' },
  PUB: { zh: '公示或进场交易', en: 'Publication or public trading' },
};
