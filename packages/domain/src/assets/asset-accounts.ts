import { type EntrySides, entrySides, type Posting } from '../accounting/entry-lines.ts';
import { type Fen, fen } from '../kernel/money.ts';
import type { AssetClass } from './asset-class.ts';
import { type AssetAccounts, accountsOf, type BookKeeper } from './transfer-accounts.ts';

/** What decides in which accounts an asset stands. */
export type AccountedAsset = {
  readonly class: AssetClass;
  readonly publicBenefit: boolean;
  readonly use?: 'own' | 'leased' | undefined;
};

/**
 * The accounts of an asset in a book, roads among them: public infrastructure 公共基础设施 of a public body, a fixed asset of
 * a company. Null for what stands in the register alone, such as archives, and for public-benefit assets that a company
 * only keeps up.
 */
export function registerAccounts(keeper: BookKeeper, asset: AccountedAsset): AssetAccounts | null {
  if (keeper === 'company' && asset.publicBenefit) return null;
  if (asset.class !== 'road') return accountsOf(keeper, asset);
  return keeper === 'public_body'
    ? { cost: '1801', accumulated: '1802', impairment: null }
    : { cost: '1601', accumulated: '1602', impairment: '1603' };
}

/** What changes on a card. */
export type Amounts = { readonly cost: Fen; readonly depreciation: Fen; readonly impairment: Fen };

/** Where the money or the works of an improvement come from: the bank, or construction in progress. */
export const improvementSources = ['bank', 'cip'] as const;
export type ImprovementSource = (typeof improvementSources)[number];

const sourceAccounts: Record<BookKeeper, Record<ImprovementSource, string>> = {
  company: { bank: '1002', cip: '1604' },
  public_body: { bank: '1002', cip: '1613' },
};
const expenseAccounts: Record<BookKeeper, string> = { company: '6602', public_body: '5001' };
/** Adjustments of earlier years: 以前年度损益调整, 以前年度盈余调整. */
const earlierYears: Record<BookKeeper, string> = { company: '6901', public_body: '3501' };

const minus = (amount: Fen): Fen => fen(-amount);

/** An improvement: its cost against where it comes from. */
export const improvementEntry = (
  keeper: BookKeeper,
  accounts: AssetAccounts,
  amount: Fen,
  source: ImprovementSource,
): EntrySides | null =>
  entrySides('improvement', [[accounts.cost, amount]], [[sourceAccounts[keeper][source], amount]]);

/** An impairment of a company: 资产减值损失 against the impairment account. */
export const impairmentEntry = (impairment: string, amount: Fen): EntrySides | null =>
  entrySides('impairment', [['6701', amount]], [[impairment, amount]]);

/** A mistake of earlier years put right on every account it stood in. */
export function correctionEntry(
  keeper: BookKeeper,
  accounts: AssetAccounts,
  change: Amounts,
): EntrySides | null {
  const net = fen(change.cost - change.depreciation - change.impairment);
  const written: Posting[] = [];
  if (accounts.accumulated !== null) written.push([accounts.accumulated, change.depreciation]);
  if (accounts.impairment !== null) written.push([accounts.impairment, change.impairment]);
  return entrySides('correction', [[accounts.cost, change.cost]], [...written, [earlierYears[keeper], net]]);
}

/** A company's disposal: the price against the card, the difference into 资产处置损益. What is charged at the last goes before. */
export function disposalEntry(
  accounts: AssetAccounts,
  card: Amounts,
  price: Fen,
  charge: Fen,
): EntrySides | null {
  const written: Posting[] = [];
  if (accounts.accumulated !== null) written.push([accounts.accumulated, card.depreciation]);
  if (accounts.impairment !== null) written.push([accounts.impairment, card.impairment]);
  const gain = fen(price - (card.cost - card.depreciation - charge - card.impairment));
  return entrySides(
    'disposal',
    [['1002', price], ...written, [expenseAccounts.company, charge]],
    [
      [accounts.cost, card.cost],
      ['6115', gain],
    ],
  );
}

/** A run's charges by accumulated account, as one entry. */
export function depreciationEntry(keeper: BookKeeper, charged: ReadonlyMap<string, Fen>): EntrySides | null {
  const credits: Posting[] = [...charged].sort(([a], [b]) => (a < b ? -1 : 1));
  const total = fen(credits.reduce((sum, [, amount]) => sum + amount, 0n));
  return entrySides('depreciation', [[expenseAccounts[keeper], total]], credits);
}

/** The opposite of amounts: what takes them off the card. */
export const taken = (amounts: Amounts): Amounts => ({
  cost: minus(amounts.cost),
  depreciation: minus(amounts.depreciation),
  impairment: minus(amounts.impairment),
});
