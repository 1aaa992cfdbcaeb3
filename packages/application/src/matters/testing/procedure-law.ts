import { lawOfAccess, mayAct, standingIn } from './law-of-access.ts';
import { lawOfDeciding } from './law-of-deciding.ts';
import { lawOfExecution } from './law-of-execution.ts';
import { lawOfFiling } from './law-of-filing.ts';
import type { Asked, Case, Law, Verdict } from './model-case.ts';

/**
 * The procedure as the text of the law has it (domain/matters.md 3), in words of its own: it knows nothing of the table
 * of steps, nor of any other code of the house.
 */
const law = { ...lawOfFiling, ...lawOfDeciding, ...lawOfExecution, ...lawOfAccess } satisfies Record<
  string,
  Law
>;
export type Name = keyof typeof law;
export type Command = Asked & { name: Name };

/** Whoever asks is nobody who may: not even what is asked is looked at. */
export const SIGNED_OUT = 'SIGNED_OUT';

export const names = Object.keys(law) as Name[];

/** The laws change a case by replacing what it holds or by adding to these lists. */
const copyOf = (c: Case): Case => ({
  ...c,
  ...{
    signed: [...c.signed],
    duties: { ...c.duties },
    consents: [...c.consents],
    owed: [...c.owed],
    stops: [...c.stops],
    related: [...c.related],
  },
  meeting: c.meeting === null ? null : { ...c.meeting, votes: [...c.meeting.votes] },
});

/** What a company does in its own case only; of others it does not even hear. */
const ofTheCompany: readonly Name[] = [
  ...(['revise', 'sign', 'authorise', 'join', 'submit', 'endorse', 'sendBack', 'withdraw'] as const),
  ...(['answerSupplement', 'recordShareholders', 'release', 'askExtension'] as const),
  ...(['reportObligation', 'reportExecution'] as const),
];

/** What nobody of the case does: it befalls it, or an administrator does it. */
export const fromOutside: readonly Name[] = [
  ...(['wait', 'supersede', 'changeInvestor', 'disable', 'enable', 'endPost'] as const),
];

/** What the law says of a command, and the case as it then is. */
export function judged(c: Case, k: Command): { verdict: Verdict; next: Case } {
  if (!fromOutside.includes(k.name) && !mayAct(c, k)) return { verdict: SIGNED_OUT, next: c };
  // A vote is personal.
  if (k.behalf !== null && k.name === 'vote') return { verdict: 'DELEGATION_NOT_FOR_THIS', next: c };
  if (k.stranger && ofTheCompany.includes(k.name)) return { verdict: 'NOT_FOUND', next: c };
  const next = copyOf(c);
  const within = k.behalf === null || standingIn(c, k)?.limited !== true;
  const verdict = law[k.name](next, k) ?? (within ? null : 'DELEGATION_NOT_FOR_THIS');
  return verdict === null ? { verdict, next } : { verdict, next: c };
}
