/** The strongly connected components of a graph of so many places (Tarjan 1972), without recursion: graphs here are deep. */
export function components(count: number, next: (at: number) => readonly number[]): number[][] {
  const [order, low] = [new Int32Array(count).fill(-1), new Int32Array(count)];
  const [open, onStack] = [[] as number[], new Uint8Array(count)];
  const found: number[][] = [];
  let clock = 0;
  const enter = (at: number): { at: number; to: readonly number[]; n: number } => {
    order[at] = clock;
    low[at] = clock;
    clock += 1;
    open.push(at);
    onStack[at] = 1;
    return { at, to: next(at), n: 0 };
  };
  const close = (root: number): void => {
    const circle: number[] = [];
    for (let at = open.pop(); at !== undefined; at = at === root ? undefined : open.pop()) {
      onStack[at] = 0;
      circle.push(at);
    }
    found.push(circle);
  };
  const lower = (at: number, to: number): void => {
    low[at] = Math.min(low[at] ?? 0, to);
  };
  for (let start = 0; start < count; start += 1) {
    if (order[start] !== -1) continue;
    const path = [enter(start)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const to = top.to[top.n];
      top.n += 1;
      if (to === undefined) {
        path.pop();
        const above = path.at(-1);
        if (above !== undefined) lower(above.at, low[top.at] ?? 0);
        if (low[top.at] === order[top.at]) close(top.at);
      } else if (order[to] === -1) path.push(enter(to));
      else if (onStack[to] === 1) lower(top.at, order[to] ?? 0);
    }
  }
  return found;
}
