import { add, compare, divide, multiply, ONE, type Ratio, subtract, ZERO } from '../kernel/ratio.ts';

/** Equations x = own + Σ share × x of what each holds, of companies that hold one another. */
type System = {
  readonly own: Map<string, Ratio>;
  /** For each company the shares it holds in others of the loop. */
  readonly held: Map<string, Map<string, Ratio>>;
  /** For each company who of the loop still counts with it. */
  readonly holders: Map<string, Set<string>>;
};

/** Loops so entangled that solving them exactly would take longer than anybody waits are not solved. */
const mostSteps = 200_000;

function systemOf(
  members: readonly string[],
  ownOf: (id: string) => Ratio,
  heldBy: (id: string) => ReadonlyMap<string, Ratio>,
): System {
  const own = new Map(members.map((id) => [id, ownOf(id)]));
  const held = new Map(
    members.map((id) => [id, new Map([...heldBy(id)].filter(([owned]) => own.has(owned)))]),
  );
  const holders = new Map(members.map((id) => [id, new Set<string>()]));
  for (const [owner, shares] of held) for (const owned of shares.keys()) holders.get(owned)?.add(owner);
  return { own, held, holders };
}

function accumulate(sums: Map<string, Ratio>, id: string, amount: Ratio): void {
  sums.set(id, add(sums.get(id) ?? ZERO, amount));
}

/** Solves the equation of one company for it; false where it holds itself wholly, round the loop. */
function isolate({ own, held }: System, id: string, shares: Map<string, Ratio>): boolean {
  const itself = shares.get(id);
  if (itself === undefined) return true;
  shares.delete(id);
  const rest = subtract(ONE, itself);
  if (compare(rest, ZERO) === 0) return false;
  own.set(id, divide(own.get(id) ?? ZERO, rest));
  held.set(id, new Map([...shares].map(([owned, share]) => [owned, divide(share, rest)])));
  return true;
}

/** Puts the equation of one company into those of its holders; how many shares that took, null where it cannot be. */
function substitute(system: System, id: string): number | null {
  const { own, held, holders } = system;
  const users = holders.get(id) ?? new Set();
  users.delete(id);
  if (!isolate(system, id, held.get(id) ?? new Map())) return null;
  const shares = held.get(id) ?? new Map<string, Ratio>();
  for (const owned of shares.keys()) holders.get(owned)?.delete(id);
  for (const user of users) {
    const row = held.get(user) ?? new Map<string, Ratio>();
    const factor = row.get(id) ?? ZERO;
    row.delete(id);
    accumulate(own, user, multiply(factor, own.get(id) ?? ZERO));
    for (const [owned, share] of shares) {
      accumulate(row, owned, multiply(factor, share));
      holders.get(owned)?.add(user);
    }
  }
  return users.size * (shares.size + 1);
}

/** The company whose substitution makes the fewest new shares. */
function simplest({ held, holders }: System, waiting: ReadonlySet<string>): string {
  let best = { id: '', weight: Number.POSITIVE_INFINITY };
  for (const id of waiting) {
    const weight = (held.get(id)?.size ?? 0) * (holders.get(id)?.size ?? 0);
    if (weight < best.weight) best = { id, weight };
  }
  return best.id;
}

/**
 * Solves the equations of a loop of holdings exactly, the simplest company first, so that a long ring stays as cheap as
 * a chain. Null where the loop holds itself wholly （nobody outside owns it） or is too entangled to be solved exactly.
 */
export function solveLoop(
  members: readonly string[],
  ownOf: (id: string) => Ratio,
  heldBy: (id: string) => ReadonlyMap<string, Ratio>,
): ReadonlyMap<string, Ratio> | null {
  const system = systemOf(members, ownOf, heldBy);
  const waiting = new Set(members);
  const order: string[] = [];
  let steps = 0;
  while (waiting.size > 0) {
    const id = simplest(system, waiting);
    waiting.delete(id);
    const taken = substitute(system, id);
    if (taken === null) return null;
    steps += taken;
    if (steps > mostSteps) return null;
    order.push(id);
  }
  const solved = new Map<string, Ratio>();
  for (const id of order.reverse()) {
    const terms = [...(system.held.get(id) ?? [])].map(([owned, share]) =>
      multiply(share, solved.get(owned) ?? ZERO),
    );
    solved.set(id, terms.reduce(add, system.own.get(id) ?? ZERO));
  }
  return solved;
}
