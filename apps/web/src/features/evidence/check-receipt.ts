import { hashNames, hashOfOrigin, type LogHash } from '@guanyun/domain/evidence/log-hash.ts';
import { inclusionSpans } from '@guanyun/domain/evidence/merkle.ts';
import { sm3 } from '@guanyun/domain/kernel/sm3.ts';

/** A receipt as the server hands it out (docs/log-format.md). */
export type Receipt = {
  readonly format: string;
  /** Named from the second format on; the first is of SHA-256. */
  readonly hash?: string;
  readonly index: number;
  readonly leaf: string;
  readonly proof: readonly string[];
  readonly checkpoint: string;
};
/** What this browser found; `signature` null: it knows no Ed25519. */
export type Verdict = {
  /** The hash that the key names, by which all was checked. */
  readonly hash: string;
  readonly size: number;
  readonly included: boolean;
  readonly signature: boolean | null;
};

const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

async function hashed(by: LogHash, prefix: number, ...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const whole = Uint8Array.from([prefix, ...parts.flatMap((part) => [...part])]);
  // No browser has SM3.
  if (by === 'sm3') return sm3(whole);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
}

async function signed(
  text: string,
  signature: Uint8Array<ArrayBuffer>,
  key: Uint8Array<ArrayBuffer>,
): Promise<boolean | null> {
  try {
    const imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', imported, signature, utf8(text));
  } catch {
    return null;
  }
}

/** Whether the receipt and its leaf name the hash that a log of it names: one of SHA-256 names none. */
function namesHash({ format, hash, leaf }: Receipt, by: LogHash): boolean {
  const told = JSON.parse(leaf) as { hash?: unknown };
  if (by === 'sha256') return format === 'guanyun-receipt/1' && told.hash === undefined;
  return format === 'guanyun-receipt/2' && hash === hashNames[by] && told.hash === hashNames[by];
}

/**
 * Checks a receipt in the browser: that its entry's leaf leads to the checkpoint's root, and that the key signed the checkpoint.
 * `key` is a verifier key, name+hash+base64; by the hash that it names all is checked, and whatever names another is not included.
 */
export async function checkReceipt(receipt: Receipt, key: string): Promise<Verdict> {
  const { index, leaf, proof, checkpoint } = receipt;
  const [text = '', signatures = ''] = checkpoint.split('\n\n');
  const [origin = '', size, root = ''] = text.split('\n');
  const by = hashOfOrigin(key.split('+')[0] ?? '');
  const named = namesHash(receipt, by) && origin === key.split('+')[0];
  const spans = inclusionSpans(index, Number(size));
  let reached = await hashed(by, 0, utf8(leaf));
  for (const [i, { start }] of spans.entries()) {
    const beside = fromHex(proof[i] ?? '');
    reached = await (start > index ? hashed(by, 1, reached, beside) : hashed(by, 1, beside, reached));
  }
  const included = named && proof.length === spans.length && toHex(reached) === toHex(fromBase64(root));
  const bytes = fromBase64(signatures.trim().split(' ')[2] ?? '').slice(4);
  const publicKey = fromBase64(key.trim().split('+').slice(2).join('+')).slice(1);
  const signature = await signed(`${text}\n`, bytes, publicKey);
  return { hash: hashNames[by], size: Number(size), included, signature };
}
