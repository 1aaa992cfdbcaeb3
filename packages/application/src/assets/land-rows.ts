import {
  type LandFactRow,
  type LandParcelRow,
  landFactsOf,
  parcelsBy,
} from '@guanyun/db/assets/land.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { parseArea } from '@guanyun/domain/assets/land-area.ts';
import { isStruck, type LandFact, type LandParcel } from '@guanyun/domain/assets/land-line.ts';
import { judgeLand, type LandJudgement } from '@guanyun/domain/assets/land-state.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';

const parsed = <T>(text: string | null, parse: (text: string) => T): T | null =>
  text === null ? null : parse(text);

type Agreed = Pick<
  LandParcelRow,
  | 'area'
  | 'price'
  | 'grantedOn'
  | 'startBy'
  | 'completeBy'
  | 'requiredInvestment'
  | 'investmentPerMu'
  | 'taxPerMu'
>;

export const parcelOf = (row: Agreed): LandParcel => ({
  ...{ area: parseArea(row.area), price: parseYuan(row.price), grantedOn: localDate(row.grantedOn) },
  ...{ startBy: localDate(row.startBy), completeBy: localDate(row.completeBy) },
  requiredInvestment: parsed(row.requiredInvestment, parseYuan),
  investmentPerMu: parsed(row.investmentPerMu, parseYuan),
  taxPerMu: parsed(row.taxPerMu, parseYuan),
});

export const landFactOf = (row: LandFactRow): LandFact => ({
  ...{ id: row.id, index: row.index, kind: row.kind, day: localDate(row.day), way: row.way },
  ...{ area: parsed(row.area, parseArea), amount: parsed(row.amount, parseYuan), corrects: row.corrects },
  ...{ startBy: parsed(row.startBy, localDate), completeBy: parsed(row.completeBy, localDate) },
});

/** A parcel of the ledger on a day, with its line and how it is judged. */
export type JudgedParcel = {
  readonly row: LandParcelRow;
  readonly parcel: LandParcel;
  readonly facts: readonly LandFact[];
  readonly judged: LandJudgement;
};

/** The parcels on the ledger on a day: granted by then, and not registered in error. */
export async function judgedParcels(
  tx: Tx,
  on: LocalDate,
  where: { clusterId?: string; assetId?: readonly string[] } = {},
): Promise<JudgedParcel[]> {
  const rows = (await parcelsBy(tx, where)).filter(({ grantedOn }) => grantedOn <= on);
  const facts = await landFactsOf(
    tx,
    rows.map(({ id }) => id),
  );
  const lines = Map.groupBy(facts, ({ parcelId }) => parcelId);
  return rows.flatMap((row) => {
    const line = (lines.get(row.id) ?? []).map(landFactOf);
    if (isStruck(line)) return [];
    const parcel = parcelOf(row);
    return [{ row, parcel, facts: line, judged: judgeLand(parcel, line, on) }];
  });
}
