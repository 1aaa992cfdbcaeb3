import { type CaseSheet, EXAMPLE, list } from './case-sheet.ts';

/** The version in force while the story is played. */
export const listVersions: CaseSheet = {
  name: '清单',
  columns: ['版本', '名称', '生效日期', '失效日期', '公平竞争审查', '审查文件号', '来源'],
  rows: [
    [
      '2026-1',
      '綦江高新区管委会与高发集团合作事项清单(示例)',
      '2026-01-01',
      '2027-12-31',
      '通过',
      '示例公竞审〔2025〕1号',
      EXAMPLE,
    ],
  ],
};

/** The report gives the three kinds and the two ways; scopes, codes, limits and terms are made up. */
export const listItems: CaseSheet = {
  name: '事项',
  columns: [
    '编码',
    '类别',
    '方式',
    '范围',
    '采购编码',
    '承接主体编码',
    '组团编码',
    '单项上限(元)',
    '年度上限(元)',
    '期限上限(月)',
    '价格依据',
    '来源',
  ],
  rows: [
    [
      'XM01',
      '项目建设',
      '代建',
      '工业组团内标准厂房及其配套道路、管网的建设管理',
      '示例-DJ01',
      list('GF', 'FHGS'),
      list('QH', 'BD', 'FH', 'TH'),
      '200000000.00',
      '500000000.00',
      '36',
      '代建管理费在项目建设管理费总额控制数以内核定,工程费用按经批准的概算据实结算',
      EXAMPLE,
    ],
    [
      'ZS01',
      '招商引资',
      '购买服务',
      '招商推介、项目线索收集、落地跟踪服务',
      '示例-FW01',
      list('GF'),
      '全部',
      '2000000.00',
      '6000000.00',
      '12',
      '按服务人次与项目数计价,单价经成本测算并写入合同',
      EXAMPLE,
    ],
    [
      'QY01',
      '企业服务',
      '购买服务',
      '入园企业政策咨询、用工对接、事项代办服务',
      '示例-FW02',
      list('GF', 'FHGS'),
      '全部',
      '1500000.00',
      '4000000.00',
      '36',
      '按年度服务量计价,单价经成本测算并写入合同',
      EXAMPLE,
    ],
  ],
};
