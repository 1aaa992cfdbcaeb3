/** One line of a count being taken: present (1), missing (0) or not looked at yet (null). */
export type CountEntry = { readonly counted: 0 | 1 | null; readonly note: string };
/** A count being taken, by asset. */
export type CountDraft = Readonly<Record<string, CountEntry>>;

const EMPTY: CountEntry = { counted: null, note: '' };

/** The entry of an asset, empty if nothing was entered. */
export function entryOf(draft: CountDraft, assetId: string): CountEntry {
  return Object.hasOwn(draft, assetId) ? (draft[assetId] ?? EMPTY) : EMPTY;
}

/** How many of the assets were looked at. */
export function countedSoFar(draft: CountDraft, assetIds: readonly string[]): number {
  return assetIds.filter((id) => entryOf(draft, id).counted !== null).length;
}

/** The lines to send, or null while an asset was not looked at or a missing one has no note. */
export function countLines(
  draft: CountDraft,
  assetIds: readonly string[],
): { assetId: string; counted: 0 | 1; note: string }[] | null {
  const lines: { assetId: string; counted: 0 | 1; note: string }[] = [];
  for (const assetId of assetIds) {
    const { counted, note } = entryOf(draft, assetId);
    if (counted === null || (counted === 0 && note.trim() === '')) return null;
    lines.push({ assetId, counted, note: note.trim() });
  }
  return lines;
}

/** A count kept on this device, read back; anything else than a count is no draft. */
export function parseDraft(stored: string | null): CountDraft {
  if (stored === null) return {};
  try {
    const value: unknown = JSON.parse(stored);
    if (typeof value !== 'object' || value === null) return {};
    const entries = Object.entries(value).flatMap(([id, entry]: [string, unknown]) => {
      if (typeof entry !== 'object' || entry === null) return [];
      const counted =
        'counted' in entry && (entry.counted === 0 || entry.counted === 1) ? entry.counted : null;
      const note = 'note' in entry && typeof entry.note === 'string' ? entry.note : '';
      return [[id, { counted, note }] as const];
    });
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}
