import { findContent, lockMatter } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { MatterState } from '@guanyun/domain/matters/matter-case.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, NotFound } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { aboutMatter, takeDuty } from './case-step.ts';
import { saveOwnSignature, signedAlready, validSignatures } from './signatures.ts';

/** A participant signs while the content is in the companies' hands. */
export const joinable: readonly MatterState[] = ['draft', 'signed', 'supplementing'];

/** Whether this actor's company takes part in the case and has still to sign. */
export const mayJoin = (
  row: Pick<MatterRow, 'state'>,
  actor: Actor,
  content: Pick<MatterContent, 'participants'>,
  signed: readonly { organizationId: string }[],
): boolean =>
  actor.post.kind === 'company_representative' &&
  joinable.includes(row.state) &&
  (content.participants ?? []).some((p) => p.companyId === actor.post.organizationId) &&
  !signed.some((s) => s.organizationId === actor.post.organizationId);

/**
 * A participant's legal representative signs a joint case for the own company, on the digest seen. Not before the lead's
 * content stands, never for a company that is no part of it, and not by somebody who signed for another.
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
      const refused = signed ? null : await signedAlready(tx, row, actor);
      if (refused) return refused;
      if (!signed) await saveOwnSignature(tx, row, actor);
      const subject = aboutMatter(row);
      return accept({ subject, content: { contentDigest: row.contentDigest }, answer: { signed: true } });
    },
  );
}
