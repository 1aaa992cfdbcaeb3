import { add, compare, divide, ONE, type Ratio, subtract, ZERO } from '../kernel/ratio.ts';

/** Who or what holds or is held. */
export type OwnershipEntity = {
  readonly id: string;
  readonly kind: 'company' | 'state' | 'person' | 'other';
};

/** A direct shareholding; several of one pair add up. */
export type DirectHolding = { readonly owner: string; readonly owned: string; readonly share: Ratio };

/** What a company holds of itself. */
export type TreasuryShare = { readonly company: string; readonly share: Ratio };

/** Direct holdings as a graph: owner and owned by id, in the order of the entities. */
export type ShareGraph = {
  /** Entities in order; ids that only a holding names come last. */
  readonly order: readonly string[];
  readonly position: ReadonlyMap<string, number>;
  /** For each held entity its holders and their voting shares: without treasury shares, and brought back to one. */
  readonly holders: ReadonlyMap<string, ReadonlyMap<string, Ratio>>;
  /** The other direction: what an owner holds. */
  readonly owned: ReadonlyMap<string, ReadonlyMap<string, Ratio>>;
  /** All known shares of a held entity, treasury shares included, as given. */
  readonly known: ReadonlyMap<string, Ratio>;
  /** Entities whose shares are all in their own hands. */
  readonly selfHeld: ReadonlySet<string>;
  /** Ids in a holding that are not among the entities. */
  readonly unknown: readonly string[];
};

type Sums = Map<string, Map<string, Ratio>>;

function accumulate(sums: Sums, a: string, b: string, share: Ratio): void {
  const row = sums.get(a) ?? new Map<string, Ratio>();
  row.set(b, add(row.get(b) ?? ZERO, share));
  sums.set(a, row);
}

function orderOf(entities: readonly OwnershipEntity[], holdings: readonly DirectHolding[]): string[] {
  const named = holdings.flatMap((holding) => [holding.owner, holding.owned]);
  return [...new Set([...entities.map((entity) => entity.id), ...named])];
}

/** Shares of each entity by holder as given, and its treasury shares apart. */
function collect(
  holdings: readonly DirectHolding[],
  treasury: readonly TreasuryShare[],
): { outside: Sums; own: Map<string, Ratio> } {
  const outside: Sums = new Map();
  const own = new Map<string, Ratio>();
  const keep = (company: string, share: Ratio): void => {
    if (compare(share, ZERO) === 0) return;
    own.set(company, add(own.get(company) ?? ZERO, share));
  };
  for (const { company, share } of treasury) keep(company, share);
  for (const { owner, owned, share } of holdings) {
    if (compare(share, ZERO) === 0) continue;
    if (owner === owned) keep(owned, share);
    else accumulate(outside, owned, owner, share);
  }
  return { outside, own };
}

/**
 * Builds the graph of direct holdings. Treasury shares (also a holding of itself) neither vote nor share, so every
 * other share of that entity is divided by one less them (公司法第一百一十六条、第二百一十条).
 */
export function shareGraph(
  entities: readonly OwnershipEntity[],
  holdings: readonly DirectHolding[],
  treasury: readonly TreasuryShare[] = [],
): ShareGraph {
  const order = orderOf(entities, holdings);
  const { outside, own } = collect(holdings, treasury);
  const holders: Sums = new Map();
  const owned: Sums = new Map();
  const selfHeld = new Set<string>();
  const known = new Map<string, Ratio>(own);
  for (const [company, byOwner] of outside) {
    const left = subtract(ONE, own.get(company) ?? ZERO);
    for (const [owner, share] of byOwner) {
      known.set(company, add(known.get(company) ?? ZERO, share));
      if (compare(left, ZERO) <= 0) continue;
      accumulate(holders, company, owner, divide(share, left));
      accumulate(owned, owner, company, divide(share, left));
    }
  }
  for (const [company, share] of own) if (compare(share, ONE) >= 0) selfHeld.add(company);
  const listed = new Set(entities.map((entity) => entity.id));
  return {
    order,
    position: new Map(order.map((id, index) => [id, index])),
    holders,
    owned,
    known,
    selfHeld,
    unknown: order.filter((id) => !listed.has(id)),
  };
}

const none: ReadonlyMap<string, Ratio> = new Map();

/** The holders of an entity and their shares. */
export function holdersOf(graph: ShareGraph, id: string): ReadonlyMap<string, Ratio> {
  return graph.holders.get(id) ?? none;
}

/** What an owner holds directly. */
export function ownedBy(graph: ShareGraph, id: string): ReadonlyMap<string, Ratio> {
  return graph.owned.get(id) ?? none;
}

/** The graph without the holders of one entity, which is then its own ultimate owner. */
export function cutOff(graph: ShareGraph, id: string): ShareGraph {
  const holders = new Map(graph.holders);
  holders.delete(id);
  const owned = new Map(graph.owned);
  for (const holder of holdersOf(graph, id).keys()) {
    const rest = new Map(ownedBy(graph, holder));
    rest.delete(id);
    owned.set(holder, rest);
  }
  const selfHeld = new Set(graph.selfHeld);
  selfHeld.delete(id);
  return { ...graph, holders, owned, selfHeld };
}
