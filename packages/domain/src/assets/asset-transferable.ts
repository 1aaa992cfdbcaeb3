import type { Basis, Finding, Reason } from '../kernel/basis.ts';
import { add, compare, ratio, ZERO } from '../kernel/ratio.ts';
import type { EquityCondition, Mortgage, Transferability, TransferQuestion } from './asset-condition.ts';

const law = {
  property: { title: '城市房地产管理法', article: '第三十八条', grade: 'memory' },
  development: { title: '城市房地产管理法', article: '第三十九条', grade: 'memory' },
  allocated: { title: '城市房地产管理法', article: '第四十条', grade: 'memory' },
  untitled: { title: '行政事业性国有资产管理条例', article: '第四十条', grade: 'law' },
  registration: { title: '不动产登记暂行条例', article: '第二十二条', grade: 'law' },
  mortgage: { title: '中华人民共和国民法典', article: '第四百零六条', grade: 'law' },
  bar: { title: '最高人民法院关于适用民法典有关担保制度的解释', article: '第四十三条', grade: 'law' },
  coOwners: { title: '中华人民共和国民法典', article: '第三百零一条', grade: 'law' },
  lease: { title: '中华人民共和国民法典', article: '第七百二十五条', grade: 'law' },
  priority: { title: '中华人民共和国民法典', article: '第八百零七条', grade: 'law' },
  debt: { title: '中华人民共和国预算法', article: '第三十五条', grade: 'law' },
  publicBenefit: { title: '财预〔2017〕50号', grade: 'memory' },
  reserve: { title: '财综〔2016〕4号', grade: 'memory' },
  idle: { title: '闲置土地处置办法（国土资源部令第53号）', grade: 'memory' },
  order239: { title: '企业国有产权无偿划转管理暂行办法（国资发产权〔2005〕239号）', grade: 'memory' },
} as const satisfies Record<string, Basis>;

const quarter = ratio(1n, 4n);
const twoThirds = ratio(2n, 3n);

/** What a check found: a hit, nothing wrong, that it does not apply, or too little to judge by. */
type Verdict = 'clear' | 'not_applicable' | 'data_insufficient' | 'hit';
type Check = {
  readonly code: string;
  readonly because: string;
  readonly basis: readonly Basis[];
  readonly run: (question: TransferQuestion) => Verdict;
};

const hit = (condition: boolean | undefined): Verdict => (condition === true ? 'hit' : 'clear');

function undeveloped({ asset }: TransferQuestion): Verdict {
  if (asset.landAcquired !== 'granted') return 'not_applicable';
  const { invested, required } = asset;
  if (invested === undefined || required === undefined || required <= 0n) {
    return asset.class === 'land' ? 'data_insufficient' : 'not_applicable';
  }
  return hit(compare(ratio(invested, required), quarter) < 0);
}

function coOwnersAgainst({ asset }: TransferQuestion): Verdict {
  const { coOwners, jointly } = asset;
  if (coOwners === undefined || coOwners.length === 0)
    return jointly === true ? 'data_insufficient' : 'not_applicable';
  if (jointly === true) return hit(coOwners.some((owner) => !owner.consents));
  const consenting = coOwners.filter((owner) => owner.consents).map((owner) => owner.share);
  return hit(compare(consenting.reduce(add, ZERO), twoThirds) < 0);
}

function mortgageCheck(run: (mortgage: Mortgage) => boolean): (question: TransferQuestion) => Verdict {
  return ({ asset }) => (asset.mortgage === undefined ? 'not_applicable' : hit(run(asset.mortgage)));
}

const consents = (mortgage: Mortgage): boolean => mortgage.lenderConsents === true;
const barred = (m: Mortgage): boolean => m.transferBarred && m.barRegistered && !consents(m);

/** Order 239 governs the free transfer of equity between companies, and nothing else here. */
function equityCheck(run: (equity: EquityCondition) => Verdict): (question: TransferQuestion) => Verdict {
  return ({ asset, path }) => {
    if (asset.class !== 'equity' || path !== 'P2') return 'not_applicable';
    return asset.equity === undefined ? 'not_applicable' : run(asset.equity);
  };
}

function auditOpinion({ asset, path }: TransferQuestion): Verdict {
  if (asset.class !== 'equity' || path !== 'P2') return 'not_applicable';
  const opinion = asset.equity?.auditOpinion;
  if (opinion === undefined) return 'data_insufficient';
  return hit(opinion === 'qualified' || opinion === 'adverse' || opinion === 'disclaimer');
}

const equityBlocks: readonly Check[] = [
  {
    code: 'JOINT_STOCK',
    because: '股份有限公司的国有股不适用无偿划转办法',
    basis: [law.order239],
    run: equityCheck((equity) => hit(equity.form === 'joint_stock')),
  },
  {
    code: 'AUDIT_OPINION',
    because: '被划转企业的审计意见为保留、否定或无法表示意见（auditOpinion 必填）',
    basis: [law.order239],
    run: auditOpinion,
  },
  {
    code: 'OFF_MAIN_BUSINESS',
    because: '被划转企业不符合划入方主业和发展规划',
    basis: [law.order239],
    run: equityCheck((equity) => hit(equity.fitsMainBusiness === false)),
  },
  {
    code: 'EMPLOYEES',
    because: '职工安置未经职工代表大会通过',
    basis: [law.order239],
    run: equityCheck((equity) => hit(equity.employees === 'not_passed')),
  },
  {
    code: 'CONTINGENT_LIABILITIES',
    because: '或有负债没有妥善解决方案',
    basis: [law.order239],
    run: equityCheck((equity) => hit(equity.contingentLiabilities === 'open')),
  },
  {
    code: 'TRANSFEROR_DEBTS',
    because: '划出方债务没有妥善处置方案',
    basis: [law.order239],
    run: equityCheck((equity) => hit(equity.transferorDebts === 'open')),
  },
];

