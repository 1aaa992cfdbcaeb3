import { type Bid, ENVELOPE_VERSION, envelopeContext, padBid } from '@guanyun/domain/contracts/sealed-bid.ts';
import { type Bytes, bytesOf, chance, fromBase64, toBase64 } from './bytes.ts';

const IV_BYTES = 12;
const aes = (iv: Bytes, context: Bytes) => ({ name: 'AES-GCM', iv, additionalData: context }) as const;

/** The key under which the content key is wrapped: agreed between a key made for this one bid and the opening key. */
async function wrappingKey(publicKey: string, context: Bytes): Promise<{ key: CryptoKey; ephemeral: Bytes }> {
  const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
  const opening = await crypto.subtle.importKey('raw', fromBase64(publicKey), curve, false, []);
  const own = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: opening }, own.privateKey, 256);
  const shared = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const derive = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: context } as const;
  const key = await crypto.subtle.deriveKey(derive, shared, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
  ]);
  return { key, ephemeral: new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey)) };
}

/** Seals a bid in this browser: what leaves it is the envelope, and nothing opens it but the shares of the opening key. */
export async function sealBid(publicKey: string, bid: Bid): Promise<string> {
  const context = bytesOf(envelopeContext(bid.tenderId, bid.supplierId));
  const contentKey = chance(32);
  const content = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt']);
  const [iv, keyIv] = [chance(IV_BYTES), chance(IV_BYTES)];
  const padded = padBid(bytesOf(JSON.stringify(bid))) as Bytes;
  const body = await crypto.subtle.encrypt(aes(iv, context), content, padded);
  const wrapping = await wrappingKey(publicKey, context);
  const key = await crypto.subtle.encrypt(aes(keyIv, context), wrapping.key, contentKey);
  contentKey.fill(0);
  padded.fill(0);
  return JSON.stringify({
    ...{ v: ENVELOPE_VERSION, ephemeral: toBase64(wrapping.ephemeral), keyIv: toBase64(keyIv) },
    ...{ key: toBase64(new Uint8Array(key)), iv: toBase64(iv), body: toBase64(new Uint8Array(body)) },
  });
}

export async function digestOfText(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
