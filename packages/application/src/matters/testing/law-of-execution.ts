import type { Asked, Case, Law, Warrant } from './model-case.ts';
import { addDays, addMonths, type Day, earliest, workingDays } from './model-days.ts';
import {
  answering,
  appraisedUntil,
  at,
  endStops,
  fallAway,
  isOwed,
  onSeen,
  over,
  owe,
  owes,
  step,
  upward,
  WRONG,
} from './model-standing.ts';

/** What the term rests on: the appraisal, the year of a gift. */
const restsUntil = (c: Case, issued: Day): Day =>
  c.kind === 'donation' ? `${issued.slice(0, 4)}-12-31` : appraisedUntil;

/** Equity is registered anew with the market authority and as state property, by each company. */
function registers(c: Case): void {
  if (c.kind !== 'equity_transfer') return;
  for (const participant of c.joint ? [false, true] : [false])
    for (let n = 0; n < 2; n += 1) owe(c, 'registration', participant);
}

/** The instrument is out: it carries acts from now on, an instruction to vote only after the shareholders. */
export function issueTo(c: Case, instruction: boolean): void {
  c.state = 'issued';
  if (c.conditional) owe(c, 'condition_before');
  if (c.urgent) owe(c, 'make_up');
  if (!instruction) registers(c);
  const rests = restsUntil(c, c.day);
  const expires = earliest(addMonths(c.day, c.kind === 'donation' ? 3 : 12), rests);
  c.warrant = {
    ...{ amount: c.joint ? c.amount - 100 : c.amount, spent: 0, last: null, issued: c.day, expires },
    ...{ latest: earliest(addMonths(expires, 12), rests), revoked: false, suspended: false },
    ...{ awaited: instruction, longer: 'none', until: '' },
  };
}

/** What the decision rests on was over before an instrument was out. */
export const lapsedBefore = (c: Case): boolean => restsUntil(c, c.day) < c.day;
const inForce = (c: Case): boolean => c.warrant !== null && !c.warrant.revoked && c.day <= c.warrant.expires;

const onWarrant = (c: Case, set: Partial<Warrant>): void => {
  if (c.warrant !== null) c.warrant = { ...c.warrant, ...set };
};

/** From acceptance on something may be owed. */
const owing = [
  ...[
    'accepted',
    'reviewed',
    'cleared',
    'on_agenda',
    'deferred',
    'approved',
    'forwarded',
    'externally_approved',
  ],
  ...['ready_to_seal', 'issued', 'executing', 'suspended'],
];

export const oneOf = (c: Case, k: Asked): number => k.which % c.owed.length;

/** How much of what there is. */
export const portion = (k: Asked, rest: number): number =>
  k.share === 'part' ? 5 : k.share === 'rest' ? Math.max(1, rest) : rest + 1;

