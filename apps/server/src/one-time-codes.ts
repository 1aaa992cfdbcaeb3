import type { OneTimeCodes } from '@guanyun/application/kernel/one-time-codes.ts';
import { Secret, TOTP } from 'otpauth';

/** RFC 6238 with the values that every authenticator knows. */
const kind = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
/** A clock that is half a minute off, and whoever types slowly. */
const WINDOW = 1;

const generator = (secret: string): TOTP => new TOTP({ ...kind, secret: Secret.fromBase32(secret) });

/** One-time codes by the machine's clock; the example's clock, which may go ahead, is no phone's. */
export const oneTimeCodes = (now: () => number = Date.now): OneTimeCodes => ({
  secret: () => new Secret({ size: SECRET_BYTES }).base32,
  address: (secret, label, zone) =>
    new TOTP({ ...kind, label, issuer: `管运 ${zone}`.trim(), secret: Secret.fromBase32(secret) }).toString(),
  stepOf(secret, code) {
    // The library throws on what has six characters and more bytes.
    if (!/^\d{6}$/.test(code)) return null;
    const timestamp = now();
    const delta = generator(secret).validate({ token: code, timestamp, window: WINDOW });
    return delta === null ? null : Math.floor(timestamp / 1000 / kind.period) + delta;
  },
});
