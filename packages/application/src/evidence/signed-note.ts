import { createHash } from 'node:crypto';

/** Signs the log's checkpoints; the private key is the host's alone and never in the database. */
export type LogSigner = {
  /** The log's name, which is the signer's too and says the log's hash. */
  readonly origin: string;
  /** 32 bytes of an Ed25519 public key. */
  readonly publicKey: Uint8Array;
  sign(bytes: Uint8Array): Uint8Array;
};

const ED25519 = 1;

/** Four bytes that tell keys apart, by SHA-256 for every log: part of the form of a note, and nothing rests on it. */
function keyHash({ origin, publicKey }: LogSigner): Buffer {
  return createHash('sha256')
    .update(`${origin}\n`)
    .update(Buffer.of(ED25519))
    .update(publicKey)
    .digest()
    .subarray(0, 4);
}

/** The public key as C2SP signed-note writes it: name, key hash, algorithm and key. */
export const verifierKey = (signer: LogSigner): string =>
  [
    signer.origin,
    keyHash(signer).toString('hex'),
    Buffer.concat([Buffer.of(ED25519), signer.publicKey]).toString('base64'),
  ].join('+');

/** A checkpoint in the form of C2SP tlog-checkpoint: origin, size, root (hex comes in, base64 goes out), signature. */
export function signedCheckpoint(signer: LogSigner, size: number, root: string): string {
  const text = `${signer.origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`;
  const signature = Buffer.concat([keyHash(signer), signer.sign(Buffer.from(text))]).toString('base64');
  return `${text}\n— ${signer.origin} ${signature}\n`;
}
