import type { Basis } from '../kernel/basis.ts';
import { addMonths, type LocalDate, yearOf } from '../kernel/local-date.ts';
import { type Fen, fen, formatYuan, sumFen } from '../kernel/money.ts';
import { formatPercent, type Ratio } from '../kernel/ratio.ts';
import { lotClasses, lotThresholds, thresholdBasis } from './lot-thresholds.ts';

/** What is compared with one threshold; `procurement` is what the committee itself buys. */
export const watchedClasses = [...lotClasses, 'procurement'] as const;
export type WatchedClass = (typeof watchedClasses)[number];

/** A contract let without tender, as far as the radar needs it. */
export type WatchedContract = {
  readonly id: string;
  /** Who lets it; null where the register does not say. */
  readonly organizationId: string | null;
  readonly counterpartyId: string | null;
  readonly project: string | null;
  readonly class: WatchedClass;
  readonly amount: Fen;
  readonly decidedOn: LocalDate;
};

/** Figures that the zone may set. */
export type SplitFigures = {
  /** From which share of a threshold a contract is near it. */
  readonly nearShare: Ratio;
  /** How many of them, let by one, make a cluster. */
  readonly nearCount: number;
  /** From which amount government procurement is tendered openly. */
  readonly procurementLimit: Fen;
};

export const splitCodes = ['SPLIT_SUM', 'NEAR_THRESHOLD'] as const;
export const splitTies = ['project', 'counterparty', 'organization'] as const;
export const splitPeriods = ['twelve_months', 'budget_year'] as const;

/** A suspicion with its ground; it decides nothing. */
export type SplitFinding = {
  readonly code: (typeof splitCodes)[number];
  /** What ties the contracts together. */
  readonly by: (typeof splitTies)[number];
  /** The project's name, or the counterparty or letting organization of the new contract. */
  readonly subject: string;
  readonly class: WatchedClass;
  readonly period: (typeof splitPeriods)[number];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly amount: Fen;
  readonly threshold: Fen;
  /** By the day of decision, the new one among them. */
  readonly contracts: readonly WatchedContract[];
  readonly because: string;
  readonly basis: readonly Basis[];
};

const noSplitting: readonly Basis[] = [
  { title: '中华人民共和国招标投标法', article: '第四条', grade: 'law' },
  { title: '中华人民共和国招标投标法', article: '第四十九条', grade: 'law' },
  thresholdBasis,
];
const noProcurementSplitting: readonly Basis[] = [
  { title: '中华人民共和国政府采购法实施条例', article: '第二十八条', grade: 'law' },
];

/** The amount from which contracts of a class have to be tendered, on the day of decision. */
export function splitThreshold(of: WatchedClass, on: LocalDate, figures: SplitFigures): Fen {
  return of === 'procurement' ? figures.procurementLimit : lotThresholds(on)[of];
}

/** The least amount that is near a threshold. */
export function nearFrom(threshold: Fen, { nearShare }: SplitFigures): Fen {
  const { numerator, denominator } = nearShare;
  return fen((threshold * numerator + denominator - 1n) / denominator);
}

/** The days in which another contract may stand together with one decided on this day; its year is among them. */
export function splitReach(on: LocalDate): { from: LocalDate; to: LocalDate } {
  return { from: addMonths(on, -12), to: addMonths(on, 12) };
}

type Span = {
  readonly period: SplitFinding['period'];
  readonly contracts: readonly WatchedContract[];
  readonly amount: Fen;
};

const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = (contracts: readonly WatchedContract[]): WatchedContract[] =>
  [...contracts].sort((a, b) => before(a.decidedOn, b.decidedOn) || before(a.id, b.id));
const spanOf = (period: Span['period'], contracts: readonly WatchedContract[]): Span => ({
  period,
  contracts,
  amount: sumFen(contracts.map(({ amount }) => amount)),
});

/** Of all stretches of twelve months with the new contract in them, the one with the most. */
function twelveMonths(contract: WatchedContract, sorted: readonly WatchedContract[]): Span {
  const spans = sorted
    .filter(
      ({ decidedOn }) => decidedOn <= contract.decidedOn && contract.decidedOn <= addMonths(decidedOn, 12),
    )
    .map(({ decidedOn: first }) =>
      spanOf(
        'twelve_months',
        sorted.filter(({ decidedOn }) => first <= decidedOn && decidedOn <= addMonths(first, 12)),
      ),
    );
  return spans.reduce((most, span) => (span.amount > most.amount ? span : most), spanOf('twelve_months', []));
}

