import { type CaseSheet, EXAMPLE, SOURCE } from './case-sheet.ts';

/** Made-up first day of what existed before the reform, and of what the reform created. */
const BEFORE = '2020-01-01';
const REFORM = '2023-09-01';

/** The seven clusters merged into one zone. */
export const clusters: CaseSheet = {
  name: '组团',
  columns: ['编码', '名称', '起始日期', '来源'],
  rows: [
    ['QH', '桥河组团', BEFORE, SOURCE],
    ['BD', '北渡组团', BEFORE, SOURCE],
    ['FH', '扶欢组团', BEFORE, SOURCE],
    ['TH', '通惠组团', BEFORE, SOURCE],
    ['QJ', '庆江组团', BEFORE, SOURCE],
    ['AW', '安稳组团', BEFORE, SOURCE],
    ['WA', '国家网络安全产业园', BEFORE, SOURCE],
  ],
};

const office = (code: string, name: string) =>
  [code, name, '管委会内设机构', 'GWH', '', '', '已知', '', '', '', '', REFORM, EXAMPLE] as const;

const bodies: CaseSheet['rows'] = [
  ['GOV', '綦江区政府', '区政府', '', '', '', '已知', '', '', '', '', BEFORE, SOURCE],
  ['SASAC', '綦江区国资委', '区国资委', 'GOV', '', '', '已知', '', '', '', '', BEFORE, SOURCE],
  ['DGW', '綦江高新区党工委', '党工委', '', '', '', '已知', '', '', '', '', REFORM, SOURCE],
  ['GWH', '重庆綦江高新区管委会', '管委会', 'GOV', '', '', '已知', '', '', '', '', REFORM, SOURCE],
  // The report says six offices and names none.
  office('DZB', '党政办公室'),
  office('GZB', '国资监管部'),
  office('JFB', '经济发展部'),
  office('TCB', '投资促进部'),
  office('KCB', '科技创新部'),
  office('JSB', '纪检审计室'),
];

const LIMITED = '有限责任公司';
const BY_SHARES = '股份有限公司';

/** The day of the net assets; the report gives none, so day and figures are made up. */
const NET_ASSETS_ON = '2025-12-31';

/** A company the report names. `cluster` is empty where it runs none, `status` 暂定 also for a short name. */
const company = (
  code: string,
  name: string,
  type: string,
  parent: string,
  cluster: string,
  status = '已知',
  netAssets = '',
) =>
  [
    code,
    name,
    '公司',
    parent,
    type,
    '2',
    status,
    '',
    netAssets,
    netAssets === '' ? '' : NET_ASSETS_ON,
    cluster,
    BEFORE,
    SOURCE,
  ] as const;

const companies: CaseSheet['rows'] = [
  [
    'GF',
    '重庆綦江高新技术产业发展集团有限公司',
    '公司',
    'SASAC',
    '国有独资',
    '1',
    '已知',
    '',
    '5000000000.00',
    NET_ASSETS_ON,
    '',
    REFORM,
    SOURCE,
  ],
  [
    'YN',
    '重庆渝南资产经营有限公司',
    '公司',
    'SASAC',
    '国有独资',
    '1',
    '已知',
    '',
    '3000000000.00',
    NET_ASSETS_ON,
    '',
    BEFORE,
    SOURCE,
  ],
  ['CT', '城投公司', '公司', 'SASAC', '国有独资', '1', '暂定', '', '', '', '', BEFORE, SOURCE],
  company('QHGS', '綦江工业园区建设开发股份有限公司', BY_SHARES, 'YN', 'QH'),
  company('BDGS', '綦江北渡园区建设开发股份有限公司', BY_SHARES, 'YN', 'BD'),
  company('FHGS', '綦江扶欢园区建设开发有限公司', LIMITED, 'YN', 'FH', '暂定', '112000000.00'),
  company('THGS', '重庆市綦江区食品园区建设开发有限公司', LIMITED, 'YN', 'TH'),
  company('QJGS', '重庆市綦江区永盛产城建设开发有限公司', LIMITED, 'CT', 'QJ'),
  company('AWGS', '綦江区綦新智能建造科技有限公司', LIMITED, 'YN', 'AW'),
  // The seventh developer: the report gives its cluster and no name. Never fill it in by inference.
  ['WAGS', '', '公司', '', '', '', '未知', '', '', '', 'WA', BEFORE, SOURCE],
  company('SZ', '数字綦江公司', '', 'YN', '', '暂定'),
  company('QR', '綦嵘', '', 'YN', '', '暂定'),
  company('NZ', '南州新能源', '', 'YN', '', '暂定'),
  company('QF', '綦发', '', 'CT', '', '暂定'),
  company('ZC', '众城', '', 'CT', '', '暂定'),
  company('DK', '东开', '', 'CT', '', '暂定'),
  company('THJS', '通惠建设', '', 'CT', '', '暂定'),
];

/** Bodies and companies. No unified social credit code is known, so that column is empty throughout. */
export const organizations: CaseSheet = {
  name: '单位',
  columns: [
    '编码',
    '名称',
    '类别',
    '上级编码',
    '企业类型',
    '层级',
    '名称状态',
    '统一社会信用代码',
    '净资产(元)',
    '净资产基准日',
    '负责组团编码',
    '起始日期',
    '来源',
  ],
  rows: [...bodies, ...companies],
};

const MATTERS = [
  'party_building',
  'business_policy',
  'investment_plan',
  'equity_transfer',
  'articles_amendment',
  'capital_change',
  'reorganization',
  'bond_financing',
  'external_guarantee',
  'asset_disposal',
  'profit_distribution',
  'budget_accounts',
  'remuneration',
  'donation',
];

/** Decisions the investor keeps: the committee deliberates, the state-assets office decides. */
const DELIBERATED = ['articles_amendment', 'capital_change', 'reorganization', 'profit_distribution'];

/** The state-assets office entrusts the committee with the investor's duties; number, limits and term are made up. */
export const mandates: CaseSheet = {
  name: '委托书',
  columns: [
    '文号',
    '委托方编码',
    '受托方编码',
    '事项',
    '只审议事项',
    '公司编码',
    '金额上限(元)',
    '起始日期',
    '截止日期',
    '来源',
  ],
  rows: [
    [
      '示例委〔2023〕1号',
      'SASAC',
      'GWH',
      MATTERS.join('、'),
      DELIBERATED.join('、'),
      '全部',
      '',
      REFORM,
      '2027-08-31',
      EXAMPLE,
    ],
  ],
};
