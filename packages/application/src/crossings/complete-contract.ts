import { changeContract, lockContract } from '@guanyun/db/contracts/contract.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { type NewAsset, registerAssets } from '../assets/register-assets.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';

/** The works are finished: what they formed enters the register of the contract's cluster, for no more than the contract's amount. */
export function completeContract(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; completedOn: string; assets: readonly NewAsset[] },
): Promise<Answer<{ assetIds: string[] }>> {
  const about = { kind: 'contract', id: asked.id, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'contracts.complete', body: asked, about },
    async (tx): Promise<Outcome<{ assetIds: string[] }>> => {
      const contract = found(await lockContract(tx, asked.id), 'contract');
      if (contract.entityId !== actor.post.organizationId) throw new NotFound('contract');
      if (contract.state !== 'in_force' || contract.clusterId === null)
        return refuse('WRONG_STATE', { state: contract.state, step: 'complete' });
      if (asked.completedOn < contract.signedOn || asked.completedOn > today(deps))
        return refuse('WRONG_STATE', { state: contract.state, step: 'complete' });
      const common = asked.assets.find((asset) => asset.publicBenefit === true);
      if (common !== undefined) return refuse('PUBLIC_BENEFIT_IN_COMPANY', { name: common.name });
      const cost = sumFen(asked.assets.map((a) => parseYuan(a.cost)));
      if (cost > parseYuan(contract.amount))
        return refuse('AMOUNT_EXCEEDS_CAP', { cap: contract.amount, amount: formatYuan(cost) });
      const origin = {
        clusterId: contract.clusterId,
        ownerId: contract.entityId,
        formedOn: asked.completedOn,
        contractId: contract.id,
      };
      const assets = await registerAssets(tx, deps, asked.assets, origin);
      await changeContract(tx, contract.id, { state: 'completed', completedOn: asked.completedOn });
      const subject = { kind: 'contract', id: contract.id, title: contract.title };
      return accept({
        subject,
        content: { completedOn: asked.completedOn, assets },
        answer: { assetIds: assets.map((a) => a.id) },
      });
    },
  );
}
