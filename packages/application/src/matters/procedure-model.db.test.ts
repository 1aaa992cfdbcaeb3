import { createHash, randomUUID } from 'node:crypto';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { consultationsOf } from '@guanyun/db/matters/examination.store.ts';
import { findMatter } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { saveMandate } from '@guanyun/db/organizations/organization.store.ts';
import { savePosts } from '@guanyun/db/organizations/person.store.ts';
import { everything, postRow, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import type { RouteInput } from '@guanyun/domain/matters/route-input.ts';
import type { RouteOutput } from '@guanyun/domain/matters/route-output.ts';
import { type PostKind, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, expect, test, vi } from 'vitest';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, NotFound } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import {
  acceptCase,
  confirmDeficient,
  consentUrgent,
  proposeDeficient,
  refuseCase,
  refuseDeficient,
} from './accept-case.ts';
import { resumeClock, stopClock } from './case-clock.ts';
import { closeMeeting } from './close-meeting.ts';
import { answerConsultation, consult } from './consult.ts';
import { createMeeting } from './convene.ts';
import { declareRelation } from './declare-relation.ts';
import { clear, forward, recordExternalDecision, review } from './examine.ts';
import { acknowledge, object, receive } from './file-case.ts';
import { issueWarrant, signInstrument } from './issue-warrant.ts';
import { join } from './join-case.ts';
import { moveMotion, recordAttendance, vote } from './meet.ts';
import { propose, revise } from './propose.ts';
import type { Gather } from './route-case.ts';
import { endorse, sendBack, sign, submit, withdraw } from './submit.ts';
import { answerSupplement, askSupplement, returnToCompany } from './supplement.ts';

/**
 * Random sequences of commands through the whole procedure, each command put both to the use cases on PostgreSQL and to
 * a model that is written from the text of the law (domain/matters.md 3) and knows nothing of the table of steps. Both
 * must say the same: accepted, and where the case then stands, or refused, and why. What the model cannot reach, the
 * system may not reach either; what it can reach is met with every command.
 *
 * GUANYUN_PROCEDURE_RUNS sets how many sequences (2,000), GUANYUN_PROCEDURE_SEED which: the same seed is the same run.
 */
const RUNS = Number(process.env.GUANYUN_PROCEDURE_RUNS ?? 2_000);
const SEED = Number(process.env.GUANYUN_PROCEDURE_SEED ?? 2_032_136_932);
/** Sequences beyond those, as long as some command was not yet met in some state. */
const MORE = 1_000;
const LANES = 4;

// ------------------------------------------------------------------------------------------------ days

type Day = string;
const addDays = (day: Day, n: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
/** The notice of the State Council for the months of the model (2026: Mid-autumn, National Day). */
const off = new Set(
  [25, 26, 27].map((d) => `2026-09-${d}`).concat([1, 2, 3, 4, 5, 6, 7].map((d) => `2026-10-0${d}`)),
);
const worked = new Set(['2026-09-20', '2026-10-10']);
const works = (day: Day): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return worked.has(day) || (!off.has(day) && weekday !== 0 && weekday !== 6);
};
type Stop = { from: Day; to: Day | null; higher: boolean };
/** The n-th working day after a day on which the clock does not stand (民法典 201). */
function workingDays(from: Day, n: number, stops: readonly Stop[] = [], today: Day = from): Day {
  let day = from;
  for (let counted = 0; counted < n; ) {
    day = addDays(day, 1);
    const stands = stops.some((s) => s.from <= day && day <= (s.to ?? (today > s.from ? today : s.from)));
    if (works(day) && !stands) counted += 1;
  }
  return day;
}

// ------------------------------------------------------------------------------------------------ model

const companySide = ['handler', 'legal', 'representative', 'endorser'];
type Who =
  | 'handler'
  | 'legal'
  | 'representative'
  | 'endorser'
  | 'participant'
  | 'reviewer'
  | 'reviewer2'
  | 'head'
  | 'clearance'
  | 'secretary'
  | 'a'
  | 'b'
  | 'c'
  | 'director'
  | 'seal'
  | 'supervisor'
  | 'office';
const everybody: readonly Who[] = [
  'handler',
  'legal',
  'representative',
  'endorser',
  'participant',
  'reviewer',
  'reviewer2',
  'head',
  'clearance',
  'secretary',
  'a',
  'b',
  'c',
  'director',
  'seal',
  'supervisor',
  'office',
];
/** Who may be called to a meeting: three members, the director, and two who wear another hat besides. */
const seats: readonly Who[] = ['a', 'b', 'c', 'director', 'secretary', 'handler'];
type Level = 'file' | 'report' | 'committee' | 'party' | 'sasac' | 'gov';
type Variant = 'complete' | 'minor' | 'promised' | 'needless' | 'major' | 'noBoard' | 'future';
type MotionKind = 'approve' | 'conditional' | 'defer' | 'return';
type Vote = 'for' | 'against' | 'abstain';
type Kind = 'asset_disposal' | 'equity_transfer';

type Meeting = {
  state: 'planned' | 'open' | 'closed';
  heldOn: Day;
  mode: 'collective_vote' | 'chief_decides';
  expected: Who[];
  present: Who[];
  motion: { kind: MotionKind; until: Day };
  version: number;
  votes: { who: Who; version: number; vote: Vote }[];
  /** The case is still on its agenda. */
  open: boolean;
};
type Case = {
  kind: Kind;
  day: Day;
  state: string;
  before: string | null;
  level: Level;
  subsidiary: boolean;
  joint: boolean;
  version: number;
  variant: Variant;
  urgent: boolean;
  signed: { who: Who; as: string }[];
  duties: Partial<Record<Who, string[]>>;
  consents: { who: Who; as: string }[];
  accepted: Day | null;
  limit: number | null;
  due: Day | null;
  stops: Stop[];
  rounds: number;
  supplementDue: Day;
  deficiencyDue: Day | null;
  /** Things accepted as lacking that have not come. */
  lacking: boolean;
  deferrals: number;
  consultation: 'none' | 'open' | 'answered';
  meeting: Meeting | null;
  related: Who[];
};

type Command = {
  name: Name;
  by: Who;
  /** The actor is of a company that has nothing to do with it. */
  stranger: boolean;
  /** On the content, motion or version as it stands. */
  seen: boolean;
  /** For, passed, approved. */
  good: boolean;
  /** With the reason, consent or opinion that may be asked for. */
  said: boolean;
  days: number;
  level: Level;
  blocked: boolean;
  variant: Variant;
  urgent: boolean;
  as: 'committee_director' | 'committee_member';
  mode: Meeting['mode'];
  group: Who[];
  motion: MotionKind;
  vote: Vote;
};
type Verdict = string | null;
type Law = (c: Case, k: Command) => Verdict;

