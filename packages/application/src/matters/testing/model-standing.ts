import type { Asked, Case, Kind, Level, Owed, Verdict, Who } from './model-case.ts';
import { addDays, type Day, workingDays } from './model-days.ts';

/** What the laws have in common: duties, levels, the clock, what is owed, what stands against handing in. */

/** Who answers for an act: who does it, and whose post it is done in. */
export const answering = (k: Asked): Who[] => (k.behalf === null ? [k.by] : [k.by, k.behalf]);

export const companySide = ['handler', 'legal', 'representative', 'endorser', 'executor'];

export const decided = (c: Case): boolean => c.level !== 'file' && c.level !== 'report';

export const upward = (c: Case): boolean => c.level === 'sasac' || c.level === 'gov';

export const over = [
  ...['not_accepted', 'rejected', 'externally_rejected', 'completed', 'withdrawn'],
  ...['expired', 'superseded', 'revoked', 'not_passed', 'transferred', 'archived'],
];

export const at = (c: Case, ...states: string[]): boolean => states.includes(c.state);

export const WRONG = 'WRONG_STATE';

/** Nobody stands on both sides of a case; one person has one duty; members vote besides, only the secretary does not; the company's people carry out. */
function dutyOf(c: Case, who: Who, taken: string): Verdict {
  const own = c.duties[who] ?? [];
  const onCompanySide = (d: string): boolean => companySide.includes(d);
  if (own.some((d) => onCompanySide(d) !== onCompanySide(taken))) return 'SAME_PERSON_BOTH_SIDES';
  const together = (d: string): boolean =>
    d === taken ||
    d === 'executor' ||
    taken === 'executor' ||
    (d === 'member' && taken !== 'secretary') ||
    (taken === 'member' && d !== 'secretary');
  if (!own.every(together)) return 'DUTIES_NOT_SEPARATE';
  c.duties[who] = [...new Set([...own, taken])];
  return null;
}

/** Under a delegation both take the duty, and on the committee's side neither may be related to the company. */
export function duty(c: Case, k: Asked, taken: string): Verdict {
  const persons = answering(k);
  if (k.behalf !== null && !companySide.includes(taken) && persons.some((who) => c.related.includes(who)))
    return 'RECUSED';
  for (const who of persons) {
    const refused = dutyOf(c, who, taken);
    if (refused !== null) return refused;
  }
  return null;
}

export const step = (c: Case, k: Asked, from: boolean, as: string): Verdict =>
  from ? duty(c, k, as) : WRONG;

export const onSeen = (c: Case, k: Asked, from: boolean, as: string): Verdict => {
  if (!from) return WRONG;
  return k.seen ? duty(c, k, as) : 'CONTENT_CHANGED';
};

/** The mandate for disposals ends in August; then nothing is routed or decided any more. */
export const lapsed = (c: Case, on: Day = c.day): boolean => c.kind === 'asset_disposal' && on > '2026-08-31';

export const cannotRoute = (c: Case, k: Asked): boolean => k.blocked || lapsed(c);

export const amountAt = (kind: Kind, level: Level): number => {
  const gift = kind === 'donation';
  if (level === 'file') return 10_000;
  if (level === 'sasac') return gift ? 100_000 : 10_000_000;
  if (level === 'gov') return gift ? 400_000 : 60_000_000;
  return gift ? 100_000 : 1_000_000;
};

export const limitOf = (c: Case): number => {
  if (c.level === 'file') return 5;
  // Gifts have seven days, in an emergency two; the others half of theirs.
  if (c.kind === 'donation') return c.urgent ? 2 : 7;
  const days = c.kind === 'asset_disposal' ? 15 : 20;
  return c.urgent ? Math.ceil(days / 2) : days;
};

export const endStops = (c: Case): void => {
  c.stops = c.stops.map((s) => (s.to === null ? { ...s, to: c.day } : s));
};

export const dueNow = (c: Case): void => {
  if (c.accepted === null || c.limit === null) return;
  c.due = workingDays(c.accepted, c.limit, c.stops, c.day);
};

export const standing = (c: Case): boolean => c.stops.some((s) => s.to === null);

export const stop = (c: Case, higher: boolean): void => {
  endStops(c);
  c.stops.push({ from: addDays(c.day, 1), to: null, higher });
};

export const isOwed = (o: Owed): boolean => o.state === 'open' || o.state === 'reported';

export const owes = (c: Case, what?: Owed['what']): boolean =>
  c.owed.some((o) => isOwed(o) && (what === undefined || o.what === what));

export const owe = (c: Case, what: Owed['what'], participant = false): void => {
  c.owed.push({ what, state: 'open', participant, by: null });
};

export const fallAway = (c: Case): void => {
  c.owed = c.owed.map((o) => (isOwed(o) ? { ...o, state: 'void' } : o));
};

/** Back to the company: no clock, nothing owed for having been accepted as lacking. */
export const sentBack = (c: Case, state: string): void => {
  Object.assign(c, {
    state,
    before: null,
    accepted: null,
    limit: null,
    due: null,
    deficiencyDue: null,
    conditional: false,
  });
  fallAway(c);
  endStops(c);
};

/** Equity and assets were appraised on 31 March 2026, for a year; a gift is not. */
export const appraisedUntil: Day = '2027-03-31';

/** What stands against handing in, in the order in which it is said. */
export function missing(c: Case): Verdict {
  const covered = c.accepted === null || owes(c, 'deficiency');
  if (c.variant === 'minor' || (c.variant === 'promised' && !covered)) return 'MATERIAL_MISSING';
  if (c.variant === 'noBoard' || c.variant === 'future') return 'PRECHECK_FAILED';
  if (c.kind !== 'donation' && c.day > appraisedUntil) return 'PRECHECK_FAILED';
  const owed = ['company_legal', 'company_representative', ...(c.joint ? ['participant'] : [])];
  if (!owed.every((as) => c.signed.some((s) => s.as === as))) return 'SIGNATURE_MISSING';
  return c.variant === 'major' ? 'DEFICIENCY_NOT_ALLOWED' : null;
}

export const consented = (c: Case): boolean =>
  !c.urgent ||
  ['committee_director', 'committee_member'].every((as) => c.consents.some((one) => one.as === as));

export function startClock(c: Case): void {
  c.accepted = c.day;
  c.limit = limitOf(c);
  c.due = workingDays(c.day, c.limit);
  c.state = 'accepted';
}
