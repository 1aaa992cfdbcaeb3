import type { Basis } from '../kernel/basis.ts';

const law =
  (title: string) =>
  (article: string): Basis => ({ title, article, grade: 'law' });

/** 企业国有资产法, by article. */
export const stateAssetsLaw = law('中华人民共和国企业国有资产法');
/** 公司法 (revised 2023, in force from 2024-07-01), by article. */
export const companyLaw = law('中华人民共和国公司法(2023年修订)');
/** 民法典, by article. */
export const civilCode = law('中华人民共和国民法典');
/** 民法典 on 以上, 以下, 超过, 不满. */
export const inclusion = civilCode('第一千二百五十九条');
/** 市场主体登记管理条例实施细则, by article. */
export const registrationRules = law('市场主体登记管理条例实施细则');
/** 市场主体登记管理条例, by article. */
export const registrationRegulations = law('市场主体登记管理条例');
/** Registration of state-owned property rights, by article. */
export const propertyRegistration = law('企业国有资产产权登记管理办法(国务院令第192号)');
/** 企业国有资产监督管理暂行条例, by article. */
export const interimRegulations = law('企业国有资产监督管理暂行条例');
/** 公益事业捐赠法, by article. */
export const donationLaw = law('中华人民共和国公益事业捐赠法');
/** 企业破产法, by article. */
export const bankruptcyLaw = law('中华人民共和国企业破产法');

/** The group and its subsidiaries are managed in two levels, as the reform says. */
export const twoLevels: Basis = { title: '集团与子公司两级管理（改革方案）', grade: 'example' };
/** The published practice of Qijiang on transactions. */
export const qijiang306: Basis = { title: '綦国资发〔2022〕306号', grade: 'example' };
/** The published practice of Qijiang on investment. */
export const qijiang56: Basis = { title: '綦国资发〔2021〕56号', grade: 'example' };
/** Guarantees of central enterprises: 40% of net assets, by shareholding, inside the group. */
export const guaranteeRules: Basis = { title: '国资发财评规〔2021〕75号', grade: 'rule' };
/** Guarantees of one company within half of its net assets: remembered. */
export const singleGuarantor: Basis = { title: '单户担保不超过净资产50%(待核原文)', grade: 'memory' };
/** Free transfer of state-owned equity. */
export const freeTransferRules: Basis = { title: '企业国有产权无偿划转管理暂行办法(239号)', grade: 'rule' };
/** Free transfer inside a group is approved by its parent: remembered. */
export const freeTransferInGroup: Basis = { ...freeTransferRules, article: '第十六条', grade: 'memory' };
/** When an appraisal is not needed: remembered. */
export const appraisalRules: Basis = {
  title: '企业国有资产评估管理暂行办法(国资委令第12号)',
  grade: 'memory',
};
/** An appraisal is good for a year from its base date; filing is applied for within nine months. */
export const appraisalGuide: Basis = { title: '企业国有资产评估项目备案工作指引', grade: 'rule' };
/** Appraisal, verification and filing. */
export const appraisalLaw: Basis = stateAssetsLaw('第四十七条');
/** Party organisations of state enterprises. */
export const partyRegulations: Basis = {
  title: '中国共产党国有企业基层组织工作条例(试行)',
  article: '第十三条',
  grade: 'rule',
};
/** Investment of central enterprises; reference. */
export const investmentRules: Basis = { title: '中央企业投资监督管理办法(国资委令第34号)', grade: 'rule' };
/** Transactions of state-owned assets: remembered. */
export const transactionRules: Basis = {
  title: '企业国有资产交易监督管理办法(国资委令第32号)',
  grade: 'memory',
};
/** Payroll totals: filing for commercial class 1, approval for the others. */
export const payrollRules: Basis = { title: '中央企业工资总额管理办法(国资委令第39号)', grade: 'rule' };
/** Donations: yearly budget and filing. */
export const donationRules: Basis = { title: '国资发评价〔2009〕317号', grade: 'rule' };
/** A published practice of another district: donations of 300 000 yuan a year go to the government. */
export const donationExample: Basis = { title: '某区区属国有企业重大事项管理办法', grade: 'example' };
/** A published practice of another district: bonds, and guarantees for other state enterprises. */
export const luozhuang: Basis = { title: '罗政办发〔2023〕33号', grade: 'example' };
/** A published practice of another province: no guarantee for a distressed debtor. */
export const guaranteeExample: Basis = { title: '某省国资委企业担保管理办法', grade: 'example' };
/** A published practice of Tianjin: the year's investment is reported by the end of January. */
export const tianjinReports: Basis = { title: '天津市国资委重大事项报告办法', grade: 'example' };
/** How long companies keep their files, at least. */
export const fileRetention: Basis = { title: '国家档案局令第10号附件', grade: 'rule' };
/** A table of retention periods needs the consent of the archive administration of the same level. */
export const retentionConsent: Basis = { title: '档案法实施条例', article: '第十九条', grade: 'law' };
/** Collective decision, the chief's last word, different opinions recorded. */
export const majorDecisions: Basis = { title: '重大行政决策程序暂行条例', article: '第三十条', grade: 'law' };
/** This system's own configurable default. */
export const systemDefault: Basis = { title: '重大事项目录默认值(可配置)', grade: 'default' };
/** From which amount cities and counties tender government procurement openly: the national guide, remembered. */
export const procurementLimits: Basis = {
  title: '财库〔2019〕69号（国家指引，本市数额以重庆市标准为准）',
  grade: 'memory',
};
