import { issueTo, lapsedBefore } from './law-of-execution.ts';
import { type Case, type Law, type Meeting, seats, type Vote, type Who } from './model-case.ts';
import { addDays, workingDays } from './model-days.ts';
import {
  answering,
  at,
  companySide,
  decided,
  dueNow,
  duty,
  endStops,
  lapsed,
  onSeen,
  over,
  owes,
  sentBack,
  standing,
  step,
  stop,
  upward,
  WRONG,
} from './model-standing.ts';

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
  c.conditional = result === 'yes' && kind === 'conditional';
  if (result === 'yes' && approves) c.state = 'approved';
  else if (result === 'no' && approves) c.state = 'rejected';
  else if (result === 'yes' && kind === 'return') sentBack(c, 'returned');
  else {
    c.state = 'deferred';
    if (result === 'yes') c.deferrals += 1;
  }
}

/** Examination, filing, the meeting and the higher body (domain/matters.md 3.2, 3.3). */
export const lawOfDeciding = {
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
    if (c.consultation === 'answered' || over.includes(c.state)) return WRONG;
    if (answering(k).some((who) => (c.duties[who] ?? []).some((d) => companySide.includes(d))))
      return 'SAME_PERSON_BOTH_SIDES';
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
    if (refused !== null) return refused;
    if (lapsedBefore(c)) return 'WARRANT_EXPIRED';
    issueTo(c, false);
    return null;
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
    if (owes(c, 'deficiency')) return 'OBLIGATION_OPEN';
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
    const refused = m.open ? duty(c, k, 'secretary') : null;
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
    const refused = duty(c, k, 'secretary');
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
    const refused = duty(c, k, 'member');
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
      const refused = duty(c, k, 'secretary');
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
} satisfies Record<string, Law>;
