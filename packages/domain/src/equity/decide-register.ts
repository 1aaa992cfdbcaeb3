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
  const judged = judgeDays(entry, today) ?? judgeCorrection(entries, entry);
  if (judged !== null) return refuse(judged.code, judged.facts);
  const before = capTable(transactionsIn(entries), lastDay, 'register_book');
  const pays = entry.kind === 'payment' && entry.corrects === undefined;
  if (pays && !before.holders.some(({ id }) => id === entry.to)) return refuse('HOLDER_UNKNOWN');
  const table = capTable(transactionsIn([...entries, entry]), lastDay, 'register_book');
  const [block] = table.blocks;
  return block === undefined ? accept(null) : refuse('REGISTER_BROKEN', { because: block.because });
}

type DateRefusal = Refusal<'DAY_NOT_COME' | 'DATES_OUT_OF_ORDER' | 'DATE_KNOWN' | 'REGISTER_BROKEN'>;

/**
 * May this day be recorded of an entry that stands without it? Refused: DATE_KNOWN where it has one, and what `decideEntry`
 * refuses of the entry with its day.
 */
export function decideDate(
  entries: readonly RegisterEntry[],
  dated: { readonly id: string; readonly reading: 'register' | 'registration'; readonly on: LocalDate },
  today: LocalDate,
): Decision<null, DateRefusal | EntryRefusal> {
  const entry = entries.find(({ id }) => id === dated.id);
  const key = dated.reading === 'register' ? 'registerBookOn' : 'registeredOn';
  if (entry === undefined || entry[key] !== undefined) return refuse('DATE_KNOWN');
  const rest = entries.filter(({ id }) => id !== dated.id);
  const days = judgeDays({ ...entry, [key]: dated.on }, today);
  if (days !== null) return refuse(days.code, days.facts);
  const table = capTable(transactionsIn([...rest, { ...entry, [key]: dated.on }]), lastDay, 'register_book');
  const [block] = table.blocks;
  return block === undefined ? accept(null) : refuse('REGISTER_BROKEN', { because: block.because });
}