const decided = (c: Case): boolean => c.level !== 'file' && c.level !== 'report';
const upward = (c: Case): boolean => c.level === 'sasac' || c.level === 'gov';
const over = ['not_accepted', 'rejected', 'externally_rejected', 'completed', 'withdrawn', 'issued'];
const at = (c: Case, ...states: string[]): boolean => states.includes(c.state);
const WRONG = 'WRONG_STATE';

/** Nobody stands on both sides of a case; one person has one duty; members vote besides, only the secretary does not. */
function duty(c: Case, who: Who, taken: string): Verdict {
  const own = c.duties[who] ?? [];
  const onCompanySide = (d: string): boolean => companySide.includes(d);
  if (own.some((d) => onCompanySide(d) !== onCompanySide(taken))) return 'SAME_PERSON_BOTH_SIDES';
  const together = (d: string): boolean =>
    d === taken || (d === 'member' && taken !== 'secretary') || (taken === 'member' && d !== 'secretary');
  if (!own.every(together)) return 'DUTIES_NOT_SEPARATE';
  c.duties[who] = [...new Set([...own, taken])];
  return null;
}
const step = (c: Case, k: Command, from: boolean, as: string): Verdict => (from ? duty(c, k.by, as) : WRONG);
const onSeen = (c: Case, k: Command, from: boolean, as: string): Verdict => {
  if (!from) return WRONG;
  return k.seen ? duty(c, k.by, as) : 'CONTENT_CHANGED';
};

/** The mandate for disposals ends in August; then nothing is routed or decided any more. */
const lapsed = (c: Case, on: Day = c.day): boolean => c.kind === 'asset_disposal' && on > '2026-08-31';
const cannotRoute = (c: Case, k: Command): boolean => k.blocked || lapsed(c);
const limitOf = (c: Case): number => {
  if (c.level === 'file') return 5;
  const days = c.kind === 'asset_disposal' ? 15 : 20;
  return c.urgent ? Math.ceil(days / 2) : days;
};
const endStops = (c: Case): void => {
  c.stops = c.stops.map((s) => (s.to === null ? { ...s, to: c.day } : s));
};
const dueNow = (c: Case): void => {
  if (c.accepted === null || c.limit === null) return;
  c.due = workingDays(c.accepted, c.limit, c.stops, c.day);
};
const standing = (c: Case): boolean => c.stops.some((s) => s.to === null);
const stop = (c: Case, higher: boolean): void => {
  endStops(c);
  c.stops.push({ from: addDays(c.day, 1), to: null, higher });
};
/** Back to the company: no clock, nothing owed for having been accepted as lacking. */
const sentBack = (c: Case, state: string): void => {
  Object.assign(c, {
    state,
    before: null,
    accepted: null,
    limit: null,
    due: null,
    deficiencyDue: null,
    lacking: false,
  });
  endStops(c);
};

/** What stands against handing in, in the order in which it is said. */
function missing(c: Case): Verdict {
  const covered = c.accepted === null || c.lacking;
  if (c.variant === 'minor' || (c.variant === 'promised' && !covered)) return 'MATERIAL_MISSING';
  if (c.variant === 'noBoard' || c.variant === 'future') return 'PRECHECK_FAILED';
  const owed = ['company_legal', 'company_representative', ...(c.joint ? ['participant'] : [])];
  if (!owed.every((as) => c.signed.some((s) => s.as === as))) return 'SIGNATURE_MISSING';
  return c.variant === 'major' ? 'DEFICIENCY_NOT_ALLOWED' : null;
}
const consented = (c: Case): boolean =>
  !c.urgent ||
  ['committee_director', 'committee_member'].every((as) => c.consents.some((one) => one.as === as));
function startClock(c: Case): void {
  c.accepted = c.day;
  c.limit = limitOf(c);
  c.due = workingDays(c.day, c.limit);
  c.state = 'accepted';
}

const recused = (c: Case, who: Who): boolean => c.related.includes(who);
const voteOf = (m: Meeting, who: Who): Vote | undefined =>
  m.votes.find((v) => v.who === who && v.version === m.version)?.vote;
const stillToVote = (c: Case, m: Meeting): Who[] =>
  m.present.filter((who) => !recused(c, who) && voteOf(m, who) === undefined);

/** Section 3.3: who counts, whether enough are left and there, and what they resolved. */
function outcome(c: Case, m: Meeting): 'up' | 'next' | 'yes' | 'no' {
  const entitled = m.expected.filter((who) => !recused(c, who));
  const there = entitled.filter((who) => m.present.includes(who));
  if (entitled.length < 3 || entitled.length * 2 < m.expected.length) return 'up';
  const chiefs = m.mode === 'chief_decides';
  if (chiefs && !there.includes('director')) return 'up';
  const quorum =
    c.kind === 'equity_transfer'
      ? there.length * 3 >= entitled.length * 2
      : there.length * 2 > entitled.length;
  if (!quorum) return 'next';
  if (chiefs) return voteOf(m, 'director') === 'for' ? 'yes' : 'no';
  return there.filter((who) => voteOf(m, who) === 'for').length * 2 > entitled.length ? 'yes' : 'no';
}

function afterMeeting(c: Case, m: Meeting): void {
  const result = outcome(c, m);
  const { kind } = m.motion;
  const approves = kind === 'approve' || kind === 'conditional';
  m.open = false;
  if (result === 'up') {
    if (!upward(c)) c.level = 'sasac';
    c.state = 'forwarded';
    stop(c, true);
    return;
  }
  // What the mandate lets the committee only deliberate on is another body's to decide.
  if (c.kind === 'equity_transfer' && !upward(c)) c.level = 'sasac';
  if (result === 'yes' && approves) c.state = 'approved';
  else if (result === 'no' && approves) c.state = 'rejected';
  else if (result === 'yes' && kind === 'return') sentBack(c, 'returned');
  else {
    c.state = 'deferred';
    if (result === 'yes') c.deferrals += 1;
  }
}

