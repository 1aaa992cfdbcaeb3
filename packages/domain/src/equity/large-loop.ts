import { diagonalized } from './exact-inverse.ts';

/**
 * One loop, its members numbered from 0: the holdings inside it by the owned (of `j` they stand at `start[j]` up to
 * `start[j + 1]`), and what reaches each member from outside, with the bound of its error.
 */
export type LargeLoop = {
  readonly size: number;
  readonly start: Uint32Array;
  readonly owner: Uint32Array;
  readonly amount: Float64Array;
  readonly voting: Float64Array;
  readonly inflow: Float64Array;
  readonly inflowError: Float64Array;
};

/** The holdings inside a loop alone. */
export type LoopHoldings = Omit<LargeLoop, 'inflow' | 'inflowError'>;

/** The shares of the members and how far each may be off. */
export type LoopShares = { readonly share: Float64Array; readonly error: Float64Array };

/** Loops up to this size are solved by the exact inverse; its entries alone are rounded, once. */
const EXACT_LOOP = 12;
/** Up to this size the exact inverse also stands in where sweeping would take too long. */
const EXACT_AT_MOST = 64;
const SWEEPS_MAX = 4_096;
const TOO_MUCH = 1e200;
/** Twice the greatest relative error of one operation on doubles. */
export const ROUNDING = 2 ** -52;
/** More than what one operation may lose below the normal range of doubles. */
export const UNDERFLOW = 2 ** -1000;

const bits = (value: bigint): number => 4 * value.toString(16).length;

/** A fraction of nothing or more as a double, off by less than two roundings. */
function nearly(numerator: bigint, denominator: bigint): number {
  const quick = Number(numerator) / Number(denominator);
  if (quick > UNDERFLOW && Number.isFinite(quick)) return quick;
  const shift = Math.max(0, 68 + bits(denominator) - bits(numerator));
  return Number((numerator << BigInt(shift)) / denominator) * 2 ** -shift;
}

/** Whether every member is held by the loop alone: whole numbers, so never by rounding. */
export function holdsItselfWholly({ size, start, amount, voting }: LoopHoldings): boolean {
  for (let j = 0; j < size; j += 1) {
    let inside = 0;
    for (let edge = start[j] ?? 0; edge < (start[j + 1] ?? 0); edge += 1) inside += amount[edge] ?? 0;
    if (inside < (voting[j] ?? 0)) return false;
  }
  return true;
}

/** Rows of (I − A) times the voting capital of each column, and the identity beside them: whole numbers. */
function wholeNumbers({ size, start, owner, amount, voting }: LargeLoop): bigint[][] {
  const rows = Array.from({ length: size }, (_, i) =>
    Array.from({ length: 2 * size }, (_, j) => (i === j ? BigInt(voting[i] ?? 0) : j === size + i ? 1n : 0n)),
  );
  for (let j = 0; j < size; j += 1)
    for (let edge = start[j] ?? 0; edge < (start[j + 1] ?? 0); edge += 1) {
      const row = rows[owner[edge] ?? 0] ?? [];
      row[j] = (row[j] ?? 0n) - BigInt(amount[edge] ?? 0);
    }
  return rows;
}

/** M = (I − A)⁻¹ with each exact entry rounded once, by rows; null where it is no sum of chains. */
function exactMultiplier(loop: LargeLoop): Float64Array[] | null {
  const rows = diagonalized(wholeNumbers(loop));
  if (rows === null) return null;
  const multiplier: Float64Array[] = [];
  for (const [i, row] of rows.entries()) {
    const sign = (row[i] ?? 1n) < 0n ? -1n : 1n;
    const entries = row.slice(loop.size).map((value) => sign * value * BigInt(loop.voting[i] ?? 1));
    if (entries.some((value) => value < 0n)) return null;
    multiplier.push(Float64Array.from(entries, (value) => nearly(value, sign * (row[i] ?? 1n))));
  }
  return multiplier;
}

function solveExactly(loop: LargeLoop): LoopShares | null {
  const { size, inflow, inflowError } = loop;
  const multiplier = exactMultiplier(loop);
  if (multiplier === null) return null;
  const [share, error] = [new Float64Array(size), new Float64Array(size)];
  const slack = (size + 8) * ROUNDING;
  for (let j = 0; j < size; j += 1) {
    for (let i = 0; i < size; i += 1) {
      const entry = multiplier[i]?.[j] ?? 0;
      share[j] = (share[j] ?? 0) + entry * (inflow[i] ?? 0);
      error[j] = (error[j] ?? 0) + entry * (inflowError[i] ?? 0);
    }
    error[j] = (error[j] ?? 0) * (1 + slack) + slack * (share[j] ?? 0) + UNDERFLOW;
  }
  return { share, error };
}

