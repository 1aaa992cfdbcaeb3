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
  /** The amount as a part of the capital that votes and shares, rounded once. */
  readonly part: Float64Array;
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

/** Sorts holdings by owner. Those of companies that hold themselves wholly, and of nothing, are left out. */
export function largeGraph(holdings: LargeHoldings): LargeGraph {
  const { size, owner, owned, amount } = holdings;
  const { known, voting } = sums(holdings);
  const start = new Uint32Array(size + 1);
  const kept = new Uint32Array(owner.length);
  let count = 0;
  for (let edge = 0; edge < owner.length; edge += 1) {
    const [from, to] = [owner[edge] ?? 0, owned[edge] ?? 0];
    if (from === to || amount[edge] === 0 || (voting[to] ?? 0) <= 0) continue;
    kept[count] = edge;
    count += 1;
    start[from + 1] = (start[from + 1] ?? 0) + 1;
  }
  for (let id = 0; id < size; id += 1) start[id + 1] = (start[id + 1] ?? 0) + (start[id] ?? 0);
  const next = start.slice();
  const sorted = {
    owned: new Uint32Array(count),
    amount: new Float64Array(count),
    part: new Float64Array(count),
  };
  for (let k = 0; k < count; k += 1) {
    const edge = kept[k] ?? 0;
    const [from, to, held] = [owner[edge] ?? 0, owned[edge] ?? 0, amount[edge] ?? 0];
    const at = next[from] ?? 0;
    next[from] = at + 1;
    sorted.owned[at] = to;
    sorted.amount[at] = held;
    sorted.part[at] = held / (voting[to] ?? 1);
  }
  return { size, start, ...sorted, voting, known };
}
