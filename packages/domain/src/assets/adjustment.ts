import type { EntrySides } from '../accounting/entry-lines.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { type Fen, fen } from '../kernel/money.ts';
import {
  type Amounts,
  correctionEntry,
  type ImprovementSource,
  impairmentEntry,
  improvementEntry,
  registerAccounts,
} from './asset-accounts.ts';
import { type DepreciationCard, isBehind } from './depreciation.ts';
import { type Acting, type AssetStanding, refuseStanding, type StandingRefusal } from './standing.ts';

/** A subsequent change of an asset's amounts, each on a paper. */
export type Adjustment =
  | {
      readonly kind: 'improve';
      readonly amount: Fen;
      readonly source: ImprovementSource;
      /** The monthly charge from the next month that is charged on. */
      readonly monthly?: Fen | undefined;
    }
  | { readonly kind: 'impair'; readonly amount: Fen }
  | {
      readonly kind: 'correct';
      readonly change: Amounts;
      /** The books say the same wrong: a voucher puts them right. Otherwise only the card was wrong. */
      readonly booked: boolean;
    };

export type AdjustmentRefusal =
  | StandingRefusal
  | Refusal<
      | 'ASSET_NO_ACCOUNT'
      | 'IMPAIRMENT_NEVER_REVERSED'
      | 'IMPAIRMENT_NOT_KEPT'
      | 'ADJUSTMENT_OUT_OF_RANGE'
      | 'DEPRECIATION_BEHIND'
    >;
type Adjusted = Decision<{ readonly change: Amounts; readonly entry: EntrySides | null }, AdjustmentRefusal>;

const zero = fen(0n);

/** Whether a card may show these amounts: nothing below zero, nothing written off beyond the cost. */
const possible = (card: Amounts): boolean =>
  card.cost >= 0n &&
  card.depreciation >= 0n &&
  card.impairment >= 0n &&
  card.depreciation + card.impairment <= card.cost;

const changed = (card: Amounts, by: Amounts): Amounts => ({
  cost: fen(card.cost + by.cost),
  depreciation: fen(card.depreciation + by.depreciation),
  impairment: fen(card.impairment + by.impairment),
});

function improve(
  asset: AssetStanding,
  card: DepreciationCard,
  asked: Extract<Adjustment, { kind: 'improve' }>,
  by: Acting,
): Adjusted {
  const facts = { code: asset.code, name: asset.name };
  const accounts = registerAccounts(card.keeper, card);
  if (accounts === null) return refuse('ASSET_NO_ACCOUNT', facts);
  if (asked.amount <= 0n) return refuse('ADJUSTMENT_OUT_OF_RANGE', facts);
  if (asked.monthly !== undefined && isBehind(card, by.on)) return refuse('DEPRECIATION_BEHIND', facts);
  return accept({
    change: { cost: asked.amount, depreciation: zero, impairment: zero },
    entry: improvementEntry(card.keeper, accounts, asked.amount, asked.source),
  });
}

function impair(asset: AssetStanding, card: DepreciationCard, amount: Fen): Adjusted {
  const facts = { code: asset.code, name: asset.name };
  if (card.keeper === 'public_body') return refuse('IMPAIRMENT_NOT_KEPT', facts);
  if (amount <= 0n) return refuse('IMPAIRMENT_NEVER_REVERSED', facts);
  const account = registerAccounts(card.keeper, card)?.impairment ?? null;
  if (account === null) return refuse('ASSET_NO_ACCOUNT', facts);
  const change = { cost: zero, depreciation: zero, impairment: amount };
  if (!possible(changed(card, change))) return refuse('ADJUSTMENT_OUT_OF_RANGE', facts);
  return accept({ change, entry: impairmentEntry(account, amount) });
}

function correct(
  asset: AssetStanding,
  card: DepreciationCard,
  asked: Extract<Adjustment, { kind: 'correct' }>,
): Adjusted {
  const facts = { code: asset.code, name: asset.name };
  const { change } = asked;
  if (change.impairment < 0n) return refuse('IMPAIRMENT_NEVER_REVERSED', facts);
  if (card.keeper === 'public_body' && change.impairment > 0n) return refuse('IMPAIRMENT_NOT_KEPT', facts);
  const nothing = change.cost === 0n && change.depreciation === 0n && change.impairment === 0n;
  if (nothing || !possible(changed(card, change))) return refuse('ADJUSTMENT_OUT_OF_RANGE', facts);
  if (!asked.booked) return accept({ change, entry: null });
  const accounts = registerAccounts(card.keeper, card);
  const without =
    accounts === null ||
    (accounts.accumulated === null && change.depreciation !== 0n) ||
    (accounts.impairment === null && change.impairment !== 0n);
  if (without) return refuse('ASSET_NO_ACCOUNT', facts);
  return accept({ change, entry: correctionEntry(card.keeper, accounts, change) });
}

/**
 * May the amounts of an asset be changed so, and what is posted? Refused: what `refuseStanding` refuses;
 * ASSET_NO_ACCOUNT where its class has none in that book; IMPAIRMENT_NEVER_REVERSED below zero 减值损失一经确认不得转回
 * (企业会计准则第8号, from memory); IMPAIRMENT_NOT_KEPT by public bodies; ADJUSTMENT_OUT_OF_RANGE where nothing changes or
 * more would be written off than it cost; DEPRECIATION_BEHIND where a new monthly charge meets uncharged months.
 */
export function decideAdjustment(
  asset: AssetStanding,
  card: DepreciationCard,
  asked: Adjustment,
  by: Acting,
): Adjusted {
  const standing = refuseStanding(asset, by);
  if (standing !== null) return standing;
  if (asked.kind === 'improve') return improve(asset, card, asked, by);
  return asked.kind === 'impair' ? impair(asset, card, asked.amount) : correct(asset, card, asked);
}
