import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { addMonths, type LocalDate } from '../kernel/local-date.ts';
import { answeredStates, isEnded, type MatterState } from './matter-case.ts';
import type { ProcedureFigures } from './procedure-figures.ts';
import type { Proposal } from './proposal.ts';

export const wasRefused = (state: MatterState): boolean =>
  state === 'rejected' || state === 'externally_rejected';

type Told = { readonly proposal: Proposal; readonly aggregationKey: string | null };
/**
 * 实质相同: the same matter of the same company, about some of the same assets, or what adds up under one key. Other assets
 * for the same receiver are another matter.
 */
export function isSameInSubstance(one: Told, other: Told): boolean {
  const [a, b] = [one.proposal, other.proposal];
  if (a.matter !== b.matter || a.companyId !== b.companyId) return false;
  if ('assetIds' in a && 'assetIds' in b) return a.assetIds.some((id) => b.assetIds.includes(id));
  return one.aggregationKey === other.aggregationKey;
}

/** The earlier case that a new one takes up again. */
export type Predecessor = {
  readonly matter: string;
  readonly companyId: string;
  readonly aggregationKey: string | null;
  readonly state: MatterState;
  /** Its last change, when it was refused. */
  readonly refusedOn: LocalDate | null;
};

/**
 * May a case be taken up again as a new one? It must be the same company's and matter (PREDECESSOR_DIFFERS) and over, or
 * answered and now changed (PREDECESSOR_RUNNING); what was refused comes back after some months only, unless new facts
 * are stated (RESUBMITTED_TOO_SOON with `from`). A new case inherits the key under which amounts add up.
 */
export function decideResubmission(
  earlier: Predecessor,
  next: { matter: string; companyId: string; aggregationKey: string; newFacts: string | null; on: LocalDate },
  figures: ProcedureFigures,
): Decision<null, Refusal<'PREDECESSOR_DIFFERS' | 'PREDECESSOR_RUNNING' | 'RESUBMITTED_TOO_SOON'>> {
  const same =
    earlier.matter === next.matter &&
    earlier.companyId === next.companyId &&
    (earlier.aggregationKey === null || earlier.aggregationKey === next.aggregationKey);
  if (!same) return refuse('PREDECESSOR_DIFFERS');
  if (!isEnded(earlier.state) && !answeredStates.includes(earlier.state))
    return refuse('PREDECESSOR_RUNNING');
  if (earlier.refusedOn === null || (next.newFacts ?? '').trim() !== '') return accept(null);
  const from = addMonths(earlier.refusedOn, figures.resubmissionBarMonths);
  return next.on < from ? refuse('RESUBMITTED_TOO_SOON', { from }) : accept(null);
}
