import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { judgedParcels } from './land-rows.ts';

/**
 * Which of these assets are named by a parcel that is idle on the day: what `asset-transferable` answers IDLE_LAND for. It looks
 * at every parcel of the zone, whoever asks, since the parcel's holder need not be the company that has the asset.
 */
export function idleParcels(
  tx: Tx,
  on: LocalDate,
  assetIds: readonly string[],
): Promise<ReadonlySet<string>> {
  return withWholeZone(tx, async () => {
    const parcels = assetIds.length === 0 ? [] : await judgedParcels(tx, on, { assetId: assetIds });
    return new Set(
      parcels.flatMap(({ row, judged }) => (judged.idle && row.assetId !== null ? [row.assetId] : [])),
    );
  });
}
