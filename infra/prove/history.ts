import { components } from './components.ts';

/** Reading a key gives its whole list; appending puts one value, never used before, at its end. */
export type Operation =
  | { readonly does: 'read'; readonly key: number; readonly list: readonly number[] }
  | { readonly does: 'append'; readonly key: number; readonly value: number };

/**
 * What one transaction did as its client saw it. `unknown`: it was cut off, and may have been committed. Begun and ended
 * are places in the one order of what all clients saw.
 */
export type Observed = {
  readonly outcome: 'committed' | 'failed' | 'unknown';
  readonly operations: readonly Operation[];
  readonly begun: number;
  readonly ended: number;
};

/**
 * What may be wrong with a history, by the names of Adya and Elle (Kingsbury and Alvaro, VLDB 2020). `forked`: two lists of one
 * key of which neither begins the other; `lost`: an acknowledged value that is not there in the end; `stale`: a cycle that
 * takes the order of time, where the others take only what was read and written.
 */
export const anomalies = [
  ...(['forked', 'twice', 'invented', 'lost', 'aborted read', 'intermediate read', 'internal'] as const),
  ...(['G0', 'G1c', 'G-single', 'G2', 'stale'] as const),
];
export type Anomaly = (typeof anomalies)[number];
/** Each anomaly with one place where it was found. */
export type Found = ReadonlyMap<Anomaly, string>;

type History = readonly Observed[];
type Orders = ReadonlyMap<number, readonly number[]>;
type Tell = (anomaly: Anomaly, where: string) => void;

const readsOf = ({ operations }: Observed) => operations.filter((one) => one.does === 'read');
const appendsOf = ({ operations }: Observed) => operations.filter((one) => one.does === 'append');

/** Each key's values in the order in which they came to be: the longest list that was read of it, which all others begin. */
function ordersOf(history: History, tell: Tell): Orders {
  const orders = new Map<number, readonly number[]>();
  const committed = history.filter(({ outcome }) => outcome === 'committed');
  for (const { key, list } of committed.flatMap(readsOf))
    if (list.length >= (orders.get(key)?.length ?? 0)) orders.set(key, list);
  for (const { key, list } of committed.flatMap(readsOf))
    if (list.some((value, n) => orders.get(key)?.[n] !== value)) tell('forked', `key ${key}: ${list}`);
  for (const [key, order] of orders)
    if (new Set(order).size < order.length) tell('twice', `key ${key}: ${order}`);
  return orders;
}

/** In a transaction, what it knew of a key and what it appended since must be what it reads. */
function readsItself({ operations }: Observed): boolean {
  const known = new Map<number, { whole: boolean; list: number[] }>();
  return operations.every((one) => {
    const before = known.get(one.key) ?? { whole: false, list: [] };
    if (one.does === 'append') {
      known.set(one.key, { ...before, list: [...before.list, one.value] });
      return true;
    }
    const tail = before.whole ? one.list : one.list.slice(one.list.length - before.list.length);
    known.set(one.key, { whole: true, list: [...one.list] });
    return tail.join() === before.list.join() || (!before.whole && before.list.length === 0);
  });
}

/** Readings of what nobody wrote, of what was undone, of what was not finished. */
function misread(history: History, writers: ReadonlyMap<number, number>, tell: Tell): void {
  const last = history.map((one) => new Map(appendsOf(one).map(({ key, value }) => [key, value])));
  for (const [at, one] of history.entries()) {
    if (one.outcome !== 'committed') continue;
    if (!readsItself(one)) tell('internal', `T${at}`);
    for (const { key, list } of readsOf(one))
      for (const [n, value] of list.entries()) {
        const writer = writers.get(value);
        const isLast = n === list.length - 1;
        if (writer === undefined) tell('invented', `T${at} read ${value} of key ${key}`);
        else if (history[writer]?.outcome === 'failed') tell('aborted read', `T${at} of T${writer}`);
        else if (isLast && writer !== at && last[writer]?.get(key) !== value)
          tell('intermediate read', `T${at} of T${writer}`);
      }
  }
}

export const edgeKinds = ['ww', 'wr', 'rw', 'time'] as const;
type EdgeKind = (typeof edgeKinds)[number];
type Edges = Record<EdgeKind, number[][]>;

