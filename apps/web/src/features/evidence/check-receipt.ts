import { inclusionSpans } from '@guanyun/domain/evidence/merkle.ts';

/** A receipt as the server hands it out (docs/log-format.md). */
export type Receipt = {
  readonly index: number;
  readonly leaf: string;
  readonly proof: readonly string[];
  readonly checkpoint: string;
};
/** What this browser found; `signature` null: it knows no Ed25519. */
export type Verdict = {
  readonly size: number;
  readonly included: boolean;
  readonly signature: boolean | null;
};

const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

async function hash(prefix: number, ...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const whole = Uint8Array.from([prefix, ...parts.flatMap((part) => [...part])]);
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

/**
 * Checks a receipt in the browser: that its entry's leaf leads to the checkpoint's root, and that the key signed the checkpoint.
 * `key` is a verifier key, name+hash+base64.
 */
export async function checkReceipt(
  { index, leaf, proof, checkpoint }: Receipt,
  key: string,
): Promise<Verdict> {
  const [text = '', signatures = ''] = checkpoint.split('\n\n');
  const [, size, root = ''] = text.split('\n');
  const spans = inclusionSpans(index, Number(size));
  let reached = await hash(0, utf8(leaf));
  for (const [i, { start }] of spans.entries()) {
    const beside = fromHex(proof[i] ?? '');
    reached = await (start > index ? hash(1, reached, beside) : hash(1, beside, reached));
  }
  const included = proof.length === spans.length && toHex(reached) === toHex(fromBase64(root));
  const signature = fromBase64(signatures.trim().split(' ')[2] ?? '').slice(4);
  const publicKey = fromBase64(key.trim().split('+').slice(2).join('+')).slice(1);
  return { size: Number(size), included, signature: await signed(`${text}\n`, signature, publicKey) };
}
