import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { changeMatter, dutiesOf, lockMatter, saveDuty } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { accept, type Decision, type Refusal } from '@guanyun/domain/kernel/decision.ts';
import { type Duty, decideDuty, sideOfDuty } from '@guanyun/domain/matters/decide-duty.ts';
import { decideStep } from '@guanyun/domain/matters/decide-step.ts';
import type { StepName } from '@guanyun/domain/matters/matter-case.ts';
import { type Answer, act, type Outcome, type Subject } from '../evidence/act.ts';
import { type Deps, found, NotFound } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';

export const aboutMatter = (row: Pick<MatterRow, 'id' | 'title'>): Subject => ({
  kind: 'matter',
  id: row.id,
  title: row.title,
});

/** The natural person takes a duty in the case, or is refused it. */
export async function takeDuty(
  tx: Tx,
  matterId: string,
  personId: string,
  duty: Duty,
): Promise<Decision<null, Refusal>> {
  const decision = decideDuty(await dutiesOf(tx, matterId), personId, duty);
  if (decision.outcome === 'refused') return decision;
  if (decision.effects.isNew) await saveDuty(tx, { matterId, personId, duty, side: sideOfDuty(duty) });
  return accept(null);
}

export type StepCommand = { readonly requestId: string; readonly id: string };

/** What a step saves besides the new state; refused reasons stop it. */
type Effect = (
  tx: Tx,
  row: MatterRow,
) => Promise<Decision<{ set?: Partial<MatterRow>; content?: unknown }, Refusal>>;

/**
 * One step of a case, the same for all: lock the case, ask the table of steps, take the duty, do what is special, save
 * the new state. A company reaches its own cases only.
 */
export function takeStep(
  deps: Deps,
  actor: Actor,
  command: StepCommand & { act: string; body: unknown },
  step: { name: StepName; duty: Duty; seenDigest?: string },
  effect: Effect = async () => accept({}),
): Promise<Answer<{ state: MatterRow['state'] }>> {
  const about = { kind: 'matter', id: command.id, title: '' };
  return act(
    deps,
    actor,
    { ...command, about },
    async (tx): Promise<Outcome<{ state: MatterRow['state'] }>> => {
      const row = found(await lockMatter(tx, command.id), 'matter');
      if (actor.post.side === 'company' && row.companyId !== actor.post.organizationId)
        throw new NotFound('matter');
      const decision = decideStep(step.name, row, step.seenDigest);
      if (decision.outcome === 'refused') return decision;
      const duty = await takeDuty(tx, row.id, actor.person.id, step.duty);
      if (duty.outcome === 'refused') return duty;
      const special = await effect(tx, row);
      if (special.outcome === 'refused') return special;
      const state = special.effects.set?.state ?? decision.effects.state;
      await changeMatter(tx, row.id, { ...special.effects.set, state }, deps.now());
      const content = {
        contentDigest: row.contentDigest,
        from: row.state,
        to: state,
        ...(special.effects.content as object | undefined),
      };
      return accept({ subject: aboutMatter(row), content, answer: { state } });
    },
  );
}
