import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { addDays, type LocalDate } from '../kernel/local-date.ts';

/** One version as it stands beside others. */
export type ListVersion = {
  readonly id: string;
  readonly version: string;
  readonly state: 'draft' | 'agreed' | 'published' | 'superseded' | 'revoked';
  readonly effectiveFrom: LocalDate;
  readonly effectiveTo: LocalDate;
  readonly publishedOn: LocalDate | null;
};

const binding = (list: ListVersion): boolean => list.state === 'published' || list.state === 'superseded';
const meet = (a: ListVersion, b: ListVersion): boolean =>
  a.effectiveFrom <= b.effectiveTo && b.effectiveFrom <= a.effectiveTo;

/**
 * What publishing a version does to those before it: the one it is said to supersede ends the day before it begins. Refused:
 * LISTS_OVERLAP with any other, LIST_SUPERSEDES_BACK where it would begin before today or not after the beginning of the
 * other.
 */
export function decidePublication(
  list: ListVersion,
  others: readonly ListVersion[],
  supersedesId: string | null,
  today: LocalDate,
): Decision<{ readonly ends: { readonly id: string; readonly to: LocalDate } | null }, Refusal> {
  const overlapping = others.filter((other) => other.id !== list.id && binding(other) && meet(other, list));
  const stranger = overlapping.find(({ id }) => id !== supersedesId);
  if (stranger !== undefined) return refuse('LISTS_OVERLAP', { version: stranger.version });
  const [old] = overlapping;
  if (old === undefined) return accept({ ends: null });
  if (list.effectiveFrom < today || list.effectiveFrom <= old.effectiveFrom)
    return refuse('LIST_SUPERSEDES_BACK', { version: old.version, from: list.effectiveFrom });
  return accept({ ends: { id: old.id, to: addDays(list.effectiveFrom, -1) } });
}

type Item = { readonly code: string } & Readonly<Record<string, unknown>>;
export type ItemDifference = {
  readonly code: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly fields: readonly { readonly name: string; readonly before: unknown; readonly after: unknown }[];
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const fieldsOf = (names: readonly string[], before: Item | null, after: Item | null) =>
  names.flatMap((name) => {
    const [was, is] = [before?.[name] ?? null, after?.[name] ?? null];
    return same(was, is) ? [] : [{ name, before: was, after: is }];
  });

/** Item by item and field by field, by code: what a version adds, removes and changes; in the order of the codes. */
export function compareItems(
  before: readonly Item[],
  after: readonly Item[],
  names: readonly string[],
): ItemDifference[] {
  const [old, young] = [new Map(before.map((i) => [i.code, i])), new Map(after.map((i) => [i.code, i]))];
  const codes = [...new Set([...old.keys(), ...young.keys()])].sort();
  return codes.flatMap((code): ItemDifference[] => {
    const [was, is] = [old.get(code) ?? null, young.get(code) ?? null];
    const fields = fieldsOf(names, was, is);
    if (was !== null && is !== null && fields.length === 0) return [];
    return [{ code, kind: was === null ? 'added' : is === null ? 'removed' : 'changed', fields }];
  });
}
