/** A place where two answers differ: `was` and `is` as JSON values, undefined where one of them has nothing. */
export type Difference = { readonly path: string; readonly was?: unknown; readonly is?: unknown };

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What names an entry of a list among its fellows. */
function nameOf(entry: unknown): string | null {
  if (!isObject(entry)) return null;
  const name = entry.id ?? entry.code ?? entry.version ?? entry.rule;
  return typeof name === 'string' ? name : null;
}

/** A list by the names of its entries, so that one entry more is one difference; null where two have one name or none. */
function byName(list: readonly unknown[]): Json | null {
  const names = list.map(nameOf);
  if (names.includes(null) || new Set(names).size < names.length) return null;
  return Object.fromEntries(list.map((entry, i) => [names[i] as string, entry]));
}

function parts(value: unknown, other: unknown): [Json, Json] | null {
  if (isObject(value) && isObject(other)) return [value, other];
  if (!Array.isArray(value) || !Array.isArray(other)) return null;
  const [named, others] = [byName(value), byName(other)];
  return named === null || others === null ? null : [named, others];
}

/**
 * Where two JSON values differ, each place once and as deep as both have it. Lists whose entries have names (id, code,
 * version, rule) are compared by name, in whatever order; other lists as a whole.
 */
export function differences(was: unknown, is: unknown, path = ''): Difference[] {
  const both = parts(was, is);
  if (both === null) return same(was, is) ? [] : [{ path, was, is }];
  const [left, right] = both;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) =>
    differences(left[key], right[key], path === '' ? key : `${path}.${key}`),
  );
}

/** The same as JSON, whatever the order of keys; what is undefined is not there. */
function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((entry, i) => same(entry, other[i]));
  if (!isObject(one) || !isObject(other)) return Object.is(one, other);
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
    same(one[key], other[key]),
  );
}
