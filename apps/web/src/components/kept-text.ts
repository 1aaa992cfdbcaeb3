import { useState } from 'react';

/** A text kept on this device under a key until it is forgotten, so that leaving the page loses nothing. */
export function useKeptText(
  key: string,
  start = '',
): [text: string, keep: (text: string) => void, forget: () => void] {
  const [text, setText] = useState(() => localStorage.getItem(key) ?? start);
  const keep = (next: string): void => {
    setText(next);
    localStorage.setItem(key, next);
  };
  const forget = (): void => {
    setText(start);
    localStorage.removeItem(key);
  };
  return [text, keep, forget];
}

/** The lines of a text that say something. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
