import { type LandFactRow, type LandParcelRow, saveLandFact, saveParcel } from '../assets/land.store.ts';
import type { Tx } from '../kernel/transaction.ts';
import { digestLike, newId, unique } from './builders.ts';

/** 100 亩 granted on 2023-03-01 for 100 million, to be begun by 2024-03-01 and completed by 2026-03-01. */
export const parcelRow = (
  clusterId: string,
  personId: string,
  over: Partial<LandParcelRow> = {},
): LandParcelRow => ({
  ...{ id: newId(), clusterId, name: '示例地块', parcelNo: unique('DK'), assetId: null },
  ...{ holderId: null, holderName: '示例机械有限公司', acquired: 'granted', area: '66666.67' },
  ...{ price: '100000000.00', grantedOn: '2023-03-01', startBy: '2024-03-01', completeBy: '2026-03-01' },
  ...{ requiredInvestment: '400000000.00', investmentPerMu: null, taxPerMu: null },
  ...{ document: digestLike('7'), personId, recordedAt: new Date('2026-06-16T02:00:00Z') },
  ...over,
});

export async function someParcel(
  tx: Tx,
  clusterId: string,
  personId: string,
  over: Partial<LandParcelRow> = {},
): Promise<LandParcelRow> {
  const row = parcelRow(clusterId, personId, over);
  await saveParcel(tx, row);
  return row;
}

export const landFactRow = (
  parcel: Pick<LandParcelRow, 'id' | 'personId'>,
  over: Pick<LandFactRow, 'index' | 'kind' | 'day'> & Partial<LandFactRow>,
): LandFactRow => ({
  ...{ id: newId(), parcelId: parcel.id, area: null, amount: null, startBy: null, completeBy: null },
  ...{ way: null, note: '', corrects: null, document: digestLike('7'), personId: parcel.personId },
  recordedAt: new Date('2026-06-16T02:00:00Z'),
  ...over,
});

export const someLandFact = (
  tx: Tx,
  parcel: Pick<LandParcelRow, 'id' | 'personId'>,
  over: Pick<LandFactRow, 'index' | 'kind' | 'day'> & Partial<LandFactRow>,
): Promise<void> => saveLandFact(tx, landFactRow(parcel, over));
