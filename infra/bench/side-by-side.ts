import { type Spread, spreadOf } from './figures.ts';

/** What is measured, and what a hand would do to get the same. */
export type Sides = { readonly ours: () => Promise<unknown>; readonly floor: () => Promise<unknown> };
/** The middle call of each round, milliseconds, and the ratio of the two sides round by round. */
export type Compared = {
  readonly question: string;
  readonly ms: Spread;
  readonly floorMs: Spread;
  readonly ratio: Spread;
};

/** Calls before the first round that count for nothing. */
const WARM_UP = 3;

/** Milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

export const secondsOf = async (work: () => Promise<unknown>): Promise<number> => (await timed(work)) / 1000;

/** Both sides take turns, call by call. */
export async function compare(
  question: string,
  rounds: number,
  calls: number,
  sides: Sides,
): Promise<Compared> {
  const [ms, floorMs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const [ours, floor]: [number[], number[]] = [[], []];
    for (let call = round === 0 ? -WARM_UP : 0; call < calls; call += 1) {
      const [one, two] = [await timed(sides.ours), await timed(sides.floor)];
      if (call < 0) continue;
      ours.push(one);
      floor.push(two);
    }
    ms.push(spreadOf(ours).median);
    floorMs.push(spreadOf(floor).median);
  }
  const ratio = spreadOf(ms.map((value, round) => value / (floorMs[round] ?? Number.NaN)));
  return { question, ms: spreadOf(ms), floorMs: spreadOf(floorMs), ratio };
}
