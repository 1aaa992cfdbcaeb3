import { removeView, saveView, viewsOf } from '@guanyun/db/matters/view.store.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act } from '../evidence/act.ts';
import { type Deps, found } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import type { MattersAsked } from './read-matters.ts';

/** The person's own views, in every post that he or she holds. */
export function listViews(
  deps: Deps,
  actor: Actor,
): Promise<{ id: string; name: string; filter: MattersAsked }[]> {
  return read(deps, actor, async (tx) =>
    (await viewsOf(tx, actor.person.id)).map(({ id, name, filter }) => ({
      id,
      name,
      filter: filter as MattersAsked,
    })),
  );
}

/** Keeps a filter under a name of the person's own; the same name again replaces it. */
export function keepView(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; name: string; filter: MattersAsked },
): Promise<Answer<{ id: string }>> {
  const { requestId, ...view } = asked;
  const about = { kind: 'view', id: null, title: view.name };
  return act(deps, actor, { requestId, act: 'views.save', body: view, about }, async (tx) => {
    const id = await saveView(tx, actor.person.id, { id: deps.newId(), ...view });
    return accept({ subject: { ...about, id }, content: view, answer: { id } });
  });
}

/** Another person's view is not found. */
export function dropView(
  deps: Deps,
  actor: Actor,
  { requestId, id }: { requestId: string; id: string },
): Promise<Answer<{ id: string }>> {
  const about = { kind: 'view', id, title: '' };
  return act(deps, actor, { requestId, act: 'views.remove', body: { id }, about }, async (tx) => {
    const title = found(await removeView(tx, actor.person.id, id, deps.now()), 'view');
    return accept({ subject: { ...about, title }, content: { id }, answer: { id } });
  });
}
