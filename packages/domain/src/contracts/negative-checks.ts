import type { Basis } from '../kernel/basis.ts';
import { type Fen, fen, formatYuan, sumFen } from '../kernel/money.ts';
import { classificationLaw as law } from './classification-law.ts';
import type { CooperationItem, CooperationList } from './cooperation-list.ts';
import type { ContractClause, MatterToClassify } from './matter-to-classify.ts';

/** What a check sees: the matter, and the version and item that it was matched with. */
export type CheckSubject = {
  readonly matter: MatterToClassify;
  readonly list: CooperationList | null;
  readonly item: CooperationItem | null;
};

/** One check: null where it does not apply, else the facts found against the matter (empty: passed). */
export type Check = {
  readonly code: string;
  readonly passed: string;
  readonly basis: readonly Basis[];
  readonly run: (subject: CheckSubject) => readonly string[] | null;
};

const longestPurchase = 36;
const plainPurchase = 12;

const has = (matter: MatterToClassify, clause: ContractClause): boolean =>
  matter.clauses?.includes(clause) ?? false;

const said = (condition: boolean | undefined, because: string): string[] => (condition ? [because] : []);

const debtClauses: readonly (readonly [ContractClause, string])[] = [
  ['advance_funding', '约定垫资建设'],
  ['instalment_buyback', '约定分期回购'],
  ['fixed_return', '约定固定回报'],
  ['government_guarantee', '约定政府承诺或担保'],
];

/** Engineering cannot be bought as a service, nor can a bundle of the two. */
export function engineeringPurchased(matter: MatterToClassify): boolean {
  return matter.requestedMode === 'purchased' && (matter.engineering || matter.bundledWithService === true);
}

function secured(matter: MatterToClassify): Fen {
  return sumFen(matter.fundSources.filter((s) => s.budgetDoc !== undefined).map((s) => s.amount));
}

function agencyFeeExcess({ matter }: CheckSubject): readonly string[] | null {
  if (matter.agencyFee === undefined) return null;
  const { fee, managementFee = fen(0n), cap } = matter.agencyFee;
  const sum = fen(fee + managementFee);
  return said(sum > cap, `代建费与建设管理费合计 ${formatYuan(sum)} 元，超过限额 ${formatYuan(cap)} 元`);
}

function ineligible({ matter, item }: CheckSubject): readonly string[] | null {
  if (item === null) return null;
  const stranger = !item.eligible.includes(matter.entity) && !has(matter, 'three_party');
  return [
    ...said(stranger, `承接主体 ${matter.entity} 不在清单事项的可承接主体之内，也没有三方协议`),
    ...said(matter.entityStatus?.includes('public_welfare_1'), '公益一类事业单位不得承接'),
    ...said(matter.entityStatus?.includes('dishonest'), '承接主体被列为失信主体'),
  ];
}

function passedOn({ matter, item }: CheckSubject): readonly string[] | null {
  const { performer } = matter;
  if (item === null || performer === undefined || performer === matter.entity) return null;
  const allowed = item.eligible.includes(performer) || has(matter, 'three_party');
  return said(!allowed, `整体转由 ${performer} 实施，清单未列其共同承接，也没有三方协议`);
}

function downstreamUntendered({ matter }: CheckSubject): readonly string[] | null {
  const lots = matter.downstream?.filter((lot) => lot.mustTender) ?? [];
  if (lots.length === 0) return null;
  return lots.flatMap((lot) => [
    ...said(!lot.planned, `必须招标的标段 ${lot.id} 未列入招标计划`),
    ...said(lot.directTo !== undefined, `必须招标的标段 ${lot.id} 拟直接交给 ${lot.directTo}`),
  ]);
}

function unfairTerms({ matter }: CheckSubject): readonly string[] | null {
  if (matter.counterpartySme !== true) return null;
  return [
    ...said(has(matter, 'back_to_back'), '对中小企业以收到第三方付款为付款条件（背靠背）'),
    ...said(has(matter, 'audit_as_condition'), '对中小企业以审计结果为结算前提'),
  ];
}

