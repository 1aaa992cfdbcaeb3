import { findContent, lockMatter } from '@guanyun/db/matters/matter.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, NotFound } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { aboutMatter, takeDuty } from './case-step.ts';
import { saveOwnSignature, validSignatures } from './submit.ts';

const joinable: readonly string[] = ['draft', 'signed', 'supplementing'];

/**
 * A participant's legal representative signs a joint case for the own company, on the digest seen. Not before the lead's
 * content stands, and never for a company that is no part of it.
 */
export function join(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; contentDigest: string },
): Promise<Answer<{ signed: true }>> {
  const about = { kind: 'matter', id: asked.id, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'matters.join', body: asked, about },
    async (tx): Promise<Outcome<{ signed: true }>> => {
      const row = found(await lockMatter(tx, asked.id), 'matter');
      const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
      if (!content.participants?.some((p) => p.companyId === actor.post.organizationId))
        throw new NotFound('matter');
      if (!joinable.includes(row.state)) return refuse('WRONG_STATE', { state: row.state, step: 'join' });
      if (row.contentDigest !== asked.contentDigest) return refuse('CONTENT_CHANGED');
      const duty = await takeDuty(tx, deps, row.id, actor, 'representative');
      if (duty.outcome === 'refused') return duty;
      const signed = (await validSignatures(tx, row)).some(
        (s) => s.organizationId === actor.post.organizationId,
      );
      if (!signed) await saveOwnSignature(tx, row, actor);
      const subject = aboutMatter(row);
      return accept({ subject, content: { contentDigest: row.contentDigest }, answer: { signed: true } });
    },
  );
}
