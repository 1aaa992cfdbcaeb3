import type { Case } from './both-verifiers.ts';
import { grow, honestLog, type Line, type Log, leavesOf, linesOf, written } from './honest-log.ts';
import type { Random } from './random.ts';

/** An honest log whose newest checkpoint is held outside, before anyone lies about it. */
export type Subject = {
  readonly log: Log;
  readonly lines: readonly Line[];
  readonly bytes: Buffer;
  readonly key: string;
  readonly outside: readonly string[];
};
/** A lie gives a case that no verifier may accept, or undefined when this subject gives no occasion for it. */
export type Lie = (random: Random, subject: Subject) => Case | undefined;
export type Lies = Readonly<Record<string, Lie>>;

/** The log as a subject: all of it is covered from outside. */
export function subjectOf(log: Log): Subject {
  const lines = linesOf(log);
  const outside = [log.signer.checkpoint(log.entries.length, leavesOf(log.entries))];
  return { log, lines, bytes: written(lines), key: log.signer.verifierKey, outside };
}

/** One that has a row in every table, one entry with rows and a checkpoint at least. */
export function aSubject(random: Random): Subject {
  const log = honestLog(random, 1 + random.below(40), true);
  return subjectOf(random.chance(0.2) ? grow(random, log, 0) : log);
}

/** The subject with another export. */
export function withExport(subject: Subject, bytes: Buffer): Case {
  return { what: '', key: subject.key, export: bytes, checkpoints: subject.outside };
}

export const withLines = (subject: Subject, lines: readonly Line[]): Case =>
  withExport(subject, written(lines));

/** Positions of the lines of one kind. */
export function placesOf(lines: readonly Line[], type: string): number[] {
  return lines.flatMap((line, at) => (line.type === type ? [at] : []));
}

/** The lines with the one at this place changed. */
export function changed(lines: readonly Line[], at: number, change: (line: Line) => Line): Line[] {
  return lines.map((line, place) => (place === at ? change(line) : line));
}

/** Lines with the counts of header and end made to agree with them. */
export function counted(lines: readonly Line[]): Line[] {
  const count = (type: string): number => placesOf(lines, type).length;
  return lines.map((line) => {
    if (line.type === 'header') return { ...line, entries: count('entry') };
    if (line.type === 'end') return { ...line, rows: count('row'), checkpoints: count('checkpoint') };
    return line;
  });
}

/** A text with one sign changed, put in or taken out. */
export function anotherText(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const sign = String.fromCharCode(33 + random.below(90));
  const ways = [
    text.slice(0, at) + sign + text.slice(at),
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + sign + text.slice(at + 1),
    `${text} `,
  ];
  const other = random.pick(ways);
  return other === text || !other.isWellFormed() ? `${text}0` : other;
}
