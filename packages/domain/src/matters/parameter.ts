import type { Basis } from '../kernel/basis.ts';
import type { Dated } from '../kernel/dated.ts';
import { tryLocalDate } from '../kernel/local-date.ts';
import { formatYuan, tryParseYuan } from '../kernel/money.ts';
import { compare, formatFraction, ONE, tryParseRatio, ZERO } from '../kernel/ratio.ts';
import { ladder, type MatterSlug } from './matter-slug.ts';

/**
 * What a figure measures. `amount` is yuan with two places; `share` (shown in percent) and `fraction` (shown as a
 * fraction) are exact, from 0 to 1; days, months, years and `count` are whole numbers; `level` is who decides; `need`
 * is whether a step must be there; `switch` is yes or no; `term` is months or none; `month_day` a day of the next year;
 * `decision` how it is decided; `retention` how long a file is kept; `level_reading` by which holder a company's level in
 * its group is counted; `names` a list, one to a line.
 */
export const parameterKinds = [
  'amount',
  'share',
  'fraction',
  'working_days',
  'calendar_days',
  'months',
  'years',
  'count',
  'level',
  'need',
  'switch',
  'term',
  'month_day',
  'decision',
  'retention',
  'level_reading',
  'names',
] as const;
export type ParameterKind = (typeof parameterKinds)[number];

/** How long a file is kept: for good, or so many years. */
export const retentions = ['permanent', '30', '10'] as const;
export type Retention = (typeof retentions)[number];

/** The two readings of a company's level: below its nearest holder in the group, or below its largest one. */
export const levelReadings = ['nearest', 'largest'] as const;
export type LevelReading = (typeof levelReadings)[number];

/** The kinds that are whole numbers. */
export type WholeKind = 'working_days' | 'calendar_days' | 'months' | 'years' | 'count';

/** How a figure is written down beside its law: the key begins with its matter, `procedure` or `meeting`. */
export type ParameterRow = {
  readonly key: string;
  readonly kind: ParameterKind;
  /** On the wire: "50000.00", "2/5", "20", "committee", "required", "yes", "none", "03-31", "verify", "资产清单\n处置方案". */
  readonly value: string;
  readonly zh: string;
  readonly en: string;
  readonly basis: Basis;
  /** The levels to choose from, where not all of the ladder. */
  readonly options?: readonly string[];
};

/** A figure of the catalogue or of the procedure: built in, dated, with its source. */
export type Parameter = Dated<{
  readonly key: string;
  /** Null for what holds in every case. */
  readonly matter: MatterSlug | null;
  /** The kind or mode of the matter for which it is different; null for the line itself. */
  readonly variant: string | null;
  readonly title: { readonly zh: string; readonly en: string };
  readonly kind: ParameterKind;
  readonly value: string;
  readonly basis: Basis;
  /** The closed list of values, for the kinds that have one. */
  readonly options: readonly string[];
}>;

const closed: Partial<Record<ParameterKind, readonly string[]>> = {
  level: ladder,
  need: ['required', 'conditional', 'none'],
  switch: ['yes', 'no'],
  decision: ['approve', 'verify'],
  retention: retentions,
  level_reading: levelReadings,
};

/** The values to choose from; nothing for a figure that is typed. */
export const optionsOf = (row: Pick<ParameterRow, 'kind' | 'options'>): readonly string[] =>
  row.options ?? closed[row.kind] ?? [];

/** Whether the zone may set it: what published law or rule fixes is shown, and not changed. */
export const isChangeable = (parameter: Pick<Parameter, 'basis'>): boolean =>
  parameter.basis.grade !== 'law' && parameter.basis.grade !== 'rule';

// The ends keep every period inside the calendar and every count sensible. Only a count may be nothing.
const wholeLimits: Readonly<Record<WholeKind, readonly [least: number, most: number]>> = {
  working_days: [1, 999],
  calendar_days: [1, 3660],
  months: [1, 1200],
  years: [1, 100],
  count: [0, 100],
};

function wholeText(kind: WholeKind, text: string): string | null {
  if (!/^\d{1,6}$/.test(text)) return null;
  const [least, most] = wholeLimits[kind];
  const n = Number(text);
  return n >= least && n <= most ? String(n) : null;
}

function shareText(text: string): string | null {
  const share = text.length > 40 ? null : tryParseRatio(text);
  if (share === null || compare(share, ZERO) < 0 || compare(share, ONE) > 0) return null;
  return formatFraction(share);
}

function amountText(text: string): string | null {
  const amount = text.length > 21 ? null : tryParseYuan(text);
  return amount === null || amount < 0n ? null : formatYuan(amount);
}

/** A term that is no number of months ends with the year, or with the zone's usual term. */
export const NO_TERM = 'none';

const mostNames = 40;
const longestName = 100;

/** The names of a list, one to a line: trimmed, without empty lines. */
export const namesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '');

function namesText(text: string): string | null {
  const names = namesIn(text);
  const fits = names.length <= mostNames && names.every((name) => [...name].length <= longestName);
  return fits && new Set(names).size === names.length ? names.join('\n') : null;
}

// The day is asked for every year, so there is no 29 February.
const monthDayText = (text: string): string | null =>
  /^\d{2}-\d{2}$/.test(text) && tryLocalDate(`2023-${text}`) !== null ? text : null;

/** The one form of a value ("0.40" is "2/5"), or null where it is not a value of that figure. */
export function canonicalValue(parameter: Pick<Parameter, 'kind' | 'options'>, text: string): string | null {
  switch (parameter.kind) {
    case 'amount':
      return amountText(text);
    case 'share':
    case 'fraction':
      return shareText(text);
    case 'level':
    case 'need':
    case 'switch':
    case 'decision':
    case 'retention':
    case 'level_reading':
      return parameter.options.includes(text) ? text : null;
    case 'term':
      return text === NO_TERM ? text : wholeText('months', text);
    case 'month_day':
      return monthDayText(text);
    case 'names':
      return namesText(text);
    default:
      return wholeText(parameter.kind, text);
  }
}

/** What a value must look like, in Chinese, for whoever typed another. */
export function valueForm(parameter: Pick<Parameter, 'kind' | 'options'>): string {
  const { kind, options } = parameter;
  if (options.length > 0) return `须为以下取值之一：${options.join('、')}`;
  if (kind === 'amount') return '须为以元为单位、保留两位小数且不为负的字符串，如 "50000.00"';
  if (kind === 'share' || kind === 'fraction') return '须为 0 到 1 之间（含）的分数或小数，如 "2/5"、"0.4"';
  if (kind === 'month_day') return '须为每年都有的月日，如 "03-31"';
  if (kind === 'names') return `每行一个名称，不得重复，最多 ${mostNames} 个，每个不超过 ${longestName} 字`;
  const [least, most] = wholeLimits[kind === 'term' ? 'months' : (kind as WholeKind)];
  return `须为 ${least} 至 ${most} 的整数${kind === 'term' ? `，或 ${NO_TERM}` : ''}`;
}
