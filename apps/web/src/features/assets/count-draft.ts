/** What may be wrong with a line of the list. */
export const differenceKinds = ['missing', 'damaged', 'encumbered', 'title_pending'] as const;
export type DifferenceKind = (typeof differenceKinds)[number];
const found = ['present', ...differenceKinds] as const;
export type Found = (typeof found)[number];

/** One line of a count being taken: what was found, or not looked at yet (null). */
export type CountEntry = { readonly found: Found | null; readonly note: string };
/** A count being taken, by asset. */
export type CountDraft = Readonly<Record<string, CountEntry>>;
export type CountedLine = { assetId: string; note: string; difference?: DifferenceKind };

const EMPTY: CountEntry = { found: null, note: '' };

/** The entry of an asset, empty if nothing was entered. */
export function entryOf(draft: CountDraft, assetId: string): CountEntry {
  return Object.hasOwn(draft, assetId) ? (draft[assetId] ?? EMPTY) : EMPTY;
}

/** A difference that nobody has explained yet. */
export const unexplained = ({ found: what, note }: CountEntry): boolean =>
  what !== null && what !== 'present' && note.trim() === '';

/** The lines to send, those looked at; null while nothing is entered or a difference has no word about it. */
export function countLines(draft: CountDraft): CountedLine[] | null {
  const entries = Object.entries(draft).filter(([, entry]) => entry.found !== null);
  if (entries.length === 0 || entries.some(([, entry]) => unexplained(entry))) return null;
  return entries.map(([assetId, { found: what, note }]) => ({
    ...{ assetId, note: note.trim() },
    ...(what === null || what === 'present' ? {} : { difference: what }),
  }));
}

/** A count kept on this device, read back; anything else than a count is no draft. */
export function parseDraft(stored: string | null): CountDraft {
  if (stored === null) return {};
  try {
    const value: unknown = JSON.parse(stored);
    if (typeof value !== 'object' || value === null) return {};
    const entries = Object.entries(value).flatMap(([id, entry]: [string, unknown]) => {
      if (typeof entry !== 'object' || entry === null) return [];
      const what = 'found' in entry ? (found.find((one) => one === entry.found) ?? null) : null;
      const note = 'note' in entry && typeof entry.note === 'string' ? entry.note : '';
      return [[id, { found: what, note }] as const];
    });
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}