/** The checks that block, in the order of their codes. All of them run. */
export const blockingChecks: readonly Check[] = [
  {
    code: 'N01',
    passed: '没有以购买服务方式取得工程',
    basis: [law.purchasedServices, law.servicesNotFinancing],
    run: ({ matter }) =>
      matter.requestedMode === 'purchased'
        ? said(engineeringPurchased(matter), '工程或工程与服务打包不得作为购买服务')
        : null,
  },
  {
    code: 'N02',
    passed: '没有融资、垫资、回购、固定回报或政府担保的内容',
    basis: [law.noHiddenDebt, law.noAdvanceFunding, law.noBuyback],
    run: ({ matter }) => [
      ...said(matter.financing, '事项含融资内容'),
      ...debtClauses.flatMap(([clause, because]) => said(has(matter, clause), because)),
    ],
  },
  {
    code: 'N03',
    passed: '有预算或资金文件的资金足以支付',
    basis: [law.noAdvanceFunding, law.purchasedServices],
    run: ({ matter }) =>
      said(
        secured(matter) < matter.amount,
        `有预算或资金文件的资金合计 ${formatYuan(secured(matter))} 元，不足 ${formatYuan(matter.amount)} 元`,
      ),
  },
  {
    code: 'N06',
    passed: '清单已通过公平竞争审查',
    basis: [law.fairCompetition, law.agreementsUnderReview],
    run: ({ list }) =>
      list === null
        ? null
        : said(
            list.fairCompetition !== 'passed',
            `清单 ${list.version} ${list.fairCompetition === 'failed' ? '未通过' : '未经'}公平竞争审查`,
          ),
  },
  {
    code: 'N07',
    passed: `购买服务期限不超过 ${longestPurchase} 个月`,
    basis: [law.purchasedServices],
    run: ({ matter: { requestedMode, termMonths } }) =>
      requestedMode !== 'purchased' || termMonths === undefined
        ? null
        : said(termMonths > longestPurchase, `购买服务期限 ${termMonths} 个月，超过 ${longestPurchase} 个月`),
  },
  {
    code: 'N08',
    passed: '不属于政府应当直接履职的事项，不含人员招用',
    basis: [law.purchasedServices],
    run: ({ matter }) => [
      ...said(matter.governmentDuty, '事项应由政府直接履职'),
      ...said(has(matter, 'staffing'), '含人员招聘、派遣或公益性岗位'),
    ],
  },
  {
    code: 'N09',
    passed: '承接主体符合清单要求',
    basis: [law.cooperationList, law.purchasedServices],
    run: ineligible,
  },
  {
    code: 'N10',
    passed: '不是储备土地前期开发',
    basis: [law.landReserve, law.servicesNotFinancing],
    run: ({ matter }) => said(matter.landReserve, '储备土地前期开发不得交由平台公司'),
  },
  {
    code: 'N12',
    passed: '必须招标的下游标段均已列入招标计划',
    basis: [law.mustTender, law.noSplitting],
    run: downstreamUntendered,
  },
  {
    code: 'N13',
    passed: '代建费与建设管理费合计不超过限额',
    basis: [law.agencyFee],
    run: agencyFeeExcess,
  },
  {
    code: 'N14',
    passed: '代建单位经授权或招标产生',
    basis: [law.agencyFee],
    run: ({ matter, item }) =>
      item === null || matter.requestedMode !== 'entrusted'
        ? null
        : said((matter.agentSource ?? 'none') === 'none', '代建单位既未经授权，也未经招标产生'),
  },
  { code: 'N15', passed: '没有整体转包', basis: [law.cooperationList], run: passedOn },
  {
    code: 'N16',
    passed: '对中小企业没有背靠背付款或以审计为结算前提的条款',
    basis: [law.smallEnterprisePayment, law.smallEnterpriseAudit],
    run: unfairTerms,
  },
];

/** N07 below its block: more than a year of purchased service asks for a justification. */
export function longPurchaseUnjustified(matter: MatterToClassify): string | null {
  const { requestedMode, termMonths = 0, termJustified } = matter;
  if (requestedMode !== 'purchased' || termMonths <= plainPurchase || termMonths > longestPurchase)
    return null;
  return termJustified === true
    ? null
    : `购买服务期限 ${termMonths} 个月，超过 ${plainPurchase} 个月且未说明理由`;
}
