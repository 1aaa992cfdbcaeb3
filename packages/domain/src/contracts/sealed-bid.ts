import { z } from 'zod';
import { parseYuan, sumFen, tryParseYuan } from '../kernel/money.ts';

/**
 * How a bid is sealed. The bidder's browser pads the bid to one of a few sizes, encrypts it under a content key of its own
 * (AES-256-GCM) and wraps that key to the tender's opening key (ECDH on P-256, HKDF-SHA-256, AES-256-GCM). What is handed in
 * is the envelope alone; its SHA-256 is the bidder's commitment.
 */
export const ENVELOPE_VERSION = 1;

/** Sizes a sealed bid may have, in bytes: the length says no more than which of these it is. */
export const bidSizes = [16_384, 65_536, 262_144, 1_048_576] as const;
const LENGTH_BYTES = 4;
/** The longest bid, in bytes, before it is padded. */
export const BID_BYTES_MAX = (bidSizes[bidSizes.length - 1] as number) - LENGTH_BYTES;

/** The bid in the smallest size that holds it, its length first and zeros behind. Throws when it is too long. */
export function padBid(bid: Uint8Array): Uint8Array {
  const size = bidSizes.find((each) => each >= bid.length + LENGTH_BYTES);
  if (size === undefined) throw new RangeError('the bid is too long');
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, bid.length);
  padded.set(bid, LENGTH_BYTES);
  return padded;
}

/** The inverse of {@link padBid}; null for what it never makes. */
export function unpadBid(padded: Uint8Array): Uint8Array | null {
  if (!(bidSizes as readonly number[]).includes(padded.length)) return null;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length > padded.length - LENGTH_BYTES) return null;
  if (padded.subarray(LENGTH_BYTES + length).some((byte) => byte !== 0)) return null;
  return padded.slice(LENGTH_BYTES, LENGTH_BYTES + length);
}

/** What both layers of the envelope are bound to: nobody can hand the same envelope in elsewhere or as another. */
export const envelopeContext = (tenderId: string, supplierId: string): string =>
  `guanyun sealed bid ${ENVELOPE_VERSION}|${tenderId}|${supplierId}`;

const zBase64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
/** The envelope: an ephemeral public key, the wrapped content key and the sealed bid, each with its initial value. */
export const zEnvelope = z.strictObject({
  v: z.literal(ENVELOPE_VERSION),
  ephemeral: zBase64.max(100),
  keyIv: zBase64.max(20),
  key: zBase64.max(100),
  iv: zBase64.max(20),
  body: zBase64,
});
export type Envelope = z.infer<typeof zEnvelope>;

/** AES-GCM adds sixteen bytes. */
const bodyLengths = new Set(bidSizes.map((size) => Math.ceil((size + 16) / 3) * 4));

/** An envelope as it is handed in: its parts, and nothing of another size than sealed bids have. Null otherwise. */
export function readEnvelope(text: string): Envelope | null {
  try {
    const parsed = zEnvelope.safeParse(JSON.parse(text));
    return parsed.success && bodyLengths.has(parsed.data.body.length) ? parsed.data : null;
  } catch {
    return null;
  }
}

const zText = z.string().trim().min(1).max(2000);
const zPrice = z.string().refine((text) => (tryParseYuan(text) ?? 0n) > 0n);
const zBid = z.strictObject({
  tenderId: z.uuid(),
  supplierId: z.uuid(),
  prices: z
    .array(z.strictObject({ lotId: z.uuid(), price: zPrice }))
    .min(1)
    .max(100),
  total: zPrice,
  termDays: z.int().min(1).max(10_000),
  signedBy: zText,
  statement: z.string().max(20_000),
  papers: z.array(z.strictObject({ name: zText, mediaType: z.string().max(200), data: zBase64 })).max(20),
  /** Chance, so that two equal bids have nothing in common. */
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
});
/** What stands in a bid; prices in yuan, papers in base64. */
export type Bid = z.infer<typeof zBid>;

/** Why an opened bid cannot be read as one of this tender by this bidder. */
export type BidFault = 'NOT_A_BID' | 'OTHER_TENDER' | 'OTHER_BIDDER' | 'LOTS_DIFFER' | 'SUM_DIFFERS';

/** Reads what was sealed: every lot priced once, and the prices adding up to the total. */
export function readBid(
  text: string,
  of: { readonly tenderId: string; readonly supplierId: string; readonly lotIds: readonly string[] },
): { readonly bid: Bid } | { readonly fault: BidFault } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'NOT_A_BID' };
  }
  const parsed = zBid.safeParse(value);
  if (!parsed.success) return { fault: 'NOT_A_BID' };
  const bid = parsed.data;
  if (bid.tenderId !== of.tenderId) return { fault: 'OTHER_TENDER' };
  if (bid.supplierId !== of.supplierId) return { fault: 'OTHER_BIDDER' };
  const priced = new Set(bid.prices.map(({ lotId }) => lotId));
  if (priced.size !== bid.prices.length || priced.size !== of.lotIds.length) return { fault: 'LOTS_DIFFER' };
  if (of.lotIds.some((id) => !priced.has(id))) return { fault: 'LOTS_DIFFER' };
  const sum = sumFen(bid.prices.map(({ price }) => parseYuan(price)));
  return sum === parseYuan(bid.total) ? { bid } : { fault: 'SUM_DIFFERS' };
}
