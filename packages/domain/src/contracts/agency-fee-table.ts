import type { Basis } from '../kernel/basis.ts';
import type { Dated } from '../kernel/dated.ts';
import { localDate } from '../kernel/local-date.ts';
import { type Fen, fen, multiplyRatio, sumFen } from '../kernel/money.ts';
import { add, multiply, type Ratio, ratio, ZERO } from '../kernel/ratio.ts';

/** Tables of the project management fee 项目建设管理费, which caps what an agent may be paid. */
export const agencyFeeTables = ['caijian-2016-504', 'caijian-2002-394'] as const;
export type AgencyFeeTableName = (typeof agencyFeeTables)[number];

/** A stretch of the base and its marginal rate; `to` is included, `from` is not, null is no end. */
export type FeeBand = { readonly from: Fen; readonly to: Fen | null; readonly rate: Ratio };

/** One published table. */
export type AgencyFeeTable = {
  readonly name: AgencyFeeTableName;
  readonly basis: Basis;
  readonly bands: readonly FeeBand[];
};

/** 1 万元 in 分. */
const wan = 1_000_000n;

/** Bands in 万元: upper ends, then rates in tenths of a percent, one more than ends. */
function bands(ends: readonly bigint[], tenths: readonly bigint[]): FeeBand[] {
  return tenths.map((rate, index) => {
    const [from, to] = [ends[index - 1] ?? 0n, ends[index]];
    return { from: fen(from * wan), to: to === undefined ? null : fen(to * wan), rate: ratio(rate, 1000n) };
  });
}

/**
 * Order 504 replaced order 394 on 2016-09-01; the old table still goes round. For any day before that order 394 is
 * the table, whatever its own first day was.
 */
export const feeTables: readonly Dated<AgencyFeeTable>[] = [
  {
    effectiveFrom: localDate('0001-01-01'),
    effectiveTo: localDate('2016-08-31'),
    name: 'caijian-2002-394',
    basis: { title: '财建〔2002〕394号', grade: 'memory' },
    bands: bands([1_000n, 5_000n, 10_000n, 50_000n, 100_000n, 200_000n], [15n, 12n, 10n, 8n, 5n, 2n, 1n]),
  },
  {
    effectiveFrom: localDate('2016-09-01'),
    name: 'caijian-2016-504',
    basis: { title: '财建〔2016〕504号', article: '附件2', grade: 'memory' },
    bands: bands([1_000n, 5_000n, 10_000n, 50_000n, 100_000n], [20n, 15n, 12n, 10n, 8n, 4n]),
  },
];

/** What a band brings for a base that reaches it. */
export type BandPart = FeeBand & { readonly part: Fen };

/** What the table says for a base, cut into the bands that it reaches; rounded to the 分 once, at the end. */
export function feeByBands(table: AgencyFeeTable, base: Fen): { cap: Fen; bands: BandPart[] } {
  const reached = table.bands.filter((band) => base > band.from);
  let below = ZERO;
  let rounded = fen(0n);
  const parts = reached.map((band) => {
    const width = (band.to === null || base < band.to ? base : band.to) - band.from;
    below = add(below, multiply(ratio(width), band.rate));
    const total = multiplyRatio(fen(1n), below);
    const part = fen(total - rounded);
    rounded = total;
    return { ...band, part };
  });
  return { cap: sumFen(parts.map((band) => band.part)), bands: parts };
}

/** A rate as the tables print it: a plain decimal. */
export function printRate(rate: Ratio): string {
  const tenths = (rate.numerator * 1000n) / rate.denominator;
  return `0.${tenths.toString().padStart(3, '0')}`.replace(/0+$/, '');
}
