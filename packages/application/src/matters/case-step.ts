import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  changeMatter,
  dutiesOf,
  findMatter,
  lockMatter,
  saveDuty,
} from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { postsOfPersons } from '@guanyun/db/organizations/person.store.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Duty, decideDuty, sideOfDuty } from '@guanyun/domain/matters/decide-duty.ts';
import { decideStep } from '@guanyun/domain/matters/decide-step.ts';
import type { StepName } from '@guanyun/domain/matters/matter-case.ts';
import { recusalCauses } from '@guanyun/domain/matters/recusal.ts';
import { type Answer, act, type Outcome, type Subject } from '../evidence/act.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { type Actor, personsOf } from '../organizations/actor.ts';
import { termOf } from '../organizations/hats.ts';

export const aboutMatter = (row: Pick<MatterRow, 'id' | 'title' | 'matter'>): Subject => ({
  kind: 'matter',
  id: row.id,
  title: row.title,
  matters: [row.matter],
});

/** Under a delegation on the committee's side neither of the two may have to stand aside from the case. */
async function mustStandAside(tx: Tx, on: LocalDate, matterId: string, actor: Actor): Promise<boolean> {
  if (actor.onBehalfOf === null || actor.post.side !== 'committee') return false;
  const row = found(await findMatter(tx, matterId), 'matter');
  const terms = (await postsOfPersons(tx, personsOf(actor))).map(termOf);
  return recusalCauses(terms, [row.companyId, ...row.parties], on).length > 0;
}

/**
 * The natural person takes a duty in the case, or is refused it. Under a delegation the holder of the post takes it too:
 * neither may have another, and neither may have to stand aside (RECUSED).
 */
export async function takeDuty(
  tx: Tx,
  deps: Deps,
  matterId: string,
  actor: Actor,
  duty: Duty,
): Promise<Decision<null, Refusal>> {
  if (await mustStandAside(tx, today(deps), matterId, actor)) return refuse('RECUSED');
  const held = await dutiesOf(tx, matterId);
  for (const personId of personsOf(actor)) {
    const decision = decideDuty(held, personId, duty);
    if (decision.outcome === 'refused') return decision;
    if (decision.effects.isNew) await saveDuty(tx, { matterId, personId, duty, side: sideOfDuty(duty) });
  }
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
      const duty = await takeDuty(tx, deps, row.id, actor, step.duty);
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