const budgetYear = (contract: WatchedContract, sorted: readonly WatchedContract[]): Span =>
  spanOf(
    'budget_year',
    sorted.filter(({ decidedOn }) => yearOf(decidedOn) === yearOf(contract.decidedOn)),
  );

/** Procurement is judged by the budget year alone, tendering by whichever stretch holds more. */
function widest(contract: WatchedContract, contracts: readonly WatchedContract[]): Span {
  const sorted = inOrder(contracts);
  const year = budgetYear(contract, sorted);
  if (contract.class === 'procurement') return year;
  const rolling = twelveMonths(contract, sorted);
  return year.amount > rolling.amount ? year : rolling;
}

type Tie = {
  readonly by: SplitFinding['by'];
  readonly subject: string;
  readonly contracts: readonly WatchedContract[];
};

const periodNames = { twelve_months: '连续十二个月内', budget_year: '同一预算年度内' } as const;
const tieNames = {
  project: '同一项目',
  counterparty: '同一或有控股关系的相对方',
  organization: '同一发包单位',
} as const;

function finding(
  contract: WatchedContract,
  { by, subject }: Tie,
  { period, contracts, amount }: Span,
  of: Pick<SplitFinding, 'code' | 'threshold'> & { readonly said: string },
): SplitFinding {
  const days = contracts.map(({ decidedOn }) => decidedOn);
  return {
    code: of.code,
    by,
    subject,
    class: contract.class,
    period,
    from: days[0] ?? contract.decidedOn,
    to: days.at(-1) ?? contract.decidedOn,
    amount,
    threshold: of.threshold,
    contracts,
    because: `${tieNames[by]}${periodNames[period]} ${contracts.length} 份同类合同${of.said}`,
    basis: contract.class === 'procurement' ? noProcurementSplitting : noSplitting,
  };
}

const sameContracts = (a: Span, b: Span): boolean =>
  a.contracts.length === b.contracts.length && a.contracts.every(({ id }, at) => b.contracts[at]?.id === id);

/**
 * What a new contract brings to light: contracts of one project, or with one counterparty or those linked with it, that are
 * each below the threshold and together reach it; and clusters just below it let by one organization. `others` are the
 * contracts around it, `linked` the parties linked with its counterparty on the day of decision.
 */
export function findSplits(
  contract: WatchedContract,
  others: readonly WatchedContract[],
  linked: ReadonlySet<string>,
  figures: SplitFigures,
): SplitFinding[] {
  const threshold = splitThreshold(contract.class, contract.decidedOn, figures);
  if (contract.amount >= threshold) return [];
  const alike = [
    contract,
    ...others.filter(
      (other) => other.id !== contract.id && other.class === contract.class && other.amount < threshold,
    ),
  ];
  const tied = (by: Tie['by'], subject: string | null, is: (other: WatchedContract) => boolean): Tie[] =>
    subject === null ? [] : [{ by, subject, contracts: alike.filter(is) }];
  const partners = new Set([...linked, contract.counterpartyId]);
  const sums = [
    ...tied('project', contract.project, ({ project }) => project === contract.project),
    ...tied(
      'counterparty',
      contract.counterpartyId,
      ({ counterpartyId }) => counterpartyId !== null && partners.has(counterpartyId),
    ),
  ].map((tie) => ({ tie, span: widest(contract, tie.contracts) }));
  const reached = sums.filter(({ span }) => span.amount >= threshold);
  const apart = reached.filter(
    ({ span }, at) => !reached.slice(0, at).some((one) => sameContracts(one.span, span)),
  );
  const near = nearFrom(threshold, figures);
  const clusters = tied(
    'organization',
    contract.amount >= near ? contract.organizationId : null,
    ({ organizationId, amount }) => organizationId === contract.organizationId && amount >= near,
  )
    .map((tie) => ({ tie, span: widest(contract, tie.contracts) }))
    .filter(({ span }) => span.contracts.length >= Math.max(2, figures.nearCount))
    .filter(({ span }) => !apart.some((one) => sameContracts(one.span, span)));
  const sumSaid = (span: Span): string =>
    `合计 ${formatYuan(span.amount)} 元，达到应当招标的 ${formatYuan(threshold)} 元，各份均未达到`;
  const nearSaid = `均在限额 ${formatYuan(threshold)} 元的 ${formatPercent(figures.nearShare, 0)}% 以上而未达到限额`;
  return [
    ...apart.map(({ tie, span }) =>
      finding(contract, tie, span, { code: 'SPLIT_SUM', threshold, said: sumSaid(span) }),
    ),
    ...clusters.map(({ tie, span }) =>
      finding(contract, tie, span, { code: 'NEAR_THRESHOLD', threshold, said: nearSaid }),
    ),
  ];
}
