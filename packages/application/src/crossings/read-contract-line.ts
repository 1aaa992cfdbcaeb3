import { listAssets } from '../assets/read-assets.ts';
import { readContract } from '../contracts/read-contracts.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';

/** A contract with its whole line: list item before it, the assets that it formed after it. */
export async function readContractLine(deps: Deps, actor: Actor, id: string) {
  const contract = await readContract(deps, actor, id);
  const { items } = await listAssets(deps, actor, { contractId: id });
  return { ...contract, assets: items };
}
