import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The hash of a log, as OpenSSL calls it. */
export type Algorithm = 'sha256' | 'sm3';
export const NAMES: Readonly<Record<Algorithm, string>> = { sha256: 'SHA-256', sm3: 'SM3' };
export const otherThan = (algorithm: Algorithm): Algorithm => (algorithm === 'sm3' ? 'sha256' : 'sm3');

export const digestBy = (algorithm: Algorithm, ...parts: readonly (string | Buffer)[]): Buffer => {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
};
export const sha256 = (...parts: readonly (string | Buffer)[]): Buffer => digestBy('sha256', ...parts);
export const hex = (text: string): string => sha256(text).toString('hex');

/** RFC 9162, 2.1.1, as it is written there. */
export function rootOf(leaves: readonly Buffer[], by: Algorithm): Buffer {
  const [only] = leaves;
  if (only === undefined) return digestBy(by);
  if (leaves.length === 1) return only;
  const half = halfOf(leaves.length);
  return digestBy(by, Buffer.from([1]), rootOf(leaves.slice(0, half), by), rootOf(leaves.slice(half), by));
}

/** RFC 9162, 2.1.3.1: the inclusion proof of one leaf. */
export function proofOf(index: number, leaves: readonly Buffer[], by: Algorithm): Buffer[] {
  if (leaves.length <= 1) return [];
  const half = halfOf(leaves.length);
  return index < half
    ? [...proofOf(index, leaves.slice(0, half), by), rootOf(leaves.slice(half), by)]
    : [...proofOf(index - half, leaves.slice(half), by), rootOf(leaves.slice(0, half), by)];
}

/** The largest power of two below. */
const halfOf = (length: number): number => 2 ** Math.floor(Math.log2(length - 1));

const MARK = '#sm3';

/** A name with an Ed25519 key that signs notes; the name says the hash of the log. */
export class Signer {
  readonly #seed: Buffer;
  readonly #key: KeyObject;
  readonly #public: Buffer;
  readonly hash: Buffer;
  readonly name: string;

  constructor(name: string, seed: Buffer) {
    this.name = name;
    this.#seed = seed;
    this.#key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
    const spki = createPublicKey(this.#key).export({ format: 'der', type: 'spki' });
    this.#public = Buffer.concat([Buffer.from([1]), spki.subarray(-32)]);
    this.hash = sha256(`${name}\n`, this.#public).subarray(0, 4);
  }

  get algorithm(): Algorithm {
    return this.name.endsWith(MARK) ? 'sm3' : 'sha256';
  }

  /** The same key under the name of a log of this hash. */
  marked(algorithm: Algorithm): Signer {
    const bare = this.name.replace(MARK, '');
    return new Signer(algorithm === 'sm3' ? bare + MARK : bare, this.#seed);
  }

  get verifierKey(): string {
    return `${this.name}+${this.hash.toString('hex')}+${this.#public.toString('base64')}`;
  }

  signature(text: string): Buffer {
    return sign(null, Buffer.from(text), this.#key);
  }

  /** A line of signature for the text, ended. */
  line(text: string): string {
    return `— ${this.name} ${Buffer.concat([this.hash, this.signature(text)]).toString('base64')}\n`;
  }

  note(text: string): string {
    return `${text}\n${this.line(text)}`;
  }

  checkpoint(size: number, leaves: readonly Buffer[], origin = this.name): string {
    return this.note(
      `${origin}\n${size}\n${rootOf(leaves.slice(0, size), this.algorithm).toString('base64')}\n`,
    );
  }
}
