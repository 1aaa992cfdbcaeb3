import { allExperts, endExpert, saveExpert } from '@guanyun/db/contracts/supplier.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';

/** The experts of whom panels are drawn, those who left too. */
export const listExperts = (deps: Deps, actor: Actor) => read(deps, actor, (tx) => allExperts(tx));

export type NewExpert = {
  readonly requestId: string;
  readonly code: string;
  readonly name: string;
  readonly employer: string;
  readonly specialty: string;
};

/** Enters an expert under a code of its own (EXPERT_CODE_TAKEN). */
export function addExpert(deps: Deps, actor: Actor, asked: NewExpert): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const id = deps.newId();
  const about = { kind: 'expert', id, title: asked.name };
  const command = { requestId, act: 'tenders.addExpert', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    if ((await allExperts(tx)).some((one) => one.code === asked.code))
      return refuse('EXPERT_CODE_TAKEN', { code: asked.code });
    await saveExpert(tx, { id, ...body, addedOn: today(deps), leftOn: null });
    return accept({ subject: about, content: body, answer: { id } });
  });
}

/** From tomorrow on no panel is drawn with this expert. */
export function removeExpert(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string },
): Promise<Answer<{ leftOn: string }>> {
  const about = { kind: 'expert', id: asked.id, title: '' };
  const command = { requestId: asked.requestId, act: 'tenders.removeExpert', body: { id: asked.id }, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ leftOn: string }>> => {
    const expert = found(
      (await allExperts(tx)).find((one) => one.id === asked.id),
      'expert',
    );
    const leftOn = today(deps);
    if ((await endExpert(tx, expert.id, leftOn)) === 0) throw new NotFound('expert');
    const subject = { ...about, title: expert.name };
    return accept({ subject, content: { code: expert.code, leftOn }, answer: { leftOn } });
  });
}
