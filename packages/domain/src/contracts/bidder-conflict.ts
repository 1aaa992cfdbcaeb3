import type { Finding, Reason } from '../kernel/basis.ts';
import { compare, ZERO } from '../kernel/ratio.ts';
import { majorityClosure } from '../organizations/majority-control.ts';
import {
  type DirectHolding,
  holdersOf,
  type OwnershipEntity,
  type ShareGraph,
  shareGraph,
  type TreasuryShare,
} from '../organizations/share-graph.ts';
import { conflictBasis, controlBasis } from './tender-law.ts';

/** What may stand between bidders, or between a bidder and the tenderer; the gravest first. */
export const conflictCodes = ['CONTROL', 'MANAGEMENT', 'SAME_HEAD', 'COMMON_CONTROLLER', 'INTEREST'] as const;
export type ConflictCode = (typeof conflictCodes)[number];

export const conflictOutcomes = ['ok', 'review', 'invalid'] as const;
export type ConflictOutcome = (typeof conflictOutcomes)[number];

/** Who bids for one lot, and what is known of who holds, manages and heads whom. */
export type BidderConflictInput = {
  readonly tenderer: string;
  readonly bidders: readonly string[];
  /** Who is not listed is a company. */
  readonly entities?: readonly OwnershipEntity[] | undefined;
  readonly holdings: readonly DirectHolding[];
  readonly treasury?: readonly TreasuryShare[] | undefined;
  readonly management?: readonly { readonly from: string; readonly to: string }[] | undefined;
  readonly heads?: readonly { readonly entity: string; readonly person: string }[] | undefined;
};

export type JudgedBid = {
  readonly id: string;
  readonly outcome: ConflictOutcome;
  readonly codes: readonly ConflictCode[];
  /** The bidders concerned in their order, then the tenderer. */
  readonly with: readonly string[];
  readonly because: string;
};

export type BidderConflict = {
  readonly bids: readonly JudgedBid[];
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};

/** For each bidder, by code, with whom. */
type Found = ReadonlyMap<string, ReadonlyMap<ConflictCode, Set<string>>>;

const sentences: Record<ConflictCode, string> = {
  CONTROL: '存在控股关系，相关投标均无效',
  MANAGEMENT: '存在管理关系，相关投标均无效',
  SAME_HEAD: '单位负责人为同一人，相关投标均无效',
  COMMON_CONTROLLER: '受同一控制人控制但互不控制，须人工复核',
  INTEREST: '（招标人）有利害关系，须复核是否可能影响招标公正性',
};
const invalidating: ReadonlySet<ConflictCode> = new Set(['CONTROL', 'MANAGEMENT', 'SAME_HEAD']);

/** Everybody who holds one of these through any chain, the nearest first, themselves included. */
function holdersAbove(graph: ShareGraph, ids: readonly string[]): string[] {
  const found = new Set(ids);
  for (const id of found) for (const holder of holdersOf(graph, id).keys()) found.add(holder);
  return [...found];
}

/**
 * Whom each controller that is not a state body controls. Whoever is controlled by one of them is left out: its own
 * controller controls all that it does.
 */
function controlledGroups(
  graph: ShareGraph,
  parties: readonly string[],
  states: ReadonlySet<string>,
  closureOf: (id: string) => ReadonlySet<string>,
): ReadonlySet<string>[] {
  const groups: ReadonlySet<string>[] = [];
  const below = new Set<string>();
  for (const id of holdersAbove(graph, parties).reverse()) {
    if (states.has(id) || below.has(id)) continue;
    const group = closureOf(id);
    for (const each of group) below.add(each);
    if (group.size > 1) groups.push(group);
  }
  return groups;
}

function headsOf(input: BidderConflictInput): Map<string, string[]> {
  const byPerson = new Map<string, string[]>();
  for (const { entity, person } of input.heads ?? []) {
    const headed = byPerson.get(person) ?? [];
    headed.push(entity);
    byPerson.set(person, headed);
  }
  return byPerson;
}

