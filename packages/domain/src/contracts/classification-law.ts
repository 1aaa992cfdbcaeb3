import type { Basis } from '../kernel/basis.ts';

/** The sources that the classification of a contract matter leans on. A memory-grade source was not read in full. */
export const classificationLaw = {
  cooperationList: { title: '管委会与公司合作事项清单（双方商定）', grade: 'rule' },
  purchasedServices: { title: '政府购买服务管理办法（财政部令第102号）', article: '第十条', grade: 'memory' },
  servicesNotFinancing: { title: '财预〔2017〕87号', grade: 'memory' },
  noHiddenDebt: { title: '中华人民共和国预算法', article: '第三十五条', grade: 'law' },
  noAdvanceFunding: { title: '政府投资条例', article: '第二十二条', grade: 'law' },
  noBuyback: { title: '财预〔2012〕463号', grade: 'memory' },
  fairCompetition: { title: '公平竞争审查条例', article: '第十八条', grade: 'law' },
  agreementsUnderReview: { title: '中华人民共和国反垄断法', article: '第四十条', grade: 'law' },
  landReserve: { title: '财综〔2016〕4号', grade: 'memory' },
  mustTender: { title: '中华人民共和国招标投标法', article: '第三条', grade: 'law' },
  noSplitting: { title: '中华人民共和国招标投标法', article: '第四条', grade: 'law' },
  procurementSplitting: { title: '中华人民共和国政府采购法实施条例', article: '第二十八条', grade: 'law' },
  procurement: { title: '中华人民共和国政府采购法', article: '第二条', grade: 'law' },
  agencyFee: { title: '财建〔2016〕504号', article: '第八条', grade: 'memory' },
  smallEnterprisePayment: {
    title: '保障中小企业款项支付条例（国务院令第802号）',
    article: '第九条',
    grade: 'law',
  },
  smallEnterpriseAudit: {
    title: '保障中小企业款项支付条例（国务院令第802号）',
    article: '第十二条',
    grade: 'law',
  },
  conflict: { title: '中华人民共和国招标投标法实施条例', article: '第三十四条', grade: 'law' },
} as const satisfies Record<string, Basis>;
