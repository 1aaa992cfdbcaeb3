import type { LargeHoldings } from '@guanyun/domain/equity/large-graph.ts';

/** Capital of every company, in parts: a share is a whole number of them. */
export const PARTS = 1_000_000;
/** Holders from outside the group, numbered after its companies. */
export const OUTSIDERS = 3;
const HOLDINGS_EACH = 3;
const FIRST_LOOP = 10;

export type Group = {
  readonly companies: number;
  readonly holdings: LargeHoldings;
  /** The companies that stand in loops. */
  readonly circling: readonly number[];
};

/** Random numbers that are the same in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Loop = { readonly from: number; readonly size: number };

/** Loops of two to six neighbours, one in a hundred companies in all, spread over the whole group. */
function loopsIn(companies: number): Loop[] {
  const wanted = Math.round(companies / 100);
  const loops: Loop[] = [];
  for (let placed = 0; wanted - placed >= 2; ) {
    const left = wanted - placed;
    const size = Math.min(left, 2 + (loops.length % 5));
    // One left over would be no loop.
    const fitting = left - size === 1 ? size + 1 : size;
    loops.push({ from: FIRST_LOOP + placed * 100, size: fitting });
    placed += fitting;
  }
  return loops;
}

/** A main holder and two others, all different, from those before `limit` or from outside. */
function holdersOf(random: () => number, companies: number, limit: number, main: number | null): number[] {
  const holders = [main ?? Math.floor(random() * limit)];
  while (holders.length < HOLDINGS_EACH) {
    const pick = Math.floor(random() * (limit + OUTSIDERS));
    const holder = pick < limit ? pick : companies + pick - limit;
    if (!holders.includes(holder)) holders.push(holder);
  }
  return holders;
}

/**
 * A group under company 0: every other has three holders, a main one for 45 to 80% and two for up to 10%, all founded
 * before it; in a loop each is mainly held by the one before, and the first by the last for a little besides.
 */
export function makeGroup(companies: number, seed = 1): Group {
  const random = randomFrom(seed);
  const size = companies + OUTSIDERS;
  const count = (companies - 1) * HOLDINGS_EACH;
  const owner = new Uint32Array(count);
  const owned = new Uint32Array(count);
  const amount = new Float64Array(count);
  const loopAt = new Map(loopsIn(companies).flatMap((loop) => members(loop).map((id) => [id, loop])));
  for (let id = 1; id < companies; id += 1) {
    const loop = loopAt.get(id);
    const inside = loop !== undefined && id > loop.from;
    const holders = holdersOf(random, companies, loop?.from ?? id, inside ? id - 1 : null);
    if (loop?.from === id) holders[HOLDINGS_EACH - 1] = loop.from + loop.size - 1;
    for (const [k, holder] of holders.entries()) {
      const at = (id - 1) * HOLDINGS_EACH + k;
      owner[at] = holder;
      owned[at] = id;
      amount[at] = k === 0 ? 450_000 + Math.floor(random() * 350_001) : 1 + Math.floor(random() * 100_000);
    }
  }
  const capital = new Float64Array(size).fill(PARTS, 0, companies);
  return { companies, holdings: { size, owner, owned, amount, capital }, circling: [...loopAt.keys()] };
}

function members({ from, size }: Loop): number[] {
  return Array.from({ length: size }, (_, at) => from + at);
}
