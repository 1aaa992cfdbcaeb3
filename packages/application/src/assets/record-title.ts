import { assetsById, factsOf, lockAssets, moveFact } from '@guanyun/db/assets/asset.store.ts';
import { decideTitle } from '@guanyun/domain/assets/decide-title.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';

/**
 * The company that an asset was transferred to records that it is registered as the owner, with the certificate or receipt:
 * from that day on title stands where the book does. Refused: DOCUMENT_UNKNOWN, and what `decideTitle` refuses.
 */
export function recordTitle(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; on: LocalDate; document: string },
): Promise<Answer<{ titleId: string }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'asset', id: asked.id, title: '' };
  const command = { requestId, act: 'assets.recordTitle', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ titleId: string }>> => {
    const { id, on, document } = asked;
    await lockAssets(tx, [id]);
    const asset = found((await assetsById(tx, today(deps), [id]))[0], 'asset');
    const facts = await factsOf(tx, id);
    const since = (kind: 'title' | 'book'): string =>
      found(facts.findLast((fact) => fact.kind === kind)?.validFrom, kind);
    const companyId = actor.post.organizationId;
    const decision = decideTitle(
      {
        ...{ code: asset.code, titleId: asset.titleId, bookId: asset.bookId },
        ...{ bookedFrom: since('book'), titledFrom: since('title'), inOrder: asset.openOrderId !== null },
      },
      { companyId, on, today: today(deps) },
    );
    if (decision.outcome === 'refused') return decision;
    const papers = await papersThere(tx, [document]);
    if (papers.outcome === 'refused') return papers;
    await moveFact(tx, [id], 'title', companyId, on, document);
    const subject = { ...about, title: asset.name };
    const content = { code: asset.code, from: asset.titleId, to: companyId, on, document };
    return accept({ subject, content, answer: { titleId: companyId } });
  });
}
