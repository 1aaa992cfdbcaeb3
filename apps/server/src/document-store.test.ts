import { createHash, createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDiskStore } from './disk-store.ts';
import type { DocumentStore } from './document-store.ts';
import { createS3Store } from './s3-store.ts';

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const SECRET = 'store-secret';

/** Computes the signature from what arrived, as a store does, and compares. */
function signedRight(request: IncomingMessage, body: Buffer): boolean {
  const authorization = request.headers.authorization ?? '';
  const parts =
    /^AWS4-HMAC-SHA256 Credential=(\w+)\/(\d{8})\/([\w-]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=(\w{64})$/.exec(
      authorization,
    );
  if (!parts || request.headers['x-amz-content-sha256'] !== sha256(body)) return false;
  const [, key, day = '', region = '', signed = '', signature] = parts;
  const headers = signed
    .split(';')
    .map((name) => `${name}:${String(request.headers[name])}\n`)
    .join('');
  const canonical = `${request.method}\n${request.url}\n\n${headers}\n${signed}\n${sha256(body)}`;
  const toSign = `AWS4-HMAC-SHA256\n${String(request.headers['x-amz-date'])}\n${day}/${region}/s3/aws4_request\n${sha256(canonical)}`;
  const signingKey = hmac(hmac(hmac(hmac(`AWS4${SECRET}`, day), region), 's3'), 'aws4_request');
  return key === 'storekey' && hmac(signingKey, toSign).toString('hex') === signature;
}

const objects = new Map<string, Buffer>();
const server = createServer(async (request, response) => {
  const body = await buffer(request);
  const path = request.url ?? '';
  if (!signedRight(request, body) || request.headers['transfer-encoding'] !== undefined)
    return response.writeHead(403).end();
  if (request.method === 'PUT') {
    objects.set(path, body);
    return response.writeHead(200).end();
  }
  const kept = objects.get(path);
  if (kept === undefined) return response.writeHead(404).end();
  return response.writeHead(200).end(request.method === 'HEAD' ? undefined : kept);
});
let folder = '';
let endpoint = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guanyun-store-'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const s3 = (secret: string): DocumentStore =>
  createS3Store({ endpoint, bucket: 'zone', region: 'cn-west', key: 'storekey', secret }, () => new Date());
const stores: [string, () => DocumentStore][] = [
  ['disk', () => createDiskStore(join(folder, 'documents'))],
  ['S3', () => s3(SECRET)],
];

async function upload(text: string): Promise<{ digest: string; path: string }> {
  const path = join(folder, 'upload');
  await writeFile(path, text);
  return { digest: sha256(text), path };
}

describe.each(stores)('documents on %s', (_, make) => {
  it('are kept once, under their digest', async () => {
    const store = make();
    const { digest, path } = await upload('可行性研究报告');
    expect(await store.has(digest)).toBe(false);
    await store.keep(digest, path);
    expect(existsSync(path)).toBe(false);
    await store.keep(digest, (await upload('可行性研究报告')).path);
    expect(await store.has(digest)).toBe(true);
    expect(Buffer.from(await store.read(digest)).toString()).toBe('可行性研究报告');
    expect((await buffer(await store.open(digest))).toString()).toBe('可行性研究报告');
  });

  it('reject for what is not there, and for what is no digest', async () => {
    const store = make();
    await expect(store.read('0'.repeat(64))).rejects.toThrow();
    await expect(store.open('0'.repeat(64))).rejects.toThrow();
    await expect((async () => store.read('../../etc/passwd'))()).rejects.toThrow('not a SHA-256 digest');
  });
});

describe('S3', () => {
  it('refuses another secret', async () => {
    const { digest, path } = await upload('x');
    await expect(s3('wrong').keep(digest, path)).rejects.toThrow('403');
    await expect(s3('wrong').has(digest)).rejects.toThrow('403');
  });
});
