import { query, type Tx, withWholeZone } from '../kernel/transaction.ts';
import { saveEntries } from './asset-ledger.store.ts';
import type { AssetRow } from './assets.model.ts';

/** A card to enter whole: who has title, book and custody from the day on which it comes into the book. */
export type EnteredAsset = Omit<AssetRow, 'contractId' | 'retiredOn'> & {
  readonly titleId: string;
  readonly bookId: string;
  readonly custodyId: string;
  readonly enteredOn: string;
};

/** Which of the codes an asset of anybody's has already. */
export async function codesTaken(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
  const rows = await withWholeZone(tx, () =>
    query<{ code: string }>(tx, 'SELECT code FROM assets WHERE code = ANY ($1::text[])', [codes]),
  );
  return new Set(rows.map(({ code }) => code));
}

const enterCards = `
INSERT INTO assets (id, code, name, class, cluster_id, monthly_depreciation, residual, charged_through, class_code, quantity, unit, area,
  public_benefit, particulars, formed_on)
SELECT id, code, name, class, cluster_id, monthly, residual, charged_through, class_code, quantity, unit, area, public_benefit,
  particulars::jsonb, formed_on
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::numeric[], $7::numeric[], $8::date[], $9::text[], $10::numeric[],
  $11::text[], $12::numeric[], $13::boolean[], $14::text[], $15::date[])
  AS n(id, code, name, class, cluster_id, monthly, residual, charged_through, class_code, quantity, unit, area, public_benefit, particulars, formed_on)`;

/** Facts of the organisation that has the book come first: whoever imports for one company sees the assets from then on. */
const enterFacts = `
INSERT INTO asset_facts (asset_id, kind, organization_id, valid_from)
SELECT n.asset_id, f.kind, f.holder, n.entered_on
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::date[]) AS n(asset_id, title, book, custody, entered_on)
CROSS JOIN LATERAL (VALUES ('book', n.book), ('title', n.title), ('custody', n.custody)) AS f(kind, holder)
WHERE (f.holder = n.book) = $6`;

/** Enters assets, a few thousand at a time: their cards, the three facts, and the entry with which the book acquires each. */
export async function enterAssets(tx: Tx, assets: readonly EnteredAsset[], causeId: string): Promise<void> {
  const column = <T>(pick: (asset: EnteredAsset) => T): T[] => assets.map(pick);
  const ids = column((a) => a.id);
  await query(tx, enterCards, [
    ids,
    column((a) => a.code),
    column((a) => a.name),
    column((a) => a.class),
    column((a) => a.clusterId),
    column((a) => a.monthlyDepreciation),
    column((a) => a.residual),
    column((a) => a.chargedThrough),
    column((a) => a.classCode),
    column((a) => a.quantity),
    column((a) => a.unit),
    column((a) => a.area),
    column((a) => a.publicBenefit),
    column((a) => JSON.stringify(a.particulars)),
    column((a) => a.formedOn),
  ]);
  const holders = [
    ...[ids, column((a) => a.titleId), column((a) => a.bookId), column((a) => a.custodyId)],
    column((a) => a.enteredOn),
  ];
  await query(tx, enterFacts, [...holders, true]);
  if (assets.some((a) => a.titleId !== a.bookId || a.custodyId !== a.bookId))
    await query(tx, enterFacts, [...holders, false]);
  await saveEntries(
    tx,
    assets.map((a) => ({
      ...{
        assetId: a.id,
        organizationId: a.bookId,
        kind: 'acquire',
        entryOn: a.enteredOn,
        items: 1,
        causeId,
      },
      ...{ cost: a.cost, depreciation: a.depreciation, impairment: a.impairment },
    })),
  );
}
