import { saveAssets } from '@guanyun/db/assets/asset.store.ts';
import type { AssetClass } from '@guanyun/db/assets/assets.model.ts';
import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { clustersOn } from '@guanyun/db/organizations/organization.store.ts';
import { chargedBefore } from '@guanyun/domain/assets/depreciation.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Deps, found } from '../kernel/deps.ts';
import { keeperOf } from './asset-card.ts';

export type NewAsset = {
  readonly name: string;
  readonly class: AssetClass;
  readonly cost: string;
  readonly area?: string | undefined;
  readonly monthlyDepreciation?: string | undefined;
  readonly publicBenefit?: boolean | undefined;
};

/** Enters assets into the register of their cluster; title, book and custody begin on the day of forming, with one owner unless another keeps them. */
export async function registerAssets(
  tx: Tx,
  deps: Deps,
  assets: readonly NewAsset[],
  origin: {
    clusterId: string;
    ownerId: string;
    formedOn: string;
    contractId: string | null;
    /** Who keeps them, if not the owner. */
    custodianId?: string;
  },
): Promise<{ id: string; code: string; name: string; cost: string }[]> {
  const cluster = found(
    (await clustersOn(tx, origin.formedOn)).find((c) => c.id === origin.clusterId),
    'cluster',
  );
  const keeper = await keeperOf(tx, origin.formedOn, origin.ownerId);
  const rows = [];
  for (const asset of assets) {
    const code = `${cluster.code}-${(await nextNumber(tx, `asset-${cluster.code}`)).toString().padStart(5, '0')}`;
    rows.push({
      id: deps.newId(),
      code,
      name: asset.name,
      class: asset.class,
      clusterId: cluster.id,
      cost: asset.cost,
      depreciation: '0.00',
      impairment: '0.00',
      monthlyDepreciation: asset.monthlyDepreciation ?? null,
      residual: '0.00',
      chargedThrough: chargedBefore(keeper, { class: asset.class, formedOn: localDate(origin.formedOn) }),
      area: asset.area ?? null,
      quantity: '1.0000',
      unit: '项',
      publicBenefit: asset.publicBenefit ?? false,
      classCode: null,
      particulars: {},
      formedOn: origin.formedOn,
      contractId: origin.contractId,
      retiredOn: null,
    });
  }
  const facts = rows.flatMap((row) =>
    (['title', 'book', 'custody'] as const).map((kind) => ({
      assetId: row.id,
      kind,
      organizationId: kind === 'custody' ? (origin.custodianId ?? origin.ownerId) : origin.ownerId,
      validFrom: origin.formedOn,
      validTo: null,
      document: null,
    })),
  );
  await saveAssets(tx, rows, facts);
  return rows.map(({ id, code, name, cost }) => ({ id, code, name, cost }));
}
