import { type Fen, fen } from '../kernel/money.ts';
import type { DepreciationCard } from './depreciation.ts';
import type { MovingAsset } from './transfer-vouchers.ts';

/** A card on its way to another book. */
export type TransferCard = Pick<DepreciationCard, 'class' | 'use' | 'cost' | 'depreciation' | 'impairment'>;

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
