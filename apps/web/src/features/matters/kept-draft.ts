import { useState } from 'react';
import { type Draft, readDraft } from './proposal-draft.ts';

type Change = Partial<Draft> | ((before: Draft) => Partial<Draft>);
/** A draft, how to change a part of it, and how to be rid of it. */
export type KeptDraft = {
  /** What hangs on the draft is kept beside it, and goes with it. */
  linksKey: string;
  draft: Draft;
  change: (change: Change) => void;
  forget: () => void;
};

/** The draft under a key, kept on this device at every change until it is proposed or discarded. */
export function useKeptDraft(key: string, start: Draft): KeptDraft {
  const [draft, setDraft] = useState<Draft>(() => readDraft(localStorage.getItem(key)) ?? start);
  const linksKey = `${key}.links`;
  const change = (part: Change): void =>
    setDraft((before) => {
      const next = { ...before, ...(typeof part === 'function' ? part(before) : part) };
      localStorage.setItem(key, JSON.stringify(next));
      return next;
    });
  const forget = (): void => {
    localStorage.removeItem(key);
    localStorage.removeItem(linksKey);
    setDraft(start);
  };
  return { linksKey, draft, change, forget };
}
