import type { AppRouter } from '@guanyun/api/router.ts';
import { tryLocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { matterStates } from '@guanyun/domain/matters/matter-case.ts';
import { matterSlugs } from '@guanyun/domain/matters/matter-slug.ts';
import type { inferRouterInputs } from '@trpc/server';

/** What the list is narrowed to and ordered by, as the server takes it and a view keeps it. */
export type MatterFilter = Omit<inferRouterInputs<AppRouter>['matters']['list'], 'cursor'>;
/** The same in the address, so that a view is a link. */
export type FilterAddress = { [K in keyof MatterFilter]?: string };

export const levels = ['file', 'committee', 'sasac', 'gov', 'party', 'report'] as const;

const several = <T extends string>(known: readonly T[], text: string | undefined): T[] =>
  known.filter((one) => (text ?? '').split(',').includes(one));
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the address; what it does not know it passes over. */
export function filterFrom(address: FilterAddress): MatterFilter {
  const states = several(matterStates, address.states);
  const matters = several(matterSlugs, address.matters);
  const level = levels.find((one) => one === address.level);
  const { companyId, dueBy, search } = address;
  return {
    ...(states.length > 0 ? { states } : {}),
    ...(matters.length > 0 ? { matters } : {}),
    ...(companyId !== undefined && UUID.test(companyId) ? { companyId } : {}),
    ...(level === undefined ? {} : { level }),
    ...(dueBy !== undefined && tryLocalDate(dueBy) !== null ? { dueBy } : {}),
    ...(search === undefined || search === '' ? {} : { search: search.slice(0, 100) }),
    ...(address.order === 'newest' ? { order: 'newest' as const } : {}),
  };
}

/** Writes the address; the same filter is always the same link. */
export function addressOf(filter: MatterFilter): FilterAddress {
  const entries = Object.entries(filter).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.join(',') : value,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== '').toSorted());
}

/** The filter with one part changed; a part cleared is left out. */
export function changed<K extends keyof MatterFilter>(
  filter: MatterFilter,
  key: K,
  value: MatterFilter[K] | null,
): MatterFilter {
  const { [key]: _old, ...rest } = filter;
  const empty = value === null || value === undefined || value.length === 0;
  return (empty ? rest : { ...rest, [key]: value }) as MatterFilter;
}

/** Where the workbook of exactly this list is. */
export const exportAddress = (filter: MatterFilter): string =>
  `/exports/matters.xlsx?filter=${encodeURIComponent(JSON.stringify(filter))}`;
