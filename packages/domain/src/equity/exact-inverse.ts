import { assert } from '../kernel/assert.ts';
import { ONE, type Ratio, ratio, ZERO } from '../kernel/ratio.ts';

/** A square matrix of exact fractions, by rows. */
export type RatioMatrix = readonly (readonly Ratio[])[];

type Row = bigint[];

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function leastCommonMultiple(values: readonly bigint[]): bigint {
  return values.reduce((all, value) => (all * value) / greatestCommonDivisor(all, value), 1n);
}

function at(row: Row | undefined, column: number): bigint {
  const value = row?.[column];
  assert(value !== undefined, 'inside the matrix');
  return value;
}

/** Multiplies each row by the least common denominator, the unit beside it likewise: integers from here on. */
function augmented(matrix: RatioMatrix): Row[] {
  return matrix.map((row, i) => {
    const scale = leastCommonMultiple(row.map((value) => value.denominator));
    const left = row.map((value) => (value.numerator * scale) / value.denominator);
    return [...left, ...row.map((_, j) => (i === j ? scale : 0n))];
  });
}

/** One fraction-free elimination step (Bareiss 1968): divisions by the previous pivot are exact. */
function eliminate(rows: Row[], step: number, previous: bigint): void {
  const pivotRow = rows[step];
  const pivot = at(pivotRow, step);
  for (const [i, row] of rows.entries()) {
    if (i === step) continue;
    const factor = at(row, step);
    rows[i] = row.map((value, j) => (value * pivot - at(pivotRow, j) * factor) / previous);
  }
}

/**
 * Brings rows of integers with a square part on the left to a diagonal there, without fractions; null where the square
 * part has no inverse. Dividing the right of a row by its diagonal entry gives the inverse times what stood there.
 */
export function diagonalized(given: readonly (readonly bigint[])[]): readonly (readonly bigint[])[] | null {
  const rows = given.map((row) => [...row]);
  let previous = 1n;
  for (let step = 0; step < rows.length; step += 1) {
    const found = rows.findIndex((row, i) => i >= step && at(row, step) !== 0n);
    if (found < 0) return null;
    const [a, b] = [rows[step], rows[found]];
    if (a !== undefined && b !== undefined && found !== step) [rows[step], rows[found]] = [b, a];
    const pivot = at(rows[step], step);
    eliminate(rows, step, previous);
    previous = pivot;
  }
  return rows;
}

/** The exact inverse of a square matrix; null when there is none. */
export function exactInverse(matrix: RatioMatrix): RatioMatrix | null {
  const rows = diagonalized(augmented(matrix));
  return rows?.map((row, i) => row.slice(matrix.length).map((value) => ratio(value, row[i]))) ?? null;
}

/** The identity of a size, less a matrix given by its entries. */
export function identityLess(size: number, entry: (i: number, j: number) => Ratio): RatioMatrix {
  const indices = Array.from({ length: size }, (_, index) => index);
  return indices.map((i) =>
    indices.map((j) => {
      const { numerator, denominator } = entry(i, j);
      const one = i === j ? ONE : ZERO;
      return ratio(one.numerator * denominator - numerator, denominator);
    }),
  );
}
