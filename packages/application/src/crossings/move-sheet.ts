import { moveFact } from '@guanyun/db/assets/asset.store.ts';
import { type NewEntry, saveEntries, transferEntries } from '@guanyun/db/assets/asset-ledger.store.ts';
import { cardsAfter, type SheetCard } from '@guanyun/db/assets/transfer-order.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { AssetClass } from '@guanyun/domain/assets/asset-class.ts';
import { chargeBetween, type DepreciationCard } from '@guanyun/domain/assets/depreciation.ts';
import type { BookKeeper } from '@guanyun/domain/assets/transfer-accounts.ts';
import { addToGroups, type TransferGroups } from '@guanyun/domain/assets/transfer-groups.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, fen, formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { depreciationCard } from '../assets/asset-card.ts';
import { addTaxed, type TaxedClass } from './sheet-taxes.ts';

/** So many cards are in memory at a time, however long the list. */
const PORTION = 5000;

export type SheetMove = {
  readonly sheetId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly deliveredOn: LocalDate;
  /** Whose accounts the giver keeps. */
  readonly keeper: BookKeeper;
};

export type Moved = {
  readonly groups: TransferGroups;
  readonly classes: Map<AssetClass, TaxedClass>;
  readonly custody: number;
};

type Weighed = { readonly row: SheetCard; readonly card: DepreciationCard; readonly transition: Fen };

function sumUp(moved: Moved, { row, card, transition }: Weighed): void {
  addToGroups(moved.groups, card, transition);
  const net = fen(card.cost - card.depreciation - card.impairment - transition);
  addTaxed(moved.classes, card.class, net, row.taxBasis === null ? net : parseYuan(row.taxBasis));
}

/** The giver charges up to the month of delivery; then card, book and custody go over. */
async function moveWeighed(tx: Tx, move: SheetMove, weighed: readonly Weighed[]): Promise<void> {
  const { sheetId: causeId, fromId, toId, deliveredOn: on } = move;
  const charges = weighed.flatMap(({ row, transition }): NewEntry[] => {
    if (transition === 0n) return [];
    const entry = {
      assetId: row.id,
      organizationId: fromId,
      kind: 'depreciate',
      entryOn: on,
      items: 0,
      causeId,
    } as const;
    return [{ ...entry, cost: '0.00', depreciation: formatYuan(transition), impairment: '0.00' }];
  });
  const cards = weighed.map(({ row, card, transition }) => ({
    ...row,
    depreciation: formatYuan(fen(card.depreciation + transition)),
  }));
  await saveEntries(tx, [...charges, ...transferEntries(cards, { fromId, toId, on, causeId })]);
}

/**
 * Moves the cards of a signed sheet, portion by portion within the one transaction, and adds up what moved. Of a line that
 * is handed over for upkeep only custody moves. Title waits for its registration.
 */
export async function moveSheet(tx: Tx, move: SheetMove): Promise<Moved> {
  const moved: Moved = { groups: new Map(), classes: new Map(), custody: 0 };
  let custody = 0;
  for (let after: string | null = null; ; ) {
    const rows: SheetCard[] = await cardsAfter(tx, move.sheetId, after, PORTION);
    const weighed = rows
      .filter(({ custodyOnly }) => !custodyOnly)
      .map((row): Weighed => {
        const card = depreciationCard(row, move.keeper, row.use);
        return { row, card, transition: chargeBetween(card, move.deliveredOn) };
      });
    for (const each of weighed) sumUp(moved, each);
    await moveWeighed(tx, move, weighed);
    await moveFact(
      tx,
      rows.map(({ id }) => id),
      'custody',
      move.toId,
      move.deliveredOn,
    );
    custody += rows.length - weighed.length;
    if (rows.length < PORTION) return { ...moved, custody };
    after = rows.at(-1)?.id ?? null;
  }
}
