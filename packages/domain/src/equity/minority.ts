import { add, compare, ONE, type Ratio, ratio, subtract, ZERO } from '../kernel/ratio.ts';
import { ownedBy, type ShareGraph, shareGraph } from '../organizations/share-graph.ts';
import type { Group, Subsidiary } from './consolidation.ts';
import { solveLoop } from './cross-holding.ts';
import { type ExactAmount, ExactSum, NOTHING, plus, times } from './exact-amount.ts';
import { strongComponents } from './strong-components.ts';

/** What of a subsidiary is held outside the group: one less the shares of all its holders of the group. */
export function outsideShare({ holders }: Pick<Subsidiary, 'holders'>): Ratio {
  return subtract(ONE, holders.map(({ share }) => share).reduce(add, ZERO));
}

/**
 * Who of the group holds what of whom. The parent's shares in a subsidiary's hands count in the simultaneous method
 * only; by CAS 33 they are treasury shares.
 */
export function groupGraph(group: Group): ShareGraph {
  const companies = [group.parent, ...group.subsidiaries];
  const within = group.subsidiaries.flatMap(({ id, holders }) =>
    holders.map((holder) => ({ ...holder, owned: id })),
  );
  const across = group.crossHolding.map(({ owner, share }) => ({ owner, owned: group.parent.id, share }));
  const holdings = group.method === 'simultaneous' ? [...within, ...across] : within;
  return shareGraph(
    companies.map(({ id }) => ({ id, kind: 'company' })),
    holdings,
  );
}

/** Profits with the shares in the profits of the companies below, or the loop that cannot be solved. */
export type AdjustedProfits =
  | { readonly solved: true; readonly profits: ReadonlyMap<string, ExactAmount> }
  | { readonly solved: false; readonly loop: readonly string[] };

/**
 * Bottom-up: the own profit of each company, less its own unrealised, plus its shares in the so adjusted profits of what
 * it holds. Chains of any depth are walked without recursion, loops are solved exactly.
 */
export function adjustedProfits(graph: ShareGraph, ownOf: (id: string) => ExactAmount): AdjustedProfits {
  const profits = new Map<string, ExactAmount>();
  const fromBelow = (id: string): ExactAmount => {
    const sum = new ExactSum();
    for (const [owned, share] of ownedBy(graph, id)) sum.add(times(profits.get(owned) ?? NOTHING, share));
    return plus(ownOf(id), sum.total());
  };
  const reduced = (id: string): Ratio => {
    const { numerator, denominator } = fromBelow(id);
    return ratio(numerator, denominator);
  };
  for (const members of strongComponents(graph).reverse()) {
    const [only = ''] = members;
    if (members.length === 1) {
      profits.set(only, fromBelow(only));
      continue;
    }
    const solved = solveLoop(members, reduced, (id) => ownedBy(graph, id));
    if (solved === null) return { solved: false, loop: members };
    for (const [id, profit] of solved) profits.set(id, profit);
  }
  return { solved: true, profits };
}

/** Whether anybody outside the group holds part of a company. */
export const isOutside = (share: Ratio): boolean => compare(share, ZERO) > 0;
