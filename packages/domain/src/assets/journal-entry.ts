import { type EntrySides, entrySides, type Posting } from '../accounting/entry-lines.ts';

/** A balanced entry: at most one line for each account on a side. */
export type JournalEntry = EntrySides & {
  /** `financial` of either side; `budget` is the budget accounting of a public body. */
  readonly book: 'financial' | 'budget';
  readonly step: 'transition' | 'out' | 'in' | 'costs';
};

/** An entry of debits against credits; null when nothing is left to post. */
export function journalEntry(
  book: JournalEntry['book'],
  step: JournalEntry['step'],
  debits: readonly Posting[],
  credits: readonly Posting[],
): JournalEntry | null {
  const sides = entrySides(step, debits, credits);
  return sides && { book, step, ...sides };
}
