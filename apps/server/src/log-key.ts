import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { LogSigner } from '@guanyun/application/evidence/signed-note.ts';
import { keyFile } from './key-file.ts';

/** The raw 32 bytes stand at the end of an Ed25519 public key in DER. */
const RAW = 32;

function signerOf(origin: string, key: KeyObject): LogSigner {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the key of the log is no Ed25519 key');
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { origin, publicKey: der.subarray(-RAW), sign: (bytes) => sign(null, bytes, key) };
}

/**
 * The key that signs the log's checkpoints, from a PEM file that only the server's account can read; made at the first start.
 * Several servers of one zone share the file. Whoever has the database must not have it.
 */
export async function logSigner(path: string, origin: string): Promise<LogSigner> {
  const pem = await keyFile(path, () =>
    generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }),
  );
  return signerOf(origin, createPrivateKey(pem));
}
