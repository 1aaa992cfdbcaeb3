import { fen, formatYuan, tryParseYuan } from '../kernel/money.ts';
import { divideHalfUp, formatScaled } from '../kernel/ratio.ts';

declare const brand: unique symbol;

/** An area: an integer number of hundredths of a square metre. `numeric(20,2)` in SQL, `"66666.67"` on the wire. */
export type Area = bigint & { readonly [brand]: 'Area' };

export const area = (hundredths: bigint): Area => hundredths as Area;

/** Square metres with exactly two places; throws on any other text. */
export function parseArea(text: string): Area {
  const hundredths = tryParseYuan(text);
  if (hundredths === null) throw new RangeError(`not an area with two places: ${text}`);
  return area(hundredths);
}
export const formatArea = (a: Area): string => formatYuan(fen(a));

export const sumArea = (items: Iterable<Area>): Area => {
  let total = 0n;
  for (const item of items) total += item;
  return area(total);
};

/** 亩, two places, half up: one 亩 is 2000/3 m² exactly. */
export const muOf = (a: Area): string => formatScaled(divideHalfUp(3n * a, 2000n), 2);

/** Is this much money on the area less than so much for each 亩? Compared crosswise, without rounding. */
export const lessPerMu = (money: bigint, a: Area, perMu: bigint): boolean =>
  money * 200_000n < perMu * 3n * a;