/** The instrument, carrying out, supervision, the end and the archive (domain/matters.md 3.2, 3.4). */
export const lawOfExecution = {
  signInstrument: (c, k) => {
    const from = at(c, 'externally_approved') || (at(c, 'approved') && !upward(c));
    const refused = onSeen(c, k, from, 'signer');
    if (refused === null) c.state = 'ready_to_seal';
    return refused;
  },
  issue: (c, k) => {
    const refused = onSeen(c, k, at(c, 'ready_to_seal'), 'seal');
    if (refused !== null) return refused;
    if (lapsedBefore(c)) return 'WARRANT_EXPIRED';
    issueTo(c, c.shared);
    return null;
  },
  recordShareholders: (c, k) => {
    const w = c.warrant;
    if (w === null || !w.awaited || w.revoked) return WRONG;
    if (c.day > w.expires) return 'WARRANT_EXPIRED';
    const refused = step(c, k, at(c, 'issued'), 'handler');
    if (refused !== null) return refused;
    if (k.good) {
      onWarrant(c, { awaited: false });
      registers(c);
      return null;
    }
    c.state = 'not_passed';
    onWarrant(c, { revoked: true });
    fallAway(c);
    return null;
  },
  spend: (c, k) => {
    const w = c.warrant;
    if (w === null || k.stranger) return 'NO_WARRANT';
    if (c.day > w.expires) return 'WARRANT_EXPIRED';
    if (w.revoked) return 'WARRANT_NOT_IN_FORCE';
    if (w.suspended) return 'WARRANT_SUSPENDED';
    if (w.awaited) return 'RESOLUTION_MISSING';
    if (owes(c, 'condition_before')) return 'CONDITION_OPEN';
    const amount = portion(k, w.amount - w.spent);
    if (w.spent + amount > w.amount) return 'AMOUNT_EXCEEDS_WARRANT';
    const refused = step(c, k, at(c, 'issued', 'executing'), 'executor');
    if (refused !== null) return refused;
    c.state = 'executing';
    onWarrant(c, { spent: w.spent + amount, last: amount });
    return null;
  },
  release: (c, k) => {
    const w = c.warrant;
    if (w === null || w.last === null) return 'NOT_FOUND';
    const refused = step(c, k, at(c, 'executing', 'suspended'), 'executor');
    if (refused !== null) return refused;
    const amount = portion(k, w.last);
    if (amount > w.last) return 'RELEASE_EXCEEDS_SPENDING';
    onWarrant(c, { spent: w.spent - amount, last: w.last - amount });
    return null;
  },
  askExtension: (c, k) => {
    const w = c.warrant;
    if (w === null) return 'NOT_FOUND';
    const refused = step(c, k, at(c, 'issued', 'executing'), 'handler');
    if (refused !== null) return refused;
    if (w.longer !== 'none') return 'EXTENSION_USED';
    if (c.day > w.expires) return 'EXTENSION_TOO_LATE';
    const until = addDays(w.expires, k.days);
    if (until <= w.expires || until > w.latest) return 'EXTENSION_TOO_LONG';
    onWarrant(c, { longer: 'asked', until });
    return null;
  },
  answerExtension: (c, k) => {
    const w = c.warrant;
    if (w === null) return 'NOT_FOUND';
    const refused = step(c, k, at(c, 'issued', 'executing'), 'signer');
    if (refused !== null) return refused;
    if (w.longer === 'none') return 'NOT_FOUND';
    if (w.longer === 'answered') return 'EXTENSION_USED';
    onWarrant(c, { longer: 'answered', ...(k.good ? { expires: w.until } : {}) });
    return null;
  },
  reportObligation: (c, k) => {
    const one = c.owed[oneOf(c, k)];
    if (one === undefined) return 'NOT_FOUND';
    const refused = step(c, k, owing.includes(c.state), 'executor');
    if (refused !== null) return refused;
    if (!isOwed(one)) return 'OBLIGATION_CLOSED';
    c.owed[oneOf(c, k)] = { ...one, state: 'reported', by: k.by };
    return null;
  },
  confirmObligation: (c, k) => {
    const one = c.owed[oneOf(c, k)];
    if (one === undefined) return 'NOT_FOUND';
    const refused = step(c, k, owing.includes(c.state), 'supervisor');
    if (refused !== null) return refused;
    if (!isOwed(one)) return 'OBLIGATION_CLOSED';
    if (one.state !== 'reported') return 'OBLIGATION_NOT_REPORTED';
    if (one.by !== null && answering(k).includes(one.by)) return 'SAME_PERSON_BOTH_SIDES';
    c.owed[oneOf(c, k)] = { ...one, state: k.good ? 'met' : 'open' };
    return null;
  },
  reportExecution: (c, k) => {
    const refused = step(c, k, owing.includes(c.state), 'executor');
    if (refused !== null) return refused;
    c.owed.push({ what: 'report', state: 'reported', participant: false, by: k.by });
    return null;
  },
  complete: (c, k) => {
    const refused = step(c, k, at(c, 'executing'), 'supervisor');
    if (refused !== null) return refused;
    if (owes(c)) return 'OBLIGATION_OPEN';
    c.state = 'completed';
    return null;
  },
  expire: (c, k) => {
    const refused = step(c, k, at(c, 'ready_to_seal', 'issued', 'executing', 'suspended'), 'supervisor');
    if (refused !== null) return refused;
    if (c.warrant === null ? !lapsedBefore(c) : inForce(c)) return 'WARRANT_STILL_IN_FORCE';
    // What was never begun owes nothing any more.
    if ((c.warrant?.last ?? null) === null) fallAway(c);
    if (owes(c)) return 'OBLIGATION_OPEN';
    Object.assign(c, { state: 'expired', before: null });
    return null;
  },
  suspend: (c, k) => {
    const refused = step(c, k, at(c, 'issued', 'executing'), 'signer');
    if (refused !== null) return refused;
    Object.assign(c, { before: c.state, state: 'suspended' });
    onWarrant(c, { suspended: true });
    return null;
  },
  resume: (c, k) => {
    const refused = step(c, k, at(c, 'suspended'), 'signer');
    if (refused !== null) return refused;
    Object.assign(c, { state: c.before, before: null });
    onWarrant(c, { suspended: false });
    return null;
  },
  revoke: (c, k) => {
    const refused = step(c, k, at(c, 'suspended'), 'signer');
    if (refused !== null) return refused;
    // Nobody revokes alone.
    if (!k.good) return 'COLLECTIVE_DECISION_MISSING';
    Object.assign(c, { state: 'revoked', before: null });
    onWarrant(c, { revoked: true });
    fallAway(c);
    return null;
  },
  /** A later case of the company takes its place. */
  supersede: (c) => {
    // It rests on the same appraisal; a filed gift rests on nothing that lapses.
    if (c.kind !== 'donation' && lapsedBefore(c)) return 'WARRANT_EXPIRED';
    // Equity is to be registered in thirty days, and what ends on a day off ends on the next working day.
    if (c.kind === 'equity_transfer') c.elsewhere ??= workingDays(addDays(c.day, 29), 1);
    if (!at(c, 'issued', 'executing', 'suspended')) return null;
    Object.assign(c, { state: 'superseded', before: null });
    onWarrant(c, { revoked: true });
    fallAway(c);
    return null;
  },
  /** What is not decided is the new investor's to decide; what is decided waits until he confirms it. */
  changeInvestor: (c) => {
    if (at(c, 'issued', 'executing')) {
      Object.assign(c, { before: c.state, state: 'suspended' });
      onWarrant(c, { suspended: true });
    } else if (c.state !== 'suspended' && !over.includes(c.state)) {
      Object.assign(c, { state: 'transferred', before: null });
      if (c.meeting !== null) c.meeting.open = false;
      endStops(c);
      fallAway(c);
    }
    return null;
  },
  archive: (c, k) => {
    const refused = step(c, k, over.includes(c.state) && c.state !== 'archived', 'secretary');
    if (refused !== null) return refused;
    Object.assign(c, { before: c.state, state: 'archived' });
    fallAway(c);
    return null;
  },
} satisfies Record<string, Law>;
