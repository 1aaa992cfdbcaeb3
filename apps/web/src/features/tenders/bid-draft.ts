import { BID_BYTES_MAX, type Bid } from '@guanyun/domain/contracts/sealed-bid.ts';
import { toHex } from '@guanyun/domain/kernel/sha256.ts';
import { sumYuan, yuanFromText } from '../../components/yuan-text.ts';
import { bytesOf, chance, toBase64 } from './bytes.ts';
import type { BidForm } from './tender-data.ts';

/** The bid as it is typed; prices by lot. */
export type BidDraft = {
  readonly prices: Readonly<Record<string, string>>;
  readonly termDays: string;
  readonly signedBy: string;
  readonly statement: string;
  readonly papers: readonly Bid['papers'][number][];
};
export const emptyBid: BidDraft = { prices: {}, termDays: '', signedBy: '', statement: '', papers: [] };

/** The total of what is typed; null while a price is missing. */
export function totalOf(form: BidForm, draft: BidDraft): string | null {
  const prices = form.lots.map(({ id }) => yuanFromText(draft.prices[id] ?? ''));
  return prices.some((price) => price === null) ? null : sumYuan(prices as string[]);
}

/** The bid to seal; null while something is missing. */
export function bidOf(form: BidForm, draft: BidDraft): Bid | null {
  const total = totalOf(form, draft);
  const termDays = /^[1-9]\d{0,3}$/.test(draft.termDays) ? Number(draft.termDays) : null;
  if (total === null || termDays === null || draft.signedBy.trim() === '') return null;
  return {
    ...{ tenderId: form.id, supplierId: form.supplierId, total, termDays },
    prices: form.lots.map(({ id }) => ({ lotId: id, price: yuanFromText(draft.prices[id] ?? '') ?? '' })),
    ...{ signedBy: draft.signedBy.trim(), statement: draft.statement, papers: [...draft.papers] },
    nonce: toHex(chance(16)),
  };
}

export const tooLong = (bid: Bid): boolean => bytesOf(JSON.stringify(bid)).length > BID_BYTES_MAX;

/** A file as it goes into the bid. */
export async function paperOf(file: File): Promise<Bid['papers'][number]> {
  const data = toBase64(new Uint8Array(await file.arrayBuffer()));
  return { name: file.name, mediaType: file.type, data };
}
