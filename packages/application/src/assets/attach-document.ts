import { hasAssetDocument, saveAssetDocument } from '@guanyun/db/assets/asset-acts.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';
import { holdAssets } from './asset-card.ts';

export type NewAssetDocument = {
  readonly requestId: string;
  readonly assetId: string;
  readonly digest: string;
  readonly title: string;
  readonly kind: 'photo' | 'paper';
  readonly on: string;
};

/**
 * Puts a photo or a paper to an asset; it stays with it whoever has it later. By the holder of the book or of custody.
 * Refused: ASSET_NOT_OWNED, DAY_NOT_COME, DOCUMENT_UNKNOWN. What is there already is there once.
 */
export function attachDocument(
  deps: Deps,
  actor: Actor,
  asked: NewAssetDocument,
): Promise<Answer<{ digest: string }>> {
  const { requestId, ...body } = asked;
  const { assetId, digest, title, kind, on } = asked;
  const about = { kind: 'asset', id: assetId, title: '' };
  const command = { requestId, act: 'assets.attach', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ digest: string }>> => {
    const { row } = found((await holdAssets(tx, deps, [assetId]))[0], 'asset');
    const { organizationId } = actor.post;
    const { code, name } = row;
    if (row.bookId !== organizationId && row.custodyId !== organizationId)
      return refuse('ASSET_NOT_OWNED', { code, name });
    if (on > today(deps)) return refuse('DAY_NOT_COME', { day: on });
    const papers = await papersThere(tx, [digest]);
    if (papers.outcome === 'refused') return papers;
    if (!(await hasAssetDocument(tx, assetId, digest)))
      await saveAssetDocument(tx, {
        ...{ id: deps.newId(), assetId, digest, title, kind, takenOn: on, personId: actor.person.id },
      });
    const content = { code, digest, title, kind, on };
    return accept({ subject: { ...about, title: name }, content, answer: { digest } });
  });
}
