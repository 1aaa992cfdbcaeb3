import { fromHex, hmacSha256, sha256, toHex, utf8 } from '../kernel/sha256.ts';

/** Asked: the seed and what was published of it, the receipts of the bids, and who could be drawn. */
export type PanelDrawInput = {
  readonly seed: string;
  readonly commitment: string;
  readonly receipts: readonly string[];
  readonly experts: readonly string[];
  readonly excluded: readonly string[];
  readonly seats: number;
};
export type PanelDraw = {
  /** The seed is the one that was committed to before the bids were in. */
  readonly genuine: boolean;
  readonly beacon: string;
  readonly listDigest: string;
  readonly order: readonly string[];
  readonly drawn: readonly string[];
};

export const seedCommitment = (seed: string): string => toHex(sha256(fromHex(seed)));
const digestOfLines = (lines: readonly string[]): string => toHex(sha256(utf8([...lines].sort().join('\n'))));
/** Digest of a list of experts, whatever its order: what is committed to together with the seed. */
export const expertListDigest = digestOfLines;

/** Words of 32 bits without end: HMAC-SHA-256 of a counter under the seed. */
function* words(seed: string, context: string): Generator<number, never> {
  const key = fromHex(seed);
  for (let counter = 0; ; counter += 1) {
    const block = new DataView(hmacSha256(key, utf8(`${context}\n${counter}`)).buffer);
    for (let offset = 0; offset < 32; offset += 4) yield block.getUint32(offset);
  }
}

/** A number under `bound`, each as likely as the other: words beyond the last whole multiple are passed over. */
function below(bound: number, stream: Generator<number, never>): number {
  const limit = Math.floor(0x1_0000_0000 / bound) * bound;
  for (;;) {
    const word = stream.next().value;
    if (word < limit) return word % bound;
  }
}

/**
 * Draws a panel so that anyone can draw it again: the experts in the order of their codes are shuffled (Fisher–Yates) by a
 * stream that nobody knew before the last bid was in, since the receipts of the bids are mixed into it, and that whoever made
 * the seed could not choose afterwards, since its hash was published before. The first who are not excluded are drawn.
 */
export function panelDraw(input: PanelDrawInput): PanelDraw {
  const beacon = digestOfLines(input.receipts);
  const listDigest = expertListDigest(input.experts);
  const stream = words(input.seed, `guanyun panel draw 1\n${beacon}\n${listDigest}`);
  const order = [...input.experts].sort();
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = below(i + 1, stream);
    [order[i], order[j]] = [order[j] as string, order[i] as string];
  }
  const excluded = new Set(input.excluded);
  const drawn = order.filter((id) => !excluded.has(id)).slice(0, input.seats);
  return { genuine: seedCommitment(input.seed) === input.commitment, beacon, listDigest, order, drawn };
}
