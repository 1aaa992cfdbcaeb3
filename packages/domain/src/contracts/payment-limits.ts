import type { Basis, Finding, Reason } from '../kernel/basis.ts';
import { type Calendar, rollForward } from '../kernel/calendar.ts';
import { addDays, type LocalDate, localDate } from '../kernel/local-date.ts';
import { type Fen, fen, formatYuan, multiplyRatio } from '../kernel/money.ts';
import { compare, divide, multiply, type Ratio, ratio, subtract, ZERO } from '../kernel/ratio.ts';

/** What every kind of limit answers. `allowed` is null where nothing is proposed or agreed, or it cannot be told. */
export type PaymentLimit = {
  readonly limit: Fen | null;
  readonly bound: 'max' | 'min' | 'none';
  readonly allowed: boolean | null;
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};

const law = {
  progress: { title: '财建〔2022〕183号', grade: 'memory' },
  retention: { title: '建设工程质量保证金管理办法（建质〔2017〕138号）', grade: 'memory' },
  bidBond: { title: '中华人民共和国招标投标法实施条例', article: '第二十六条', grade: 'law' },
  performance: { title: '中华人民共和国招标投标法实施条例', article: '第五十八条', grade: 'law' },
  addendum: { title: '中华人民共和国政府采购法', article: '第四十九条', grade: 'law' },
  interest: { title: '保障中小企业款项支付条例（国务院令第802号）', article: '第十七条', grade: 'law' },
  terms: { title: '保障中小企业款项支付条例（国务院令第802号）', article: '第九条', grade: 'law' },
  audit: { title: '保障中小企业款项支付条例（国务院令第802号）', article: '第十二条', grade: 'law' },
  estimate: { title: '政府投资条例', article: '第十二条', grade: 'law' },
  wages: { title: '保障农民工工资支付条例', article: '第二十四条', grade: 'law' },
} as const satisfies Record<string, Basis>;

const percent = (n: bigint): Ratio => ratio(n, 100n);
const progressFrom = localDate('2022-08-01');
const bidBondCeiling = fen(80_000_000n);
const dailyInterest = ratio(5n, 10_000n);
const longestCycle = { day: 31, month: 1 } as const;
const terms = { government: 30, institution: 30, large_enterprise: 60 } as const;
const longestTerm = 60;

const block = (code: string, because: string): Finding => ({ code, because });

function answer(
  rule: string,
  basis: Basis,
  of: Pick<PaymentLimit, 'limit' | 'bound' | 'allowed'>,
  blocks: readonly Finding[] = [],
  warnings: readonly Finding[] = [],
): PaymentLimit {
  const [first] = blocks;
  const outcome =
    first === undefined ? 'pass' : first.code === 'DATA_INSUFFICIENT' ? 'data_insufficient' : 'fail';
  const said = of.limit === null ? '没有金额限额' : `限额 ${formatYuan(of.limit)} 元`;
  const because = [...blocks, ...warnings].map((finding) => finding.because).join('；') || said;
  return { ...of, blocks, warnings, reasons: [{ rule, outcome, because, basis: [basis] }] };
}

function atMost(rule: string, basis: Basis, limit: Fen, proposed: Fen | undefined): PaymentLimit {
  const allowed = proposed === undefined ? null : proposed <= limit;
  const over = block('OVER_LIMIT', `超过限额 ${formatYuan(limit)} 元`);
  return answer(rule, basis, { limit, bound: 'max', allowed }, allowed === false ? [over] : []);
}

function insufficient(rule: string, basis: Basis, because: string): PaymentLimit {
  const of = { limit: null, bound: 'none', allowed: null } as const;
  return answer(rule, basis, of, [block('DATA_INSUFFICIENT', because)]);
}

