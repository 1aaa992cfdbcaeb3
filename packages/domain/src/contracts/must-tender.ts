import type { Basis, Reason } from '../kernel/basis.ts';
import { type Fen, fen, formatYuan, sumFen } from '../kernel/money.ts';
import { classOf, lotThresholds, thresholdBasis } from './lot-thresholds.ts';
import type {
  Exemption,
  JudgedLot,
  LotCode,
  MustTender,
  MustTenderInput,
  ScopeReason,
  TenderLot,
  TenderMethod,
  TenderProject,
} from './tender-project.ts';

const law = {
  scope: thresholdBasis,
  sector: { title: '必须招标的基础设施和公用事业项目范围规定（发改法规规〔2018〕843号）', grade: 'memory' },
  practice: { title: '发改办法规〔2020〕770号', grade: 'memory' },
  tender: { title: '中华人民共和国招标投标法', article: '第三条', grade: 'law' },
  exempt: { title: '中华人民共和国招标投标法', article: '第六十六条', grade: 'law' },
  exemptMore: { title: '中华人民共和国招标投标法实施条例', article: '第九条', grade: 'law' },
  invited: { title: '中华人民共和国招标投标法实施条例', article: '第八条', grade: 'law' },
  chongqing: { title: '重庆市招标投标条例', article: '第十条', grade: 'law' },
} as const satisfies Record<string, Basis>;

/** In force now: the rule names no day for which it is asked. */
const thresholds = lotThresholds(undefined);
const budgetFloor = fen(200_000_000n);

function money(project: TenderProject, ...kinds: TenderProject['funds'][number]['kind'][]): Fen {
  return sumFen(project.funds.filter((fund) => kinds.includes(fund.kind)).map((fund) => fund.amount));
}

/** The first that holds. Budget money needs both its floor and its tenth; half is not over half. */
function scopeOf(project: TenderProject): ScopeReason {
  const all = sumFen(project.funds.map((fund) => fund.amount));
  const budget = money(project, 'budget');
  if (budget >= budgetFloor && budget * 10n >= all) return 'budget';
  if (project.stateControls === true || money(project, 'state_enterprise') * 2n > all) return 'state_funds';
  if (money(project, 'foreign_aid') > 0n) return 'foreign_aid';
  return project.sector === undefined || project.sector === 'other' ? 'none' : 'sector';
}

function exemptionOf(exemption: Exemption): NonNullable<MustTender['exemption']> {
  const { kind } = exemption;
  const no = (because: string): NonNullable<MustTender['exemption']> => ({ kind, holds: false, because });
  if (exemption.document === undefined) return no('没有认定文件，不能免予招标');
  if (kind === 'self_build' && exemption.claimant !== 'tenderer')
    return no('能够自行建设的须是招标人自身，不含其子公司或母公司');
  if (kind === 'self_build' && exemption.capable !== true) return no('招标人依法不能自行建设、生产或提供');
  return { kind, holds: true, because: '属于可以不招标的情形，并有认定文件' };
}

/** Whether a lot is added to others of its class and label. */
function merges(lot: TenderLot): boolean {
  return lot.mergeable !== undefined && lot.epc === undefined && lot.provisional !== true;
}

function countedOf(lot: TenderLot, lots: readonly TenderLot[]): Fen {
  if (!merges(lot)) return lot.amount;
  const together = lots.filter(
    (other) =>
      merges(other) && other.mergeable === lot.mergeable && classOf(other.kind) === classOf(lot.kind),
  );
  return sumFen(together.map((other) => other.amount));
}

type Measure = { readonly counted: Fen | null; readonly threshold: Fen | null; readonly code: LotCode };

/** By size alone. */
function measure(lot: TenderLot, lots: readonly TenderLot[]): Measure {
  const { epc } = lot;
  if (epc !== undefined) {
    const part = (['works', 'goods', 'services'] as const).find((each) => epc[each] >= thresholds[each]);
    if (part === undefined) return { counted: null, threshold: null, code: 'BELOW' };
    return { counted: epc[part], threshold: thresholds[part], code: 'EPC_PART' };
  }
  const lotClass = classOf(lot.kind);
  if (lotClass === null) return { counted: null, threshold: null, code: 'NOT_LISTED_SERVICE' };
  const [counted, threshold] = [countedOf(lot, lots), thresholds[lotClass]];
  if (lot.amount >= threshold) return { counted, threshold, code: 'REACHES' };
  return { counted, threshold, code: counted >= threshold ? 'REACHES_TOGETHER' : 'BELOW' };
}

function isSmallAddendum(lot: TenderLot, input: MustTenderInput): boolean {
  if (input.jurisdiction !== 'chongqing' || lot.addendumTo === undefined) return false;
  return (lot.kind === 'works' || lot.kind === 'goods') && lot.amount * 10n <= lot.addendumTo.amount;
}

const sentences: Record<LotCode, string> = {
  OUT_OF_SCOPE: '项目不属于必须招标的范围',
  NOT_LISTED_SERVICE: '勘察、设计、监理以外的服务不在必须招标之列',
  EXEMPT: '属于可以不招标的情形',
  ADDENDUM_WITHIN_10: '追加额不超过原合同的 10%',
  EPC_PART: '总承包中有一部分达到标准，整个总承包应当招标',
  REACHES: '单项合同估算价达到标准',
  REACHES_TOGETHER: '可以合并的同类采购合计达到标准',
  BELOW: '未达到标准',
};

