import type { Basis } from '../kernel/basis.ts';
import type { Dated } from '../kernel/dated.ts';
import { type LocalDate, localDate } from '../kernel/local-date.ts';
import type { PlanMethod } from './plan.ts';
import {
  type ConditionQuestion,
  type ConditionVerdict,
  inOrder,
  judgeAppraisal,
  judgeOtherHolders,
  judgeParties,
  judgePrice,
  judgeTakenValue,
  settledBy,
} from './plan-verdicts.ts';

/** A condition of law of an item. What fails it parks the item; `frees` says what would free it. */
export type PlanCondition = Dated<{
  readonly code: PlanConditionCode;
  readonly methods: readonly PlanMethod[];
  /** What must hold. */
  readonly must: string;
  readonly frees: string;
  readonly basis: readonly Basis[];
  readonly judge: (question: ConditionQuestion) => ConditionVerdict;
}>;
export const planConditionCodes = [
  'JOINT_STOCK',
  'STATE_WHOLLY',
  'TITLE',
  'MAIN_BUSINESS',
  'AUDIT_OPINION',
  'EMPLOYEES',
  'CONTINGENT_LIABILITIES',
  'TRANSFEROR_DEBTS',
  'CREDITORS',
  'APPRAISAL',
  'PRICE',
  'OTHER_HOLDERS',
] as const;
export type PlanConditionCode = (typeof planConditionCodes)[number];

const order239Title = '企业国有产权无偿划转管理暂行办法（国资发产权〔2005〕239号）';
const basis = {
  scope: { title: order239Title, article: '第二条', grade: 'rule' },
  disputed: { title: order239Title, article: '第五条', grade: 'rule' },
  prohibited: { title: order239Title, article: '第十八条', grade: 'memory' },
  order239: { title: order239Title, grade: 'memory' },
  payable: { title: '中华人民共和国公司法（2023年修订）', article: '第四十八条', grade: 'law' },
  preemption: { title: '中华人民共和国公司法（2023年修订）', article: '第八十四条', grade: 'law' },
  subscription: { title: '中华人民共和国公司法（2023年修订）', article: '第二百二十七条', grade: 'law' },
  merger: { title: '中华人民共和国公司法（2023年修订）', article: '第二百二十条', grade: 'law' },
  stateAssets: { title: '中华人民共和国企业国有资产法', article: '第四十七条', grade: 'law' },
  price: { title: '中华人民共和国企业国有资产法', article: '第五十五条', grade: 'law' },
  workers: { title: '中华人民共和国企业国有资产法', article: '第三十七条', grade: 'law' },
  trading: { title: '企业国有资产交易监督管理办法（国资委令第32号）', grade: 'memory' },
  appraisal: { title: '企业国有资产评估管理暂行办法（国资委令第12号）', grade: 'memory' },
  appraisalYear: { title: '企业国有资产评估项目备案工作指引', grade: 'rule' },
} as const satisfies Record<string, Basis>;

/** Issued 2005-08-29 (remembered). */
const since239 = localDate('2005-08-29');
const sinceStateAssets = localDate('2009-05-01');
/** The company law as revised in 2023. */
const sinceCompany = localDate('2024-07-01');

const free: readonly PlanMethod[] = ['free_transfer'];
const prohibited = { effectiveFrom: since239, methods: free, basis: [basis.prohibited] } as const;

const freeTransfer: readonly PlanCondition[] = [
  {
    ...{ effectiveFrom: since239, code: 'JOINT_STOCK', methods: free, basis: [basis.scope, basis.order239] },
    must: '无偿划转办法不适用于股份有限公司的国有股',
    frees: '改走股份有限公司国有股的路径（有偿转让、作价出资），或先改制为有限责任公司',
    judge: ({ form }) => inOrder(form === null ? null : form !== 'joint_stock', '企业类型'),
  },
  {
    ...{ effectiveFrom: since239, code: 'STATE_WHOLLY', methods: free, basis: [basis.scope] },
    must: '划出方、划入方均为国有独资或国有全资',
    frees: '改为有偿转让，或先清退划出方、划入方中的非国有股东',
    judge: judgeParties,
  },
  {
    ...{ effectiveFrom: since239, code: 'TITLE', methods: free, basis: [basis.disputed] },
    must: '权属清楚，没有纠纷',
    frees: '了结权属纠纷后再划转',
    judge: settledBy('title', '权属', { clear: true, disputed: false }),
  },
  {
    ...prohibited,
    code: 'MAIN_BUSINESS',
    must: '被划转企业符合划入方的主业和发展规划',
    frees: '改由主业相符的公司划入，或先经核准调整主业',
    judge: settledBy('mainBusiness', '主业', { fits: true, differs: false }),
  },
  {
    ...prohibited,
    code: 'AUDIT_OPINION',
    must: '被划转企业的审计意见不是保留、否定或无法表示意见',
    frees: '消除保留事项并重新审计',
    judge: settledBy('auditOpinion', '审计意见', {
      ...{ clean: true, emphasis: true, qualified: false, adverse: false, disclaimer: false },
    }),
  },
  {
    ...prohibited,
    code: 'EMPLOYEES',
    must: '涉及职工分流安置的，方案经职工代表大会通过',
    frees: '安置方案提请职工代表大会审议通过',
    judge: settledBy('employees', '职工安置', { none: true, heard: true, passed: true, not_passed: false }),
  },
  {
    ...prohibited,
    code: 'CONTINGENT_LIABILITIES',
    must: '或有负债有妥善解决方案',
    frees: '对担保、诉讼等或有负债订立解决方案',
    judge: settledBy('contingentLiabilities', '或有负债', { none: true, settled: true, open: false }),
  },
  {
    ...prohibited,
    code: 'TRANSFEROR_DEBTS',
    must: '划出方债务有妥善处置方案',
    frees: '划出方与债权人商定债务处置方案',
    judge: settledBy('transferorDebts', '划出方债务', { none: true, settled: true, open: false }),
  },
  {
    ...{ effectiveFrom: since239, code: 'CREDITORS', methods: free, basis: [basis.order239] },
    must: '划出方已通知债权人并制定债务处置方案',
    frees: '书面通知债权人，订立债务处置方案',
    judge: settledBy('creditors', '债权人通知', { none: true, notified: true, not_notified: false }),
  },
];

