import { type CatalogueLine, lineDefaults } from './catalogue-shape.ts';
import * as basis from './matter-basis.ts';

/** Matters of direction: Party building, business policy, budget and accounts, pay. */
export const governanceLines: readonly CatalogueLine[] = [
  {
    ...lineDefaults,
    slug: 'party_building',
    title: { zh: '党建工作', en: 'Party building' },
    proposer: { zh: '企业党组织', en: 'Party organisation of the company' },
    decision: 'approve',
    timeLimit: 15,
    validity: { endOfYear: true },
    variants: { annual_report: { retention: '30' } },
    // The Party committee's discussion is the matter itself, not a step before it.
    steps: { required: [], conditional: ['BOARD', 'LEGAL'] },
    materials: ['前置研究讨论清单及对照表', '公司治理主体权责清单', '年度党建工作报告与问题整改台账'],
    basis: [basis.companyLaw('第十八条'), basis.companyLaw('第一百七十条'), basis.partyRegulations],
  },
  {
    ...lineDefaults,
    slug: 'business_policy',
    title: { zh: '经营方针(战略规划、主业)', en: 'Business policy and main business' },
    proposer: { zh: '董事会(战略委员会)', en: 'Board of directors (strategy committee)' },
    decision: 'approve',
    timeLimit: 20,
    validity: { endOfYear: true },
    steps: {
      required: ['PARTY', 'BOARD', 'LEGAL', 'COMPL', 'RISK'],
      conditional: ['SH', 'EXPERT', 'SWC'],
    },
    variants: {
      five_year_plan: { require: ['EXPERT'], validity: { months: 60 } },
      main_business: { validity: { months: 36 } },
      annual_policy: { decision: 'verify' },
    },
    materials: [
      '规划(方针)文本及编制说明',
      '主业目录与占比测算',
      '行业对标分析',
      '与园区规划衔接说明',
      '上期执行评估',
    ],
    basis: [
      basis.interimRegulations('第三十一条'),
      basis.companyLaw('第五十九条'),
      basis.qijiang56,
      basis.systemDefault,
    ],
  },
  {
    ...lineDefaults,
    slug: 'budget_accounts',
    title: { zh: '年度财务预算、决算', en: 'Annual budget and final accounts' },
    proposer: { zh: '财务部门提出,董事会决议', en: 'Finance department, then the board of directors' },
    decision: 'verify',
    timeLimit: 20,
    validity: { endOfYear: true },
    steps: {
      required: ['PARTY', 'BOARD', 'AUDIT'],
      conditional: ['SH', 'LEGAL', 'COMPL', 'RISK'],
    },
    variants: {
      budget: { relax: ['AUDIT'] },
      board_report: { relax: ['AUDIT'] },
      adjustment: { relax: ['AUDIT'] },
      monthly_report: { relax: ['AUDIT'] },
    },
    materials: ['预算表及编制说明', '管理建议书整改情况', '国有资产保值增值说明', '重大差异说明'],
    basis: [
      basis.stateAssetsLaw('第十八条'),
      basis.stateAssetsLaw('第六十七条'),
      basis.interimRegulations('第三十三条'),
      basis.companyLaw('第五十九条'),
      basis.companyLaw('第二百零八条'),
      basis.systemDefault,
    ],
  },
  {
    ...lineDefaults,
    slug: 'remuneration',
    title: { zh: '负责人薪酬、考核与工资总额', en: 'Pay, appraisal and payroll' },
    proposer: { zh: '薪酬委员会提出,董事会决议', en: 'Remuneration committee, then the board of directors' },
    decision: 'verify',
    timeLimit: 20,
    largeQuorum: true,
    validity: { endOfYear: true },
    steps: {
      required: ['PARTY', 'BOARD', 'LEGAL', 'SWC'],
      conditional: ['SH', 'COMPL', 'AUDIT', 'PUB'],
    },
    variants: {
      executive_pay: { relax: ['SWC'], decision: 'approve' },
      appraisal: { relax: ['SWC'] },
      incentive: { decision: 'approve' },
    },
    materials: ['考核目标责任书', '工资效益联动测算', '上年清算', '人工成本对标', '任期结构说明'],
    basis: [
      basis.stateAssetsLaw('第二十七条'),
      basis.interimRegulations('第十八条'),
      basis.payrollRules,
      basis.systemDefault,
    ],
  },
];
