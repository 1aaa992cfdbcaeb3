import { describe, expect, it } from 'vitest';
import { composeMinutes, type MinutesFacts, type MinutesItem } from './compose-minutes.ts';
import { composeNotice } from './compose-notice.ts';
import { composeFilingReceipt, composeReply, type ReplyFacts } from './compose-reply.ts';
import { composeRequest, type RequestFacts } from './compose-request.ts';
import { composeVoteInstruction, type VoteInstructionFacts } from './compose-vote-instruction.ts';
import { describeProposal, type ToldProposal } from './describe-proposal.ts';
import {
  companyLaw,
  freeTransferInGroup,
  qijiang306,
  stateAssetsLaw,
  systemDefault,
} from './matter-basis.ts';
import {
  codeText,
  heading,
  type OfficialPaper,
  outlined,
  plain,
  point,
  printedDigest,
  section,
} from './official-paper.ts';
import { amountInFull, amountText, citable, citation, titleOf } from './paper-words.ts';

const digest = 'a1b2c3d4e5f60718'.padEnd(64, '9');
const head = { number: null, issuedOn: '2026-01-08', code: { path: '/matters/m1', digest } };
const textOf = (paper: OfficialPaper): string => paper.paragraphs.map((p) => p.lead + p.text).join('\n');

describe('words', () => {
  it.each([
    ['112000000.00', '11200万元'],
    ['12345.67', '1.234567万元'],
    ['10000.00', '1万元'],
    ['9999.50', '9999.5元'],
    ['100.00', '100元'],
    ['0.00', '0元'],
  ])('%s is said exactly: %s', (yuan, text) => expect(amountText(yuan)).toBe(text));

  it('says an amount in full with capitals', () =>
    expect(amountInFull('36000000.00')).toBe('3600万元（大写：人民币叁仟陆佰万元整）'));

  it('cites laws by title and article, and documents known by their number without 书名号', () => {
    expect(citation(companyLaw('第六十六条'))).toBe('《中华人民共和国公司法》（2023年修订）第六十六条');
    expect(citation(qijiang306)).toBe('綦国资发〔2022〕306号');
  });

  it('cites nothing remembered, defaulted or not applied, and each basis once', () => {
    const law = stateAssetsLaw('第五十三条');
    const cited = citable([
      { outcome: 'pass', basis: [law, systemDefault, freeTransferInGroup] },
      { outcome: 'pass', basis: [law, qijiang306] },
      { outcome: 'not_applicable', basis: [companyLaw('第八十四条')] },
    ]);
    expect(cited).toEqual([law]);
  });

  it.each([
    ['扶欢公司 100% 股权无偿划转至高发集团（示例）', '关于扶欢公司100%股权无偿划转至高发集团的批复（示例）'],
    ['关于增资的请示', '关于增资的批复'],
  ])('titles %s', (subject, title) => expect(titleOf(subject, '批复')).toBe(title));

  it('numbers four levels, each afresh under the one above', () => {
    const marked = outlined([
      heading('甲'),
      section('乙'),
      point('丙'),
      point('丁'),
      section('戊'),
      point('己'),
      plain('庚'),
      heading('辛'),
      section('壬'),
    ]);
    expect(marked.map((p) => p.lead + p.text)).toEqual([
      '一、甲',
      '（一）乙',
      '1.丙',
      '2.丁',
      '（二）戊',
      '1.己',
      '庚',
      '二、辛',
      '（一）壬',
    ]);
    expect(outlined(Array.from({ length: 21 }, () => heading(''))).map((p) => p.lead)).toContain('二十一、');
  });
});

