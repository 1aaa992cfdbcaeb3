import { composeMinutes } from '@guanyun/domain/matters/compose-minutes.ts';
import { composeNotice } from '@guanyun/domain/matters/compose-notice.ts';
import { composeFilingReceipt, composeReply } from '@guanyun/domain/matters/compose-reply.ts';
import { composeRequest } from '@guanyun/domain/matters/compose-request.ts';
import { composeVoteInstruction } from '@guanyun/domain/matters/compose-vote-instruction.ts';
import { companyLaw, freeTransferRules, stateAssetsLaw } from '@guanyun/domain/matters/matter-basis.ts';
import type { OfficialPaper } from '@guanyun/domain/matters/official-paper.ts';

const committee = '示例高新技术产业开发区管理委员会';
const company = '示例高新开发集团有限公司';
const digest = '5f2c8e01a94bd763e0c1f4a2b8d97365'.padEnd(64, '0');
const head = {
  issuedOn: '2026-11-22',
  code: { path: '/matters/6a0b1c2d-0000-4000-8000-000000000001', digest },
};
const signed = {
  ...head,
  code: {
    ...head.code,
    evidence: 'session',
    tree: { size: '48213', root: '9b0c6d1e5f'.padEnd(64, '7') },
  },
} as const;
const subject = '示例公司100%股权无偿划转至示例集团（示例）';
const content = [
  '将示例渝南投资有限公司持有的示例扶欢建设开发有限公司100%股权无偿划转至示例高新开发集团有限公司，划转基准日为2026年8月24日。',
  '本事项涉及金额11200万元（大写：人民币壹亿壹仟贰佰万元整）。',
];
const basis = [stateAssetsLaw('第五十三条'), companyLaw('第一百七十二条'), freeTransferRules];
const conditions = [
  {
    phase: 'before',
    text: '完成标的公司债权人通知并取得主要债权人的书面意见',
    dueOn: '2026-12-15',
    owner: '示例集团法务部',
  },
  { phase: 'before', text: '办结国有产权变动登记的预审', dueOn: null, owner: null },
  { phase: 'during', text: '按季度书面报告划转进展', dueOn: '2027-03-31', owner: '示例集团财务部' },
] as const;
const about = { committee, company, subject, caseNumber: '2026-014', basis };

const request = composeRequest({
  ...head,
  number: '2026-014',
  filing: false,
  company,
  addressee: committee,
  subject,
  content,
  steps: [
    { code: 'PARTY', heldOn: '2026-09-01', outcome: 'approved' },
    { code: 'BOARD', heldOn: '2026-09-08', outcome: 'approved' },
    { code: 'LEGAL', heldOn: '2026-09-10', outcome: 'approved' },
    { code: 'AUDIT', heldOn: '2026-09-15', baseDate: '2026-08-24', document: '示例审字〔2026〕88号' },
    { code: 'SWC', heldOn: '2026-09-18', outcome: 'heard' },
  ],
  basis,
  materials: [
    '股权无偿划转方案',
    '法律意见书',
    '示例公司2026年8月24日基准日审计报告及其全部附注、明细表和管理层声明',
  ],
  signatory: '张示例',
});

const minutes = composeMinutes({
  ...signed,
  number: null,
  committee,
  title: '示例高新区党工委管委会国资监管专题会议（示例）',
  heldOn: '2026-11-20',
  mode: 'collective_vote',
  chief: '王示例',
  secretary: '周示例',
  present: ['王示例', '李示例', '钱示例', '孙示例', '郑示例', '赵示例'],
  absent: ['吴示例'],
  attending: ['审计局冯示例', '财政局陈示例'],
  copies: ['各参会单位'],
  items: [
    {
      title: '示例公司100%股权无偿划转至示例集团（示例）',
      company,
      amount: '112000000.00',
      level: 'committee',
      motion: { kind: 'approve' },
      recusals: [
        {
          person: '赵示例',
          because: [{ organization: company, kind: 'company_director', held: 'within_three_years' }],
        },
      ],
      votes: [
        { person: '李示例', vote: 'for', opinion: '划转有利于理顺管理关系，同意。' },
        { person: '钱示例', vote: 'against', opinion: '标的公司或有负债尚未全部查清，建议待专项审计后再议' },
        { person: '孙示例', vote: 'abstain', opinion: '' },
        { person: '郑示例', vote: 'for', opinion: '同意' },
        { person: '王示例', vote: 'for', opinion: '综合各方意见，同意。' },
      ],
      result: { result: 'approved', effectiveExpected: 6, effectivePresent: 5, needed: 4, votesFor: 3 },
    },
    {
      title: '扶欢标准厂房一期资产划转（示例）',
      company,
      amount: '36000000.00',
      level: 'committee',
      motion: { kind: 'approve' },
      recusals: [],
      votes: [{ person: '李示例', vote: 'for', opinion: '同意' }],
      result: { result: 'not_approved', effectiveExpected: 7, effectivePresent: 6, needed: 4, votesFor: 1 },
    },
  ],
});

/** One paper of each kind, with illustrative facts: what the writers are tested and looked at with. */
export const samplePapers: Readonly<Record<OfficialPaper['kind'], OfficialPaper>> = {
  request,
  report: composeRequest({
    ...head,
    number: null,
    filing: true,
    company,
    addressee: committee,
    subject: '处置报废车辆（示例）',
    content: ['将报废公务车辆2辆公开处置。'],
    steps: [],
    basis: [],
    materials: ['处置方案'],
    signatory: null,
  }),
  reply: composeReply({
    ...signed,
    ...about,
    number: '管委批〔2026〕3号',
    content,
    amount: '112000000.00',
    meetingOn: '2026-11-20',
    mandate: '示例委托〔2025〕1号',
    external: { number: '示例国资〔2026〕1号', decidedOn: '2026-11-21' },
    conditions,
    validUntil: '2027-08-24',
    copies: ['示例区国有资产监督管理委员会', '示例区财政局', '示例区市场监督管理局'],
  }),
  vote_instruction: composeVoteInstruction({
    ...head,
    ...about,
    number: '管委表〔2026〕1号',
    subject: '修改公司章程（示例）',
    representatives: ['何示例', '吕示例'],
    vote: 'for',
    shareholdersMeetOn: '2026-12-10',
    shareOfVotes: '60%',
    needed: '代表三分之二以上表决权的股东',
    content: ['将公司章程第三条注册资本由10000万元修改为20000万元。'],
    conditions: [],
    validUntil: '2027-05-22',
  }),
  filing_receipt: composeFilingReceipt({
    ...head,
    ...about,
    number: '管委备〔2026〕8号',
    receivedOn: '2026-11-18',
    content,
    objections: [],
  }),
  notice: composeNotice({
    ...head,
    ...about,
    number: null,
    notice: 'supplement',
    items: ['补充标的公司基准日审计报告', '补充职工代表大会听取意见的会议记录，载明应到、实到人数和主要意见'],
    dueOn: '2026-12-04',
    suspendsClock: true,
  }),
  minutes,
};
