import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { ProposalOf } from '../matters/proposal.ts';
import { divisionOf, type Holders, type Movement, mergerOf } from './reorganize.ts';

type Reorganization = ProposalOf<'reorganization'>;
/** A reorganization that was decided with the terms of its entry. */
export type DecidedReorganization = Reorganization &
  (
    | { readonly absorption: NonNullable<Reorganization['absorption']> }
    | { readonly absorption?: undefined; readonly division: NonNullable<Reorganization['division']> }
  );

/** Who takes the company in, or is founded from it. */
export const takerIn = (proposal: DecidedReorganization): string =>
  proposal.absorption === undefined ? proposal.division.receiverId : proposal.absorption.absorberId;

/**
 * What a decided merger or division moves on a day, the company's own entries first. Refused: REORGANIZATION_IMPOSSIBLE
 * (`because`) where the register does not bear its terms; DATE_BEFORE_LAST_EVENT (`last`) when a register that it changes has a
 * later entry.
 */
export function decideReorganization(
  proposal: DecidedReorganization,
  of: Holders,
  { on, lastDayOf }: { readonly on: LocalDate; readonly lastDayOf: (companyId: string) => LocalDate | null },
): Decision<readonly Movement[], Refusal<'REORGANIZATION_IMPOSSIBLE' | 'DATE_BEFORE_LAST_EVENT'>> {
  const { companyId } = proposal;
  const moved =
    proposal.absorption === undefined
      ? divisionOf(of, { companyId, ...proposal.division })
      : mergerOf(of, { companyId, ...proposal.absorption });
  if (!moved.ok) return refuse('REORGANIZATION_IMPOSSIBLE', { because: moved.finding.because });
  const days = moved.moves.map((move) => lastDayOf(move.companyId)).filter((day) => day !== null);
  const last = days
    .filter((day) => day > on)
    .toSorted()
    .at(-1);
  return last === undefined ? accept(moved.moves) : refuse('DATE_BEFORE_LAST_EVENT', { last });
}
