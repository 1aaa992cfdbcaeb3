import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

function bytesOf(base32: string): Buffer {
  const bits = [...base32].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** RFC 6238 by hand, so that the phone of the test shares nothing with the server. */
function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return `${(mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000}`.padStart(6, '0');
}

/** Somebody's phone: it gives each code once, and waits where all of now were given. */
export function authenticator(secret: string): () => Promise<string> {
  let last = 0;
  return async () => {
    for (;;) {
      const now = Math.floor(Date.now() / STEP_MS);
      const step = Math.max(last + 1, now - 1);
      if (step <= now + 1) {
        last = step;
        return codeAt(secret, step);
      }
      await new Promise((done) => setTimeout(done, 500));
    }
  };
}
