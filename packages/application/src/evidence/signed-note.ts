import { createHash, createPublicKey, verify } from 'node:crypto';

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

/** What a checkpoint says; its root in hex. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: string };
export type SignedCheckpoint = Checkpoint & {
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly bytes: Buffer }[];
};

const NOTE = /([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n\n((?:— [^\n]+ [A-Za-z0-9+/]+=*\n)+)/gy;

/** The checkpoints of a file that holds one note after the other; null where something in it is none. */
export function readCheckpoints(file: string): SignedCheckpoint[] | null {
  const found: SignedCheckpoint[] = [];
  let end = 0;
  for (const [whole, origin = '', size, root = '', lines = ''] of file.matchAll(NOTE)) {
    const signatures = lines
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [, name = '', bytes = ''] = line.split(' ');
        return { name, bytes: Buffer.from(bytes, 'base64') };
      });
    const text = whole.slice(0, whole.indexOf('\n\n') + 1);
    found.push({
      origin,
      size: Number(size),
      root: Buffer.from(root, 'base64').toString('hex'),
      text,
      signatures,
    });
    end += whole.length;
  }
  return end === file.length ? found : null;
}

/** The head of an Ed25519 public key in DER, before its 32 bytes. */
const DER = Buffer.from('302a300506032b6570032100', 'hex');

/** Whether the key signed the checkpoint; the key as `verifierKey` writes it. */
export function isSignedBy(checkpoint: SignedCheckpoint, key: string): boolean {
  const [name, hash, encoded] = key.trim().split('+', 2).concat(key.trim().split('+').slice(2).join('+'));
  const raw = Buffer.from(encoded ?? '', 'base64').subarray(1);
  if (raw.length !== 32) return false;
  const publicKey = createPublicKey({ key: Buffer.concat([DER, raw]), format: 'der', type: 'spki' });
  return checkpoint.signatures.some(
    ({ name: signer, bytes }) =>
      signer === name &&
      bytes.toString('hex', 0, 4) === hash &&
      verify(null, Buffer.from(checkpoint.text), publicKey, bytes.subarray(4)),
  );
}
