import type { Calendar } from '../kernel/calendar.ts';
import { addWorkingDays } from '../kernel/calendar.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { type LocalDate, localDate } from '../kernel/local-date.ts';
import type { StepName } from './matter-case.ts';
import type { MeetingOutput } from './meeting.ts';
import type { ProcedureFigures } from './procedure-figures.ts';

/** A condition of an approval: to be met before, or during, the carrying out. */
export type Condition = {
  readonly phase: 'before' | 'during';
  readonly text: string;
  /** The organisation that must meet it. */
  readonly ownerId: string;
  readonly dueOn: string;
};

/** What the meeting is asked to resolve. Members vote on exactly this and the content together. */
export type Motion =
  | { readonly kind: 'approve' }
  | { readonly kind: 'conditional'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'defer'; readonly until: string; readonly reason: string }
  | { readonly kind: 'return'; readonly reason: string };

/**
 * May this motion be put? A deferral needs a day to come back within the longest time (DEFER_TOO_LONG with `latest`), and
 * not more often than allowed (DEFERRED_TOO_OFTEN); conditions are due on or after the day of the meeting (CONDITION_DUE_EARLY).
 */
export function decideMotion(
  motion: Motion,
  on: { heldOn: LocalDate; deferred: number; calendar: Calendar; figures: ProcedureFigures },
): Decision<null, Refusal<'DEFER_TOO_LONG' | 'DEFERRED_TOO_OFTEN' | 'CONDITION_DUE_EARLY'>> {
  if (motion.kind === 'conditional' && motion.conditions.some((c) => c.dueOn < on.heldOn))
    return refuse('CONDITION_DUE_EARLY', { heldOn: on.heldOn });
  if (motion.kind !== 'defer') return accept(null);
  if (on.deferred >= on.figures.deferMaxTimes)
    return refuse('DEFERRED_TOO_OFTEN', { times: String(on.figures.deferMaxTimes) });
  const latest = addWorkingDays(on.calendar, on.heldOn, on.figures.deferMaxDays).due;
  if (localDate(motion.until) > latest || motion.until <= on.heldOn)
    return refuse('DEFER_TOO_LONG', { latest });
  return accept(null);
}

const stepOfMotion = {
  approve: 'approve',
  conditional: 'approve',
  defer: 'defer',
  return: 'returnByMeeting',
} as const satisfies Record<Motion['kind'], StepName>;

export type Deferral = Extract<Motion, { kind: 'defer' }>;

/** The deferral that was resolved; a motion to defer that failed, or a meeting without a quorum, is none and counts as none. */
export const deferralBy = (motion: Motion, result: MeetingOutput['result']): Deferral | null =>
  motion.kind === 'defer' && result === 'approved' ? motion : null;

/**
 * What the result of the vote does with the case. A motion that fails to approve rejects; one to defer or to return that
 * fails leaves the case where the next meeting can take it up. Too few left to decide: it goes to the higher body (公司法 185
 * by analogy); no quorum: the next meeting.
 */
export function stepOfResult(motion: Motion, result: MeetingOutput['result']): StepName {
  if (result === 'cannot_decide') return 'passUp';
  if (result === 'no_quorum') return 'defer';
  if (result === 'approved') return stepOfMotion[motion.kind];
  return motion.kind === 'approve' || motion.kind === 'conditional' ? 'reject' : 'defer';
}
