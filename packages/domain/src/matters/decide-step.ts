import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { forwardedLevels, type MatterState, type StepName, steps } from './matter-case.ts';

export type CaseStanding = {
  readonly state: MatterState;
  readonly contentDigest: string;
  readonly level: string;
};

/**
 * May this step be taken now? Refusals: WRONG_STATE (`state`, `step`), CONTENT_CHANGED when the digest that the actor
 * saw is no longer the case's.
 */
export function decideStep(
  step: StepName,
  standing: CaseStanding,
  seenDigest?: string,
): Decision<{ readonly state: MatterState }, Refusal<'WRONG_STATE' | 'CONTENT_CHANGED'>> {
  const from: readonly MatterState[] = steps[step].from;
  const forwarded = forwardedLevels.includes(standing.level);
  const outOfOrder =
    (step === 'forward' && !forwarded) || (step === 'issue' && forwarded && standing.state === 'approved');
  if (!from.includes(standing.state) || outOfOrder)
    return refuse('WRONG_STATE', { state: standing.state, step });
  if (seenDigest !== undefined && seenDigest !== standing.contentDigest) return refuse('CONTENT_CHANGED');
  return accept({ state: steps[step].to });
}
