import { Random } from '../verify/testing/random.ts';

/** The seed of this run, from GUANYUN_SEED where somebody plays a run again. */
export const seed = Number(process.env.GUANYUN_SEED ?? Date.now() % 2 ** 31);
export const random = new Random(seed);

/** How often: the full count from the environment, else the small one that every change is tested with. */
export const countOf = (name: string, small: number): number => Number(process.env[name] ?? small);

/** The one line of a proof: its goal, its figures, its seed. */
export function tell(goal: string, ...figures: readonly string[]): void {
  process.stdout.write(`${goal}: ${[...figures, `seed ${seed}`].join(', ')}\n`);
}

export const number = (value: number): string => value.toLocaleString('en-US');

/** The value below which this share of them lies; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
