import { accept, type Decision, type Refusal, refuse, refuseAll } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';

/**
 * What somebody still owes in a case: conditions before and during execution, what was accepted as lacking (容缺),
 * registrations with their windows, reports on execution, steps to make up after an emergency.
 */
export const obligationKinds = [
  'condition_before',
  'condition_during',
  'deficiency',
  'registration',
  'report',
  'make_up',
] as const;
export type ObligationKind = (typeof obligationKinds)[number];

/** `open` is owed, `reported` waits for the supervisor, `met` is confirmed, `void` fell away with its case. */
export type ObligationState = 'open' | 'reported' | 'met' | 'void';

export type Obligation = {
  readonly id: string;
  readonly kind: ObligationKind;
  readonly text: string;
  readonly state: ObligationState;
  readonly dueOn: LocalDate;
};

const owed = (o: Obligation): boolean => o.state === 'open' || o.state === 'reported';

/** The owner says it is done, with evidence. Refused when it is met already or fell away. */
export function decideReport(o: Obligation): Decision<null, Refusal<'OBLIGATION_CLOSED'>> {
  return owed(o) ? accept(null) : refuse('OBLIGATION_CLOSED', { text: o.text });
}

/** The supervisor confirms what was reported, or sends it back. */
export function decideConfirm(
  o: Obligation,
  met: boolean,
): Decision<{ readonly state: ObligationState }, Refusal<'OBLIGATION_CLOSED' | 'OBLIGATION_NOT_REPORTED'>> {
  if (!owed(o)) return refuse('OBLIGATION_CLOSED', { text: o.text });
  if (o.state !== 'reported') return refuse('OBLIGATION_NOT_REPORTED', { text: o.text });
  return accept({ state: met ? 'met' : 'open' });
}

/** Conditions before execution that bar spending. */
export const barSpending = (list: readonly Obligation[]): Obligation[] =>
  list.filter((o) => o.kind === 'condition_before' && owed(o));

/** What is overdue and not yet reported stops the company's next matter. */
export const barNextMatter = (list: readonly Obligation[], today: LocalDate): Obligation[] =>
  list.filter((o) => o.state === 'open' && o.kind !== 'deficiency' && o.dueOn < today);

/** A case is complete when nothing is owed in it. */
export function decideCompletion(list: readonly Obligation[]): Decision<null, Refusal<'OBLIGATION_OPEN'>> {
  return (
    refuseAll(
      list
        .filter(owed)
        .map((o) => ({ code: 'OBLIGATION_OPEN' as const, facts: { text: o.text, dueOn: o.dueOn } })),
    ) ?? accept(null)
  );
}
