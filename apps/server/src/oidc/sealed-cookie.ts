import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** Makes texts that only this zone's servers can read, each for one purpose and some time. */
export type Seal = {
  close(purpose: string, value: object, milliseconds: number): string;
  /** What was closed for this purpose; null if it was not, was altered, or its time is over. */
  open<T>(purpose: string, schema: z.ZodType<T>, text: string | undefined): T | null;
};

const IV = 12;
const TAG = 16;
const zClosed = z.object({ until: z.number(), value: z.unknown() });

/**
 * AES-256-GCM under a key of its own, drawn (HKDF-SHA-256) from what the client proves itself to the provider with: every server of
 * the zone has it, and nobody else.
 */
export function createSeal(credential: string | Uint8Array, now: () => number = Date.now): Seal {
  const key = new Uint8Array(hkdfSync('sha256', credential, '', 'guanyun sealed cookies 1', 32));
  return {
    close(purpose, value, milliseconds) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose));
      const text = JSON.stringify({ until: now() + milliseconds, value });
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(purpose, schema, text) {
      if (text === undefined) return null;
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length <= IV + TAG) return null;
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: TAG })
          .setAAD(Buffer.from(purpose))
          .setAuthTag(bytes.subarray(IV, IV + TAG));
        const plain = Buffer.concat([cipher.update(bytes.subarray(IV + TAG)), cipher.final()]).toString();
        const closed = zClosed.parse(JSON.parse(plain));
        return closed.until < now() ? null : (schema.safeParse(closed.value).data ?? null);
      } catch {
        return null;
      }
    },
  };
}
