import type { AssetFilter } from '@guanyun/db/assets/asset.store.ts';
import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { clustersOn, organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { type AssetPage, assetPage } from './read-assets.ts';

/** Only a public body is spoken for by the committee's staff; a company hands over what it has itself. */
export async function isPublicBody(tx: Tx, on: LocalDate, id: string): Promise<boolean> {
  const [body] = await organizationsById(tx, on, [id]);
  return body !== undefined && body.kind !== 'company' && body.kind !== 'supplier';
}

/** What is asked of a public body's assets by the company that is to get them reaches beyond the company's own rows. */
export const ofGiver = async <T>(
  tx: Tx,
  on: LocalDate,
  giverId: string | undefined,
  work: () => Promise<T>,
): Promise<T> =>
  giverId !== undefined && (await isPublicBody(tx, on, giverId)) ? withWholeZone(tx, work) : work();

/**
 * What a public body has in the clusters that this company operates, by code: what the company may ask to be given 行政事业单位
 * 划转国有企业. Of clusters that others operate it learns nothing.
 */
export function listOffered(
  deps: Deps,
  actor: Actor,
  asked: Pick<AssetFilter, 'ids' | 'clusterId' | 'class' | 'text'> & {
    giverId: string;
    cursor?: string | undefined;
  },
): Promise<AssetPage> {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const { giverId, cursor, ...filter } = asked;
    const clusterIds = (await clustersOn(tx, on))
      .filter(({ operatorId }) => operatorId === actor.post.organizationId)
      .map(({ id }) => id);
    if (clusterIds.length === 0 || !(await isPublicBody(tx, on, giverId)))
      return { items: [], nextCursor: null };
    const offered = { ...filter, clusterIds, ownerId: giverId };
    return withWholeZone(tx, () => assetPage(tx, on, offered, cursor));
  });
}
