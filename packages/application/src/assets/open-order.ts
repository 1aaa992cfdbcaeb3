import { type AssetView, assetsById, lockAssets } from '@guanyun/db/assets/asset.store.ts';
import { orderOfWarrant, saveOrder } from '@guanyun/db/assets/transfer-order.store.ts';
import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { clustersOn } from '@guanyun/db/organizations/organization.store.ts';
import { assetTransferableRule } from '@guanyun/domain/assets/asset-transferable.rule.ts';
import { accept, type Refusal, type Refused, refuse, refuseAll } from '@guanyun/domain/kernel/decision.ts';
import { type LocalDate, yearOf } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import type { Proposal, ProposalOf } from '@guanyun/domain/matters/proposal.ts';
import { modeOf } from '@guanyun/domain/matters/proposal-terms.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { checkWarrant } from '../matters/spend-warrant.ts';
import type { Actor } from '../organizations/actor.ts';
import { netOf } from './read-assets.ts';

export type NewOrder = {
  readonly requestId: string;
  readonly warrantId: string;
  readonly assetIds: readonly string[];
  readonly toId: string;
};

/** May and may not of one asset on the path between companies (P2). */
export const transferable = (asset: Pick<AssetView, 'class' | 'publicBenefit'>, on: LocalDate) =>
  ask(assetTransferableRule, {
    asset: { class: asset.class, publicBenefit: asset.publicBenefit },
    path: 'P2',
    on,
  });

function refusalsOf(asset: AssetView, ownerId: string, on: LocalDate): Refusal[] {
  const facts = { code: asset.code, name: asset.name };
  const refusals: Refusal[] = [];
  if (asset.bookId !== ownerId) refusals.push({ code: 'ASSET_NOT_OWNED', facts });
  if (asset.openOrderId !== null) refusals.push({ code: 'ASSET_IN_OPEN_ORDER', facts });
  const { blocks } = transferable(asset, on);
  if (blocks.length > 0)
    refusals.push({
      code: 'ASSET_NOT_TRANSFERABLE',
      facts: { ...facts, because: blocks.map((b) => b.because).join(';') },
    });
  return refusals;
}

/** The one cluster of all the assets, operated by the receiver; else a refusal. */
async function clusterOf(
  tx: Tx,
  assets: readonly AssetView[],
  toId: string,
  on: LocalDate,
): Promise<string | Refused<Refusal>> {
  const clusters = (await clustersOn(tx, on)).filter((c) => assets.some((a) => a.clusterId === c.id));
  const [cluster] = clusters;
  if (cluster === undefined || clusters.length > 1 || cluster.operatorId !== toId)
    return refuse('CLUSTER_NOT_OPERATED', { clusters: clusters.map((c) => c.name).join('、') });
  return cluster.id;
}

/** What was decided, with the assets and the receiver that are about to be handed over. */
function proposalFor(decided: Proposal, asked: NewOrder): ProposalOf<'asset_disposal'> {
  const { companyId, decidedOn } = decided;
  const base =
    decided.matter === 'asset_disposal'
      ? decided
      : { matter: 'asset_disposal' as const, companyId, decidedOn, basisDate: decidedOn };
  return { ...base, assetIds: asked.assetIds, toId: asked.toId };
}

/**
 * Opens a transfer order under a warrant for exactly the decided assets and receiver. Each asset must be on the
 * transferor's books, in no other open order, transferable on its path, and of the cluster that the receiver operates.
 */
export function openOrder(deps: Deps, actor: Actor, asked: NewOrder): Promise<Answer<{ id: string }>> {
  const id = deps.newId();
  const about = { kind: 'transfer_order', id, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'assets.createOrder', body: asked, about },
    async (tx): Promise<Outcome<{ id: string }>> => {
      const decided = (await findWarrant(tx, asked.warrantId))?.content.proposal;
      if (decided === undefined) return refuse('NO_WARRANT');
      const on = today(deps);
      await lockAssets(tx, asked.assetIds);
      const assets = await assetsById(tx, on, asked.assetIds);
      const net = sumFen(assets.map((a) => parseYuan(netOf(a))));
      const proposal = proposalFor(decided, asked);
      const checked = await checkWarrant(tx, {
        warrantId: asked.warrantId,
        companyId: actor.post.organizationId,
        proposal,
        amount: net,
        on,
      });
      if (checked.outcome === 'refused') return checked;
      if (modeOf(proposal) !== 'free_transfer')
        return refuse('WARRANT_OF_OTHER_KIND', { number: checked.effects.number });
      if ((await orderOfWarrant(tx, asked.warrantId)) !== null)
        return refuse('WARRANT_SPENT', { number: checked.effects.number });
      if (assets.length !== asked.assetIds.length) return refuse('ASSET_NOT_OWNED', { code: '', name: '' });
      const refused = refuseAll(assets.flatMap((a) => refusalsOf(a, actor.post.organizationId, on)));
      if (refused) return refused;
      const clusterId = await clusterOf(tx, assets, asked.toId, on);
      if (typeof clusterId !== 'string') return clusterId;
      const year = yearOf(on);
      const number = `${year}-划-${(await nextNumber(tx, `order-${year}`)).toString().padStart(3, '0')}`;
      await saveOrder(
        tx,
        {
          id,
          number,
          warrantId: asked.warrantId,
          fromId: actor.post.organizationId,
          toId: asked.toId,
          clusterId,
          basisDate: proposal.basisDate,
          openedOn: on,
          deliveredOn: null,
          approved: checked.effects.amount ?? formatYuan(net),
          state: 'counting',
        },
        assets.map((a) => ({ orderId: id, assetId: a.id, net: netOf(a), open: true })),
      );
      const content = {
        number,
        warrant: checked.effects.number,
        to: asked.toId,
        lines: assets.map((a) => ({ asset: a.code, net: netOf(a) })),
      };
      const subject = { ...about, title: number, matters: [proposal.matter] };
      return accept({ subject, content, answer: { id } });
    },
  );
}
