/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** What became known of one contracting process at one time, as OCDS 1.1 publishes it: only what is new or changed. */
export type OcdsRelease = JsonObject & {
  readonly ocid: string;
  readonly id: string;
  /** An instant with its offset. */
  readonly date: string;
  readonly tag: readonly string[];
};

/** Lists that a release gives whole; every list of texts is one too. */
const wholeLists = new Set(['additionalIdentifiers', 'additionalClassifications', 'changes']);
/** What a release says of itself is not merged. */
const ofRelease = new Set(['id', 'date', 'tag']);
/** What a release says again of whatever it says anything of: the schema demands it. */
const identifying = new Set(['id', 'awardID']);

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
type Entry = JsonObject & { readonly id: string | number };
const isEntry = (value: Json): value is Entry =>
  isObject(value) && (typeof value.id === 'string' || typeof value.id === 'number');
/** A list whose entries are told apart by their ids, and so are merged one by one. */
export const byIds = (key: string, list: Json | undefined): list is readonly Entry[] =>
  Array.isArray(list) && !wholeLists.has(key) && (list as readonly Json[]).every(isEntry);

function mergeLists(before: readonly Entry[], after: readonly Entry[]): Json {
  const merged = new Map<string | number, JsonObject>(before.map((entry) => [entry.id, entry]));
  for (const entry of after) merged.set(entry.id, mergeObjects(merged.get(entry.id) ?? {}, entry));
  return [...merged.values()];
}

function mergeObjects(before: JsonObject, after: JsonObject): JsonObject {
  const merged = new Map(Object.entries(before));
  for (const [key, value] of Object.entries(after)) {
    const old = merged.get(key);
    if (value === null) merged.delete(key);
    else if (isObject(value)) merged.set(key, mergeObjects(isObject(old) ? old : {}, value));
    else if (byIds(key, value)) merged.set(key, mergeLists(byIds(key, old) ? old : [], value));
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

const contentOf = (release: OcdsRelease): JsonObject =>
  Object.fromEntries(Object.entries(release).filter(([key]) => !ofRelease.has(key)));

/**
 * All releases of one process as one: the state that they amount to (OCDS 1.1, merging). They are given in the order of their
 * dates; what a later one says stands in the place of the earlier, `null` takes a field away, lists whose entries have ids
 * are merged entry by entry and other lists are replaced. At least one release is needed.
 */
export function compiledRelease(releases: readonly OcdsRelease[]): OcdsRelease {
  const last = releases.at(-1);
  if (last === undefined) throw new Error('no release');
  const { ocid, date } = last;
  const state = releases.map(contentOf).reduce(mergeObjects, {});
  return { ...state, ocid, id: `${ocid}-${date}`, date, tag: ['compiled'] };
}

/** What has to be said so that `before` becomes `after`; what is not mentioned stays. null: nothing. */
function changesOf(before: JsonObject, after: JsonObject): JsonObject | null {
  const changes = new Map<string, Json>();
  for (const key of Object.keys(before)) if (!(key in after)) changes.set(key, null);
  for (const [key, value] of Object.entries(after)) {
    const change = changeOf(key, before[key], value);
    if (change !== null) changes.set(key, change);
  }
  if (changes.size === 0) return null;
  const named = Object.entries(after).filter(([key]) => identifying.has(key));
  return { ...Object.fromEntries(named), ...Object.fromEntries(changes) };
}

function changeOf(key: string, before: Json | undefined, after: Json): Json {
  if (isObject(after) && isObject(before)) return changesOf(before, after);
  if (byIds(key, after) && byIds(key, before)) {
    const known = new Map(before.map((entry) => [entry.id, entry]));
    const entries = after.flatMap((entry): JsonObject[] => {
      const old = known.get(entry.id);
      const change = old === undefined ? entry : changesOf(old, entry);
      return change === null ? [] : [change];
    });
    return entries.length === 0 ? null : entries;
  }
  return same(before, after) ? null : after;
}

/** Equal whatever the order of keys. */
function same(a: Json | undefined, b: Json | undefined): boolean {
  if (isObject(a) && isObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => same(a[key], b[key]));
  }
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, at) => same(one, b[at]));
  return a === b;
}

/**
 * The content of the next release of a process: what a state says that the releases so far do not. null: nothing is new.
 * Merged with the releases so far it gives the state back, and beside it the entries of lists that are no longer there: OCDS has
 * no word for taking one back, so who was once a party stays one.
 */
export function nextRelease(releases: readonly OcdsRelease[], state: JsonObject): JsonObject | null {
  const known = releases.length === 0 ? {} : contentOf(compiledRelease(releases));
  const { ocid: _known, ...before } = known;
  const { ocid: _given, ...after } = state;
  return changesOf(before, after);
}
