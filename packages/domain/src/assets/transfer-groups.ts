import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';
import type { AssetClass } from './asset-class.ts';
import type { MovingAsset } from './transfer-vouchers.ts';

/** A card on its way to another book. */
export type TransferCard = {
  readonly class: AssetClass;
  readonly use?: 'own' | 'leased' | undefined;
  readonly cost: Fen;
  readonly depreciation: Fen;
  readonly impairment: Fen;
  readonly residual: Fen;
  readonly monthlyDepreciation: Fen | null;
  /** The first day of the last month that is charged; null: nothing is charged yet. */
  readonly chargedThrough: LocalDate | null;
};

const monthOf = (day: LocalDate): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/**
 * What the giver still charges up to the month of delivery, never below the residual: the receiver goes on from the month
 * after it, so depreciation has neither gap nor overlap.
 */
export function transitionOf(card: TransferCard, deliveredOn: LocalDate): Fen {
  const { monthlyDepreciation: monthly, chargedThrough, cost, residual, depreciation, impairment } = card;
  if (monthly === null || chargedThrough === null) return fen(0n);
  const charge = BigInt(Math.max(monthOf(deliveredOn) - monthOf(chargedThrough), 0)) * monthly;
  const left = cost - residual - depreciation - impairment;
  return fen(left <= 0n ? 0n : charge < left ? charge : left);
}

/** Cards of one class and use added up: entries are sums by account, so their kinds stand for them all. */
export type TransferGroups = Map<string, MovingAsset & { readonly items: number }>;

/** Adds a card to its group, with what the transition charges on it. */
export function addToGroups(groups: TransferGroups, card: TransferCard, transition: Fen): void {
  const key = `${card.class}/${card.use ?? 'own'}`;
  const before = groups.get(key);
  const plus = (amount: bigint, sum: bigint | undefined): Fen => fen(amount + (sum ?? 0n));
  const net = card.cost - card.depreciation - card.impairment - transition;
  groups.set(key, {
    ...{ id: key, class: card.class, use: card.use, items: (before?.items ?? 0) + 1 },
    cost: plus(card.cost, before?.cost),
    depreciation: plus(card.depreciation, before?.depreciation),
    impairment: plus(card.impairment, before?.impairment),
    transition: plus(transition, before?.transition),
    net: plus(net, before?.net),
  });
}
