import { type CaseSheet, EXAMPLE } from './case-sheet.ts';

/** One made-up person with the posts held: organisation, post, login (empty: no login of its own). */
type Person = {
  readonly code: string;
  readonly name: string;
  readonly posts: readonly (readonly [organization: string, post: string, login: string])[];
};

const SINCE = '2023-09-01';

const cast: readonly Person[] = [
  { code: 'P01', name: '林晓舟', posts: [['GF', '经办', 'gf.jingban']] },
  { code: 'P02', name: '沈知言', posts: [['GF', '法务', 'gf.fawu']] },
  { code: 'P03', name: '何启明', posts: [['GF', '法定代表人', 'gf.fadai']] },
  { code: 'P04', name: '罗静宜', posts: [['GF', '财务', 'gf.caiwu']] },
  { code: 'P05', name: '袁望', posts: [['FHGS', '经办', 'fh.jingban']] },
  { code: 'P06', name: '邓远航', posts: [['FHGS', '法定代表人', 'fh.fadai']] },
  { code: 'P07', name: '田雨禾', posts: [['FHGS', '财务', 'fh.caiwu']] },
  { code: 'P08', name: '程以默', posts: [['FHGS', '法务', 'fh.fawu']] },
  // The two asset companies that give their developers up.
  { code: 'P41', name: '陆思衡', posts: [['YN', '经办', 'yn.jingban']] },
  { code: 'P42', name: '姜若谷', posts: [['YN', '法务', 'yn.fawu']] },
  { code: 'P43', name: '贺长风', posts: [['YN', '法定代表人', 'yn.fadai']] },
  { code: 'P44', name: '唐以宁', posts: [['CT', '经办', 'ct.jingban']] },
  { code: 'P45', name: '苏行知', posts: [['CT', '法务', 'ct.fawu']] },
  { code: 'P46', name: '严守拙', posts: [['CT', '法定代表人', 'ct.fadai']] },
  { code: 'P11', name: '周立衡', posts: [['GWH', '审查', 'gwh.shencha']] },
  { code: 'P12', name: '郑一苇', posts: [['GWH', '审查', 'gwh.shencha2']] },
  { code: 'P13', name: '许清和', posts: [['GWH', '会议秘书', 'gwh.mishu']] },
  { code: 'P14', name: '梁正川', posts: [['GWH', '主任', 'gwh.zhuren']] },
  // Sits on the board of the Fuhuan company: must step aside when that company's matters are decided.
  {
    code: 'P15',
    name: '石景行',
    posts: [
      ['GWH', '委员', 'gwh.weiyuan1'],
      ['FHGS', '董事', ''],
    ],
  },
  { code: 'P16', name: '夏明远', posts: [['GWH', '委员', 'gwh.weiyuan2']] },
  { code: 'P17', name: '孟书同', posts: [['GWH', '委员', 'gwh.weiyuan3']] },
  { code: 'P18', name: '阮青禾', posts: [['GWH', '委员', 'gwh.weiyuan4']] },
  { code: 'P19', name: '江临风', posts: [['GWH', '委员', 'gwh.weiyuan5']] },
  { code: 'P22', name: '方知远', posts: [['GWH', '承办负责人', 'gwh.chengban']] },
  { code: 'P23', name: '钟明理', posts: [['GWH', '法治审核', 'gwh.fazhi']] },
  { code: 'P24', name: '白若溪', posts: [['GWH', '用印', 'gwh.yongyin']] },
  { code: 'P25', name: '傅行之', posts: [['GWH', '督办', 'gwh.duban']] },
  { code: 'P26', name: '乔思远', posts: [['JFB', '会签', 'jfb.huiqian']] },
  { code: 'P21', name: '韦守正', posts: [['GWH', '审计', 'gwh.shenji']] },
  { code: 'P31', name: '顾北辰', posts: [['GWH', '系统管理员', 'admin.xitong']] },
  { code: 'P32', name: '叶知秋', posts: [['GWH', '安全管理员', 'admin.anquan']] },
  { code: 'P33', name: '温以宁', posts: [['GWH', '审计管理员', 'admin.shenji']] },
  { code: 'P34', name: '秦若水', posts: [['GWH', '目录管理员', 'mulu.guanli1']] },
  { code: 'P35', name: '傅长卿', posts: [['GWH', '目录管理员', 'mulu.guanli2']] },
];

/** Natural persons. All made up. */
export const people: CaseSheet = {
  name: '人员',
  columns: ['编码', '姓名', '来源'],
  rows: cast.map((p) => [p.code, p.name, EXAMPLE]),
};

/** Posts, from the reform on and without end. All made up. */
export const posts: CaseSheet = {
  name: '任职',
  columns: ['人员编码', '单位编码', '岗位', '起始日期', '截止日期', '登录账号', '来源'],
  rows: cast.flatMap((p) =>
    p.posts.map(([organization, post, login]) => [p.code, organization, post, SINCE, '', login, EXAMPLE]),
  ),
};