describe('what is proposed', () => {
  const names: Record<string, string> = { yn: '渝南公司', fh: '扶欢公司', gf: '高发集团', a1: '一号厂房' };
  const told = (proposal: ToldProposal, amount: string | null = null) =>
    describeProposal(proposal, amount, (id) => names[id] ?? '');
  const equity = { matter: 'equity_transfer', companyId: 'gf', targetId: 'fh', fromId: 'yn', toId: 'gf' };
  const assets = { matter: 'asset_disposal', companyId: 'gf', assetIds: ['a1'] };

  it('is said from its facts', () => {
    expect(told({ ...equity, share: '51/100', basisDate: '2025-12-31' }, '10000.00')).toEqual([
      '将渝南公司持有的扶欢公司51%股权无偿划转至高发集团，基准日为2025年12月31日。',
      '本事项涉及金额1万元（大写：人民币壹万元整）。',
    ]);
    expect(told({ ...equity, share: '1/3', mode: 'non_public' })).toEqual([
      '将渝南公司持有的扶欢公司1/3股权非公开协议转让给高发集团。',
    ]);
    expect(told({ ...assets, toId: 'fh' })).toEqual([
      '将高发集团所有的一号厂房（共1项资产）无偿划转至扶欢公司。',
    ]);
    expect(told({ ...assets, mode: 'lease' })).toEqual(['将高发集团所有的一号厂房（共1项资产）出租。']);
    expect(told({ ...assets, mode: 'public' })).toEqual(['将高发集团所有的一号厂房（共1项资产）公开转让。']);
  });
  it('a merger and a division are said with the terms on which they are entered', () => {
    const absorption = { absorberId: 'gf', exchange: '2' };
    expect(told({ matter: 'reorganization', companyId: 'fh', absorption })).toEqual([
      '由高发集团吸收合并扶欢公司，扶欢公司每2元注册资本换取高发集团1元注册资本，合并后扶欢公司注销。',
    ]);
    const division = { receiverId: 'fh', capital: '10000.00' };
    expect(told({ matter: 'reorganization', companyId: 'gf', division })).toEqual([
      '高发集团存续分立，分出注册资本1万元（大写：人民币壹万元整）设立扶欢公司，各股东按出资比例持有。',
    ]);
    const portions = [{ holderId: 'yn', subscribed: '10000.00' }];
    expect(told({ matter: 'reorganization', companyId: 'gf', division: { ...division, portions } })).toEqual([
      '高发集团存续分立，分出注册资本1万元（大写：人民币壹万元整）设立扶欢公司，其中渝南公司1万元（大写：人民币壹万元整），由各股东相应持有。',
    ]);
  });
  it('of any other matter its own words', () =>
    expect(
      told({ matter: 'donation', companyId: 'gf', subject: '向某校捐赠图书', purpose: '支持教育。' }),
    ).toEqual(['事项内容为：向某校捐赠图书。', '办理目的为：支持教育。']));
});

const request: RequestFacts = {
  ...head,
  filing: false,
  company: '高发集团',
  addressee: '某管委会',
  subject: '扶欢公司股权无偿划转（示例）',
  content: ['将股权无偿划转。'],
  steps: [
    { code: 'PARTY', heldOn: '2026-01-02', outcome: 'approved' },
    { code: 'AUDIT', heldOn: '2026-01-03', baseDate: '2025-12-31' },
  ],
  basis: [stateAssetsLaw('第五十三条')],
  materials: ['法律意见书', '审计报告'],
  signatory: '张三',
};

describe('请示', () => {
  it('asks, says its steps and its basis, and is a draft until numbered', () => {
    const paper = composeRequest(request);
    expect(paper).toMatchObject({
      kind: 'request',
      mark: '高发集团文件',
      draft: true,
      title: '高发集团关于扶欢公司股权无偿划转的请示（示例）',
      addressee: '某管委会',
      signatory: '张三',
      attachments: ['法律意见书', '审计报告'],
      date: '2026年1月8日',
      printing: { by: '高发集团', on: '2026年1月8日' },
    });
    expect(textOf(paper)).toContain('根据《中华人民共和国企业国有资产法》第五十三条等规定，');
    expect(textOf(paper)).toContain('（一）党委前置研究讨论。2026年1月2日审议通过。');
    expect(textOf(paper)).toContain('（二）审计。2026年1月3日完成，基准日为2025年12月31日。');
    expect(textOf(paper)).toMatch(/妥否，请批示。$/);
    expect(codeText(paper)).toBe(`/matters/m1?digest=${digest}`);
    expect(printedDigest(paper)).toBe('a1b2c3d4e5f60718');
  });

  it('is a 报告 that asks for nothing where the matter is only filed', () => {
    const paper = composeRequest({ ...request, filing: true, basis: [], number: '2026-001' });
    expect(paper).toMatchObject({ kind: 'report', draft: false, number: '2026-001' });
    expect(paper.title).toContain('的报告');
    expect(textOf(paper)).toMatch(/特此报告。$/);
    expect(textOf(paper)).not.toMatch(/请批示|根据/);
  });
});

