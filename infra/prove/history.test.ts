import { expect, test } from 'vitest';
import { Random } from '../verify/testing/random.ts';
import { type Anomaly, anomalies, judged, type Observed, type Operation } from './history.ts';
import { countOf, number, seed, tell } from './runs.ts';

// The full count: GUANYUN_HISTORIES=1000 of each anomaly.
const HISTORIES = countOf('GUANYUN_HISTORIES', 50);
const KEYS = 6;

const read = (key: number, ...list: number[]): Operation => ({ does: 'read', key, list });
const append = (key: number, value: number): Operation => ({ does: 'append', key, value });

/** One transaction after the other in truth, though each seems to last while some others run. */
function lawful(random: Random, count: number): Observed[] {
  const lists = new Map<number, number[]>();
  const all = (key: number): number[] => lists.get(key) ?? [];
  let value = 0;
  const history = Array.from({ length: count }, (_, at): Observed => {
    const outcome = random.pick(['committed', 'committed', 'committed', 'failed', 'unknown'] as const);
    const done = outcome === 'committed' || (outcome === 'unknown' && random.chance(0.5));
    const before = new Map([...lists].map(([key, list]) => [key, [...list]]));
    const operations = Array.from({ length: 1 + random.below(4) }, (): Operation => {
      const key = random.below(KEYS);
      if (random.chance(0.5)) return read(key, ...all(key));
      value += 1;
      lists.set(key, [...all(key), value]);
      return append(key, value);
    });
    if (!done) {
      lists.clear();
      for (const [key, list] of before) lists.set(key, list);
    }
    return { outcome, operations, begun: 10 * at - random.below(60), ended: 10 * at + 1 + random.below(60) };
  });
  const [begun, ended] = [10 * count + 100, 10 * count + 101];
  const last = Array.from({ length: KEYS }, (_, key) => read(key, ...all(key)));
  return [...history, { outcome: 'committed', operations: last, begun, ended }];
}

/** What is planted has keys and values of its own: x and y, and their values from a on. */
const [x, y, a, b] = [100, 101, 1_000_001, 1_000_002];
const at = (outcome: Observed['outcome'], ...operations: Operation[]): Observed => ({
  ...{ outcome, operations, begun: 0, ended: 1_000_000 },
});
const done = (...operations: Operation[]): Observed => at('committed', ...operations);
const planted: Readonly<Record<Anomaly, readonly Observed[]>> = {
  forked: [done(append(x, a)), done(append(x, b)), done(read(x, a)), done(read(x, b, a))],
  twice: [done(append(x, a)), done(read(x, a, a))],
  invented: [done(read(x, a))],
  lost: [done(append(x, a)), done(read(x))],
  'aborted read': [at('failed', append(x, a)), done(read(x, a))],
  'intermediate read': [done(append(x, a), append(x, b)), done(read(x, a)), done(read(x, a, b))],
  internal: [done(append(x, a), append(x, b), read(x, b)), done(read(x, a, b))],
  G0: [
    done(append(x, a), append(y, a + 10)),
    done(append(x, b), append(y, b + 10)),
    done(read(x, a, b), read(y, b + 10, a + 10)),
  ],
  G1c: [done(append(x, a), read(y, b)), done(append(y, b), read(x, a))],
  // Both read nothing and both append: an update is lost upon the other.
  'G-single': [done(read(x), append(x, a)), done(read(x), append(x, b)), done(read(x, a, b))],
  // Each reads what the other is about to change: neither could have come after the other.
  G2: [done(read(x), append(y, a)), done(read(y), append(x, b)), done(read(x, b), read(y, a))],
  stale: [
    { ...done(append(x, a)), begun: 0, ended: 5 },
    { ...done(read(x)), begun: 6, ended: 7 },
    done(read(x, a)),
  ],
};

test(`no lawful history is suspected, and each anomaly is found wherever it hides (seed ${seed})`, () => {
  const missed: string[] = [];
  for (let n = 0; n < HISTORIES; n += 1) {
    const random = new Random(seed + n);
    const clean = lawful(random, 20 + random.below(60));
    expect(Object.fromEntries(judged(clean))).toEqual({});
    for (const anomaly of anomalies) {
      const mixed = [...clean];
      for (const one of planted[anomaly]) mixed.splice(random.below(mixed.length), 0, one);
      const found = judged(mixed);
      if (!found.has(anomaly)) missed.push(`${anomaly} in history ${n}: ${[...found.keys()]}`);
    }
  }
  tell(
    'G3 planted',
    `${number(HISTORIES)} lawful histories, 0 suspected`,
    `${number(HISTORIES * anomalies.length - missed.length)} of ${number(HISTORIES * anomalies.length)} anomalies found, of ${anomalies.length} kinds`,
  );
  expect(missed).toEqual([]);
});

test.each([
  [
    'a longer circle of overtaken readings',
    'G2',
    [
      done(read(1), append(2, a)),
      done(read(2), append(3, b)),
      done(read(3), append(1, 7)),
      done(read(1, 7), read(2, a), read(3, b)),
    ],
  ],
  [
    'a reading of what came before, through another',
    'G-single',
    [
      done(append(1, a), append(2, b)),
      done(read(2, b), append(3, 7)),
      done(read(3, 7), read(1)),
      done(read(1, a), read(2, b), read(3, 7)),
    ],
  ],
  [
    'what was cut off and yet committed',
    null,
    [at('unknown', append(1, a)), done(read(1, a), append(1, b)), done(read(1, a, b))],
  ],
  ['what was cut off and undone', null, [at('unknown', append(1, a)), done(read(1))]],
  ['own appends, read back', null, [done(append(1, a), read(1, a), append(1, b), read(1, a, b))]],
] as const)('%s: %s', (_, anomaly, history) => {
  expect([...judged(history).keys()]).toEqual(anomaly === null ? [] : [anomaly]);
});