function codeOf(
  lot: TenderLot,
  input: MustTenderInput,
  scope: ScopeReason,
  exempt: boolean,
  size: LotCode,
): LotCode {
  if (scope === 'none') return 'OUT_OF_SCOPE';
  if (lot.kind === 'other_service') return 'NOT_LISTED_SERVICE';
  if (exempt) return 'EXEMPT';
  return isSmallAddendum(lot, input) ? 'ADDENDUM_WITHIN_10' : size;
}

function judgeLot(lot: TenderLot, input: MustTenderInput, scope: ScopeReason, exempt: boolean): JudgedLot {
  const size =
    lot.kind === 'other_service'
      ? measure({ id: lot.id, kind: lot.kind, amount: lot.amount }, [])
      : measure(lot, input.lots);
  const code = codeOf(lot, input, scope, exempt, size.code);
  const mustTender = code === 'EPC_PART' || code === 'REACHES' || code === 'REACHES_TOGETHER';
  const otherwise = money(input.project, 'budget') > 0n ? 'government_procurement' : 'free';
  const compared =
    size.counted === null || size.threshold === null
      ? ''
      : `(${formatYuan(size.counted)} 元，标准 ${formatYuan(size.threshold)} 元)`;
  return {
    id: lot.id,
    mustTender,
    code,
    counted: size.counted,
    threshold: size.threshold,
    next: mustTender ? 'tender' : otherwise,
    because: `${sentences[code]}${compared}`,
  };
}

function methodOf(
  project: TenderProject,
  method: TenderMethod,
  anyLot: boolean,
): NonNullable<MustTender['method']> {
  const all = sumFen(project.funds.map((fund) => fund.amount));
  const state = project.stateControls === true || money(project, 'budget', 'state_enterprise') * 2n > all;
  if (!anyLot || !state) return { required: 'free', allowed: true, because: '不要求公开招标' };
  const required = 'open';
  if (method.requested === 'open')
    return { required, allowed: true, because: '国有资金占控股或主导地位，应当公开招标' };
  const grounded = method.ground === 'few_bidders' || method.ground === 'cost_disproportionate';
  const allowed = grounded && method.document !== undefined;
  const because = allowed
    ? '符合邀请招标的情形，并有认定文件'
    : '邀请招标须有法定情形（潜在投标人少或费用占比过大）并有认定文件';
  return { required, allowed, because };
}

const scopeSentences: Record<ScopeReason, string> = {
  budget: '预算资金 200 万元以上且占 10% 以上',
  state_funds: '国有企业事业单位资金占控股或主导地位',
  foreign_aid: '使用国际组织或外国政府贷款、援助资金',
  sector: '属于大型基础设施、公用事业等列明类别',
  none: '不属于必须招标的范围',
};

function reasonsOf(result: Omit<MustTender, 'reasons'>): Reason[] {
  const { exemption, method } = result;
  const scopeBasis = result.scopeReason === 'sector' ? [law.tender, law.sector] : [law.tender, law.scope];
  return [
    { rule: 'SCOPE', outcome: 'pass', because: scopeSentences[result.scopeReason], basis: scopeBasis },
    ...(exemption === undefined
      ? []
      : [
          {
            rule: 'EXEMPTION',
            outcome: exemption.holds ? ('pass' as const) : ('fail' as const),
            because: exemption.because,
            basis: [law.exempt, law.exemptMore],
          },
        ]),
    ...result.lots.map((lot) => ({
      rule: lot.code,
      outcome: lot.mustTender ? ('fail' as const) : ('pass' as const),
      because: `${lot.id}:${lot.because}`,
      basis: lot.code === 'ADDENDUM_WITHIN_10' ? [law.chongqing] : [law.scope, law.practice],
    })),
    ...(method === undefined
      ? []
      : [
          {
            rule: 'METHOD',
            outcome: method.allowed ? ('pass' as const) : ('fail' as const),
            because: method.because,
            basis: [law.invited],
          },
        ]),
  ];
}

/** Which lots of a project must be let by tender, and in which way. */
export function mustTender(input: MustTenderInput): MustTender {
  const { project } = input;
  const scopeReason = scopeOf(project);
  const exemption = project.exemption && exemptionOf(project.exemption);
  const lots = input.lots.map((lot) => judgeLot(lot, input, scopeReason, exemption?.holds === true));
  const method =
    project.method &&
    methodOf(
      project,
      project.method,
      lots.some((lot) => lot.mustTender),
    );
  const unfunded = scopeReason === 'none' && project.funds.every((fund) => fund.amount === 0n);
  const because = '未填写资金来源（funds），不能判断是否属于必须招标的范围';
  const result = {
    inScope: scopeReason !== 'none',
    scopeReason,
    ...(exemption === undefined ? {} : { exemption }),
    ...(method === undefined ? {} : { method }),
    lots,
    blocks: unfunded ? [{ code: 'DATA_INSUFFICIENT', because }] : [],
    warnings: [],
  };
  return { ...result, reasons: reasonsOf(result) };
}
