import type { Basis } from '../kernel/basis.ts';
import type { Dated } from '../kernel/dated.ts';
import { localDate } from '../kernel/local-date.ts';
import { type Ratio, ratio } from '../kernel/ratio.ts';

type Rule<T> = Dated<T & { readonly basis: Basis }>;

const order53: Basis = { title: '闲置土地处置办法（国土资源部令第53号）', grade: 'memory' };
const since = localDate('2012-07-01');

/** When land is idle: whole months without work, and how little work counts as little (under these shares). */
export const idleTests: readonly Rule<{
  readonly months: number;
  readonly area: Ratio;
  readonly investment: Ratio;
}>[] = [{ effectiveFrom: since, months: 12, area: ratio(1n, 3n), investment: ratio(1n, 4n), basis: order53 }];

/** The fee for idle land 土地闲置费, as a share of the price paid. */
export const idleFees: readonly Rule<{ readonly share: Ratio }>[] = [
  { effectiveFrom: since, share: ratio(1n, 5n), basis: order53 },
];

/** Whole months without a start after which the land may be taken back 无偿收回. */
export const reclaims: readonly Rule<{ readonly months: number }>[] = [
  { effectiveFrom: since, months: 24, basis: order53 },
];

/** Calendar days to answer a notice of investigation 闲置土地调查通知书, and to pay a fee once it is served. */
export const noticePeriods: readonly Rule<{ readonly replyDays: number; readonly payDays: number }>[] = [
  { effectiveFrom: since, replyDays: 30, payDays: 30, basis: order53 },
];

/** How many days before the agreed start a parcel is called due soon. */
export const startWarnings: readonly Rule<{ readonly days: number }>[] = [
  { effectiveFrom: since, days: 90, basis: { title: '管运默认：约定动工日前 90 日提醒', grade: 'default' } },
];