const forValue: readonly PlanCondition[] = [
  {
    ...{ effectiveFrom: sinceStateAssets, code: 'TITLE', methods: ['acquisition'], basis: [basis.trading] },
    must: '转让标的权属清楚，没有纠纷',
    frees: '了结权属纠纷后再转让',
    judge: settledBy('title', '权属', { clear: true, disputed: false }),
  },
  {
    effectiveFrom: sinceCompany,
    ...{ code: 'TITLE', methods: ['contribution_in_kind'], basis: [basis.payable] },
    must: '作价出资的股权可以估价、可以依法转让',
    frees: '了结权属纠纷后再出资',
    judge: settledBy('title', '权属', { clear: true, disputed: false }),
  },
  {
    effectiveFrom: sinceStateAssets,
    ...{ code: 'APPRAISAL', methods: ['acquisition', 'contribution_in_kind', 'capital_increase'] },
    basis: [basis.stateAssets, basis.trading, basis.appraisalYear],
    must: '经评估并核准或备案，评估结果自基准日起一年内有效',
    frees: '完成评估及核准、备案；过期的重新评估',
    judge: judgeAppraisal(false),
  },
  {
    effectiveFrom: sinceStateAssets,
    ...{ code: 'APPRAISAL', methods: ['merger'] },
    basis: [basis.stateAssets, basis.appraisal, basis.appraisalYear],
    must: '合并经评估并核准或备案；国有独资企业与其下属独资企业之间的可不评估',
    frees: '完成评估及核准、备案；过期的重新评估',
    judge: judgeAppraisal(true),
  },
  {
    effectiveFrom: sinceStateAssets,
    ...{ code: 'PRICE', methods: ['acquisition'], basis: [basis.price, basis.trading] },
    must: '非公开协议转让的价格不低于评估结果',
    frees: '提高价格，或进场公开交易',
    judge: judgePrice,
  },
  {
    effectiveFrom: sinceCompany,
    ...{ code: 'PRICE', methods: ['contribution_in_kind'], basis: [basis.payable] },
    must: '出资作价不高于评估结果',
    frees: '按评估结果调低作价',
    judge: judgeTakenValue,
  },
];

const companyLaw: readonly PlanCondition[] = [
  {
    effectiveFrom: sinceCompany,
    ...{ code: 'OTHER_HOLDERS', methods: ['free_transfer', 'acquisition', 'contribution_in_kind'] },
    basis: [basis.preemption],
    must: '有限责任公司的股东向股东以外的人转让，已书面通知其他股东，三十日内未行使优先购买权',
    frees: '书面通知其他股东，取得放弃优先购买权的文件或等满三十日',
    judge: judgeOtherHolders,
  },
  {
    effectiveFrom: sinceCompany,
    ...{ code: 'OTHER_HOLDERS', methods: ['capital_increase'], basis: [basis.subscription] },
    must: '其他股东已放弃按实缴比例优先认缴',
    frees: '取得其他股东放弃优先认缴的文件，或按比例同时增资',
    judge: judgeOtherHolders,
  },
  {
    ...{ effectiveFrom: sinceStateAssets, code: 'EMPLOYEES', methods: ['merger'], basis: [basis.workers] },
    must: '合并听取了工会和职工的意见，安置方案经职工代表大会通过',
    frees: '听取工会和职工意见，安置方案提请职工代表大会审议',
    judge: settledBy('employees', '职工意见', { heard: true, passed: true, not_passed: false }),
  },
  {
    ...{ effectiveFrom: sinceCompany, code: 'CREDITORS', methods: ['merger'], basis: [basis.merger] },
    must: '合并决议之日起十日内通知债权人、三十日内公告，债权人要求的已清偿或担保',
    frees: '通知债权人并公告，按要求清偿债务或提供担保',
    judge: settledBy('creditors', '债权人通知', { none: true, notified: true }),
  },
];

const conditions: readonly PlanCondition[] = [...freeTransfer, ...forValue, ...companyLaw];

/** The conditions of a method in force on a day. */
export const conditionsOf = (method: PlanMethod, on: LocalDate): PlanCondition[] =>
  conditions.filter(
    (row) =>
      row.methods.includes(method) &&
      row.effectiveFrom <= on &&
      (row.effectiveTo === undefined || on <= row.effectiveTo),
  );
