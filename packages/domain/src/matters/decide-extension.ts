import { accept, type Decision, type Refusal, refuseAll } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';

/** A warrant whose term somebody wants longer. */
export type Extensible = {
  readonly number: string;
  readonly expiresOn: LocalDate;
  /** The last day to which it can go: its longest extension, the appraisal's year, the plan year, whichever is first. */
  readonly latest: LocalDate;
  readonly askedBefore: boolean;
};

/**
 * A warrant is extended once (EXTENSION_USED), asked for while it is in force (EXTENSION_TOO_LATE), to a day after its end
 * and not beyond what it rests on (EXTENSION_TOO_LONG with `latest`).
 */
export function decideExtension(
  warrant: Extensible,
  asked: { readonly on: LocalDate; readonly until: LocalDate },
): Decision<null, Refusal<'EXTENSION_USED' | 'EXTENSION_TOO_LATE' | 'EXTENSION_TOO_LONG'>> {
  const { number, expiresOn, latest } = warrant;
  const refusals: Refusal<'EXTENSION_USED' | 'EXTENSION_TOO_LATE' | 'EXTENSION_TOO_LONG'>[] = [];
  if (warrant.askedBefore) refusals.push({ code: 'EXTENSION_USED', facts: { number } });
  if (asked.on > expiresOn) refusals.push({ code: 'EXTENSION_TOO_LATE', facts: { number, expiresOn } });
  if (asked.until <= expiresOn || asked.until > latest)
    refusals.push({ code: 'EXTENSION_TOO_LONG', facts: { number, expiresOn, latest } });
  return refuseAll(refusals) ?? accept(null);
}
