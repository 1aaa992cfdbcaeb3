import { quantile } from './runs.ts';
import type { Answered } from './soak-load.ts';

/** The memory of the server's process at one moment, in MB. */
export type Memory = { readonly minute: number; readonly resident: number; readonly heap: number };

export const BOUND_MS = 300;
export const BOUND_MB_A_MINUTE = 1;
/** The share of the requests due that have to be sent: a server that lets its callers wait is asked less. */
const SENT = 0.98;

/** The slope of the straight line that lies closest to the points (least squares); 0 of fewer than two moments. */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  const under = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return under === 0 ? 0 : over / under;
}

/** Stretches of equal length, so that none is too short for a collection to fall into it. */
const STRETCHES = 20;

/** The least heap of each stretch: what a collection left. Between collections a heap rises, whatever it is used for. */
function floors(memory: readonly Memory[]): [number, number][] {
  const [first, last] = [memory[0]?.minute ?? 0, memory.at(-1)?.minute ?? 0];
  const stretchOf = ({ minute }: Memory): number =>
    Math.min(STRETCHES - 1, Math.floor(((minute - first) / (last - first)) * STRETCHES));
  return [...Map.groupBy(memory, stretchOf).values()].map((some) => {
    const least = some.reduce((low, one) => (one.heap < low.heap ? one : low));
    return [least.minute, least.heap];
  });
}

export type Slopes = { readonly resident: number; readonly heap: number };

/**
 * MB a minute after the warm-up, of both: of the resident memory, which is what a machine runs out of, as it was; of the heap, which a
 * leak of ours grows long before the process does, what collections left, the least of each twentieth of the time.
 */
export function slopesOf(memory: readonly Memory[], warmUpMinutes: number): Slopes {
  const after = memory.filter(({ minute }) => minute >= warmUpMinutes);
  return {
    resident: slopeOf(after.map(({ minute, resident }) => [minute, resident])),
    heap: slopeOf(floors(after)),
  };
}

/** What was wrong with the memory: nothing, or one line for each. */
export const wrongInMemory = (slopes: Slopes): string[] =>
  (['resident', 'heap'] as const)
    .filter((of) => !(slopes[of] < BOUND_MB_A_MINUTE))
    .map((of) => `${of} memory grows by ${slopes[of].toFixed(2)} MB a minute`);

/** How many of each, for a sentence: `503 × 12`. */
export const countsOf = (values: readonly (string | number)[]): string =>
  [...Map.groupBy(values, (value) => value)]
    .map(([value, all]) => `${value} × ${all.length}`)
    .sort()
    .join(', ');

/** Under the load that is promised every answer is 200, and as many were asked for as were due. */
export function wrongInLoad(answers: readonly Answered[], due: number): string[] {
  const others = answers.filter(({ status }) => status !== 200);
  const wrong = [...new Set(others.map(({ kind, status }) => `${kind} answered ${status}`))].map(
    (line) =>
      `${line} × ${others.filter(({ kind, status }) => line === `${kind} answered ${status}`).length}`,
  );
  if (answers.length < due * SENT) wrong.push(`${answers.length} answers of ${due} that were due`);
  return wrong;
}

export const p95Of = (answers: readonly Answered[]): number =>
  quantile(
    answers.map(({ millis }) => millis),
    0.95,
  );

/** What `/healthz` said during a burst: its status, or 0 where it did not answer in time. */
export type Health = { readonly status: number; readonly millis: number };

/** In a burst everybody is answered, by what was asked for, or by 429, or by 503 that says when to come back; somebody was turned away. */
export function wrongInBurst(answers: readonly Answered[], health: readonly Health[]): string[] {
  const wrong: string[] = [];
  const other = answers.filter(({ status }) => ![200, 429, 503].includes(status));
  if (other.length > 0)
    wrong.push(`answered ${countsOf(other.map(({ kind, status }) => `${status} ${kind}`))}`);
  const mute = answers.filter(
    ({ status, retryAfter }) => status === 503 && !/^[1-9]\d*$/.test(retryAfter ?? ''),
  );
  if (mute.length > 0) wrong.push(`503 without Retry-After ${countsOf(mute.map(({ kind }) => kind))}`);
  if (!answers.some(({ status }) => status === 503)) wrong.push('nobody was turned away');
  if (!answers.some(({ status }) => status === 200)) wrong.push('nobody was served');
  const ill = health.filter(({ status }) => status !== 200);
  if (ill.length > 0 || health.length === 0)
    wrong.push(`health answered ${countsOf(health.map(({ status }) => status))}`);
  return wrong;
}

/** The second from which on everything is answered by 200 and, where it is given, with a p95 under the bound. */
export function recoveredAfter(answers: readonly Answered[], boundMs = Number.POSITIVE_INFINITY): number {
  const seconds = Math.ceil(Math.max(0, ...answers.map(({ at }) => at)));
  const well = (from: number): boolean => {
    const rest = answers.filter(({ at }) => at >= from);
    return rest.every(({ status }) => status === 200) && p95Of(rest) < boundMs;
  };
  for (let from = 0; from < seconds; from += 1) if (well(from)) return from;
  return Number.POSITIVE_INFINITY;
}