/** Each two of them, once. */
function* pairs(ids: readonly string[]): Generator<readonly [string, string]> {
  for (const [at, a] of ids.entries()) for (const b of ids.slice(at + 1)) if (a !== b) yield [a, b];
}

/** Finds what stands between whom. */
function search(input: BidderConflictInput): Found {
  const { tenderer, bidders } = input;
  const graph = shareGraph(input.entities ?? [], input.holdings, input.treasury);
  const states = new Set((input.entities ?? []).filter(({ kind }) => kind === 'state').map(({ id }) => id));
  const closures = new Map<string, ReadonlySet<string>>();
  const closureOf = (id: string): ReadonlySet<string> => {
    const known = closures.get(id) ?? majorityClosure(graph, id);
    closures.set(id, known);
    return known;
  };
  const found = new Map(bidders.map((id) => [id, new Map<ConflictCode, Set<string>>()]));
  const mark = (code: ConflictCode, id: string, other: string): void => {
    const codes = found.get(id);
    codes?.set(code, (codes.get(code) ?? new Set()).add(other));
  };
  /** Between two bidders the code, between a bidder and the tenderer an interest; anybody else is of no concern. */
  const between = (code: ConflictCode, a: string, b: string): void => {
    if (a === b) return;
    if (found.has(a) && found.has(b)) {
      mark(code, a, b);
      mark(code, b, a);
    } else if (a === tenderer) mark('INTEREST', b, tenderer);
    else if (b === tenderer) mark('INTEREST', a, tenderer);
  };
  const controls = (a: string, b: string): boolean => closureOf(a).has(b) || closureOf(b).has(a);
  const parties = [...bidders, tenderer];
  for (const [a, b] of pairs(parties)) if (controls(a, b)) between('CONTROL', a, b);
  for (const { from, to } of input.management ?? []) between('MANAGEMENT', from, to);
  for (const headed of headsOf(input).values())
    for (const [a, b] of pairs(headed.filter((id) => found.has(id)))) between('SAME_HEAD', a, b);
  for (const group of controlledGroups(graph, parties, states, closureOf))
    for (const [a, b] of pairs(parties.filter((id) => group.has(id))))
      if (!controls(a, b)) between('COMMON_CONTROLLER', a, b);
  for (const { owner, owned, share } of input.holdings)
    if (compare(share, ZERO) > 0 && (owner === tenderer || owned === tenderer))
      between('INTEREST', owner, owned);
  return found;
}

function judge(id: string, parties: readonly string[], found: Found): JudgedBid {
  const by = found.get(id) ?? new Map<ConflictCode, Set<string>>();
  const codes = conflictCodes.filter((code) => by.has(code));
  const others = (code: ConflictCode): string[] => parties.filter((each) => by.get(code)?.has(each));
  const concerned = new Set(codes.flatMap(others));
  const outcome = codes.some((code) => invalidating.has(code)) ? 'invalid' : codes[0] ? 'review' : 'ok';
  const because = codes.map((code) => `与 ${others(code).join('、')} ${sentences[code]}`).join('；');
  return {
    id,
    outcome,
    codes,
    with: parties.filter((each) => concerned.has(each)),
    because: because || '未发现与其他投标人或招标人之间的限制情形',
  };
}

/** Who may not bid together, and whose bid has to be looked at because of the tenderer. */
export function bidderConflict(input: BidderConflictInput): BidderConflict {
  const parties = [...input.bidders, input.tenderer];
  const found = search(input);
  const bids = input.bidders.map((id) => judge(id, parties, found));
  const reasons = conflictCodes.map((code): Reason => {
    const concerned = bids.filter((bid) => bid.codes.includes(code)).map(({ id }) => id);
    const because = concerned.length === 0 ? '未发现' : `${concerned.join('、')}：${sentences[code]}`;
    const basis = code === 'COMMON_CONTROLLER' ? [conflictBasis, controlBasis] : [conflictBasis];
    return { rule: code, outcome: concerned.length === 0 ? 'pass' : 'fail', because, basis };
  });
  return { bids, blocks: [], warnings: [], reasons };
}
