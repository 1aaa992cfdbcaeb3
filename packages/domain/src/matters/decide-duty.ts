import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';

const companyDuties = ['handler', 'legal', 'representative', 'endorser', 'executor'] as const;
const committeeDuties = [
  'reviewer',
  'head',
  'clearance',
  'secretary',
  'member',
  'signer',
  'seal',
  'supervisor',
] as const;
export const duties = [...companyDuties, ...committeeDuties] as const;
export type Duty = (typeof duties)[number];
export type DutyHeld = { readonly personId: string; readonly duty: Duty };

export const sideOfDuty = (duty: Duty): 'company' | 'committee' =>
  (companyDuties as readonly Duty[]).includes(duty) ? 'company' : 'committee';

/** Members vote whatever else they do in the case, only the secretary has no vote; what was decided the company's people carry out. */
const together = (one: Duty, other: Duty): boolean =>
  one === other ||
  [one, other].includes('executor') ||
  ([one, other].includes('member') && ![one, other].includes('secretary'));

/**
 * May this natural person take this duty in the case? Nobody acts on both sides (公务员法 76 by analogy), and, voting
 * and carrying out aside, one person has one duty: who handles does not review, who reviews does not sign, who signs does not seal.
 */
export function decideDuty(
  held: readonly DutyHeld[],
  personId: string,
  duty: Duty,
): Decision<{ readonly isNew: boolean }, Refusal<'SAME_PERSON_BOTH_SIDES' | 'DUTIES_NOT_SEPARATE'>> {
  const own = held.filter((h) => h.personId === personId);
  if (own.some((h) => sideOfDuty(h.duty) !== sideOfDuty(duty))) return refuse('SAME_PERSON_BOTH_SIDES');
  const other = own.find((h) => !together(h.duty, duty));
  if (other) return refuse('DUTIES_NOT_SEPARATE', { duty: other.duty });
  return accept({ isNew: own.every((h) => h.duty !== duty) });
}
