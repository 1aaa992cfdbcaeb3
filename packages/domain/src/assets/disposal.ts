import type { EntrySides } from '../accounting/entry-lines.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';
import { disposalEntry, registerAccounts } from './asset-accounts.ts';
import { chargeBetween, type DepreciationCard, lastMonthCharged } from './depreciation.ts';
import { barsDisposal, type EncumbranceKind } from './encumbrance.ts';
import { type Acting, type AssetStanding, refuseStanding, type StandingRefusal } from './standing.ts';

/** How an asset leaves for good: by public bidding, by agreement where that is allowed, or as scrap. */
export const disposalManners = ['public', 'non_public', 'scrap'] as const;
export type DisposalManner = (typeof disposalManners)[number];

/** What a warrant says of the disposal it carries. */
export type DisposalWarrant = {
  readonly number: string;
  readonly kind: string;
  readonly mode: string | null;
  readonly assetIds: readonly string[];
};

/** What is done: the last charge with the month it reaches, and the voucher's entry. */
export type Disposal = {
  readonly charge: Fen;
  readonly through: LocalDate;
  readonly entry: EntrySides | null;
};

/**
 * May an asset be disposed of under a warrant? Refused: what `refuseStanding` refuses; WARRANT_OF_OTHER_KIND for other
 * matters, for free transfers and leases, and for another way of sale than was decided (scrap goes under either);
 * ASSET_NOT_IN_WARRANT; ASSET_BARRED while seized or in dispute; ASSET_NO_ACCOUNT for what has no accounts but a value.
 */
export function decideDisposal(
  asset: AssetStanding & { readonly id: string },
  card: DepreciationCard,
  asked: { readonly manner: DisposalManner; readonly price: Fen },
  warrant: DisposalWarrant,
  encumbrances: readonly EncumbranceKind[],
  by: Acting,
): Decision<
  Disposal,
  | StandingRefusal
  | Refusal<'WARRANT_OF_OTHER_KIND' | 'ASSET_NOT_IN_WARRANT' | 'ASSET_BARRED' | 'ASSET_NO_ACCOUNT'>
> {
  const standing = refuseStanding(asset, by, true);
  if (standing !== null) return standing;
  const facts = { code: asset.code, name: asset.name, number: warrant.number };
  const sale = warrant.mode === 'public' || warrant.mode === 'non_public';
  if (
    warrant.kind !== 'asset_disposal' ||
    !sale ||
    (asked.manner !== 'scrap' && asked.manner !== warrant.mode)
  )
    return refuse('WARRANT_OF_OTHER_KIND', facts);
  if (!warrant.assetIds.includes(asset.id)) return refuse('ASSET_NOT_IN_WARRANT', facts);
  if (encumbrances.some(barsDisposal)) return refuse('ASSET_BARRED', facts);
  const through = lastMonthCharged(card, by.on);
  const charge = chargeBetween(card, through);
  const accounts = registerAccounts(card.keeper, card);
  const without =
    accounts === null
      ? card.cost !== 0n || asked.price !== 0n
      : (accounts.accumulated === null && card.depreciation !== 0n) ||
        (accounts.impairment === null && card.impairment !== 0n);
  if (without) return refuse('ASSET_NO_ACCOUNT', facts);
  const entry = accounts && disposalEntry(accounts, card, asked.price, charge);
  return accept({ charge: fen(charge), through, entry });
}
