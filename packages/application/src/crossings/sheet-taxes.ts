import type { OrderRow, SheetTaxRow } from '@guanyun/db/assets/orders.model.ts';
import type { AssetClass } from '@guanyun/domain/assets/asset-class.ts';
import { transferTax } from '@guanyun/domain/assets/transfer-tax.ts';
import type { TransferTaxQuestion } from '@guanyun/domain/assets/transfer-tax-question.ts';
import type { Finding } from '@guanyun/domain/kernel/basis.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, fen, formatYuan } from '@guanyun/domain/kernel/money.ts';
import { ONE } from '@guanyun/domain/kernel/ratio.ts';

/** What finance says of the taxes when a sheet is booked. */
export type TaxClaims = {
  readonly claims: 'special' | 'ordinary';
  readonly administrativeOrder: boolean;
  readonly approvalSays: 'state_capital' | 'special_purpose' | 'silent';
  readonly businessPurpose: boolean;
};

/** What goes over of one class: at the delivered net, against what may still be deducted of it. */
export type TaxedClass = { readonly value: Fen; readonly basis: Fen; readonly items: number };

type Taxed = {
  readonly rows: SheetTaxRow[];
  readonly lockedUntil: LocalDate | null;
  readonly blocks: readonly Finding[];
};

const relations = {
  parent_to_wholly: 'parent_to_sub',
  wholly_to_parent: 'sub_to_parent',
  brothers: 'brothers',
  gov_to_company: 'gov_to_company',
} as const;

/** The taxes of a sheet, by tax and class, as the rule answers for each class together. Nobody books a gain, so value is book value. */
export function taxesOfSheet(
  sheet: { readonly id: string; readonly order: OrderRow; readonly on: LocalDate; readonly direct: boolean },
  relation: keyof typeof relations,
  classes: ReadonlyMap<AssetClass, TaxedClass>,
  said: TaxClaims,
): Taxed {
  const rows: SheetTaxRow[] = [];
  const blocks: Finding[] = [];
  let lockedUntil: LocalDate | null = null;
  const between = relation !== 'gov_to_company';
  for (const [kind, { value, basis, items }] of classes) {
    const question: TransferTaxQuestion = {
      ...{ path: sheet.order.path, relation: relations[relation], from: between ? 'company' : 'public_body' },
      ...{ on: sheet.on, asset: { class: kind, value, basis } },
      ...{ administrativeOrder: said.administrativeOrder, approvalSays: said.approvalSays },
      ...(between ? { holding: { share: ONE, direct: sheet.direct }, claims: said.claims } : {}),
      conditions: { atBookValue: true, noGainBooked: true, businessPurpose: said.businessPurpose },
    };
    const answer = transferTax(question);
    blocks.push(...answer.blocks.filter(({ code }) => !blocks.some((each) => each.code === code)));
    lockedUntil = answer.lockedUntil ?? lockedUntil;
    for (const { tax, treatment, amount, taxBasis, because } of answer.taxes)
      rows.push({
        ...{ sheetId: sheet.id, orderId: sheet.order.id, tax, class: kind, treatment, lines: items, because },
        ...{ value: formatYuan(value), amount: amount === null ? null : formatYuan(amount) },
        taxBasis: taxBasis === undefined ? null : formatYuan(taxBasis),
      });
  }
  return { rows, lockedUntil, blocks };
}

/** Adds a card to what goes over of its class. */
export function addTaxed(classes: Map<AssetClass, TaxedClass>, kind: AssetClass, net: Fen, basis: Fen): void {
  const before = classes.get(kind);
  classes.set(kind, {
    value: fen((before?.value ?? 0n) + net),
    // More may be deducted than it is worth: that is no loss here.
    basis: fen((before?.basis ?? 0n) + (basis < net ? basis : net)),
    items: (before?.items ?? 0) + 1,
  });
}