/** Progress payments 进度款: cumulative, at least 80% of the works certified, contracts from 2022-08-01. */
export function progressLimit(input: {
  readonly payer: 'government' | 'institution' | 'state_enterprise' | 'private';
  readonly signedOn: LocalDate;
  readonly certified: Fen;
  readonly proposed?: Fen | undefined;
}): PaymentLimit {
  const { certified, proposed } = input;
  if (input.payer === 'private' || input.signedOn < progressFrom) {
    return answer('PROGRESS', law.progress, { limit: null, bound: 'none', allowed: null });
  }
  const limit = multiplyRatio(certified, percent(80n));
  const allowed = proposed === undefined ? null : proposed >= limit;
  const low = block('BELOW_MINIMUM', `累计支付低于已完工程价款的 80%，即 ${formatYuan(limit)} 元`);
  return answer('PROGRESS', law.progress, { limit, bound: 'min', allowed }, allowed === false ? [low] : []);
}

/** Retention 质保金: 3% of the settlement; none beside a guarantee, or beside a performance bond before completion. */
export function retentionLimit(input: {
  readonly stage: 'before_completion' | 'after_completion';
  readonly settlement?: Fen | undefined;
  readonly performanceBond?: { readonly amount: Fen } | undefined;
  readonly guaranteeOrInsurance?: boolean | undefined;
  readonly proposed?: Fen | undefined;
}): PaymentLimit {
  const bonded = (input.performanceBond?.amount ?? 0n) > 0n;
  if (input.guaranteeOrInsurance === true || (input.stage === 'before_completion' && bonded)) {
    return atMost('RETENTION', law.retention, fen(0n), input.proposed);
  }
  if (input.settlement === undefined) {
    return insufficient('RETENTION', law.retention, '须填写工程价款结算总额（settlement）,不得按合同价计算');
  }
  return atMost('RETENTION', law.retention, multiplyRatio(input.settlement, percent(3n)), input.proposed);
}

/** Bid bond: 2% of the estimate, for works and goods at most 80 万元. Performance bond: 10% of the contract price. */
export function bondLimit(input: {
  readonly bond: 'bid' | 'performance';
  readonly subject: 'works' | 'goods' | 'services';
  readonly estimate?: Fen | undefined;
  readonly contractPrice?: Fen | undefined;
  readonly proposed?: Fen | undefined;
}): PaymentLimit {
  const { estimate, contractPrice, proposed } = input;
  if (input.bond === 'performance') {
    if (contractPrice === undefined)
      return insufficient('BOND', law.performance, '须填写中标合同金额（contractPrice）');
    return atMost('BOND', law.performance, multiplyRatio(contractPrice, percent(10n)), proposed);
  }
  if (estimate === undefined) return insufficient('BOND', law.bidBond, '须填写招标项目估算价（estimate）');
  const share = multiplyRatio(estimate, percent(2n));
  const capped = input.subject !== 'services' && share > bidBondCeiling;
  return atMost('BOND', law.bidBond, capped ? bidBondCeiling : share, proposed);
}

/** Additions to a government procurement contract: all together 10% of the original. */
export function addendumLimit(input: {
  readonly original: Fen;
  readonly earlier?: Fen | undefined;
  readonly proposed?: Fen | undefined;
}): PaymentLimit & { readonly remaining: Fen } {
  const limit = multiplyRatio(input.original, percent(10n));
  const earlier = input.earlier ?? fen(0n);
  const together = input.proposed === undefined ? undefined : fen(earlier + input.proposed);
  return { ...atMost('ADDENDUM', law.addendum, limit, together), remaining: fen(limit - earlier) };
}

/** Interest on a late payment to a small or medium enterprise: 0.05% a day, or the rate agreed (a year of 365 days). */
export function lateInterest(input: {
  readonly due: Fen;
  readonly days: number;
  readonly agreedAnnualRate?: Ratio | undefined;
  readonly lprAtSigning?: Ratio | undefined;
}): PaymentLimit & { readonly interest: Fen } {
  const { agreedAnnualRate: agreed, lprAtSigning: lpr } = input;
  const daily = agreed === undefined ? dailyInterest : divide(agreed, ratio(365n));
  const interest = multiplyRatio(input.due, multiply(daily, ratio(BigInt(input.days))));
  const of = { limit: null, bound: 'none' } as const;
  const give = (allowed: boolean | null, blocks: Finding[]): PaymentLimit & { interest: Fen } => ({
    ...answer('LATE_INTEREST', law.interest, { ...of, allowed }, blocks),
    interest,
  });
  if (agreed === undefined) return give(null, []);
  if (lpr === undefined)
    return give(null, [block('DATA_INSUFFICIENT', '须填写合同订立时的一年期 LPR(lprAtSigning)')]);
  const allowed = compare(agreed, lpr) >= 0;
  return give(allowed, allowed ? [] : [block('INTEREST_BELOW_LPR', '约定利率低于合同订立时的一年期 LPR')]);
}