/** What of `values` reaches member `j` by the holdings inside the loop. */
function inside(loop: LargeLoop, part: Float64Array, values: Float64Array, j: number): number {
  const { start, owner } = loop;
  let sum = 0;
  for (let edge = start[j] ?? 0; edge < (start[j + 1] ?? 0); edge += 1)
    sum += (part[edge] ?? 0) * (values[owner[edge] ?? 0] ?? 0);
  return sum;
}

/** One sweep of values = constant + inside (Gauss–Seidel); from below it only rises. Says by what ratio at most. */
function sweep(loop: LargeLoop, part: Float64Array, constant: Float64Array, values: Float64Array): number {
  let change = 0;
  for (let j = 0; j < loop.size; j += 1) {
    const value = (constant[j] ?? 0) + inside(loop, part, values, j);
    if (!(value < TOO_MUCH)) return Number.POSITIVE_INFINITY;
    change = Math.max(change, Math.abs(value - (values[j] ?? 0)) / (value + UNDERFLOW));
    values[j] = value;
  }
  return change;
}

const slackOf = ({ start }: LargeLoop, j: number): number =>
  ((start[j + 1] ?? 0) - (start[j] ?? 0) + 8) * ROUNDING;

/** How far each equation may be missed: what is computed, what its computing may have lost, what came in wrong. */
function residuals(loop: LargeLoop, part: Float64Array, share: Float64Array): Float64Array {
  return share.map((value, j) => {
    const right = (loop.inflow[j] ?? 0) + inside(loop, part, share, j);
    const lost = slackOf(loop, j) * (right + value);
    return (Math.abs(right - value) + lost + (loop.inflowError[j] ?? 0)) * (1 + 4 * ROUNDING) + UNDERFLOW;
  });
}

/** Whether bound − inside(bound) is at least the residual, rounded against us: then no share is off by more. */
function holds(loop: LargeLoop, part: Float64Array, bound: Float64Array, residual: Float64Array): boolean {
  return bound.every((value, j) => {
    const reached = inside(loop, part, bound, j);
    return value - reached - slackOf(loop, j) * (value + reached) >= (residual[j] ?? 0);
  });
}

/**
 * The error bound: with (I − A) monotone, any v with v − A·v ≥ |residual| is one. It is sought by sweeps on twice
 * the residual and then verified; null where none is found.
 */
function boundOf(loop: LargeLoop, part: Float64Array, residual: Float64Array): Float64Array | null {
  const doubled = residual.map((value) => 2 * value);
  const bound = doubled.slice();
  for (let [done, until] = [0, 1]; until <= SWEEPS_MAX; until *= 2) {
    for (; done < until; done += 1) {
      if (sweep(loop, part, doubled, bound) === Number.POSITIVE_INFINITY) return null;
    }
    if (holds(loop, part, bound, residual)) return bound;
  }
  return null;
}

function solveBySweeps(loop: LargeLoop): LoopShares {
  const part = new Float64Array(loop.amount.length);
  for (let j = 0; j < loop.size; j += 1)
    for (let edge = loop.start[j] ?? 0; edge < (loop.start[j + 1] ?? 0); edge += 1)
      part[edge] = (loop.amount[edge] ?? 0) / (loop.voting[j] ?? 1);
  const share = loop.inflow.slice();
  for (let done = 0; done < SWEEPS_MAX; done += 1) {
    const change = sweep(loop, part, loop.inflow, share);
    if (change <= ROUNDING || change === Number.POSITIVE_INFINITY) break;
  }
  const error = boundOf(loop, part, residuals(loop, part, share));
  return { share, error: error ?? new Float64Array(loop.size).fill(Number.POSITIVE_INFINITY) };
}

/**
 * Solves share = inflow + share·A inside a loop. Null where the loop has no ultimate owner; an infinite error where it
 * is too large to be solved exactly and no bound could be proved.
 */
export function solveLargeLoop(loop: LargeLoop): LoopShares | null {
  if (holdsItselfWholly(loop)) return null;
  if (loop.size <= EXACT_LOOP) return solveExactly(loop);
  const found = solveBySweeps(loop);
  if (Number.isFinite(found.error[0]) || loop.size > EXACT_AT_MOST) return found;
  return solveExactly(loop);
}
