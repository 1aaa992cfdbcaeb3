import { type Fen, fen } from '../kernel/money.ts';
import { divideHalfUp, type Ratio, ratio } from '../kernel/ratio.ts';
import { solveLoop } from './cross-holding.ts';

export type Equities = ReadonlyMap<string, Fen>;

/** Rounding moves what holds one another by a few fen only; a loop that does not settle in so many rounds is refused. */
const MOST_ROUNDS = 10_000;

/** Going down first and then up, so that whole fen that chase one another round the loop come to rest. */
function settle(start: Equities, next: (at: Equities) => Equities): Equities | null {
  let [at, falling] = [start, true];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const then = next(at);
    const moved = [...at].filter(([id, amount]) => then.get(id) !== amount);
    if (moved.length === 0) return at;
    falling &&= moved.some(([id, amount]) => (then.get(id) ?? amount) < amount);
    const lower = (id: string, amount: Fen): Fen => {
      const other = then.get(id) ?? amount;
      return other < amount ? other : amount;
    };
    at = falling ? new Map([...at].map(([id, amount]) => [id, lower(id, amount)])) : then;
  }
  return null;
}

/**
 * Net assets of companies that hold one another, each its own and its shares in the others’ (子公司相互持股, CAS 33): solved
 * exactly, then brought to whole fen that agree with `next`, which rounds each share. Null where nobody outside owns them.
 */
export function loopEquities(
  members: readonly string[],
  ownOf: (id: string) => Fen,
  heldBy: (id: string) => ReadonlyMap<string, Ratio>,
  next: (at: Equities) => Equities,
): Equities | null {
  const solved = solveLoop(members, (id) => ratio(ownOf(id)), heldBy);
  if (solved === null) return null;
  const start = members.map((id): [string, Fen] => {
    const { numerator, denominator } = solved.get(id) ?? ratio(0n);
    return [id, fen(divideHalfUp(numerator, denominator))];
  });
  return settle(new Map(start), next);
}
