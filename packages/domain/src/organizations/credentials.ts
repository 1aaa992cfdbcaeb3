import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';

/** How people of a zone sign in; grade `default`, the zone's settings change it. */
export type SignInPolicy = {
  /** `required`: whoever signs in by password sets up one-time codes before anything else (GB/T 22239-2019 8.1.4.1 d). */
  readonly secondFactor: 'offered' | 'required';
  /** A session without use ends after so many minutes. */
  readonly idleMinutes: number;
};
export const signInPolicy: SignInPolicy = { secondFactor: 'offered', idleMinutes: 15 };

/** How long a password that somebody else made may be used: long enough to be handed over. Grade `default`. */
export const FIRST_PASSWORD_HOURS = 7 * 24;
export const RESET_PASSWORD_HOURS = 24;
/** How long a reset that was asked for may be released. Grade `default`. */
export const RESET_OPEN_HOURS = 24;

const HOUR_MS = 3_600_000;
/** The moment so many hours later, in milliseconds. */
export const hoursAfter = (at: number, hours: number): number => at + hours * HOUR_MS;

/** What a session is good for before anything else: an own password, or a second factor; null: everything. */
export type Must = 'password' | 'codes' | null;

/** Whom a provider vouched for has shown no password here, and its factors are the provider's. */
export function mustFirst(
  session: { readonly vouched: boolean; readonly temporary: boolean; readonly codes: boolean },
  policy: SignInPolicy,
): Must {
  if (session.vouched) return null;
  if (session.temporary) return 'password';
  return policy.secondFactor === 'required' && !session.codes ? 'codes' : null;
}

/** What asking for a new password goes by; `open`: a reset that nobody released or refused yet, and its moment. */
export type AskedReset = { readonly own: boolean; readonly openSince: number | null; readonly now: number };

const isOver = (askedAt: number, now: number): boolean => now > hoursAfter(askedAt, RESET_OPEN_HOURS);

/** Refused, the first that applies: RESET_OWN (one's own is changed, not reset), RESET_ASKED_ALREADY. */
export function decideAskReset({ own, openSince, now }: AskedReset): Decision<null, Refusal> {
  if (own) return refuse('RESET_OWN');
  return openSince !== null && !isOver(openSince, now) ? refuse('RESET_ASKED_ALREADY') : accept(null);
}

/**
 * Nobody resets a password alone: whoever releases is neither who asked nor whose it is. Refused, the first that applies:
 * RESET_ALONE, RESET_OVER.
 */
export function decideReleaseReset(reset: {
  readonly releaser: string;
  readonly askedBy: string;
  readonly account: string;
  readonly askedAt: number;
  readonly closed: boolean;
  readonly now: number;
}): Decision<null, Refusal> {
  if (reset.releaser === reset.askedBy || reset.releaser === reset.account) return refuse('RESET_ALONE');
  return reset.closed || isOver(reset.askedAt, reset.now) ? refuse('RESET_OVER') : accept(null);
}