const blockChecks: readonly Check[] = [
  {
    code: 'SEIZED',
    because: '资产被查封或扣押',
    basis: [law.property],
    run: ({ asset }) => hit(asset.seized),
  },
  {
    code: 'DISPUTED',
    because: '资产权属有争议',
    basis: [law.registration, law.order239],
    run: ({ asset }) => hit(asset.disputed),
  },
  {
    code: 'NO_TITLE',
    because: '资产未确权',
    basis: [law.untitled],
    run: ({ asset }) => hit(asset.titled === false),
  },
  {
    code: 'RESETTLEMENT_OPEN',
    because: '占用人或人员安置未了结',
    basis: [law.order239],
    run: ({ asset }) => hit(asset.resettlementOpen),
  },
  {
    code: 'MORTGAGE_BARRED',
    because: '抵押合同约定不得转让且已登记，抵押权人未同意',
    basis: [law.mortgage, law.bar],
    run: mortgageCheck(barred),
  },
  {
    code: 'LAND_UNDER_25',
    because: '出让土地的开发投资不足 25%(invested、required 必填)',
    basis: [law.development],
    run: undeveloped,
  },
  {
    code: 'ALLOCATED_LAND',
    because: '划拨土地转让未经有批准权的政府批准',
    basis: [law.allocated],
    run: ({ asset }) =>
      asset.landAcquired === 'allocated' ? hit(asset.allocationApproved !== true) : 'not_applicable',
  },
  {
    code: 'LAND_RESERVE',
    because: '储备土地不得划转给公司',
    basis: [law.publicBenefit, law.reserve],
    run: ({ asset }) => hit(asset.landAcquired === 'reserve'),
  },
  { code: 'IDLE_LAND', because: '闲置土地须先处置', basis: [law.idle], run: ({ asset }) => hit(asset.idle) },
  {
    code: 'PUBLIC_BENEFIT',
    because: '公益性资产不得注入公司，只能移交管护',
    basis: [law.publicBenefit],
    run: ({ asset, path }) => (path === 'P4' ? 'not_applicable' : hit(asset.publicBenefit)),
  },
  {
    code: 'CUSTODY_ONLY',
    because: '该路径只移交管护，不转移权属和账务',
    basis: [law.publicBenefit],
    run: ({ path }) => (path === 'P4' ? 'hit' : 'not_applicable'),
  },
  {
    code: 'CO_OWNERS',
    because: '共有人同意不足：按份共有须占份额三分之二以上，共同共有须全体同意',
    basis: [law.coOwners],
    run: coOwnersAgainst,
  },
  {
    code: 'GOVERNMENT_DEBT',
    because: '附有政府债务，不得随资产转给企业',
    basis: [law.debt],
    run: ({ asset }) => hit(asset.governmentDebt),
  },
  ...equityBlocks,
];

const warningChecks: readonly Check[] = [
  {
    code: 'MORTGAGE_FOLLOWS',
    because: '抵押权随资产转移',
    basis: [law.mortgage],
    run: mortgageCheck((m) => !barred(m)),
  },
  {
    code: 'BAR_UNREGISTERED',
    because: '合同约定不得转让但未登记，抵押权人未同意，有违约责任',
    basis: [law.bar],
    run: mortgageCheck((m) => m.transferBarred && !m.barRegistered && !consents(m)),
  },
  {
    code: 'LENDER_NOT_NOTIFIED',
    because: '未通知抵押权人，也未取得其同意',
    basis: [law.mortgage],
    run: mortgageCheck((m) => m.lenderNotified !== true && !consents(m)),
  },
  {
    code: 'LEASE_FOLLOWS',
    because: '租赁随资产转移',
    basis: [law.lease],
    run: ({ asset }) => hit(asset.leased),
  },
  {
    code: 'PRIORITY_CLAIM',
    because: '欠付工程款，承包人有优先受偿权',
    basis: [law.priority],
    run: ({ asset }) => hit(asset.unpaidWorks),
  },
];

type Judged = { readonly check: Check; readonly verdict: Verdict };

function findingsOf(judged: readonly Judged[]): Finding[] {
  return judged.flatMap(({ check, verdict }) => {
    if (verdict === 'hit') return [{ code: check.code, because: check.because }];
    if (verdict !== 'data_insufficient') return [];
    return [{ code: 'DATA_INSUFFICIENT', because: `资料不足，不能判断：${check.because}` }];
  });
}

const sentences = { clear: '未发现', not_applicable: '不适用', data_insufficient: '资料不足' } as const;

function reasonOf({ check, verdict }: Judged): Reason {
  const outcome = verdict === 'hit' ? 'fail' : verdict === 'clear' ? 'pass' : verdict;
  const because = verdict === 'hit' ? check.because : sentences[verdict];
  return { rule: check.code, outcome, because, basis: [...check.basis] };
}

/** Whether an asset may be transferred on a path, and what goes along with it. */
export function assetTransferable(question: TransferQuestion): Transferability {
  const judge = (check: Check): Judged => ({ check, verdict: check.run(question) });
  const [blocked, warned] = [blockChecks.map(judge), warningChecks.map(judge)];
  const blocks = findingsOf(blocked);
  const { publicBenefit, disputed, seized } = question.asset;
  return {
    transferable: blocks.length === 0,
    custodyOnly: publicBenefit === true && disputed !== true && seized !== true,
    blocks,
    warnings: findingsOf(warned),
    reasons: [...blocked, ...warned].map(reasonOf),
  };
}
