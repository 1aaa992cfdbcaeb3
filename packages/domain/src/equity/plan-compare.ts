import type { LocalDate } from '../kernel/local-date.ts';
import { compare, ONE, type Ratio, subtract, ZERO } from '../kernel/ratio.ts';
import type { LevelRule } from '../matters/parameter-lookup.ts';
import type { DirectHolding, OwnershipEntity } from '../organizations/share-graph.ts';
import type { CapTable } from './cap-table.ts';
import { judgeLevel, type LevelCheck } from './level-check.ts';
import { type Ownership, ownership } from './ownership.ts';

export type Tables = ReadonlyMap<string, CapTable>;

/** Direct shares by subscription. */
export const holdingsIn = (tables: ReadonlyMap<string, Pick<CapTable, 'holders'>>): DirectHolding[] =>
  [...tables].flatMap(([owned, table]) =>
    table.holders.flatMap(({ id, vote }) => (vote === null ? [] : [{ owner: id, owned, share: vote }])),
  );

/** Ownership as the tables have it, seen from a root or from nobody. */
export const ownershipIn = (
  entities: readonly OwnershipEntity[],
  tables: Tables,
  root?: string,
  levels?: LevelRule,
): Ownership => ownership({ entities, holdings: holdingsIn(tables), root, levels });

/**
 * Where a company stands. `root` is the first-tier company that controls it, the planned group before any other; level,
 * violation, exemption are counted from there. `effective` and `minority` are of the planned group: what it owns through every chain,
 * and what others own of a company that it controls.
 */
export type Standing = {
  readonly root: string | null;
  readonly level: number | null;
  readonly violation: boolean;
  /** Too deep, and exempt until that day. */
  readonly exemptUntil: LocalDate | null;
  readonly effective: Ratio;
  readonly minority: Ratio | null;
};
export type CompanyChange = {
  readonly id: string;
  readonly before: Standing;
  readonly after: Standing;
  readonly changed: boolean;
  /** Who took it in. */
  readonly absorbedBy: string | null;
};
/** A holder whose direct share shrinks. */
export type Loss = {
  readonly owner: string;
  readonly owned: string;
  readonly before: Ratio;
  readonly after: Ratio;
};
export type PlanComparison = {
  readonly companies: readonly CompanyChange[];
  readonly newlyControlled: readonly string[];
  readonly noLongerControlled: readonly string[];
  readonly violations: { readonly before: readonly string[]; readonly after: readonly string[] };
  readonly losses: readonly Loss[];
};

export type Compared = {
  readonly entities: readonly OwnershipEntity[];
  readonly groupId: string;
  /** First-tier companies, each the root of what it controls. */
  readonly roots: readonly string[];
  readonly before: Tables;
  readonly after: Tables;
  readonly absorbed: ReadonlyMap<string, string>;
  readonly levels: LevelCheck;
};

function standings({ entities, groupId, roots, levels }: Compared, tables: Tables): (id: string) => Standing {
  const seenFrom = (root: string): Ownership => ownershipIn(entities, tables, root, levels);
  const group = seenFrom(groupId);
  // A first-tier company that the group controls is no root of its own any more.
  const others = roots.filter((root) => root !== groupId && !group.control.includes(root));
  const views = [{ root: groupId, seen: group }, ...others.map((root) => ({ root, seen: seenFrom(root) }))];
  const owned = new Map(
    group.effective.filter((e) => e.owner === groupId).map((e) => [e.owned, e.ratio] as const),
  );
  return (id) => {
    const effective = id === groupId ? ONE : (owned.get(id) ?? ZERO);
    const view = views.find(({ root, seen }) => root === id || seen.control.includes(id));
    const root = view?.root ?? null;
    const level = root === id ? 1 : (view?.seen.levels.find((one) => one.id === id)?.level ?? null);
    const minority = root === groupId ? subtract(ONE, effective) : null;
    return { root, level, ...judgeLevel(levels, id, level), effective, minority };
  };
}

const sameRatio = (a: Ratio | null, b: Ratio | null): boolean =>
  a === null || b === null ? a === b : compare(a, b) === 0;
const same = (a: Standing, b: Standing): boolean =>
  a.root === b.root &&
  a.level === b.level &&
  a.violation === b.violation &&
  sameRatio(a.effective, b.effective);

function lossesBetween(before: Tables, after: Tables): Loss[] {
  const now = new Map(
    holdingsIn(after).map(({ owner, owned, share }) => [`${owner} ${owned}`, share] as const),
  );
  return holdingsIn(before).flatMap(({ owner, owned, share }) => {
    const left = now.get(`${owner} ${owned}`) ?? ZERO;
    return compare(left, share) < 0 ? [{ owner, owned, before: share, after: left }] : [];
  });
}

/** What a plan changes: control, levels and violations, what others own, and whose shares shrink. */
export function comparePlan(asked: Compared): PlanComparison {
  const { entities, groupId, before, after, absorbed } = asked;
  const [was, is] = [standings(asked, before), standings(asked, after)];
  const companies = entities
    .filter((entity) => entity.kind === 'company')
    .map(({ id }): CompanyChange => {
      const [old, now] = [was(id), is(id)];
      const absorbedBy = absorbed.get(id) ?? null;
      return { id, before: old, after: now, changed: absorbedBy !== null || !same(old, now), absorbedBy };
    });
  const inGroup = (at: Standing, id: string): boolean => at.root === groupId && id !== groupId;
  const ids = (keep: (company: CompanyChange) => boolean): string[] =>
    companies.filter(keep).map(({ id }) => id);
  return {
    companies,
    newlyControlled: ids((c) => !inGroup(c.before, c.id) && inGroup(c.after, c.id)),
    noLongerControlled: ids((c) => inGroup(c.before, c.id) && !inGroup(c.after, c.id)),
    violations: { before: ids((c) => c.before.violation), after: ids((c) => c.after.violation) },
    losses: lossesBetween(before, after),
  };
}
