import type { Asked, Case, Law } from './model-case.ts';
import { addDays, workingDays } from './model-days.ts';
import {
  amountAt,
  answering,
  at,
  cannotRoute,
  consented,
  dueNow,
  endStops,
  limitOf,
  missing,
  onSeen,
  owe,
  owes,
  sentBack,
  startClock,
  step,
  stop,
  WRONG,
} from './model-standing.ts';

/** One of those who answer for this has signed before, himself or through another. */
const haveSigned = (c: Case, k: Asked): boolean =>
  c.signed.some((s) => answering(k).some((who) => who === s.who || who === s.behalf));

/** Inside the company, handing in, acceptance (domain/matters.md 3.2). */
export const lawOfFiling = {
  wait: (c, k) => {
    c.day = addDays(c.day, k.days);
    return null;
  },
  revise: (c, k) => {
    if (!k.seen) return 'STALE';
    const refused =
      step(c, k, at(c, 'draft', 'signed', 'returned', 'filing_objected', 'supplementing'), 'handler') ??
      (cannotRoute(c, k) ? 'ROUTE_BLOCKED' : null);
    if (refused !== null) return refused;
    if (c.state !== 'supplementing') c.state = 'draft';
    c.version += 1;
    Object.assign(c, {
      signed: [],
      consents: [],
      variant: k.variant,
      level: k.level,
      amount: amountAt(c.kind, k.level),
    });
    if (c.accepted === null) c.urgent = k.urgent;
    else c.limit = limitOf(c);
    return null;
  },
  sign: (c, k) => {
    const refused = onSeen(c, k, at(c, 'draft', 'supplementing'), 'legal');
    if (refused === null && !c.signed.some((s) => s.as === 'company_legal'))
      c.signed.push({ who: k.by, behalf: k.behalf, as: 'company_legal' });
    return refused;
  },
  authorise: (c, k) => {
    const refused = onSeen(c, k, at(c, 'draft', 'supplementing'), 'representative');
    if (refused !== null) return refused;
    if (!c.signed.some((s) => s.as === 'company_legal')) return 'SIGNATURE_MISSING';
    if (!c.signed.some((s) => s.as === 'company_representative')) {
      if (haveSigned(c, k)) return 'DUTIES_NOT_SEPARATE';
      c.signed.push({ who: k.by, behalf: k.behalf, as: 'company_representative' });
    }
    if (c.state === 'draft') c.state = 'signed';
    return null;
  },
  join: (c, k) => {
    if (!c.joint) return 'NOT_FOUND';
    const refused = onSeen(c, k, at(c, 'draft', 'signed', 'supplementing'), 'representative');
    if (refused !== null || c.signed.some((s) => s.as === 'participant')) return refused;
    // One signature a person: nobody stands for two of the companies.
    if (haveSigned(c, k)) return 'DUTIES_NOT_SEPARATE';
    c.signed.push({ who: k.by, behalf: k.behalf, as: 'participant' });
    return null;
  },
  submit: (c, k) => {
    const refused = onSeen(c, k, at(c, 'signed'), 'handler');
    if (refused !== null) return refused;
    if (cannotRoute(c, k)) return 'ROUTE_BLOCKED';
    if (c.elsewhere !== null && c.elsewhere < c.day) return 'CONDITION_OVERDUE';
    const lacking = missing(c);
    if (lacking !== null) return lacking;
    Object.assign(c, { level: k.level, amount: amountAt(c.kind, k.level) });
    c.state = c.subsidiary ? 'with_first_tier' : 'submitted';
    return null;
  },
  endorse: (c, k) => {
    const refused = c.subsidiary ? onSeen(c, k, at(c, 'with_first_tier'), 'endorser') : 'NOT_FOUND';
    if (refused === null) c.state = 'submitted';
    return refused;
  },
  sendBack: (c, k) => {
    const refused = c.subsidiary ? step(c, k, at(c, 'with_first_tier'), 'endorser') : 'NOT_FOUND';
    if (refused === null) c.state = 'returned';
    return refused;
  },
  withdraw: (c, k) => {
    const before = [
      ...[
        'draft',
        'signed',
        'with_first_tier',
        'submitted',
        'deficiency_proposed',
        'supplementing',
        'accepted',
      ],
      ...['reviewed', 'cleared', 'on_agenda', 'deferred', 'filing_objected', 'returned', 'forwarded'],
    ];
    const refused = step(c, k, before.includes(c.state), 'handler');
    if (refused !== null) return refused;
    if (c.state === 'forwarded' && !k.said) return 'CONSENT_MISSING';
    if (c.state === 'on_agenda' && c.meeting !== null) {
      if (c.meeting.state !== 'planned') return 'MEETING_BEGUN';
      c.meeting.open = false;
    }
    Object.assign(c, { state: 'withdrawn', before: null });
    return null;
  },
  consentUrgent: (c, k) => {
    const refused = step(c, k, at(c, 'submitted'), 'member') ?? (c.urgent ? null : WRONG);
    if (refused === null && !c.consents.some((one) => one.who === k.by))
      c.consents.push({ who: k.by, as: k.as });
    return refused;
  },
  accept: (c, k) => {
    const refused = step(c, k, at(c, 'submitted'), 'reviewer');
    if (refused !== null) return refused;
    if (cannotRoute(c, k)) return 'ROUTE_BLOCKED';
    if (c.variant === 'promised' || c.variant === 'minor') return 'MATERIAL_MISSING';
    if (!consented(c)) return 'URGENT_CONSENT_MISSING';
    Object.assign(c, { level: k.level, amount: amountAt(c.kind, k.level) });
    startClock(c);
    return null;
  },
  refuse: (c, k) => {
    const refused = step(c, k, at(c, 'submitted'), 'reviewer');
    if (refused === null) c.state = 'not_accepted';
    return refused;
  },
  proposeDeficient: (c, k) => {
    const refused = step(c, k, at(c, 'submitted'), 'reviewer');
    if (refused !== null) return refused;
    if (c.variant !== 'promised') return 'DEFICIENCY_NOT_ALLOWED';
    const due = addDays(c.day, k.days);
    if (due <= c.day || due > workingDays(c.day, 10)) return 'DEFICIENCY_TOO_LATE';
    Object.assign(c, { state: 'deficiency_proposed', deficiencyDue: due });
    return null;
  },
  confirmDeficient: (c, k) => {
    const refused = step(c, k, at(c, 'deficiency_proposed'), 'head');
    if (refused !== null) return refused;
    if (cannotRoute(c, k)) return 'ROUTE_BLOCKED';
    if (!consented(c)) return 'URGENT_CONSENT_MISSING';
    if ((c.deficiencyDue ?? '') <= c.day) return 'DEFICIENCY_TOO_LATE';
    Object.assign(c, { level: k.level, amount: amountAt(c.kind, k.level) });
    startClock(c);
    owe(c, 'deficiency');
    return null;
  },
  refuseDeficient: (c, k) => {
    const refused = step(c, k, at(c, 'deficiency_proposed'), 'head');
    if (refused === null) c.state = 'submitted';
    return refused;
  },
  askSupplement: (c, k) => {
    const refused = step(c, k, at(c, 'submitted', 'accepted'), 'reviewer');
    if (refused !== null) return refused;
    c.rounds += 1;
    c.supplementDue = workingDays(c.day, 10);
    // Only the first one stops the clock, so that nobody buys time with a second.
    if (c.rounds === 1 && c.accepted !== null) stop(c, false);
    c.before = c.state;
    c.state = 'supplementing';
    return null;
  },
  answerSupplement: (c, k) => {
    const refused = onSeen(c, k, at(c, 'supplementing'), 'handler') ?? missing(c);
    if (refused !== null) return refused;
    Object.assign(c, { state: c.before, before: null });
    endStops(c);
    dueNow(c);
    return null;
  },
  returnToCompany: (c, k) => {
    const from = at(c, 'submitted', 'supplementing', 'accepted', 'reviewed', 'cleared');
    const refused = step(c, k, from, 'reviewer');
    if (refused !== null) return refused;
    if (c.state === 'supplementing' && c.day <= c.supplementDue) return 'SUPPLEMENT_NOT_OVERDUE';
    // A filing is objected to in its time, and never sent back; what was lacking and has not come is another matter.
    if (c.state === 'accepted' && c.level === 'file' && !owes(c, 'deficiency')) return WRONG;
    sentBack(c, 'returned');
    return null;
  },
} satisfies Record<string, Law>;
