/** Who asks the person for a one-time code; null as answer: none was given. */
type Asker = () => Promise<string | null>;
let asker: Asker | null = null;

/** The frame lends its window to whatever is sent from any page. */
export function lendCodePrompt(ask: Asker): () => void {
  asker = ask;
  return () => {
    if (asker === ask) asker = null;
  };
}

export const askCode = (): Promise<string | null> => asker?.() ?? Promise.resolve(null);
