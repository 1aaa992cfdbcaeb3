import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { type LocalDate, localDate } from '../kernel/local-date.ts';
import { capTable } from './cap-table.ts';
import { type RegisterEntry, standing, transactionsIn } from './register.ts';

type EntryRefusal = Refusal<
  'DAY_NOT_COME' | 'DATES_OUT_OF_ORDER' | 'ALREADY_CORRECTED' | 'REGISTER_BROKEN' | 'HOLDER_UNKNOWN'
>;

const lastDay = localDate('9999-12-31');

/** The days of an entry as they must stand: none before the decision, none that has not come. */
function judgeDays(entry: RegisterEntry, today: LocalDate): EntryRefusal | null {
  const days = [entry.registerBookOn, entry.registeredOn].filter((day) => day !== undefined);
  const ahead = [entry.decidedOn, ...days].find((day) => day > today);
  if (ahead !== undefined) return { code: 'DAY_NOT_COME', facts: { day: ahead } };
  return days.some((day) => day < entry.decidedOn)
    ? { code: 'DATES_OUT_OF_ORDER', facts: { decidedOn: entry.decidedOn } }
    : null;
}

/** What an entry corrects or amends must stand, and not have been amended: then the amendment is what is wrong. */
function judgeCorrection(entries: readonly RegisterEntry[], entry: RegisterEntry): EntryRefusal | null {
  const about = entry.corrects ?? entry.amends;
  if (about === undefined) return null;
  const stands = standing(entries);
  const found = stands.find(({ id }) => id === about);
  const amended = stands.some(({ amends }) => amends === about);
  return found === undefined || amended ? { code: 'ALREADY_CORRECTED', facts: {} } : null;
}

/** What the entries would break, if anything: somebody would hold less than nothing, or have paid in more than is subscribed. */
function judgeWhole(entries: readonly RegisterEntry[]): Refusal<'REGISTER_BROKEN'> | null {
  const [block] = capTable(transactionsIn(entries), lastDay, 'register_book').blocks;
  return block === undefined ? null : { code: 'REGISTER_BROKEN', facts: { because: block.because } };
}

/** Only who has subscribed pays in. */
function judgePayer(entries: readonly RegisterEntry[], entry: RegisterEntry): EntryRefusal | null {
  if (entry.kind !== 'payment' || entry.corrects !== undefined) return null;
  const { holders } = capTable(transactionsIn(entries), lastDay, 'register_book');
  return holders.some(({ id }) => id === entry.to) ? null : { code: 'HOLDER_UNKNOWN', facts: {} };
}

/**
 * May this be entered into the register of its company? Whatever it is, on no day may anybody then hold less than nothing or
 * have paid in more than is subscribed. Refused: DAY_NOT_COME (`day`), DATES_OUT_OF_ORDER (`decidedOn`),
 * ALREADY_CORRECTED, HOLDER_UNKNOWN (pays in without having subscribed), REGISTER_BROKEN (`because`).
 */
export function decideEntry(
  entries: readonly RegisterEntry[],
  entry: RegisterEntry,
  today: LocalDate,
): Decision<null, EntryRefusal> {
  const judged =
    judgeDays(entry, today) ??
    judgeCorrection(entries, entry) ??
    judgePayer(entries, entry) ??
    judgeWhole([...entries, entry]);
  return judged === null ? accept(null) : refuse(judged.code, judged.facts);
}

/**
 * May this day be recorded of an entry that stands without it? Refused: DATE_KNOWN where it has one, and what `decideEntry`
 * refuses of the entry with its day.
 */
export function decideDate(
  entries: readonly RegisterEntry[],
  dated: { readonly id: string; readonly reading: 'register' | 'registration'; readonly on: LocalDate },
  today: LocalDate,
): Decision<null, Refusal<'DATE_KNOWN'> | EntryRefusal> {
  const entry = entries.find(({ id }) => id === dated.id);
  const key = dated.reading === 'register' ? 'registerBookOn' : 'registeredOn';
  if (entry === undefined || entry[key] !== undefined) return refuse('DATE_KNOWN');
  const withDay = { ...entry, [key]: dated.on };
  const rest = entries.filter(({ id }) => id !== dated.id);
  const judged = judgeDays(withDay, today) ?? judgeWhole([...rest, withDay]);
  return judged === null ? accept(null) : refuse(judged.code, judged.facts);
}
