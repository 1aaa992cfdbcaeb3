type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one byte form of a value that digests are taken of: keys sorted by code unit, text in Unicode NFC, no white
 * space, absent keys left out. Numbers must be safe integers; every other quantity is a decimal string.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(normalized(value));
}

function normalized(value: unknown): Json {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.normalize('NFC');
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`not canonical: ${value} is no safe integer`);
    return value;
  }
  if (Array.isArray(value)) return value.map(normalized);
  if (typeof value !== 'object') throw new Error(`not canonical: ${typeof value}`);
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => [key.normalize('NFC'), normalized(inner)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries);
}
