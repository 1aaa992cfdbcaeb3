import { localDate, tryLocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { decideCatalogueContent } from '@guanyun/domain/matters/decide-catalogue.ts';
import { useState } from 'react';
import type { Figure, Version } from './catalogue-data.ts';
import { readValue, typedOf } from './figure-text.ts';

/** What somebody has typed into a draft and not saved: only what differs from what the server keeps. */
export type Edit = {
  readonly version?: string;
  readonly effectiveFrom?: string;
  readonly retroactive?: boolean;
  readonly legalText?: string;
  readonly typed: Readonly<Record<string, string>>;
};
const untouched: Edit = { typed: {} };

function readEdit(text: string | null): Edit {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    if (typeof kept !== 'object' || kept === null) return untouched;
    const { typed } = kept as Partial<Edit>;
    return { ...kept, typed: typeof typed === 'object' ? typed : {} };
  } catch {
    return untouched;
  }
}

/** The edit of one draft, kept on this device until it is saved or dropped. */
export function useKeptEdit(id: string) {
  const key = `guanyun.catalogue.${id}`;
  const [edit, setEdit] = useState(() => readEdit(localStorage.getItem(key)));
  const change = (next: Edit): void => {
    setEdit(next);
    localStorage.setItem(key, JSON.stringify(next));
  };
  const forget = (): void => {
    setEdit(untouched);
    localStorage.removeItem(key);
  };
  return { edit, change, forget };
}

const savedValue = (version: Version, figure: Figure): string => version.values[figure.key] ?? figure.builtIn;

/** What stands in the field of a figure. */
export const fieldOf = (version: Version, edit: Edit, figure: Figure): string =>
  edit.typed[figure.key] ?? typedOf(figure, savedValue(version, figure));

/** What a draft would say if it were saved now; a figure that is no value keeps what it was and is counted as wrong. */
export function readDraft(version: Version, edit: Edit, figures: readonly Figure[]) {
  const values: Record<string, string> = {};
  const malformed = new Set<string>();
  const changed = new Set<string>();
  for (const figure of figures) {
    const saved = savedValue(version, figure);
    const typed = edit.typed[figure.key];
    const value = typed === undefined ? saved : readValue(figure, typed);
    if (value === null) malformed.add(figure.key);
    else if (value !== figure.builtIn) values[figure.key] = value;
    if (value !== saved) changed.add(figure.key);
  }
  const content = {
    version: (edit.version ?? version.version).trim(),
    effectiveFrom: edit.effectiveFrom ?? version.effectiveFrom,
    retroactive: edit.retroactive ?? version.retroactive,
    legalText: edit.legalText ?? version.legalText ?? '',
    values,
  };
  const header = (['version', 'effectiveFrom', 'retroactive'] as const).filter(
    (key) => content[key] !== version[key],
  ).length;
  const text = content.legalText === (version.legalText ?? '') ? 0 : 1;
  return { content, malformed, changed, unsaved: changed.size + header + text };
}

/** What the server would refuse of it, by the key of the figure; the same decision, taken before it is sent. */
export function refusedKeys({ content }: Pick<ReturnType<typeof readDraft>, 'content'>): ReadonlySet<string> {
  const day = tryLocalDate(content.effectiveFrom) ?? localDate('9999-12-31');
  const decision = decideCatalogueContent({ ...content, effectiveFrom: day }, []);
  if (decision.outcome === 'accepted') return new Set();
  return new Set(decision.refusals.flatMap(({ facts }) => (facts.key === undefined ? [] : [facts.key])));
}