const law = {
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
    Object.assign(c, { signed: [], consents: [], variant: k.variant, level: k.level });
    if (c.accepted === null) c.urgent = k.urgent;
    else c.limit = limitOf(c);
    return null;
  },
  sign: (c, k) => {
    const refused = onSeen(c, k, at(c, 'draft', 'supplementing'), 'legal');
    if (refused === null && !c.signed.some((s) => s.as === 'company_legal'))
      c.signed.push({ who: k.by, as: 'company_legal' });
    return refused;
  },
  authorise: (c, k) => {
    const refused = onSeen(c, k, at(c, 'draft', 'supplementing'), 'representative');
    if (refused !== null) return refused;
    if (!c.signed.some((s) => s.as === 'company_legal')) return 'SIGNATURE_MISSING';
    if (!c.signed.some((s) => s.as === 'company_representative')) {
      if (c.signed.some((s) => s.who === k.by)) return 'DUTIES_NOT_SEPARATE';
      c.signed.push({ who: k.by, as: 'company_representative' });
    }
    if (c.state === 'draft') c.state = 'signed';
    return null;
  },
  join: (c, k) => {
    if (!c.joint) return 'NOT_FOUND';
    const refused = onSeen(c, k, at(c, 'draft', 'signed', 'supplementing'), 'representative');
    if (refused !== null || c.signed.some((s) => s.as === 'participant')) return refused;
    // One signature a person: nobody stands for two of the companies.
    if (c.signed.some((s) => s.who === k.by)) return 'DUTIES_NOT_SEPARATE';
    c.signed.push({ who: k.by, as: 'participant' });
    return null;
  },
  submit: (c, k) => {
    const refused = onSeen(c, k, at(c, 'signed'), 'handler');
    if (refused !== null) return refused;
    if (cannotRoute(c, k)) return 'ROUTE_BLOCKED';
    const lacking = missing(c);
    if (lacking !== null) return lacking;
    c.level = k.level;
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
    c.level = k.level;
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
    c.level = k.level;
    startClock(c);
    c.lacking = true;
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
    if (c.state === 'accepted' && c.level === 'file' && !c.lacking) return WRONG;
    sentBack(c, 'returned');
    return null;
  },
  stopClock: (c, k) => {
    const refused = step(c, k, at(c, 'accepted', 'reviewed', 'cleared') && decided(c), 'reviewer');
    if (refused !== null) return refused;
    if (standing(c)) return WRONG;
    stop(c, false);
    return null;
  },
  resumeClock: (c, k) => {
    const refused = step(c, k, at(c, 'accepted', 'reviewed', 'cleared') && decided(c), 'reviewer');
    if (refused !== null) return refused;
    if (!standing(c)) return WRONG;
    endStops(c);
    dueNow(c);
    return null;
  },
  consult: (c, k) => {
    const refused = step(c, k, at(c, 'accepted', 'reviewed', 'cleared') && decided(c), 'reviewer');
    if (refused === null) c.consultation = 'open';
    return refused;
  },
  answerConsultation: (c, k) => {
    if (c.consultation === 'none') return 'NOT_FOUND';
    if (c.consultation === 'answered' || over.slice(0, -1).includes(c.state)) return WRONG;
    if ((c.duties[k.by] ?? []).some((d) => companySide.includes(d))) return 'SAME_PERSON_BOTH_SIDES';
    if (!k.good && !k.said) return 'REASON_MISSING';
    c.consultation = 'answered';
    return null;
  },
  review: (c, k) => {
    const refused = onSeen(c, k, at(c, 'accepted') && decided(c), 'reviewer');
    if (refused !== null) return refused;
    if (k.good) c.state = 'reviewed';
    else sentBack(c, 'returned');
    return null;
  },
  clear: (c, k) => {
    const refused = onSeen(c, k, at(c, 'reviewed'), 'clearance');
    if (refused !== null) return refused;
    if (k.good) c.state = 'cleared';
    else sentBack(c, 'returned');
    return null;
  },
  receive: (c, k) => {
    const refused = step(c, k, at(c, 'accepted') && c.level === 'file', 'reviewer');
    if (refused === null) c.state = 'issued';
    return refused;
  },
  object: (c, k) => {
    const refused = step(c, k, at(c, 'accepted') && c.level === 'file', 'reviewer');
    if (refused !== null) return refused;
    if (c.due !== null && c.day > c.due) return 'OBJECTION_PERIOD_OVER';
    sentBack(c, 'filing_objected');
    return null;
  },
  acknowledge: (c, k) => {
    const refused = step(c, k, at(c, 'accepted') && c.level === 'report', 'reviewer');
    if (refused === null) c.state = 'completed';
    return refused;
  },
  declareRelation: (c, k) => {
    if (!c.related.includes(k.by)) c.related.push(k.by);
    return null;
  },
  convene: (c, k) => {
    if (!k.group.every((who) => seats.includes(who))) return 'NOT_EXPECTED';
    const refused = step(c, k, at(c, 'cleared', 'deferred'), 'secretary');
    if (refused !== null) return refused;
    const heldOn = addDays(c.day, k.days);
    // What was accepted as lacking comes before; papers three working days ahead, in an emergency alone without.
    const late = !c.urgent && heldOn < workingDays(c.day, 3);
    if (late) return 'PAPERS_LATE';
    if (c.lacking) return 'OBLIGATION_OPEN';
    c.state = 'on_agenda';
    c.meeting = {
      ...{ state: 'planned', heldOn, mode: k.mode, expected: [...k.group], present: [], open: true },
      ...{ motion: { kind: 'approve', until: '' }, version: 1, votes: [] },
    };
    return null;
  },
  attend: (c, k) => {
    const m = c.meeting;
    if (m === null) return 'NOT_FOUND';
    if (m.state === 'closed') return WRONG;
    if (c.day < m.heldOn) return 'MEETING_NOT_DUE';
    if (!k.group.every((who) => m.expected.includes(who))) return 'NOT_EXPECTED';
    // Who has voted was there.
    if (m.votes.some((v) => !k.group.includes(v.who))) return 'ALREADY_VOTED';
    const refused = m.open ? duty(c, k.by, 'secretary') : null;
    if (refused !== null) return refused;
    Object.assign(m, { state: 'open', present: [...k.group] });
    return null;
  },
  move: (c, k) => {
    const m = c.meeting;
    if (m === null || !m.open) return 'NOT_FOUND';
    if (m.state === 'closed') return WRONG;
    const day = addDays(m.heldOn, k.days);
    if (k.motion === 'conditional' && day < m.heldOn) return 'CONDITION_DUE_EARLY';
    if (k.motion === 'defer') {
      if (c.deferrals >= 2) return 'DEFERRED_TOO_OFTEN';
      if (day <= m.heldOn || day > workingDays(m.heldOn, 20)) return 'DEFER_TOO_LONG';
    }
    const refused = duty(c, k.by, 'secretary');
    if (refused !== null) return refused;
    m.motion = { kind: k.motion, until: day };
    m.version += 1;
    return null;
  },
  vote: (c, k) => {
    const m = c.meeting;
    if (m === null || !m.open) return 'NOT_FOUND';
    if (m.state !== 'open') return WRONG;
    if (!k.seen) return 'CONTENT_CHANGED';
    if (!k.good) return 'MOTION_CHANGED';
    if (!m.present.includes(k.by)) return 'NOT_EXPECTED';
    if (recused(c, k.by)) return 'RECUSED';
    if (voteOf(m, k.by) !== undefined) return 'ALREADY_VOTED';
    if (m.mode === 'chief_decides' && k.by === 'director') {
      if (stillToVote(c, m).some((who) => who !== 'director')) return 'CHIEF_SPEAKS_LAST';
      const said = m.votes.filter((v) => v.version === m.version && !recused(c, v.who));
      const most = said.filter((v) => v.vote === 'for').length * 2 > said.length;
      if (most !== (k.vote === 'for') && !k.said) return 'REASON_MISSING';
    }
    const refused = duty(c, k.by, 'member');
    if (refused === null) m.votes.push({ who: k.by, version: m.version, vote: k.vote });
    return refused;
  },
  close: (c, k) => {
    const m = c.meeting;
    if (m === null) return 'NOT_FOUND';
    if (m.state !== 'open') return WRONG;
    if (m.open) {
      if (stillToVote(c, m).length > 0) return 'VOTES_OUTSTANDING';
      if (lapsed(c, m.heldOn) || lapsed(c)) return 'MANDATE_MISSING';
      const refused = duty(c, k.by, 'secretary');
      if (refused !== null) return refused;
      afterMeeting(c, m);
    }
    m.state = 'closed';
    return null;
  },
  forward: (c, k) => {
    const refused = step(c, k, at(c, 'approved') && upward(c), 'reviewer');
    if (refused !== null) return refused;
    c.state = 'forwarded';
    stop(c, true);
    return null;
  },
  recordExternal: (c, k) => {
    const refused = step(c, k, at(c, 'forwarded'), 'reviewer');
    if (refused !== null) return refused;
    c.state = k.good ? 'externally_approved' : 'externally_rejected';
    endStops(c);
    dueNow(c);
    return null;
  },
  signInstrument: (c, k) => {
    const from = at(c, 'externally_approved') || (at(c, 'approved') && !upward(c));
    const refused = onSeen(c, k, from, 'signer');
    if (refused === null) c.state = 'ready_to_seal';
    return refused;
  },
  issue: (c, k) => {
    const refused = step(c, k, at(c, 'ready_to_seal'), 'seal');
    if (refused === null) c.state = 'issued';
    return refused;
  },
} satisfies Record<string, Law>;
type Name = keyof typeof law;
const names = Object.keys(law) as Name[];

