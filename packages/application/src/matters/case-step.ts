import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  changeMatter,
  dutiesOf,
  findMatter,
  lockMatter,
  saveDuty,
} from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Duty, decideDuty, sideOfDuty } from '@guanyun/domain/matters/decide-duty.ts';
import { decideStep } from '@guanyun/domain/matters/decide-step.ts';
import { isEnded, type StepName, steps } from '@guanyun/domain/matters/matter-case.ts';
import { type Answer, act, type Outcome, type Subject } from '../evidence/act.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { type Actor, personsOf } from '../organizations/actor.ts';
import { standAside } from './stand-aside.ts';

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
  const causes = await standAside(tx, personsOf(actor), on);
  const parties = [row.companyId, ...row.parties];
  return personsOf(actor).some((personId) => causes(personId, parties).length > 0);
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
export type Stepped = Promise<Answer<{ state: MatterRow['state'] }>>;

/** What a step saves besides the new state; refused reasons stop it. */
type Effect = (
  tx: Tx,
  row: MatterRow,
) => Promise<Decision<{ set?: Partial<MatterRow>; content?: unknown }, Refusal>>;

/** A company acts in its own cases; a first-tier one also on what its subsidiaries hand up. */
function reaches(actor: Actor, row: MatterRow, name: StepName): boolean {
  if (actor.post.side !== 'company') return true;
  const endorses = name === 'endorse' || name === 'sendBack';
  return actor.post.organizationId === (endorses ? row.firstTierId : row.companyId);
}

/** The columns that a step moves: where the case stands, where it stood, and since when it is over. */
export const movedTo = (
  deps: Deps,
  to: Pick<MatterRow, 'state' | 'stateBefore'>,
): Pick<MatterRow, 'state' | 'stateBefore'> & Partial<MatterRow> => ({
  ...to,
  ...(isEnded(to.state) && to.state !== 'archived' ? { endedOn: today(deps) } : {}),
});

/**
 * Takes a step on a case that is locked already: asks the table of steps, takes the duty, does what is special, saves
 * the new state. What came of it is the content of the journal entry.
 */
export async function stepOn(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  row: MatterRow,
  name: StepName,
  effect: Effect = async () => accept({}),
  seenDigest?: string,
): Promise<Decision<{ state: MatterRow['state']; content: Record<string, unknown> }, Refusal>> {
  const decision = decideStep(name, row, seenDigest);
  if (decision.outcome === 'refused') return decision;
  const taken = await takeDuty(tx, deps, row.id, actor, steps[name].duty);
  if (taken.outcome === 'refused') return taken;
  const special = await effect(tx, row);
  if (special.outcome === 'refused') return special;
  const { state } = decision.effects;
  await changeMatter(tx, row.id, { ...special.effects.set, ...movedTo(deps, decision.effects) }, deps.now());
  const content = {
    contentDigest: row.contentDigest,
    from: row.state,
    to: state,
    ...(special.effects.content as object | undefined),
  };
  return accept({ state, content });
}

/** One step of a case as an act of its own: lock the case, then take the step. */
export function takeStep(
  deps: Deps,
  actor: Actor,
  command: StepCommand & { act: string; body: unknown },
  step: { name: StepName | ((row: MatterRow) => StepName); seenDigest?: string },
  effect?: Effect,
): Stepped {
  const about = { kind: 'matter', id: command.id, title: '' };
  return act(
    deps,
    actor,
    { ...command, about },
    async (tx): Promise<Outcome<{ state: MatterRow['state'] }>> => {
      const row = found(await lockMatter(tx, command.id), 'matter');
      const name = typeof step.name === 'string' ? step.name : step.name(row);
      if (!reaches(actor, row, name)) throw new NotFound('matter');
      const done = await stepOn(tx, deps, actor, row, name, effect, step.seenDigest);
      if (done.outcome === 'refused') return done;
      const { state, content } = done.effects;
      return accept({ subject: aboutMatter(row), content, answer: { state } });
    },
  );
}
