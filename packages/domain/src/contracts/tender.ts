import type { Calendar } from '../kernel/calendar.ts';
import { lawOn } from '../kernel/dated.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { complaintAnswers, objectionAnswers } from './tender-law.ts';
import { periodEnd } from './tender-timetable.ts';

/** A tender as its decisions read it; days in Asia/Shanghai. */
export type TenderStanding = {
  readonly state: string;
  readonly objectionsUntil: string | null;
  readonly publicityFrom: string | null;
  readonly publicityEnds: string | null;
};

/** An objection is raised in its time: to the documents until ten days before the deadline, to the result while it is published. */
export function decideObjection(
  tender: TenderStanding,
  kind: 'documents' | 'result' | 'complaint',
  today: string,
): Decision<null, Refusal> {
  const { state, objectionsUntil, publicityFrom, publicityEnds } = tender;
  const inTime = {
    documents: state === 'published' && objectionsUntil !== null && today <= objectionsUntil,
    result:
      state === 'publicized' &&
      publicityFrom !== null &&
      publicityEnds !== null &&
      publicityFrom <= today &&
      today <= publicityEnds,
    complaint: ['published', 'opened', 'evaluated', 'publicized'].includes(state),
  }[kind];
  return inTime ? accept(null) : refuse('TENDER_OBJECTION_OUT_OF_TIME', { kind });
}

/** By when an objection or a complaint is answered, by the law of the day on which it was raised. */
export function answerDay(
  kind: 'documents' | 'result' | 'complaint',
  raisedOn: LocalDate,
  calendar: Calendar,
): LocalDate {
  const periods = kind === 'complaint' ? complaintAnswers : objectionAnswers[kind];
  return periodEnd(calendar, lawOn(periods, raisedOn), raisedOn).date;
}

/** What stands in the way of an opening, with so many bids and shares. */
export type OpeningAsked = {
  readonly suspended: boolean;
  /** Null while the deadline has not come: nobody counts before. */
  readonly bids: number | null;
  readonly shares: number;
  readonly needed: number;
};

/** 招标投标法 28, 34: at the deadline and not before, three bids at least; the shares of the key, and nothing unanswered. */
export function decideOpening(asked: OpeningAsked): Decision<null, Refusal> {
  const { suspended, bids, shares, needed } = asked;
  if (bids === null) return refuse('TENDER_DEADLINE_NOT_COME');
  if (suspended) return refuse('TENDER_SUSPENDED');
  if (bids < 3) return refuse('TENDER_TOO_FEW_BIDS', { bids: `${bids}` });
  if (shares < needed) return refuse('TENDER_SHARES_MISSING', { given: `${shares}`, needed: `${needed}` });
  return accept(null);
}

/** For want of bids a tender fails once the deadline has shown it; later for a reason that is given. */
export function decideFailure(state: string, bids: number | null): Decision<null, Refusal> {
  if (state !== 'published') return accept(null);
  if (bids === null) return refuse('TENDER_DEADLINE_NOT_COME');
  return bids < 3 ? accept(null) : refuse('TENDER_THREE_BIDS');
}

/** The award: after the publicity period, with nothing unanswered. */
export function decideAward(
  publicityEnds: string | null,
  today: string,
  suspended: boolean,
): Decision<null, Refusal> {
  if (publicityEnds === null || today <= publicityEnds)
    return refuse('PUBLICITY_NOT_OVER', { until: publicityEnds ?? '' });
  return suspended ? refuse('TENDER_SUSPENDED') : accept(null);
}
