import { assert } from '../kernel/assert.ts';

/**
 * Direct holdings of very many companies, one place in the arrays each: who holds whom by number, and the capital
 * held in whole units (for instance fen) of the owned company's whole. Several of one pair add up; a holding of
 * itself is treasury shares. Whole numbers keep control exact: nothing is rounded before it is compared.
 */
export type LargeHoldings = {
  /** Companies and other holders are numbered from 0. */
  readonly size: number;
  readonly owner: Uint32Array;
  readonly owned: Uint32Array;
  readonly amount: Float64Array;
  /** The capital of each, in the same units; 0 for who has none. At most 2^51, so that sums stay exact. */
  readonly capital: Float64Array;
};

/** The same by owner, without treasury shares: what `i` holds stands at `start[i]` up to `start[i + 1]`. */
export type LargeGraph = {
  readonly size: number;
  readonly start: Uint32Array;
  readonly owned: Uint32Array;
  readonly amount: Float64Array;
  /** Capital that votes and shares: all but what a company holds of itself. */
  readonly voting: Float64Array;
  /** What of the capital somebody is known to hold, treasury shares included. */
  readonly known: Float64Array;
};

const CAPITAL_MAX = 2 ** 51;

/** What each holds of itself, and what of it is held in all. */
function sums({ size, owner, owned, amount, capital }: LargeHoldings) {
  const known = new Float64Array(size);
  const voting = Float64Array.from(capital);
  for (let edge = 0; edge < owner.length; edge += 1) {
    const [from, to, part] = [owner[edge] ?? size, owned[edge] ?? size, amount[edge] ?? -1];
    assert(from < size && to < size, 'owner and owned are numbered');
    assert(Number.isSafeInteger(part) && part >= 0, 'capital held is a whole number');
    known[to] = (known[to] ?? 0) + part;
    if (from === to) voting[to] = (voting[to] ?? 0) - part;
  }
  for (let id = 0; id < size; id += 1) {
    const whole = capital[id] ?? 0;
    assert(Number.isSafeInteger(whole) && whole >= 0 && whole <= CAPITAL_MAX, 'capital is a whole number');
    assert((known[id] ?? 0) <= CAPITAL_MAX, 'what is held in all stays exact');
  }
  return { known, voting };
}

/** Sorts holdings by owner in one pass. Those of companies that hold themselves wholly, and of nothing, are left out. */
export function largeGraph(holdings: LargeHoldings): LargeGraph {
  const { size, owner, owned, amount } = holdings;
  const { known, voting } = sums(holdings);
  const start = new Uint32Array(size + 1);
  const counts = (edge: number): boolean =>
    owner[edge] !== owned[edge] && (amount[edge] ?? 0) > 0 && (voting[owned[edge] ?? 0] ?? 0) > 0;
  for (let edge = 0; edge < owner.length; edge += 1) {
    const next = (owner[edge] ?? 0) + 1;
    if (counts(edge)) start[next] = (start[next] ?? 0) + 1;
  }
  for (let id = 0; id < size; id += 1) start[id + 1] = (start[id + 1] ?? 0) + (start[id] ?? 0);
  const next = start.slice();
  const to = new Uint32Array(start[size] ?? 0);
  const part = new Float64Array(to.length);
  for (let edge = 0; edge < owner.length; edge += 1) {
    if (!counts(edge)) continue;
    const from = owner[edge] ?? 0;
    const at = next[from] ?? 0;
    next[from] = at + 1;
    to[at] = owned[edge] ?? 0;
    part[at] = amount[edge] ?? 0;
  }
  return { size, start, owned: to, amount: part, voting, known };
}