const reply: ReplyFacts = {
  ...head,
  number: '管委批〔2026〕3号',
  committee: '某管委会',
  company: '高发集团',
  subject: request.subject,
  caseNumber: '2026-001',
  basis: [],
  content: ['将股权无偿划转。'],
  amount: '36000000.00',
  meetingOn: '2026-01-06',
  mandate: '示例委托〔2025〕1号',
  external: { number: '示例国资〔2026〕1号', decidedOn: '2026-01-07' },
  conditions: [],
  validUntil: '2026-12-31',
};

describe('批复', () => {
  it('says what is permitted, up to what, until when, and on whose authority', () => {
    const paper = composeReply(reply);
    expect(paper).toMatchObject({
      number: '管委批〔2026〕3号',
      draft: false,
      addressee: '高发集团',
      seal: true,
    });
    const text = textOf(paper);
    expect(text).toContain('《关于扶欢公司股权无偿划转的请示（示例）》（编号2026-001）收悉');
    expect(text).toContain(
      '依照示例委托〔2025〕1号的委托，经2026年1月6日会议研究，并报经上级以示例国资〔2026〕1号（2026年1月7日）同意',
    );
    expect(text).toContain('3600万元（大写：人民币叁仟陆佰万元整）为限');
    expect(text).toContain('有效期至2026年12月31日');
    expect(text).not.toMatch(/条件|原则同意/);
  });

  it('keeps conditions before and during execution apart, with owner and day', () => {
    const text = textOf(
      composeReply({
        ...reply,
        amount: null,
        conditions: [
          { phase: 'during', text: '按季报告', dueOn: null, owner: '财务部' },
          { phase: 'before', text: '完成债权人通知。', dueOn: '2026-03-01', owner: '法务部' },
        ],
      }),
    );
    expect(text).toContain('原则同意');
    expect(text).not.toContain('为限');
    expect(text).toMatch(
      /二、实施前应当满足的条件\n（一）完成债权人通知，由法务部负责，于2026年3月1日前完成。\n前述条件未全部满足的，不得实施。\n三、实施中应当遵守的要求\n（一）按季报告，由财务部负责。\n四、有效期/,
    );
  });
});

describe('备案回执', () => {
  const facts = { ...reply, receivedOn: '2026-01-05', objections: [] };
  it('takes note and approves nothing', () => {
    const paper = composeFilingReceipt(facts);
    expect(paper.title).toBe('某管委会关于扶欢公司股权无偿划转的备案回执（示例）');
    expect(textOf(paper)).toContain('已于2026年1月5日收悉');
    expect(textOf(paper)).toContain('予以备案，无异议');
  });
  it('objects with reasons, never rejects', () => {
    const paper = composeFilingReceipt({ ...facts, objections: ['未附审计报告'] });
    expect(paper.title).toContain('备案异议');
    expect(textOf(paper)).toContain('（一）未附审计报告。\n请你公司就上述异议作出调整');
    expect(textOf(paper)).not.toContain('予以备案');
  });
});

describe('表决指示', () => {
  const facts: VoteInstructionFacts = {
    ...head,
    committee: '某管委会',
    company: '高发集团',
    subject: '高发集团章程修改',
    representatives: ['李四'],
    vote: 'for',
    shareholdersMeetOn: '2026-02-01',
    shareOfVotes: '60%',
    needed: '三分之二以上表决权',
    content: ['修改章程第三条。'],
    conditions: [{ phase: 'before', text: '先行公示', dueOn: null, owner: null }],
    basis: [companyLaw('第六十六条')],
    validUntil: null,
  };
  it('tells the representative how to vote and that the vote is not the resolution', () => {
    const paper = composeVoteInstruction(facts);
    expect(paper.addressee).toBe('李四（高发集团股东代表）');
    const text = textOf(paper);
    expect(text).toContain('就高发集团2026年2月1日股东会审议');
    expect(text).toContain('对该议案投赞成票。出资人所持表决权为60%，本议案须经三分之二以上表决权通过。');
    expect(text).toContain('（一）先行公示。');
    expect(text).toContain('不等于股东会决议');
  });
  it('says nothing that is not known', () => {
    const paper = composeVoteInstruction({
      ...facts,
      representatives: [],
      vote: 'against',
      shareholdersMeetOn: null,
      shareOfVotes: null,
      needed: null,
      conditions: [],
      basis: [],
    });
    expect(paper.addressee).toBe('高发集团股东代表');
    expect(textOf(paper)).toContain('对该议案投反对票。\n');
    expect(textOf(paper)).not.toMatch(/三分之二|条件|有效期/);
  });
});

