import { createDecipheriv, createECDH, type ECDH, hkdfSync } from 'node:crypto';
import { envelopeContext, readEnvelope, unpadBid } from '@guanyun/domain/contracts/sealed-bid.ts';
import { combineShares } from '@guanyun/domain/contracts/secret-sharing.ts';
import { fromHex } from '@guanyun/domain/kernel/sha256.ts';

/** The opening key from the shares that were given; null when they do not give the one that was published. */
export function openingKeyFrom(shares: readonly string[], publicKey: string): ECDH | null {
  try {
    const ecdh = createECDH('prime256v1');
    ecdh.setPrivateKey(combineShares(shares.map(fromHex)));
    return ecdh.getPublicKey('base64') === publicKey ? ecdh : null;
  } catch {
    // Too few shares give bytes that need not be a key at all.
    return null;
  }
}

const TAG_BYTES = 16;

function decrypt(key: Uint8Array, iv: string, sealed: string, context: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'));
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES)), decipher.final()]);
}

/** What was sealed, by the content key; null when anything of it was changed or it was sealed for another. */
export function openBody(
  text: string,
  contentKey: string,
  of: { readonly tenderId: string; readonly supplierId: string },
): string | null {
  const envelope = readEnvelope(text);
  if (envelope === null) return null;
  try {
    const context = envelopeContext(of.tenderId, of.supplierId);
    const padded = decrypt(Buffer.from(contentKey, 'base64'), envelope.iv, envelope.body, context);
    const bid = unpadBid(padded);
    return bid === null ? null : Buffer.from(bid).toString('utf8');
  } catch {
    return null;
  }
}

/** Opens an envelope with the opening key: the content key and the text, or null. */
export function openEnvelope(
  key: ECDH,
  text: string,
  of: { readonly tenderId: string; readonly supplierId: string },
): { readonly contentKey: string; readonly text: string } | null {
  const envelope = readEnvelope(text);
  if (envelope === null) return null;
  try {
    const secret = key.computeSecret(Buffer.from(envelope.ephemeral, 'base64'));
    const context = envelopeContext(of.tenderId, of.supplierId);
    const wrapping = new Uint8Array(hkdfSync('sha256', secret, '', context, 32));
    const contentKey = decrypt(wrapping, envelope.keyIv, envelope.key, context).toString('base64');
    const body = openBody(text, contentKey, of);
    return body === null ? null : { contentKey, text: body };
  } catch {
    return null;
  }
}
