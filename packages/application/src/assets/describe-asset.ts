import { type AssetView, assetsById, changeAsset, lockAssets } from '@guanyun/db/assets/asset.store.ts';
import { classNameOn } from '@guanyun/db/assets/class-code.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { decideDescription } from '@guanyun/domain/assets/decide-description.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { assetDescribers } from '@guanyun/domain/organizations/permissions.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';

type Texts = Readonly<Record<string, string>>;

/**
 * The finance of the company whose book an asset stands in says anew what it is: all its particulars together. The journal has
 * them as they were and as they are. Refused: what `decideDescription` refuses.
 */
export function describeAsset(
  deps: Deps,
  actor: Actor,
  asked: { readonly requestId: string; readonly id: string; readonly particulars: Texts },
): Promise<Answer<{ particulars: Texts }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'asset', id: asked.id, title: '' };
  const command = { requestId, act: 'assets.describe', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ particulars: Texts }>> => {
    await lockAssets(tx, [asked.id]);
    const asset = found((await assetsById(tx, today(deps), [asked.id]))[0], 'asset');
    const by = { companyId: actor.post.organizationId, particulars: asked.particulars };
    const decision = decideDescription(asset, by);
    if (decision.outcome === 'refused') return decision;
    const after = decision.effects;
    await changeAsset(tx, asset.id, { particulars: after });
    const subject = { ...about, title: asset.name };
    const content = { code: asset.code, before: asset.particulars, after };
    return accept({ subject, content, answer: { particulars: after } });
  });
}

/** What an asset's page says of it beside the card. */
export async function descriptionOf(tx: Tx, asset: AssetView, on: string, actor: Actor) {
  const { classCode, particulars, quantity, unit, residual, chargedThrough } = asset;
  const mayDescribe = assetDescribers.includes(actor.post.kind) && actor.post.organizationId === asset.bookId;
  return {
    ...{ particulars, quantity, unit, residual, chargedThrough, mayDescribe },
    classCode: classCode === null ? null : { code: classCode, name: await classNameOn(tx, classCode, on) },
  };
}
