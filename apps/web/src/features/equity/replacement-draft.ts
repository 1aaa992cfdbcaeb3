import { yuanFromText } from '../../components/yuan-text.ts';
import type { EquityEvent } from './equity-data.ts';

/** What is typed into the form of a correction. */
export type ReplacementDraft = {
  readonly from: string | null;
  readonly to: string | null;
  readonly subscribed: string;
  readonly paid: string;
  readonly decidedOn: string;
  readonly registerOn: string;
  readonly registrationOn: string;
};

/** The entry as it stands, to be put right. */
export const draftOf = (event: EquityEvent): ReplacementDraft => ({
  from: event.from?.id ?? null,
  to: event.to?.id ?? null,
  subscribed: event.amount,
  paid: event.paid,
  decidedOn: event.decidedOn,
  registerOn: event.registerOn ?? '',
  registrationOn: event.registrationOn ?? '',
});

/** An amount that may be nothing. */
export const moneyTyped = (typed: string): string | null =>
  /^0+([.]0{1,2})?$/.test(typed.trim()) ? '0.00' : yuanFromText(typed);

const orNull = (day: string): string | null => (day === '' ? null : day);

/** What should have stood there, as the server takes it; null while something of it is no value. */
export function replacementOf(draft: ReplacementDraft) {
  const [subscribed, paid] = [moneyTyped(draft.subscribed), moneyTyped(draft.paid)];
  if (subscribed === null || paid === null || draft.decidedOn === '') return null;
  return {
    fromId: draft.from,
    toId: draft.to,
    subscribed,
    paid,
    decidedOn: draft.decidedOn,
    registerOn: orNull(draft.registerOn),
    registrationOn: orNull(draft.registrationOn),
  };
}
