import type { LandAcquisition, LandFactKind, ReleaseWay } from '@guanyun/domain/assets/land-line.ts';
import { insert, select, selectOne, table } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

/** A parcel with its performance agreement; the holder is a company of the zone by id, or one outside by name. */
export type LandParcelRow = {
  id: string;
  clusterId: string;
  name: string;
  parcelNo: string;
  assetId: string | null;
  holderId: string | null;
  holderName: string | null;
  acquired: LandAcquisition;
  area: string;
  price: string;
  grantedOn: string;
  startBy: string;
  completeBy: string;
  requiredInvestment: string | null;
  investmentPerMu: string | null;
  taxPerMu: string | null;
  document: string;
  personId: string;
  recordedAt: Date;
};
export type LandFactRow = {
  id: string;
  parcelId: string;
  index: number;
  kind: LandFactKind;
  day: string;
  area: string | null;
  amount: string | null;
  startBy: string | null;
  completeBy: string | null;
  way: ReleaseWay | null;
  note: string;
  corrects: string | null;
  document: string;
  personId: string;
  recordedAt: Date;
};

const parcels = table<LandParcelRow>('land_parcels', {
  id: 'uuid',
  clusterId: 'uuid',
  name: 'text',
  parcelNo: 'text',
  assetId: 'uuid',
  holderId: 'uuid',
  holderName: 'text',
  acquired: 'text',
  area: 'money',
  price: 'money',
  grantedOn: 'date',
  startBy: 'date',
  completeBy: 'date',
  requiredInvestment: 'money',
  investmentPerMu: 'money',
  taxPerMu: 'money',
  document: 'text',
  personId: 'uuid',
  recordedAt: 'time',
});
const facts = table<LandFactRow>('land_facts', {
  id: 'uuid',
  parcelId: 'uuid',
  index: 'integer',
  kind: 'text',
  day: 'date',
  area: 'money',
  amount: 'money',
  startBy: 'date',
  completeBy: 'date',
  way: 'text',
  note: 'text',
  corrects: 'uuid',
  document: 'text',
  personId: 'uuid',
  recordedAt: 'time',
});

/** One after another for parcels of one number: registering and recording both take it first. */
export async function lockParcelNo(tx: Tx, parcelNo: string): Promise<void> {
  await query(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1::text, 25))', [parcelNo]);
}
/** Is another parcel of this number neither struck, nor taken back, nor wholly released? */
export async function parcelNoTaken(tx: Tx, parcelNo: string, but: string | null): Promise<boolean> {
  const [row] = await query<{ taken: boolean }>(tx, 'SELECT land_number_taken($1, $2) AS taken', [
    parcelNo,
    but,
  ]);
  return row?.taken === true;
}

export const saveParcel = (tx: Tx, row: LandParcelRow): Promise<void> => insert(tx, parcels, row);
export const saveLandFact = (tx: Tx, row: LandFactRow): Promise<void> => insert(tx, facts, row);
export const findParcel = (tx: Tx, id: string): Promise<LandParcelRow | null> =>
  selectOne(tx, parcels, { id });
/** All parcels by number, or those that name one of these assets. */
export const parcelsBy = (
  tx: Tx,
  where: { clusterId?: string; assetId?: readonly string[] },
): Promise<LandParcelRow[]> => select(tx, parcels, where, { order: [['parcelNo', 'ASC']] });
/** Every entry of these parcels, as they were recorded. */
export const landFactsOf = (tx: Tx, parcelIds: readonly string[]): Promise<LandFactRow[]> =>
  select(tx, facts, { parcelId: parcelIds }, { order: [['index', 'ASC']] });

/** Land of the register in a cluster, for a parcel to name. */
export const landAssetsOf = (
  tx: Tx,
  clusterId: string,
): Promise<{ id: string; code: string; name: string }[]> =>
  query(
    tx,
    `SELECT id, code, name FROM assets WHERE cluster_id = $1 AND class = 'land' ORDER BY code LIMIT 500`,
    [clusterId],
  );