/** Who came after whom: by the order of each key's values, by who read whose, and by time. */
function edgesOf(history: History, orders: Orders, writers: ReadonlyMap<number, number>): Edges {
  const make = (): number[][] => Array.from({ length: 2 * history.length }, () => []);
  const edges: Edges = { ww: make(), wr: make(), rw: make(), time: make() };
  const join = (kind: EdgeKind, from: number | undefined, to: number | undefined): void => {
    if (from !== undefined && to !== undefined && from !== to) edges[kind][from]?.push(to);
  };
  const by = (value: number | undefined) => (value === undefined ? undefined : writers.get(value));
  for (const order of orders.values())
    for (const [n, value] of order.entries()) join('ww', by(order[n - 1]), by(value));
  for (const [at, one] of history.entries()) {
    if (one.outcome !== 'committed') continue;
    for (const { key, list } of readsOf(one)) {
      join('wr', by(list.findLast((value) => by(value) !== at)), at);
      join('rw', at, by(orders.get(key)?.[list.length]));
    }
  }
  // The moments at which transactions ended stand behind the transactions: one edge each in place of one for every two.
  const moments = [...history.keys()]
    .filter((at) => history[at]?.outcome === 'committed')
    .sort((a, b) => (history[a]?.ended ?? 0) - (history[b]?.ended ?? 0));
  const ends = moments.map((at) => history[at]?.ended ?? 0);
  for (const [n, at] of moments.entries()) {
    join('time', at, history.length + n);
    if (n > 0) join('time', history.length + n - 1, history.length + n);
  }
  for (const [at, { outcome, begun }] of history.entries()) {
    const before = outcome === 'failed' ? -1 : lowerBound(ends, begun) - 1;
    if (before >= 0) join('time', history.length + before, at);
  }
  return edges;
}

/** How many of the ascending numbers lie below one. */
function lowerBound(ascending: readonly number[], below: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < below) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Cycles, each by the weakest of what it takes: writes alone, readings of what was written, one or more overtaken readings, time. */
function cycles(count: number, edges: Edges, tell: Tell): void {
  const along = (kinds: readonly EdgeKind[]) => (at: number) =>
    kinds.flatMap((kind) => edges[kind][at] ?? []);
  const inCircles = (kinds: readonly EdgeKind[]) =>
    components(2 * count, along(kinds)).filter((circle) => circle.length > 1);
  const where = (circle: readonly number[]): string =>
    circle
      .filter((at) => at < count)
      .slice(0, 8)
      .map((at) => `T${at}`)
      .join(' ');
  for (const circle of inCircles(['ww'])) tell('G0', where(circle));
  const written = inCircles(['ww', 'wr']);
  for (const circle of written) tell('G1c', where(circle));
  const within = new Set(written.flat());
  const found = inCircles(['ww', 'wr', 'rw']);
  for (const circle of found) {
    if (circle.some((at) => within.has(at))) continue;
    const inside = new Set(circle);
    const single = circle.some((at) =>
      (edges.rw[at] ?? []).some((to) => inside.has(to) && reaches(to, at, along(['ww', 'wr']), inside)),
    );
    tell(single ? 'G-single' : 'G2', where(circle));
  }
  const explained = new Set(found.flat());
  for (const circle of inCircles(edgeKinds))
    if (!circle.some((at) => explained.has(at))) tell('stale', where(circle));
}

function reaches(
  from: number,
  to: number,
  next: (at: number) => readonly number[],
  inside: ReadonlySet<number>,
): boolean {
  const [seen, waiting] = [new Set([from]), [from]];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === to) return true;
    for (const one of next(at))
      if (inside.has(one) && !seen.has(one)) {
        seen.add(one);
        waiting.push(one);
      }
  }
  return false;
}

/**
 * What is wrong with a history of transactions on lists; nothing means that it is strictly serializable. The last transactions must
 * have read every list after all was done.
 */
export function judged(history: History): Found {
  const found = new Map<Anomaly, string>();
  const tell: Tell = (anomaly, where) => {
    if (!found.has(anomaly)) found.set(anomaly, where);
  };
  const writers = new Map<number, number>();
  for (const [at, one] of history.entries()) for (const { value } of appendsOf(one)) writers.set(value, at);
  const orders = ordersOf(history, tell);
  for (const [at, one] of history.entries())
    for (const { key, value } of one.outcome === 'committed' ? appendsOf(one) : [])
      if (orders.get(key)?.includes(value) !== true) tell('lost', `T${at} appended ${value} to key ${key}`);
  misread(history, writers, tell);
  cycles(history.length, edgesOf(history, orders, writers), tell);
  return found;
}
