import { type AssetView, assetsById, factsOf, lockAssets } from '@guanyun/db/assets/asset.store.ts';
import { entriesOf } from '@guanyun/db/assets/asset-ledger.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import type { ChartName } from '@guanyun/domain/accounting/chart-of-accounts.ts';
import type { EntrySides } from '@guanyun/domain/accounting/entry-lines.ts';
import { voucherOf } from '@guanyun/domain/accounting/voucher.ts';
import type { Amounts } from '@guanyun/domain/assets/asset-accounts.ts';
import type { DepreciationCard } from '@guanyun/domain/assets/depreciation.ts';
import type { AssetStanding } from '@guanyun/domain/assets/standing.ts';
import type { BookKeeper } from '@guanyun/domain/assets/transfer-accounts.ts';
import { accept, type Decision, type Refusal } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { postVoucher } from '../accounting/post-voucher.ts';
import { type Deps, found, today } from '../kernel/deps.ts';

/** Which accounting an organisation keeps: a company enterprise accounts, every other body government accounts. */
export async function keeperOf(tx: Tx, on: string, organizationId: string): Promise<BookKeeper> {
  const [row] = await organizationsById(tx, on, [organizationId]);
  return row === undefined || row.kind === 'company' ? 'company' : 'public_body';
}
export const chartOf = (keeper: BookKeeper): ChartName =>
  keeper === 'company' ? 'enterprise' : 'government_financial';

const useOf = (use: string | null | undefined): 'own' | 'leased' => (use === 'leased' ? 'leased' : 'own');

type CardRow = Pick<
  AssetView,
  | 'class'
  | 'publicBenefit'
  | 'formedOn'
  | 'chargedThrough'
  | 'monthlyDepreciation'
  | 'cost'
  | 'residual'
  | 'depreciation'
  | 'impairment'
>;
/** A card as depreciation sees it. */
export const depreciationCard = (
  row: CardRow,
  keeper: BookKeeper,
  use: string | null | undefined,
): DepreciationCard => ({
  keeper,
  class: row.class,
  publicBenefit: row.publicBenefit,
  use: useOf(use),
  formedOn: localDate(row.formedOn),
  chargedThrough: row.chargedThrough === null ? null : localDate(row.chargedThrough),
  monthly: row.monthlyDepreciation === null ? null : parseYuan(row.monthlyDepreciation),
  cost: parseYuan(row.cost),
  residual: parseYuan(row.residual),
  depreciation: parseYuan(row.depreciation),
  impairment: parseYuan(row.impairment),
});

/** An asset that somebody is about to change: its row, where it stands, its card. */
export type HeldAsset = {
  readonly row: AssetView;
  readonly standing: AssetStanding & { readonly id: string };
  readonly card: DepreciationCard;
};

/** The day on which an asset is looked at: today, or its last in the register. */
export async function assetOn(tx: Tx, on: string, id: string): Promise<AssetView | undefined> {
  const [row] = await assetsById(tx, on, [id]);
  return row;
}

/** Locks assets in the order of their ids and reads them as they stand; in the order asked for. */
export async function holdAssets(tx: Tx, deps: Deps, ids: readonly string[]): Promise<HeldAsset[]> {
  const locked = new Map((await lockAssets(tx, ids)).map((row) => [row.id, row]));
  const held = [];
  for (const id of ids) {
    const { retiredOn } = found(locked.get(id), 'asset');
    const row = found(await assetOn(tx, retiredOn ?? today(deps), id), 'asset');
    const book = (await factsOf(tx, id)).findLast((fact) => fact.kind === 'book');
    const entries = await entriesOf(tx, id);
    const lastEntryOn =
      entries
        .map((e) => e.entryOn)
        .sort()
        .at(-1) ?? row.formedOn;
    const { code, name, bookId } = row;
    held.push({
      row,
      standing: {
        ...{ id, code, name, bookId },
        bookedFrom: localDate(book?.validFrom ?? row.formedOn),
        lastEntryOn: localDate(lastEntryOn),
        inOrder: row.openOrderId !== null,
        retiredOn: retiredOn === null ? null : localDate(retiredOn),
      },
      card: depreciationCard(row, await keeperOf(tx, today(deps), bookId), row.particulars.use),
    });
  }
  return held;
}

/** Posts the entry of an act in the register, if it has one: the id of its voucher. */
export async function postEntry(
  tx: Tx,
  deps: Deps,
  entry: EntrySides | null,
  at: { keeper: BookKeeper; organizationId: string; on: string; summary: string; causeId: string },
): Promise<Decision<string | null, Refusal>> {
  if (entry === null) return accept(null);
  const { keeper, ...place } = at;
  const posted = await postVoucher(tx, deps, voucherOf(chartOf(keeper), entry, at.summary), {
    ...place,
    orderId: null,
  });
  return posted.outcome === 'refused' ? posted : accept(posted.effects.id);
}

/** Amounts in fen as the ledger takes them. */
export const inYuan = (amounts: Amounts): { cost: string; depreciation: string; impairment: string } => ({
  cost: formatYuan(amounts.cost),
  depreciation: formatYuan(amounts.depreciation),
  impairment: formatYuan(amounts.impairment),
});