/** The laws change a case by replacing what it holds or by adding to these lists. */
const copyOf = (c: Case): Case => ({
  ...c,
  ...{
    signed: [...c.signed],
    duties: { ...c.duties },
    consents: [...c.consents],
    stops: [...c.stops],
    related: [...c.related],
  },
  meeting: c.meeting === null ? null : { ...c.meeting, votes: [...c.meeting.votes] },
});

/** What the law says of a command, and the case as it then is. */
function judged(c: Case, k: Command): { verdict: Verdict; next: Case } {
  if (k.stranger && companyActs.includes(k.name)) return { verdict: 'NOT_FOUND', next: c };
  const next = copyOf(c);
  const verdict = law[k.name](next, k);
  return verdict === null ? { verdict, next } : { verdict, next: c };
}
const companyActs: readonly Name[] = [
  ...([
    'revise',
    'sign',
    'authorise',
    'join',
    'submit',
    'endorse',
    'sendBack',
    'withdraw',
    'answerSupplement',
  ] as const),
];

// ------------------------------------------------------------------------------------------------ chance

type Chance = {
  next(): number;
  below(n: number): number;
  maybe(p: number): boolean;
  pick<T>(list: readonly T[]): T;
};
/** Mulberry32: small, and the same everywhere. */
function chanceOf(seed: number): Chance {
  let s = seed >>> 0;
  const next = (): number => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = s;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(list: readonly T[]): T => {
    const one = list[below(list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  return { next, below, maybe: (p) => next() < p, pick };
}

const families: readonly { kind: Kind; levels: Level[] }[] = [
  { kind: 'asset_disposal', levels: ['committee', 'file', 'sasac', 'gov'] },
  { kind: 'equity_transfer', levels: ['sasac', 'file', 'gov'] },
  { kind: 'asset_disposal', levels: ['report'] },
  { kind: 'asset_disposal', levels: ['party'] },
  { kind: 'equity_transfer', levels: ['party'] },
];

function newCase(chance: Chance): { c: Case; levels: readonly Level[] } {
  const family = chance.pick(chance.maybe(0.65) ? families.slice(0, 2) : families);
  const c: Case = {
    ...{ kind: family.kind, day: addDays('2026-07-01', chance.below(20)), state: 'draft', before: null },
    ...{ level: chance.pick(family.levels), subsidiary: chance.maybe(0.2), joint: chance.maybe(0.15) },
    ...{
      version: 1,
      variant: variantBy(chance),
      urgent: chance.maybe(0.15),
      signed: [],
      duties: { handler: ['handler'] },
    },
    ...{ consents: [], accepted: null, limit: null, due: null, stops: [], rounds: 0, supplementDue: '' },
    ...{
      deficiencyDue: null,
      lacking: false,
      deferrals: 0,
      consultation: 'none',
      meeting: null,
      related: [],
    },
  };
  return { c, levels: family.levels };
}
const variantBy = (chance: Chance): Variant =>
  chance.maybe(0.7)
    ? 'complete'
    : chance.pick(['minor', 'promised', 'promised', 'promised', 'needless', 'major', 'noBoard', 'future']);

const usual: Record<Name, Who> = {
  ...{ wait: 'handler', revise: 'handler', sign: 'legal', authorise: 'representative', join: 'participant' },
  ...{
    submit: 'handler',
    endorse: 'endorser',
    sendBack: 'endorser',
    withdraw: 'handler',
    answerSupplement: 'handler',
  },
  ...{ consentUrgent: 'director', accept: 'reviewer', refuse: 'reviewer', proposeDeficient: 'reviewer' },
  ...{
    confirmDeficient: 'head',
    refuseDeficient: 'head',
    askSupplement: 'reviewer',
    returnToCompany: 'reviewer',
  },
  ...{ stopClock: 'reviewer', resumeClock: 'reviewer', consult: 'reviewer', answerConsultation: 'office' },
  ...{
    review: 'reviewer',
    clear: 'clearance',
    receive: 'reviewer',
    object: 'reviewer',
    acknowledge: 'reviewer',
  },
  ...{
    declareRelation: 'c',
    convene: 'secretary',
    attend: 'secretary',
    move: 'secretary',
    vote: 'a',
    close: 'secretary',
  },
  ...{ forward: 'reviewer', recordExternal: 'reviewer', signInstrument: 'director', issue: 'seal' },
};

/** A command with everything it may say, mostly as people would say it. */
function commandOf(chance: Chance, c: Case, levels: readonly Level[], name: Name): Command {
  const director = chance.maybe(0.5);
  const by = (): Who => {
    if (name === 'consentUrgent') return director ? 'director' : chance.pick(['a', 'b']);
    if (name === 'vote')
      return chance.pick(c.meeting === null ? seats : [...c.meeting.expected, ...c.meeting.present]);
    if (name === 'declareRelation') return chance.pick(['a', 'b', 'c', 'director']);
    return usual[name];
  };
  const group = (): Who[] => {
    if (name === 'attend' && c.meeting !== null)
      return chance.maybe(0.6)
        ? [...c.meeting.expected]
        : c.meeting.expected.filter(() => chance.maybe(0.7)).concat(chance.maybe(0.05) ? ['office'] : []);
    const called: Who[] = chance.maybe(0.7)
      ? ['a', 'b', 'c', 'director']
      : seats.filter(() => chance.maybe(0.6));
    if (called.length === 0) return ['a'];
    return chance.maybe(0.03) ? [...called, 'office'] : called;
  };
  const days = (): number => {
    if (name === 'wait') return chance.pick([1, 1, 2, 4, 7, 16, 40]);
    if (name === 'convene') return chance.pick([0, 5, 5, 6, 8]);
    if (name === 'proposeDeficient') return chance.pick([0, 3, 7, 12, 30]);
    return chance.pick([-3, 1, 14, 14, 26, 60]);
  };
  return {
    ...{ name, by: chance.maybe(0.92) ? by() : chance.pick(everybody), stranger: chance.maybe(0.02) },
    ...{ seen: chance.maybe(0.95), good: chance.maybe(0.85), said: chance.maybe(0.6), days: days() },
    ...{ level: chance.maybe(0.9) ? c.level : chance.pick(levels), blocked: chance.maybe(0.03) },
    ...{ variant: variantBy(chance), urgent: chance.maybe(c.urgent ? 0.8 : 0.05) },
    ...{ as: director ? 'committee_director' : 'committee_member' },
    ...{ mode: chance.maybe(0.5) ? 'collective_vote' : 'chief_decides', group: group() },
    ...{
      motion: chance.pick(['approve', 'conditional', 'defer', 'return']),
      vote: chance.pick(['for', 'for', 'for', 'against', 'abstain']),
    },
  };
}

/** How much each accepted command is wanted, so that cases get far. */
const MOST_WANTED = 6;
const wanted: Partial<Record<Name, number>> = {
  ...{ withdraw: 0.3, returnToCompany: 0.4, refuse: 0.3, sendBack: 0.5, revise: 1, object: 2, wait: 1.5 },
  ...{
    declareRelation: 0.4,
    stopClock: 1,
    resumeClock: 1,
    consult: 0.7,
    answerConsultation: 1,
    move: 1.2,
    join: 4,
  },
};

type Pairs = Map<string, Set<Name>>;
const met = (pairs: Pairs, state: string): Set<Name> => {
  const known = pairs.get(state) ?? new Set<Name>();
  pairs.set(state, known);
  return known;
};

/** The next command: what was never met in this state, what leads on, or anything at all. */
function chosen(chance: Chance, c: Case, levels: readonly Level[], pairs: Pairs): Command {
  const seen = met(pairs, c.state);
  const unmet = names.filter((name) => !seen.has(name));
  const pick = (list: readonly Name[]): Command => commandOf(chance, c, levels, chance.pick(list));
  if (unmet.length > 0 && chance.maybe(0.6)) return pick(unmet);
  if (chance.maybe(0.12)) return pick(names);
  for (let tries = 0; tries < 150; tries += 1) {
    const name = chance.pick(names);
    if (!chance.maybe((wanted[name] ?? MOST_WANTED) / MOST_WANTED)) continue;
    const command = commandOf(chance, c, levels, name);
    const { verdict, next } = judged(c, command);
    if (verdict === null && (next.state === c.state || !pairs.has(next.state) || chance.maybe(0.6)))
      return command;
  }
  return pick(names);
}

// ------------------------------------------------------------------------------------------------ system

/** Levels that no figure of a disposal reaches are laid on from outside the rule. */
const laidOn = vi.hoisted(() => new Map<string, 'report' | 'party'>());
vi.mock('@guanyun/domain/matters/matter-route.rule.ts', async (original) => {
  const { matterRouteRule } = await original<typeof import('@guanyun/domain/matters/matter-route.rule.ts')>();
  const run = (input: RouteInput): RouteOutput => {
    const output = matterRouteRule.run(input);
    const level = laidOn.get(input.aggregationKey ?? '');
    return level === undefined || output.level === 'blocked' ? output : { ...output, level };
  };
  return { matterRouteRule: { ...matterRouteRule, run } };
});

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const paper = createHash('sha256').update('示例').digest('hex');

type Zone = {
  committee: string;
  firstTier: string;
  stranger: string;
  persons: Record<Who, string>;
};
const companyWith = async (
  tx: Tx,
  personId: string,
  over: Parameters<typeof someCompany>[1],
): Promise<string> => {
  const id = await someCompany(tx, { netAssets: '90000000000.00', netAssetsOn: '2026-03-31', ...over });
  const document = { name: '示例.pdf', size: '1', mediaType: 'application/pdf', organizationId: id };
  await saveDocument(tx, { ...document, digest: paper, uploadedBy: personId });
  return id;
};
const zone: Zone = await work(async (tx) => {
  const persons: Partial<Record<Who, string>> = {};
  for (const who of everybody) persons[who] = await somePerson(tx, who);
  const all = persons as Record<Who, string>;
  const committee = await someCompany(tx, { kind: 'committee', form: null, tier: null });
  const hat = (who: Who, kind: PostKind) => postRow({ personId: all[who], organizationId: committee, kind });
  await savePosts(tx, [
    ...seats.filter((who) => who !== 'director').map((who) => hat(who, 'committee_member')),
    hat('director', 'committee_director'),
  ]);
  const mandate = {
    fromId: committee,
    toId: committee,
    companies: null,
    limitAmount: null,
    validFrom: '2024-07-01',
  };
  await saveMandate(tx, {
    ...{ ...mandate, id: randomUUID(), number: '示例1号', matters: ['asset_disposal'], deliberateOnly: [] },
    ...{ validTo: '2026-08-31', source: 'illustrative' },
  });
  await saveMandate(tx, {
    ...{ ...mandate, id: randomUUID(), number: '示例2号', matters: ['equity_transfer'] },
    ...{ deliberateOnly: ['equity_transfer'], validTo: '2028-12-31', source: 'illustrative' },
  });
  const company = () => companyWith(tx, all.handler, {});
  const [firstTier, stranger] = [await company(), await company()];
  return { committee, firstTier, stranger, persons: all };
});

const amounts: Partial<Record<Level, string>> = {
  ...{ file: '10000.00', committee: '1000000.00', sasac: '10000000.00', gov: '60000000.00' },
};
const equityFacts: Partial<Record<Level, Record<string, unknown>>> = {
  file: { subject: 'subsidiary', mode: 'free_transfer', withinGroupWholly: true, losesControl: false },
  sasac: { subject: 'participation', mode: 'public', losesControl: false },
  gov: { subject: 'tier1', mode: 'public', losesControl: false },
};

type System = {
  company: string;
  /** The other company of a joint case: its own in each sequence, for what it owes bars its next matter. */
  participant: string;
  key: string;
  id: string;
  content: MatterContent;
  meetingId: string;
  subsidiary: boolean;
};

function gatherOf(s: System, c: Case, k: Pick<Command, 'level' | 'blocked'>): Gather {
  const equity = c.kind === 'equity_transfer';
  if (k.level === 'report' || k.level === 'party') laidOn.set(s.key, k.level);
  return async () => ({
    facts: equity ? (equityFacts[k.level] ?? equityFacts.sasac ?? {}) : { class: 'other', mode: 'public' },
    amount: k.blocked ? null : (amounts[k.level] ?? '1000000.00'),
    parties: [s.company],
    aggregationKey: s.key,
    stateShare: '1',
    ...(k.blocked && equity ? { facts: {} } : {}),
    firstTierId: s.subsidiary ? zone.firstTier : null,
  });
}

const stepCodes = [
  ...[
    'PARTY',
    'MGMT',
    'SWC',
    'BOARD',
    'SH',
    'LEGAL',
    'COMPL',
    'EXPERT',
    'RISK',
    'DD',
    'FS',
    'AUDIT',
    'APPR',
    'CRED',
    'PUB',
  ],
];
const materialCodes = [
  ...Array.from({ length: 14 }, (_, i) => `M${i + 1}`),
  ...Array.from({ length: 12 }, (_, i) => `S${i + 1}`),
];
const heldOn: Record<string, Day> = {
  PARTY: '2026-06-01',
  SWC: '2026-06-02',
  BOARD: '2026-06-03',
  SH: '2026-06-04',
};

function contentOf(
  s: Pick<System, 'company' | 'participant' | 'key'>,
  c: Case,
  variant: Variant,
  urgent: boolean,
): MatterContent {
  const without = variant === 'major' ? 'M4' : variant === 'minor' || variant === 'promised' ? 'M13' : '';
  const promises = variant === 'major' || variant === 'promised' || variant === 'needless';
  const records = stepCodes
    .filter((code) => variant !== 'noBoard' || code !== 'BOARD')
    .map((code) => ({
      ...{
        code,
        heldOn: variant === 'future' && code === 'LEGAL' ? '2026-12-31' : (heldOn[code] ?? '2026-06-01'),
      },
      ...{ outcome: 'approved' as const, baseDate: '2026-03-31' },
    }));
  const common = {
    companyId: s.company,
    toId: zone.firstTier,
    basisDate: '2026-03-31',
    decidedOn: '2026-06-04',
    ...(urgent ? { urgent: { cause: '抢险' } } : {}),
  };
  return {
    // A new version always differs, so that its digest does.
    title: `示例事项 ${c.version} ${randomUUID()}`,
    proposal:
      c.kind === 'asset_disposal'
        ? { ...common, matter: 'asset_disposal', assetIds: [] }
        : {
            ...common,
            matter: 'equity_transfer',
            targetId: s.company,
            fromId: s.company,
            share: '1',
            amount: '1.00',
          },
    records,
    materials: materialCodes
      .filter((code) => code !== without)
      .map((code) => ({ code, name: code, digest: paper })),
    ...(c.joint ? { participants: [{ companyId: s.participant, amount: '100.00', records }] } : {}),
    ...(promises ? { lacking: { codes: [without === '' ? 'M13' : without], promise: '十日内补齐' } } : {}),
  };
}

const posts: Record<Name, PostKind> = {
  ...{
    wait: 'company_handler',
    revise: 'company_handler',
    sign: 'company_legal',
    authorise: 'company_representative',
  },
  ...{ join: 'company_representative', submit: 'company_handler', endorse: 'company_representative' },
  ...{ sendBack: 'company_representative', withdraw: 'company_handler', answerSupplement: 'company_handler' },
  ...{ consentUrgent: 'committee_member', accept: 'committee_reviewer', refuse: 'committee_reviewer' },
  ...{
    proposeDeficient: 'committee_reviewer',
    confirmDeficient: 'committee_head',
    refuseDeficient: 'committee_head',
  },
  ...{
    askSupplement: 'committee_reviewer',
    returnToCompany: 'committee_reviewer',
    stopClock: 'committee_reviewer',
  },
  ...{
    resumeClock: 'committee_reviewer',
    consult: 'committee_reviewer',
    answerConsultation: 'committee_consultant',
  },
  ...{
    review: 'committee_reviewer',
    clear: 'committee_legal',
    receive: 'committee_reviewer',
    object: 'committee_reviewer',
  },
  ...{
    acknowledge: 'committee_reviewer',
    declareRelation: 'committee_member',
    convene: 'committee_secretary',
  },
  ...{
    attend: 'committee_secretary',
    move: 'committee_secretary',
    vote: 'committee_member',
    close: 'committee_secretary',
  },
  ...{
    forward: 'committee_reviewer',
    recordExternal: 'committee_reviewer',
    signInstrument: 'committee_director',
  },
  ...{ issue: 'committee_seal' },
};
function actorFor(
  s: Pick<System, 'company' | 'participant'>,
  k: Pick<Command, 'name' | 'by' | 'stranger' | 'as'>,
): Actor {
  const kind = k.name === 'consentUrgent' ? k.as : posts[k.name];
  const side = sideOf(kind);
  const company =
    k.name === 'endorse' || k.name === 'sendBack'
      ? zone.firstTier
      : k.name === 'join'
        ? s.participant
        : s.company;
  const organizationId = side === 'company' ? (k.stranger ? zone.stranger : company) : zone.committee;
  return {
    ...{ accountId: randomUUID(), account: k.by, person: { id: zone.persons[k.by], name: k.by } },
    post: { id: randomUUID(), kind, organizationId, side },
    onBehalfOf: null,
  };
}
const depsOn = (day: Day): Deps => ({
  db: db.app,
  zone: TEST_ZONE,
  now: () => new Date(`${day}T02:00:00Z`),
  newId: randomUUID,
  passwords: { hash: async () => '', verify: async () => false },
  files: { has: async () => true, read: async () => new Uint8Array() },
  readWorkbook: async () => ({ ok: true, sheets: [] }),
});

type Said =
  | { outcome: 'accepted'; answer: unknown }
  | { outcome: 'refused'; refusals: readonly { code: string }[] };
const unknownId = '00000000-0000-4000-8000-000000000000';

/** Puts a command to the system; `c` is the case as it stands before. */
async function put(s: System, c: Case, k: Command): Promise<Said> {
  const deps = depsOn(c.day);
  const actor = actorFor(s, k);
  const one = { requestId: randomUUID(), id: s.id };
  const contentDigest = k.seen ? digestOf(s.content) : 'f'.repeat(64);
  const gather = gatherOf(s, c, k);
  const meeting = { requestId: randomUUID(), meetingId: s.meetingId, matterId: s.id };
  const persons = k.group.map((who) => zone.persons[who]);
  switch (k.name) {
    case 'wait':
      return { outcome: 'accepted', answer: null };
    case 'revise': {
      const content = contentOf(s, c, k.variant, k.urgent);
      const asked = { ...one, contentVersion: k.seen ? c.version : c.version + 1, ...content };
      const answer = await revise(deps, actor, asked, gather);
      if (answer.outcome === 'accepted') s.content = content;
      return answer;
    }
    case 'sign':
    case 'authorise':
      return sign(deps, actor, { ...one, contentDigest });
    case 'join':
      return join(deps, actor, { ...one, contentDigest });
    case 'submit':
      return submit(deps, actor, { ...one, contentDigest }, gather);
    case 'endorse':
      return endorse(deps, actor, { ...one, contentDigest, opinion: '同意' });
    case 'sendBack':
      return sendBack(deps, actor, { ...one, reason: '退回' });
    case 'withdraw':
      return withdraw(deps, actor, { ...one, reason: '撤回', ...(k.said ? { consent: '同意' } : {}) });
    case 'answerSupplement':
      return answerSupplement(deps, actor, { ...one, contentDigest, note: '' });
    case 'consentUrgent':
      return consentUrgent(deps, actor, { ...one, note: '同意' });
    case 'accept':
      return acceptCase(deps, actor, one, gather);
    case 'refuse':
      return refuseCase(deps, actor, { ...one, reason: '不属职权', goTo: '区国资委' });
    case 'proposeDeficient':
      return proposeDeficient(deps, actor, { ...one, dueOn: addDays(c.day, k.days) });
    case 'confirmDeficient':
      return confirmDeficient(deps, actor, one, gather);
    case 'refuseDeficient':
      return refuseDeficient(deps, actor, { ...one, reason: '不宜容缺' });
    case 'askSupplement':
      return askSupplement(deps, actor, { ...one, items: ['M13'] });
    case 'returnToCompany':
      return returnToCompany(deps, actor, { ...one, reason: '退回' });
    case 'stopClock':
      return stopClock(deps, actor, { ...one, cause: 'expert_review', because: '专家评审', expectedDays: 5 });
    case 'resumeClock':
      return resumeClock(deps, actor, one);
    case 'consult':
      return consult(deps, actor, {
        ...one,
        organizationIds: [zone.committee],
        experts: [],
        question: '意见',
      });
    case 'answerConsultation': {
      const asked = await work((tx) => consultationsOf(tx, s.id));
      const open = asked.find((row) => row.answer === null) ?? asked.at(-1);
      const opinion = k.said ? '意见' : '';
      const said = { answer: k.good ? ('agree' as const) : ('disagree' as const), opinion };
      return answerConsultation(deps, actor, { ...one, id: open?.id ?? unknownId, ...said });
    }
    case 'review':
      return review(deps, actor, { ...one, contentDigest, passed: k.good, opinion: '意见' });
    case 'clear':
      return clear(deps, actor, { ...one, contentDigest, passed: k.good, opinion: '意见' });
    case 'receive':
      return receive(deps, actor, one);
    case 'object':
      return object(deps, actor, { ...one, reason: '异议' });
    case 'acknowledge':
      return acknowledge(deps, actor, one);
    case 'declareRelation': {
      const asked = {
        organizationId: s.company,
        kind: 'own_interest' as const,
        note: '示例',
        validFrom: '2026-01-01',
      };
      return declareRelation(deps, actor, { requestId: randomUUID(), ...asked });
    }
    case 'convene': {
      const asked = { title: '主任办公会', heldOn: addDays(c.day, k.days), mode: k.mode, matterIds: [s.id] };
      const answer = await createMeeting(deps, actor, {
        requestId: randomUUID(),
        ...asked,
        expected: persons,
      });
      if (answer.outcome === 'accepted') s.meetingId = answer.answer.id;
      return answer;
    }
    case 'attend':
      return recordAttendance(deps, actor, { requestId: randomUUID(), id: s.meetingId, present: persons });
    case 'move': {
      const day = addDays(c.meeting?.heldOn ?? c.day, k.days);
      const conditions = [{ phase: 'before' as const, text: '先落实担保', ownerId: s.company, dueOn: day }];
      const motion =
        k.motion === 'conditional'
          ? { kind: k.motion, conditions }
          : k.motion === 'defer'
            ? { kind: k.motion, until: day, reason: '再议' }
            : k.motion === 'return'
              ? { kind: k.motion, reason: '修改' }
              : { kind: k.motion };
      return moveMotion(deps, actor, { ...meeting, motion });
    }
    case 'vote': {
      const motionVersion = (c.meeting?.version ?? 1) + (k.good ? 0 : 1);
      const opinion = k.said ? '理由' : '';
      return vote(deps, actor, { ...meeting, contentDigest, motionVersion, vote: k.vote, opinion });
    }
    case 'close':
      return closeMeeting(deps, actor, { requestId: randomUUID(), id: s.meetingId });
    case 'forward':
      return forward(deps, actor, one);
    case 'recordExternal': {
      const outcome = k.good ? ('approved' as const) : ('rejected' as const);
      return recordExternalDecision(deps, actor, { ...one, outcome, number: '示例文号', decidedOn: c.day });
    }
    case 'signInstrument':
      return signInstrument(deps, actor, { ...one, contentDigest });
    case 'issue':
      return issueWarrant(deps, actor, one);
  }
}

async function verdictOf(answer: Promise<Said>): Promise<{ verdict: Verdict; state: string | null }> {
  try {
    const said = await answer;
    if (said.outcome === 'refused') return { verdict: said.refusals[0]?.code ?? '', state: null };
    const state = (said.answer as { state?: unknown } | null)?.state;
    return { verdict: null, state: typeof state === 'string' ? state : null };
  } catch (error) {
    if (error instanceof NotFound) return { verdict: 'NOT_FOUND', state: null };
    return { verdict: `threw ${String(error)}`, state: null };
  }
}

/** Where the case stands, in the words of its row. */
const standingOf = (c: Case) => ({
  ...{
    state: c.state,
    stateBefore: c.before,
    level: c.level,
    contentVersion: c.version,
    supplements: c.rounds,
  },
  ...{ deferred: c.deferrals, acceptedOn: c.accepted, dueDays: c.limit, dueOn: c.due, urgent: c.urgent },
});
const rowStanding = (row: MatterRow) => ({
  ...{ state: row.state, stateBefore: row.stateBefore, level: row.level, contentVersion: row.contentVersion },
  ...{
    supplements: row.supplements,
    deferred: row.deferred,
    acceptedOn: row.acceptedOn,
    dueDays: row.dueDays,
  },
  ...{ dueOn: row.dueOn, urgent: row.urgent },
});

const told = (k: Command): string => {
  const {
    name,
    by,
    seen,
    good,
    said,
    days,
    level,
    blocked,
    variant,
    group,
    motion,
    vote: cast,
    stranger,
    mode,
  } = k;
  const flags = Object.entries({ seen, good, said, blocked, stranger, urgent: k.urgent })
    .filter(([, on]) => on)
    .map(([flag]) => flag);
  return [name, by, ...flags, days, level, variant, group.join('+'), motion, cast, mode, k.as].join(' ');
};

async function begin(c: Case, company: string, participant: string): Promise<System> {
  const s: System = {
    ...{
      company,
      participant,
      key: `object:${randomUUID()}`,
      id: '',
      meetingId: unknownId,
      subsidiary: c.subsidiary,
    },
    content: {} as MatterContent,
  };
  s.content = contentOf(s, c, c.variant, c.urgent);
  const actor = actorFor(s, { name: 'revise', by: 'handler', stranger: false, as: 'committee_member' });
  const gather = gatherOf(s, c, { level: c.level, blocked: false });
  const answer = await propose(depsOn(c.day), actor, { requestId: randomUUID(), ...s.content }, gather);
  if (answer.outcome === 'refused') throw new Error(`propose: ${answer.refusals[0].code}`);
  s.id = answer.answer.id;
  return s;
}

const AFTER_THE_END = 6;
type Ran = { commands: number; divergence: string | null };
async function sequence(chance: Chance, pairs: Pairs): Promise<Ran> {
  const made = newCase(chance);
  let { c } = made;
  const one = () => work((tx) => companyWith(tx, zone.persons.handler, {}));
  const s = await begin(c, await one(), await one());
  const log: string[] = [JSON.stringify(c)];
  const length = 10 + chance.below(26);
  let ended = 0;
  for (let n = 1; n <= length && ended < AFTER_THE_END; n += 1) {
    const k = chosen(chance, c, made.levels, pairs);
    const { verdict, next } = judged(c, k);
    const real = await verdictOf(put(s, c, k));
    met(pairs, c.state).add(k.name);
    log.push(
      `${c.day} ${c.state}: ${told(k)} → law ${verdict ?? next.state}, system ${real.verdict ?? real.state ?? 'accepted'}`,
    );
    if (real.verdict !== verdict || (real.state !== null && real.state !== next.state && k.name !== 'attend'))
      return { commands: n, divergence: log.join('\n') };
    c = next;
    met(pairs, c.state);
    const unmet = names.length - met(pairs, c.state).size;
    if (over.includes(c.state) && unmet === 0) ended += 1;
  }
  const row = await work((tx) => findMatter(tx, s.id));
  const [law_, real] = [standingOf(c), row === null ? null : rowStanding(row)];
  const same = JSON.stringify(law_) === JSON.stringify(real);
  if (!same) log.push(`law ${JSON.stringify(law_)}`, `row ${JSON.stringify(real)}`);
  return { commands: log.length - 1, divergence: same ? null : log.join('\n') };
}

/** The states that the model alone reaches. */
function reachable(): Set<string> {
  const states = new Set<string>();
  const chance = chanceOf(SEED ^ 0x5eed);
  const pairs: Pairs = new Map();
  for (let run = 0; run < 600; run += 1) {
    const made = newCase(chance);
    let { c } = made;
    for (let n = 0; n < 40; n += 1) {
      states.add(c.state);
      c = judged(c, chosen(chance, c, made.levels, pairs)).next;
    }
  }
  return states;
}

test(`in ${RUNS} random sequences the procedure does what the law says (seed ${SEED})`, async () => {
  const lanes: Pairs[] = Array.from({ length: LANES }, () => new Map());
  let commands = 0;
  const divergences: string[] = [];
  const started = Date.now();
  await Promise.all(
    lanes.map(async (pairs, lane) => {
      for (let run = lane; run < RUNS && divergences.length < 5; run += LANES) {
        const ran = await sequence(chanceOf(SEED + run * 7919), pairs);
        commands += ran.commands;
        if (ran.divergence !== null) divergences.push(ran.divergence);
      }
    }),
  );
  const all: Pairs = new Map();
  for (const [state, seen] of lanes.flatMap((pairs) => [...pairs]))
    for (const name of seen) met(all, state).add(name);
  const states = [...reachable()].sort();
  const missing = () =>
    states.flatMap((state) =>
      names.filter((name) => !met(all, state).has(name)).map((name) => `${state} × ${name}`),
    );
  for (let run = RUNS; run < RUNS + MORE && divergences.length === 0 && missing().length > 0; run += 1) {
    const ran = await sequence(chanceOf(SEED + run * 7919), all);
    if (ran.divergence !== null) divergences.push(ran.divergence);
  }
  const missed = missing();
  console.log(`cpu ${Math.round(process.cpuUsage().user / 1e6)} s`);
  console.log(
    `${RUNS} sequences, ${commands} commands, ${Math.round((Date.now() - started) / 1000)} s, seed ${SEED}`,
  );
  expect(divergences.join('\n\n')).toBe('');
  expect(missed).toEqual([]);
}, 1_200_000);
