import { algorithmLies } from './algorithm-lies.ts';
import type { Case } from './both-verifiers.ts';
import { byteLies } from './byte-lies.ts';
import { historyLies } from './history-lies.ts';
import { lineLies } from './line-lies.ts';
import { checkpointLies } from './note-lies.ts';
import type { Random } from './random.ts';
import { receiptLies } from './receipt-lies.ts';
import { spellingLies } from './spelling-lies.ts';
import { aSubject, type Lie, type Subject } from './subject.ts';

/** All the ways in which a server may lie here, by name. */
export const LIES: readonly (readonly [string, Lie])[] = Object.entries({
  ...algorithmLies,
  ...byteLies,
  ...spellingLies,
  ...lineLies,
  ...checkpointLies,
  ...historyLies,
  ...receiptLies,
});

/** Each subject is lied about so many times before the next is made. */
const LIES_EACH = 20;
/** Subjects that a lie may find no occasion in before it is left out for this turn. */
const PATIENCE = 200;

function isTheTruth(one: Case, subject: Subject): boolean {
  if (one.receipt !== undefined || one.key !== subject.key) return false;
  const notes = one.checkpoints?.join('\0') === subject.outside.join('\0');
  return notes && (one.export?.equals(subject.bytes) ?? false);
}

/** Lies without end: every way in turn, then from the first again. */
export function* lies(random: Random): Generator<Case> {
  for (let [turn, subject] = [0, aSubject(random)]; ; turn += 1) {
    if (turn % LIES_EACH === 0) subject = aSubject(random);
    const [what = '', lie] = LIES[turn % LIES.length] ?? [];
    for (let tries = 0; tries < PATIENCE; tries += 1) {
      const one = lie?.(random, subject);
      if (one && !isTheTruth(one, subject)) {
        yield { ...one, what };
        break;
      }
      subject = aSubject(random);
    }
  }
}