/** The design estimate 概算 against the feasibility estimate 估算: more than 10% over must be reported. */
export function estimateLimit(input: {
  readonly feasibilityEstimate: Fen;
  readonly designEstimate: Fen;
}): PaymentLimit & { readonly excess: Ratio } {
  const { feasibilityEstimate: first, designEstimate: second } = input;
  const over = subtract(ratio(second, first), ratio(1n));
  const allowed = compare(over, percent(10n)) <= 0;
  const report = block(
    'REPORT_FEASIBILITY',
    '概算超过可行性研究报告估算 10%，须报告，可要求重新报送可行性研究报告',
  );
  const of = { limit: multiplyRatio(first, percent(110n)), bound: 'max', allowed } as const;
  return {
    ...answer('ESTIMATE', law.estimate, of, allowed ? [] : [report]),
    excess: compare(over, ZERO) > 0 ? over : ZERO,
  };
}

/** Labour cost is paid over at least once a month. */
export function wageCycle(cycle: { readonly amount: number; readonly unit: 'day' | 'month' }): PaymentLimit {
  const allowed = cycle.amount <= longestCycle[cycle.unit];
  const late = block('WAGE_CYCLE', '人工费用拨付周期不得超过一个月');
  return answer('WAGE_CYCLE', law.wages, { limit: null, bound: 'none', allowed }, allowed ? [] : [late]);
}

/** When a small or medium enterprise has to be paid. */
export function paymentTerm(
  input: {
    readonly payer: 'government' | 'institution' | 'large_enterprise';
    readonly deliveredOn: LocalDate;
    readonly agreedDays?: number | undefined;
    readonly clauses?: readonly ('back_to_back' | 'audit_as_condition')[] | undefined;
  },
  calendar: Calendar,
): PaymentLimit & {
  readonly dueBy: LocalDate;
  readonly latest: LocalDate | null;
  readonly provisional: boolean;
} {
  const { payer, deliveredOn, agreedDays, clauses = [] } = input;
  const enterprise = payer === 'large_enterprise';
  const long = agreedDays !== undefined && agreedDays > longestTerm;
  const due = rollForward(calendar, addDays(deliveredOn, agreedDays ?? terms[payer]));
  const latest = enterprise ? null : rollForward(calendar, addDays(deliveredOn, longestTerm));
  const because = `约定付款期限 ${agreedDays} 日，超过 ${longestTerm} 日`;
  const unfair = [
    ...(clauses.includes('back_to_back') ? ['以收到第三方付款为付款条件'] : []),
    ...(clauses.includes('audit_as_condition') ? ['强制以审计结果为结算依据'] : []),
  ];
  const blocks = [
    ...(long && !enterprise ? [block('TERM_TOO_LONG', because)] : []),
    ...(unfair.length > 0 ? [block('N16', unfair.join('；'))] : []),
  ];
  const warnings = long && enterprise ? [block('TERM_LONG', because)] : [];
  const allowed = agreedDays === undefined && clauses.length === 0 ? null : blocks.length === 0;
  const basis = clauses.includes('audit_as_condition') ? law.audit : law.terms;
  const shown = long && latest !== null ? latest : due;
  return {
    ...answer('PAYMENT_TERM', basis, { limit: null, bound: 'none', allowed }, blocks, warnings),
    dueBy: shown.date,
    latest: latest?.date ?? null,
    provisional: shown.provisional || (latest?.provisional ?? false),
  };
}
