import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import type { LogSigner } from '@guanyun/application/evidence/signed-note.ts';

/** The raw 32 bytes stand at the end of an Ed25519 public key in DER. */
const RAW = 32;

function signerOf(origin: string, key: KeyObject): LogSigner {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the key of the log is no Ed25519 key');
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { origin, publicKey: der.subarray(-RAW), sign: (bytes) => sign(null, bytes, key) };
}

/** Made by whichever server comes first, and there whole or not at all: another one reads it at the same moment. */
async function makeKey(path: string): Promise<Buffer> {
  const made = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, made, { mode: 0o600, flag: 'wx', flush: true });
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return readFile(path);
}

/**
 * The key that signs the log's checkpoints, from a PEM file that only the server's account can read; made at the first start.
 * Several servers of one zone share the file. Whoever has the database must not have it.
 */
export async function logSigner(path: string, origin: string): Promise<LogSigner> {
  const kept = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  return signerOf(origin, createPrivateKey(kept ?? (await makeKey(path))));
}
