import { saveRelation } from '@guanyun/db/matters/examination.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import type { RelationKind } from '@guanyun/domain/matters/recusal.ts';
import { type Answer, act } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';

/** A member declares an own interest or a relative's post: from then on recusal is found without asking again. */
export function declareRelation(
  deps: Deps,
  actor: Actor,
  asked: {
    requestId: string;
    organizationId: string;
    kind: RelationKind;
    note: string;
    validFrom: string;
    validTo?: string | undefined;
  },
): Promise<Answer<{ id: string }>> {
  const { requestId, ...declared } = asked;
  const id = deps.newId();
  const subject = { kind: 'person', id: actor.person.id, title: actor.person.name };
  return act(
    deps,
    actor,
    { requestId, act: 'meetings.declareRelation', body: declared, about: subject },
    async (tx) => {
      const [organization] = await organizationsById(tx, today(deps), [asked.organizationId]);
      found(organization, 'organization');
      await saveRelation(tx, {
        ...declared,
        id,
        personId: actor.person.id,
        validTo: declared.validTo ?? null,
      });
      return accept({ subject, content: declared, answer: { id } });
    },
  );
}
