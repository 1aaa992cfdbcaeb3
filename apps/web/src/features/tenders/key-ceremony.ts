import { splitSecret } from '@guanyun/domain/contracts/secret-sharing.ts';
import { toHex } from '@guanyun/domain/kernel/sha256.ts';
import { type Bytes, bytesOf, chance, fromBase64, toBase64 } from './bytes.ts';
import { digestOfText } from './seal-bid.ts';

/** OWASP's number for PBKDF2 with HMAC-SHA-256. */
const ROUNDS = 600_000;
const SHARE_FILE = 'guanyun opening share 1';

/** A share on its holder's own disk, under a passphrase that only the holder knows. */
export type ShareFile = {
  readonly kind: typeof SHARE_FILE;
  readonly tender: string;
  readonly role: string;
  readonly holder: string;
  readonly rounds: number;
  readonly salt: string;
  readonly iv: string;
  readonly share: string;
};
export type Seat = {
  readonly role: 'tenderer' | 'supervisor' | 'third';
  readonly personId: string;
  readonly name: string;
  readonly passphrase: string;
};

async function passphraseKey(passphrase: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', bytesOf(passphrase), 'PBKDF2', false, ['deriveKey']);
  const derive = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds } as const;
  const aes = { name: 'AES-GCM', length: 256 } as const;
  return crypto.subtle.deriveKey(derive, typed, aes, false, ['encrypt', 'decrypt']);
}

async function lockShare(tender: string, seat: Seat, share: string): Promise<ShareFile> {
  const [salt, iv] = [chance(16), chance(12)];
  const key = await passphraseKey(seat.passphrase, salt, ROUNDS);
  const locked = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytesOf(share));
  return {
    ...{ kind: SHARE_FILE, tender, role: seat.role, holder: seat.name, rounds: ROUNDS },
    ...{ salt: toBase64(salt), iv: toBase64(iv), share: toBase64(new Uint8Array(locked)) },
  };
}

/**
 * The ceremony, in this browser: makes the opening key, shares its private half out among the seats and forgets it. What goes
 * to the server is the public half and the digests of the shares; each share stays in a file of its holder.
 */
export async function holdCeremony(tender: string, seats: readonly Seat[], needed: number) {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const publicKey = toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const { d = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  const secret = fromBase64(d.replaceAll('-', '+').replaceAll('_', '/'));
  const shares = splitSecret(secret, seats.length, needed, chance).map(toHex);
  secret.fill(0);
  const [files, holders] = [
    [] as ShareFile[],
    [] as { role: Seat['role']; personId: string; shareDigest: string }[],
  ];
  for (const [index, seat] of seats.entries()) {
    const share = shares[index] as string;
    files.push(await lockShare(tender, seat, share));
    holders.push({ role: seat.role, personId: seat.personId, shareDigest: await digestOfText(share) });
  }
  return { publicKey, needed, holders, files };
}

/** The share out of its file; null when the file or the passphrase is not the right one. */
export async function unlockShare(text: string, passphrase: string): Promise<string | null> {
  try {
    const file = JSON.parse(text) as ShareFile;
    if (file.kind !== SHARE_FILE) return null;
    const key = await passphraseKey(passphrase, fromBase64(file.salt), file.rounds);
    const iv = fromBase64(file.iv);
    const share = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, fromBase64(file.share));
    return new TextDecoder().decode(share);
  } catch {
    return null;
  }
}
