import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { existsAt, type MatterState, type Step, type StepName, steps } from './matter-case.ts';

export type CaseStanding = {
  readonly state: MatterState;
  /** Where it stood when it was held up; null: it is not. */
  readonly stateBefore: MatterState | null;
  readonly contentDigest: string;
  readonly level: string;
};

/** Whether the case, taken from here, must remember where it stood. */
const holdsUp: readonly MatterState[] = ['supplementing', 'suspended', 'archived'];

/**
 * May this step be taken now? Refusals: WRONG_STATE (`state`, `step`), CONTENT_CHANGED when the digest that the actor
 * saw is no longer the case's.
 */
export function decideStep(
  name: StepName,
  standing: CaseStanding,
  seenDigest?: string,
): Decision<
  { readonly state: MatterState; readonly stateBefore: MatterState | null },
  Refusal<'WRONG_STATE' | 'CONTENT_CHANGED'>
> {
  const step: Step = steps[name];
  const { state, stateBefore } = standing;
  const to = step.to === 'same' ? state : step.to === 'before' ? stateBefore : step.to;
  if (!step.from.includes(state) || !existsAt(step, standing.level) || to === null)
    return refuse('WRONG_STATE', { state, step: name });
  if (seenDigest !== undefined && seenDigest !== standing.contentDigest) return refuse('CONTENT_CHANGED');
  const kept = to === state ? stateBefore : null;
  return accept({ state: to, stateBefore: holdsUp.includes(to) && to !== state ? state : kept });
}