describe('告知和补正', () => {
  const facts = { ...head, committee: '某管委会', company: '高发集团', subject: '增资', basis: [] };
  it('lists at once all that is asked for and what is still missing', () => {
    const paper = composeNotice({
      ...facts,
      notice: 'list',
      decider: '区国资委',
      steps: [
        { name: '董事会决议', required: true },
        { name: '专家评审', required: false },
      ],
      materials: [
        { name: '法律意见书', present: true },
        { name: '审计报告', present: false },
      ],
      workingDays: 20,
    });
    const text = textOf(paper);
    expect(paper.title).toBe('某管委会关于增资的一次性告知书');
    expect(text).toContain('由区国资委决定，办理时限为20个工作日');
    expect(text).toContain('（一）董事会决议。\n（二）专家评审（视情形）。');
    expect(text).toContain('（一）法律意见书（已提交）。\n（二）审计报告。\n尚缺材料1项');
  });
  it.each([
    [true, '补正期间暂停计算办理时限'],
    [false, '本次补正不暂停计算办理时限'],
  ])('says what a supplement does to the clock (%s)', (suspendsClock, said) => {
    const paper = composeNotice({
      ...facts,
      notice: 'supplement',
      items: ['补审计报告'],
      dueOn: '2026-01-22',
      suspendsClock,
    });
    expect(paper.title).toBe('某管委会关于增资的补正通知书');
    expect(textOf(paper)).toContain('（一）补审计报告。');
    expect(textOf(paper)).toContain(`请于2026年1月22日前一次性补齐并书面报送。${said}`);
  });
});

const item: MinutesItem = {
  title: '扶欢公司股权无偿划转（示例）',
  company: '高发集团',
  amount: '36000000.00',
  level: 'committee',
  motion: { kind: 'approve' },
  recusals: [
    {
      person: '赵六',
      because: [{ organization: '高发集团', kind: 'company_director', held: 'within_three_years' }],
    },
  ],
  votes: [
    { person: '王主任', vote: 'for', opinion: '同意。' },
    { person: '李四', vote: 'for', opinion: '' },
    { person: '钱七', vote: 'against', opinion: '评估依据不足' },
  ],
  result: { result: 'approved', effectiveExpected: 5, effectivePresent: 4, needed: 3, votesFor: 2 },
};
const minutes: MinutesFacts = {
  ...head,
  committee: '某管委会',
  title: '党工委会议（示例一）',
  heldOn: '2026-01-08',
  mode: 'collective_vote',
  chief: '王主任',
  secretary: '周秘书',
  present: ['王主任', '李四', '钱七', '孙八', '赵六'],
  absent: ['吴九'],
  attending: ['审计员甲'],
  items: [item],
};

