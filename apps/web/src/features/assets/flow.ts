import { type Fen, parseYuan } from '@guanyun/domain/kernel/money.ts';

/** The amounts of one cluster as they come over the wire, in yuan. */
export type FlowAmounts = {
  readonly formed: string;
  readonly toTransfer: string;
  readonly inTransfer: string;
  readonly transferred: string;
};
/** Widths of the three parts of a bar, in percent of the whole bar; they add up to at most 100. */
export type FlowWidths = {
  readonly transferred: number;
  readonly inTransfer: number;
  readonly toTransfer: number;
};

const tenths = (part: Fen, whole: Fen): number => (whole <= 0n ? 0 : Number((part * 1000n) / whole) / 10);

/** Widths of a cluster's bar: each stage as a part of the three together. */
export function flowWidths(amounts: FlowAmounts): FlowWidths {
  const transferred = parseYuan(amounts.transferred);
  const inTransfer = parseYuan(amounts.inTransfer);
  const toTransfer = parseYuan(amounts.toTransfer);
  const whole = (transferred + inTransfer + toTransfer) as Fen;
  return {
    transferred: tenths(transferred, whole),
    inTransfer: tenths(inTransfer, whole),
    toTransfer: tenths(toTransfer, whole),
  };
}

/** Whom the three facts of an asset name today, and whether they name one organisation only. */
export function factsAgree(owners: {
  title: { id: string };
  book: { id: string };
  custody: { id: string };
}): boolean {
  return owners.title.id === owners.book.id && owners.book.id === owners.custody.id;
}
