import { readFileSync } from 'node:fs';

const DAY = 86_400_000;

/** Whole days that the file says to go ahead; none when it is absent or says something else. */
function daysAhead(file: string): number {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return /^\d{1,4}$/.test(text) ? Number(text) : 0;
  } catch {
    return 0;
  }
}

/**
 * The server's clock. The example's may go some days ahead, so that a case can be played through to its end in one
 * sitting; a zone that is not the example always has the real time.
 */
export const createClock =
  (file: string | null): (() => Date) =>
  () =>
    new Date(Date.now() + (file === null ? 0 : daysAhead(file) * DAY));
