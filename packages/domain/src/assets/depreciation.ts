import type { Basis } from '../kernel/basis.ts';
import { type Dated, inForce } from '../kernel/dated.ts';
import { addDays, addMonths, type LocalDate, localDate, yearOf } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';
import { type AccountedAsset, registerAccounts } from './asset-accounts.ts';
import type { AssetClass } from './asset-class.ts';
import type { BookKeeper } from './transfer-accounts.ts';

/** A card as depreciation sees it, in the book of whoever keeps it. */
export type DepreciationCard = AccountedAsset & {
  readonly keeper: BookKeeper;
  readonly formedOn: LocalDate;
  /** Any day of the last month that is charged; null: none is. */
  readonly chargedThrough: LocalDate | null;
  readonly monthly: Fen | null;
  readonly cost: Fen;
  readonly residual: Fen;
  readonly depreciation: Fen;
  readonly impairment: Fen;
};

type ChargeKind = 'fixed' | 'intangible';
type ChargeRule = {
  readonly keeper: BookKeeper;
  readonly kind: ChargeKind;
  /** The first month charged: that of forming, or the one after. */
  readonly starts: 'same_month' | 'month_after';
  /** The last month charged of what leaves: that of leaving, or the one before. */
  readonly ends: 'same_month' | 'month_before';
  readonly basis: Basis;
};

const enterprise = localDate('2007-01-01');
const government = localDate('2019-01-01');
const standard = (title: string): Basis => ({ title, grade: 'memory' });

/** From which month on and up to which month is charged; the rule of the day of forming counts, the earliest for what is older. */
export const chargeRules: readonly Dated<ChargeRule>[] = [
  {
    ...{ effectiveFrom: enterprise, keeper: 'company', kind: 'fixed' },
    ...{ starts: 'month_after', ends: 'same_month' },
    basis: standard('企业会计准则第4号——固定资产（应用指南）'),
  },
  {
    ...{ effectiveFrom: enterprise, keeper: 'company', kind: 'intangible' },
    ...{ starts: 'same_month', ends: 'month_before' },
    basis: standard('企业会计准则第6号——无形资产（应用指南）'),
  },
  {
    ...{ effectiveFrom: government, keeper: 'public_body', kind: 'fixed' },
    ...{ starts: 'same_month', ends: 'month_before' },
    basis: standard('政府会计准则第3号——固定资产（应用指南）'),
  },
  {
    ...{ effectiveFrom: government, keeper: 'public_body', kind: 'intangible' },
    ...{ starts: 'same_month', ends: 'month_before' },
    basis: standard('政府会计准则第4号——无形资产'),
  },
];

const kinds: Partial<Record<AccountedAsset['class'], ChargeKind>> = {
  plant: 'fixed',
  equipment: 'fixed',
  pipe: 'fixed',
  road: 'fixed',
  land: 'intangible',
  intangible: 'intangible',
};
/** The classes that are written off by month; the others never are. */
export const chargedClasses = Object.keys(kinds) as readonly AccountedAsset['class'][];

const monthNumber = (day: LocalDate): number => yearOf(day) * 12 + Number(day.slice(5, 7)) - 1;

/** The first day of a day's month. */
export const monthOf = (day: LocalDate): LocalDate => localDate(`${day.slice(0, 7)}-01`);
/** The last day of a day's month. */
export const lastDayOf = (day: LocalDate): LocalDate => addDays(addMonths(monthOf(day), 1), -1);

function ruleFor(keeper: BookKeeper, of: AssetClass, formedOn: LocalDate): ChargeRule | null {
  const rows = chargeRules.filter((row) => row.keeper === keeper && row.kind === kinds[of]);
  return inForce(rows, formedOn) ?? rows[0] ?? null;
}
const ruleOf = (card: DepreciationCard): ChargeRule | null => ruleFor(card.keeper, card.class, card.formedOn);

/** The account of what is written off a card, where it is written off by month at all; null otherwise. */
export function accumulatedAccount(card: DepreciationCard): string | null {
  if (kinds[card.class] === undefined) return null;
  return registerAccounts(card.keeper, card)?.accumulated ?? null;
}

/**
 * The month before the first that is charged on what is formed on a day: the card of something new is charged through it.
 * Null for what is never charged by month.
 */
export function chargedBefore(
  keeper: BookKeeper,
  asset: { readonly class: AssetClass; readonly formedOn: LocalDate },
): LocalDate | null {
  const rule = ruleFor(keeper, asset.class, asset.formedOn);
  if (rule === null) return null;
  return addMonths(monthOf(asset.formedOn), rule.starts === 'month_after' ? 0 : -1);
}

/** What depreciation may still take: cost less residual, less what is written off already. */
const leftOf = (card: DepreciationCard): bigint =>
  card.cost - card.residual - card.depreciation - card.impairment;

/** Months from the first not yet charged to that of the day named, whatever they charge. */
function monthsDue(card: DepreciationCard, throughMonth: LocalDate): number {
  const rule = ruleOf(card);
  if (rule === null) return 0;
  const formed = monthNumber(card.formedOn) + (rule.starts === 'month_after' ? 1 : 0);
  const after = card.chargedThrough === null ? formed : monthNumber(card.chargedThrough) + 1;
  const first = Math.max(formed, after);
  return Math.max(0, monthNumber(throughMonth) - first + 1);
}

/**
 * How many months are charged from the first that is not yet, up to the month of the day named, that month included.
 * None for classes that are not written off, for what a company keeps up only, for cards without a monthly charge, and
 * once everything but the residual is written off.
 */
export function monthsCharged(card: DepreciationCard, throughMonth: LocalDate): number {
  const left = leftOf(card);
  if (accumulatedAccount(card) === null || card.monthly === null || card.monthly <= 0n || left <= 0n)
    return 0;
  const lasting = (left + card.monthly - 1n) / card.monthly;
  const due = monthsDue(card, throughMonth);
  return BigInt(due) < lasting ? due : Number(lasting);
}

/** What those months charge: the monthly charge each, and the last of a life what is left. Straight line 年限平均法. */
export function chargeBetween(card: DepreciationCard, throughMonth: LocalDate): Fen {
  const asked = BigInt(monthsCharged(card, throughMonth)) * (card.monthly ?? 0n);
  const left = leftOf(card);
  return fen(asked < left ? asked : left > 0n ? left : 0n);
}

/** The card after those months are charged. */
export function chargedTo(card: DepreciationCard, throughMonth: LocalDate): DepreciationCard {
  const through = monthOf(throughMonth);
  const before = card.chargedThrough !== null && card.chargedThrough >= through;
  return {
    ...card,
    depreciation: fen(card.depreciation + chargeBetween(card, through)),
    chargedThrough: before ? card.chargedThrough : through,
  };
}

/** The last month that is charged of what leaves the books on a day. */
export function lastMonthCharged(card: DepreciationCard, leftOn: LocalDate): LocalDate {
  return ruleOf(card)?.ends === 'same_month' ? monthOf(leftOn) : addMonths(monthOf(leftOn), -1);
}

/** Whether months that have ended before the day are still to be charged. */
export const isBehind = (card: DepreciationCard, on: LocalDate): boolean =>
  chargeBetween(card, addMonths(monthOf(on), -1)) > 0n;
