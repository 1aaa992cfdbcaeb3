import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { capTable } from './cap-table.ts';
import { absorptionIn, lastDay, type RegisterEntry, standing, transactionsIn } from './register.ts';

type EntryRefusal = Refusal<
  | 'DAY_NOT_COME'
  | 'DATES_OUT_OF_ORDER'
  | 'ALREADY_CORRECTED'
  | 'PART_OF_ACT'
  | 'REGISTER_BROKEN'
  | 'HOLDER_ABSORBED'
  | 'HOLDER_UNKNOWN'
>;
/** Companies that others have taken in: whatever is entered, they hold nothing any more. */
type Absorbed = ReadonlySet<string>;

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
  if (found === undefined || amended) return { code: 'ALREADY_CORRECTED', facts: {} };
  // Turned back alone, it would leave the rest of its act without it.
  const part = entry.amends === about && found.ofSeveral === true;
  return part ? { code: 'PART_OF_ACT', facts: {} } : null;
}

/**
 * What the entries would break, if anything: somebody would hold less than nothing or have paid in more than is subscribed, an
 * absorbed company would have capital, or hold any.
 */
function judgeWhole(
  entries: readonly RegisterEntry[],
  absorbed: Absorbed,
): Refusal<'REGISTER_BROKEN' | 'HOLDER_ABSORBED'> | null {
  const { blocks, holders } = capTable(transactionsIn(entries), lastDay, 'register_book');
  const [block] = blocks;
  if (block !== undefined) return { code: 'REGISTER_BROKEN', facts: { because: block.because } };
  if (holders.length > 0 && absorptionIn(entries, lastDay, 'register_book') !== null)
    return { code: 'REGISTER_BROKEN', facts: { because: '该公司已被吸收合并，不再有在册出资' } };
  const gone = holders.find(({ id }) => absorbed.has(id));
  return gone === undefined ? null : { code: 'HOLDER_ABSORBED', facts: { holder: gone.id } };
}

/** Only who has subscribed pays in. */
function judgePayer(entries: readonly RegisterEntry[], entry: RegisterEntry): EntryRefusal | null {
  if (entry.kind !== 'payment' || entry.corrects !== undefined) return null;
  const { holders } = capTable(transactionsIn(entries), lastDay, 'register_book');
  return holders.some(({ id }) => id === entry.to) ? null : { code: 'HOLDER_UNKNOWN', facts: {} };
}

/**
 * May these be entered together into the register of their company? Whatever they are, on no day may anybody then hold less
 * than nothing or have paid in more than is subscribed. Refused: DAY_NOT_COME (`day`), DATES_OUT_OF_ORDER (`decidedOn`),
 * ALREADY_CORRECTED, PART_OF_ACT (amends one of several entries of one act), HOLDER_UNKNOWN (pays in without having
 * subscribed), REGISTER_BROKEN (`because`), HOLDER_ABSORBED (`holder`).
 */
export function decideEntries(
  entries: readonly RegisterEntry[],
  added: readonly RegisterEntry[],
  { today, absorbed }: { readonly today: LocalDate; readonly absorbed: Absorbed },
): Decision<null, EntryRefusal> {
  const [first = null] = added.flatMap(
    (entry) => judgeDays(entry, today) ?? judgeCorrection(entries, entry) ?? judgePayer(entries, entry) ?? [],
  );
  const judged = first ?? judgeWhole([...entries, ...added], absorbed);
  return judged === null ? accept(null) : refuse(judged.code, judged.facts);
}

/**
 * May this day be recorded of an entry that stands without it? Refused: DATE_KNOWN where it has one, and what `decideEntries`
 * refuses of the entry with its day.
 */
export function decideDate(
  entries: readonly RegisterEntry[],
  dated: { readonly id: string; readonly reading: 'register' | 'registration'; readonly on: LocalDate },
  { today, absorbed }: { readonly today: LocalDate; readonly absorbed: Absorbed },
): Decision<null, Refusal<'DATE_KNOWN'> | EntryRefusal> {
  const entry = entries.find(({ id }) => id === dated.id);
  const key = dated.reading === 'register' ? 'registerBookOn' : 'registeredOn';
  if (entry === undefined || entry[key] !== undefined) return refuse('DATE_KNOWN');
  const withDay = { ...entry, [key]: dated.on };
  const rest = entries.filter(({ id }) => id !== dated.id);
  const judged = judgeDays(withDay, today) ?? judgeWhole([...rest, withDay], absorbed);
  return judged === null ? accept(null) : refuse(judged.code, judged.facts);
}