describe('纪要', () => {
  it('records who came, who stood aside and why, each vote and opinion, the result and the dissent', () => {
    const paper = composeMinutes(minutes);
    expect(paper).toMatchObject({
      mark: '某管委会会议纪要',
      draft: false,
      seal: false,
      addressee: null,
      attendance: [
        { label: '出席', names: minutes.present },
        { label: '请假', names: ['吴九'] },
        { label: '列席', names: ['审计员甲'] },
      ],
    });
    const text = textOf(paper);
    expect(text).toContain('会议由王主任主持，应到6人，实到5人。会议采取集体表决方式');
    expect(text).toContain('赵六因回避期限内曾任高发集团董事，依法回避');
    expect(text).toContain(
      '1.王主任：赞成，意见：同意。\n2.李四：赞成，未发表意见。\n3.钱七：反对，意见：评估依据不足。\n4.孙八：未表决。\n（三）',
    );
    expect(text).toContain(
      '有效应到5人，有效到会4人；赞成2票，反对1票，弃权0票，须3票赞成方为通过。会议决定：同意该事项。',
    );
    expect(text).toContain('（四）不同意见。如实记录如下：钱七：反对，意见：评估依据不足。');
    expect(text).not.toContain('赵六：未表决');
  });

  it.each([
    ['not_approved', '会议决定：不同意该事项。'],
    ['no_quorum', '未达法定人数'],
    ['cannot_decide', '不具备决定该事项的条件，未作决定，依规提请上级决定。'],
  ] as const)('says the result %s', (result, said) =>
    expect(
      textOf(composeMinutes({ ...minutes, items: [{ ...item, result: { ...item.result, result } }] })),
    ).toContain(said),
  );

  const conditions = [
    { phase: 'before', text: '补足评估依据。', dueOn: '2026-02-01', owner: '高发集团' },
    { phase: 'during', text: '按季报告', dueOn: null, owner: null },
  ] as const;
  it.each<[MinutesItem['motion'], MinutesItem['result']['result'], string[]]>([
    [
      { kind: 'conditional', conditions },
      'approved',
      [
        '议案。原则同意，附下列条件：\n1.实施前：补足评估依据，由高发集团负责，于2026年2月1日前完成。\n2.实施中：按季报告。',
        '会议决定：原则同意该事项，按所附条件执行。',
      ],
    ],
    [{ kind: 'conditional', conditions }, 'not_approved', ['会议决定：不同意该事项。']],
    [
      { kind: 'defer', until: '2026-02-05', reason: '等待评估' },
      'approved',
      ['议案。缓议至2026年2月5日，理由：等待评估。', '会议决定：该事项缓议。'],
    ],
    [{ kind: 'defer', until: '2026-02-05', reason: '等待评估' }, 'not_approved', ['留待下次会议审议']],
    [
      { kind: 'return', reason: '可研不足' },
      'approved',
      ['退回申报企业，理由：可研不足。', '该事项退回申报企业。'],
    ],
  ])('says what was moved and what became of it: %o %s', (motion, result, said) => {
    const text = textOf(
      composeMinutes({ ...minutes, items: [{ ...item, motion, result: { ...item.result, result } }] }),
    );
    for (const one of said) expect(text).toContain(one);
    if (motion.kind !== 'conditional') expect(text).not.toMatch(/[：]同意该事项/);
  });

  it.each([
    ['sasac', { kind: 'approve' }, '会议决定：同意上报区国资委决定。'],
    ['gov', { kind: 'approve' }, '会议决定：同意上报区国资委审核、区政府决定。'],
    ['sasac', { kind: 'conditional', conditions }, '会议决定：同意附所列条件上报区国资委决定。'],
  ] as const)(
    'what another body decides is not agreed to but reported upwards: %s %o',
    (level, motion, said) => {
      const text = textOf(composeMinutes({ ...minutes, items: [{ ...item, level, motion }] }));
      expect(text).toContain(said);
      expect(text).not.toContain('同意该事项');
    },
  );

  it('against a refusal those in favour dissent; without a decision nobody does', () => {
    const withResult = (result: MinutesItem['result']['result']) =>
      textOf(composeMinutes({ ...minutes, items: [{ ...item, result: { ...item.result, result } }] }));
    expect(withResult('not_approved')).toContain(
      '如实记录如下：王主任：赞成，意见：同意；李四：赞成，未发表意见。',
    );
    expect(withResult('no_quorum')).not.toContain('不同意见');
  });

  it('the chief decides after all have spoken; no one chairs who is not there; nobody needs to stand aside', () => {
    const text = textOf(
      composeMinutes({
        ...minutes,
        mode: 'chief_decides',
        chief: '吴九',
        items: [
          { ...item, recusals: [], amount: null, votes: [{ person: '李四', vote: 'for', opinion: '同意' }] },
        ],
      }),
    );
    expect(text).toContain('行政首长最后发言并作出决定');
    expect(text).not.toMatch(/主持|票赞成方为通过|涉及金额/);
    expect(text).toContain('参会人员均无须回避');
    expect(text).toContain('不同意见。无。');
  });
});
