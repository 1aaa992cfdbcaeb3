import { addDays, type LocalDate } from '../kernel/local-date.ts';
import type { LevelRule } from '../matters/parameter-lookup.ts';
import { controlledBy } from '../organizations/majority-control.ts';
import { type DirectHolding, type OwnershipEntity, shareGraph } from '../organizations/share-graph.ts';
import { groupLevels, type LevelBasis } from './group-levels.ts';

/**
 * A dated exemption 豁免 of a company from the level check; both days belong to it. `endedOn` is the first day without it,
 * where a later act ended it early.
 */
export type LevelExemption = {
  readonly companyId: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
  readonly endedOn: LocalDate | null;
};

export type ExemptionState = 'coming' | 'in_force' | 'over' | 'ended';

/** How an exemption stands on a day. */
export function exemptionState(exemption: LevelExemption, on: LocalDate): ExemptionState {
  const { validFrom, validTo, endedOn } = exemption;
  if (endedOn !== null && endedOn <= on) return 'ended';
  if (on < validFrom) return 'coming';
  return on <= validTo ? 'in_force' : 'over';
}

/** The last day on which an exemption holds. */
export const lastDayOf = ({ validTo, endedOn }: LevelExemption): LocalDate =>
  endedOn === null ? validTo : addDays(endedOn, -1);

/** Who is exempt on a day, by company, with the exemption; at most one holds for a company on any day. */
export const exemptOn = <E extends LevelExemption>(
  exemptions: readonly E[],
  on: LocalDate,
): ReadonlyMap<string, E> =>
  new Map(
    exemptions
      .filter((one) => exemptionState(one, on) === 'in_force')
      .map((one) => [one.companyId, one] as const),
  );

/** By what levels are judged on a day: the zone's figures, and who is exempt. */
export type LevelCheck = LevelRule & { readonly exempt: ReadonlyMap<string, LevelExemption> };

/** Deeper than the limit allows: a violation, or exempt until the day given. */
export type LevelVerdict = { readonly violation: boolean; readonly exemptUntil: LocalDate | null };

export function judgeLevel(check: LevelCheck, companyId: string, level: number | null): LevelVerdict {
  if (level === null || level <= check.limit) return { violation: false, exemptUntil: null };
  const exemption = check.exempt.get(companyId);
  return exemption === undefined
    ? { violation: true, exemptUntil: null }
    : { violation: false, exemptUntil: lastDayOf(exemption) };
}

/** A controlled company's level in both readings. */
export type LevelsRead = Readonly<Record<LevelBasis, number>>;

/** The levels of a group in both readings: of the root, which is the first, and of all that it controls. */
export function readLevels(
  entities: readonly OwnershipEntity[],
  holdings: readonly DirectHolding[],
  root: string,
): ReadonlyMap<string, LevelsRead> {
  const graph = shareGraph(entities, holdings);
  const control = controlledBy(graph, root);
  const by = (basis: LevelBasis): Map<string, number> =>
    new Map(
      groupLevels(graph, root, control, Number.POSITIVE_INFINITY, basis).flatMap(({ id, level }) =>
        level === null ? [] : [[id, level] as const],
      ),
    );
  const [nearest, largest] = [by('nearest'), by('largest')];
  const levels = control.map(
    (id) => [id, { nearest: nearest.get(id) ?? 1, largest: largest.get(id) ?? 1 }] as const,
  );
  return new Map([[root, { nearest: 1, largest: 1 }], ...levels]);
}
