import { useState } from 'react';

/** A text kept on this device under a key until it is forgotten, so that leaving the page loses nothing. */
export function useKeptText(key: string): [text: string, keep: (text: string) => void, forget: () => void] {
  const [text, setText] = useState(() => localStorage.getItem(key) ?? '');
  const keep = (next: string): void => {
    setText(next);
    localStorage.setItem(key, next);
  };
  const forget = (): void => {
    setText('');
    localStorage.removeItem(key);
  };
  return [text, keep, forget];
}
