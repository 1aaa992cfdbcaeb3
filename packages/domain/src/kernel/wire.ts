import { z } from 'zod';
import { tryLocalDate } from './local-date.ts';
import { tryParseRatio } from './ratio.ts';

/**
 * The pieces that rule inputs and outputs are made of. On the wire everything is text; a rule's `run` parses
 * with parseYuan, parseRatio and localDate, which cannot fail on what passed here. Each check aborts, so that a
 * refinement of the object around it never sees text that does not parse.
 */
const moneyForm =
  '金额须为以元为单位、保留两位小数的字符串，如 "40000000.00"（整数部分至多 18 位，不带千分位）';
const amountForm = `${moneyForm}，且不得为负`;
const ratioForm = '比例须为分数或小数字符串，如 "2/3"、"0.51"（分母不得为 0，至多 200 个字符）';
const dateForm = '日期须为真实存在的 "YYYY-MM-DD"，如 "2026-09-16"';

/** Yuan with two places, negative allowed: `"-12.00"`. */
export const zMoney = z
  .string({ error: moneyForm })
  .regex(/^-?(0|[1-9]\d{0,17})\.\d{2}$/, { error: moneyForm, abort: true })
  .describe('元，两位小数');

/** Yuan with two places, zero or more. */
export const zAmount = z
  .string({ error: amountForm })
  .regex(/^(0|[1-9]\d{0,17})\.\d{2}$/, { error: amountForm, abort: true })
  .describe('元，两位小数，不为负');

/** Yuan with two places that a rule has added up: of any size, unlike what it is given. */
export const zSum = z
  .string()
  .regex(/^-?(0|[1-9]\d*)\.\d{2}$/)
  .describe('元，两位小数');

/** A fraction or a decimal: `"2/3"`, `"0.51"`, `"-1.5"`. */
export const zRatio = z
  .string({ error: ratioForm })
  .max(200, { error: ratioForm, abort: true })
  .regex(/^-?\d+(\.\d+|\/0*[1-9]\d*)?$/, { error: ratioForm, abort: true })
  .refine((text) => tryParseRatio(text) !== null, { error: ratioForm, abort: true })
  .describe('分数或小数');

/** A share: a ratio from 0 to 1, both included. */
export const zShare = zRatio.refine(
  (text) => {
    const share = tryParseRatio(text);
    return share !== null && share.numerator >= 0n && share.numerator <= share.denominator;
  },
  { error: '占比须在 0 到 1 之间（含），如 "2/3"、"0.51"', abort: true },
);

/** A real day: `"2026-09-16"`. */
export const zDate = z
  .string({ error: dateForm })
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: dateForm, abort: true })
  .refine((text) => tryLocalDate(text) !== null, { error: dateForm, abort: true })
  .describe('日期 YYYY-MM-DD');

const zBasis = z.strictObject({
  title: z.string(),
  article: z.string().exactOptional(),
  grade: z.enum(['law', 'rule', 'example', 'memory', 'default']),
});

/** Refuses an item whose `id` an earlier one has. */
export function uniqueIds(message: string) {
  return (items: readonly { readonly id: string }[], context: z.RefinementCtx): void => {
    const seen = new Set<string>();
    for (const [index, { id }] of items.entries()) {
      if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'id'], message });
      seen.add(id);
    }
  };
}

/** The `reasons` of every output. */
export const zReasons = z.array(
  z.strictObject({
    rule: z.string(),
    outcome: z.enum(['pass', 'fail', 'not_applicable', 'data_insufficient']),
    because: z.string(),
    basis: z.array(zBasis),
  }),
);

/** A block or a warning. */
export const zFinding = z.strictObject({ code: z.string(), because: z.string() });

/** A ratio on its way out: lowest terms, and percent to six places, half up. */
export const zShownRatio = z.strictObject({
  fraction: z.string().regex(/^-?\d+\/\d+$/),
  percent: z.string().regex(/^-?\d+\.\d{6}$/),
});

/** The `rulebook` of every output: its version, and the day for which its rules were chosen. */
export const zRulebook = z.strictObject({ version: z.string(), asOf: zDate });

/** Days to add to the built-in calendar; a day may not be in both lists. */
export const zCalendar = z
  .strictObject({ holidays: z.array(zDate).max(4000), workdays: z.array(zDate).max(4000) })
  .partial()
  .superRefine((value, context) => {
    const workdays = new Set(value.workdays);
    for (const [index, day] of (value.holidays ?? []).entries()) {
      if (!workdays.has(day)) continue;
      context.addIssue({
        code: 'custom',
        path: ['holidays', index],
        message: `${day} 不得同时列为放假日（holidays）和上班日（workdays）`,
      });
    }
  });

/** The input's `calendar` as extendCalendar takes it. */
export function calendarExtra(value: z.output<typeof zCalendar> | undefined): {
  holidays: readonly string[];
  workdays: readonly string[];
} {
  return { holidays: value?.holidays ?? [], workdays: value?.workdays ?? [] };
}
