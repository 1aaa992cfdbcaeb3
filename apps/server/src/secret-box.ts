import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretBox } from '@guanyun/application/kernel/deps.ts';
import { keyFile } from './key-file.ts';

const KEY = 32;
const NONCE = 12;
const TAG = 16;

/** AES-256-GCM with a new nonce each time; what a secret belongs to is bound into it. */
export const boxUnder = (key: Uint8Array): SecretBox => ({
  seal(text, of) {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(of));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  },
  open(sealed, of) {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(Buffer.from(of))
      .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
  },
  make: () => `whsec_${randomBytes(KEY).toString('base64')}`,
});

/**
 * The box under the key in a file that only the server's account can read; made at the first start. Several servers of one
 * zone share the file. Without it what it sealed is lost: secrets are then made anew.
 */
export async function secretBox(path: string): Promise<SecretBox> {
  const kept = await keyFile(path, () => randomBytes(KEY).toString('base64'));
  const key = Buffer.from(kept.toString('utf8').trim(), 'base64');
  if (key.length !== KEY) throw new Error('the key for secrets is no key of 32 bytes in base64');
  return boxUnder(key);
}
