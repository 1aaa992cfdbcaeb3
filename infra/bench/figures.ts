/** Middle, least and greatest of several measurements. */
export type Spread = { readonly median: number; readonly min: number; readonly max: number };

/** The median of an even number of values is the mean of the two in the middle. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? 0;
  const half = sorted.length / 2;
  const median = (at(Math.ceil(half) - 1) + at(Math.floor(half))) / 2;
  return { median, min: at(0), max: at(sorted.length - 1) };
}

/** `12.3 (11.9–13.0)`, with so many places. */
export function showSpread({ median, min, max }: Spread, places: number): string {
  return `${median.toFixed(places)} (${min.toFixed(places)}–${max.toFixed(places)})`;
}

/** Adds up under names, in the order in which the names came first. */
export class Tally {
  readonly sums = new Map<string, number>();
  add(name: string, value: number): void {
    this.sums.set(name, (this.sums.get(name) ?? 0) + value);
  }
  get total(): number {
    return [...this.sums.values()].reduce((sum, value) => sum + value, 0);
  }
}
