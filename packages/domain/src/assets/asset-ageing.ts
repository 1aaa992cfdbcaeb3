import type { Basis } from '../kernel/basis.ts';
import { type Dated, inForce } from '../kernel/dated.ts';
import { addDays, type LocalDate, localDate } from '../kernel/local-date.ts';

/** A bucket of age; the last one has no end. Ends belong to the bucket. */
export type AgeBucket = { readonly code: string; readonly maxDays: number | null };

const tables: readonly Dated<{ readonly buckets: readonly AgeBucket[]; readonly basis: Basis }>[] = [
  {
    effectiveFrom: localDate('1949-10-01'),
    buckets: [
      { code: 'within_90_days', maxDays: 90 },
      { code: 'within_1_year', maxDays: 365 },
      { code: 'within_3_years', maxDays: 1095 },
      { code: 'over_3_years', maxDays: null },
    ],
    basis: { title: '管运默认：未划转资产账龄分档', grade: 'default' },
  },
];

/** The buckets by which assets that are not yet transferred are aged on a day, youngest first, and on what they rest. */
export function ageBuckets(on: LocalDate): { readonly buckets: readonly AgeBucket[]; readonly basis: Basis } {
  const row = inForce(tables, on);
  if (row === null) throw new Error(`no buckets of age are held for ${on}`);
  return row;
}

/** From which to which day something must have been formed to stand in a bucket; an open end is null. */
export type FormedBetween = { readonly from: LocalDate | null; readonly to: LocalDate | null };

/** The days of forming that a bucket covers on a day. Days are counted from the forming; what is formed later is of no age yet. */
export function formedIn(on: LocalDate, code: string): FormedBetween | null {
  const { buckets } = ageBuckets(on);
  const index = buckets.findIndex((bucket) => bucket.code === code);
  const bucket = buckets[index];
  if (bucket === undefined) return null;
  const younger = index === 0 ? null : (buckets[index - 1]?.maxDays ?? null);
  return {
    from: bucket.maxDays === null ? null : addDays(on, -bucket.maxDays),
    to: younger === null ? on : addDays(on, -younger - 1),
  };
}
