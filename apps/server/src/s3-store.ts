import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { type DocumentStore, placeOf } from './document-store.ts';
import { signS3 } from './s3-signature.ts';
import type { S3Settings } from './settings.ts';

const NOTHING = createHash('sha256').digest('hex');
const ANSWER_SECONDS = 30;

/** Documents in an S3-compatible store, path-style addresses. The store itself checks the bytes against the digest. */
export function createS3Store(settings: S3Settings, now: () => Date): DocumentStore {
  async function send(method: 'GET' | 'HEAD' | 'PUT', digest: string, body?: Blob): Promise<Response> {
    const url = new URL(`${settings.endpoint}/${settings.bucket}/documents/${placeOf(digest)}`);
    const { region, key, secret } = settings;
    const payloadDigest = body === undefined ? NOTHING : digest;
    return fetch(url, {
      method,
      headers: signS3({ method, url, payloadDigest, region, key, secret, now: now() }),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_SECONDS * 1000),
      ...(body === undefined ? {} : { body }),
    });
  }
  async function get(digest: string): Promise<Response> {
    const answer = await send('GET', digest);
    if (!answer.ok) {
      await answer.body?.cancel();
      throw new Error(`the document store answered ${answer.status} to GET`);
    }
    return answer;
  }
  return {
    async has(digest) {
      const { status } = await send('HEAD', digest);
      if (status !== 200 && status !== 404) throw new Error(`the document store answered ${status} to HEAD`);
      return status === 200;
    },
    read: async (digest) => new Uint8Array(await (await get(digest)).arrayBuffer()),
    async keep(digest, path) {
      const answer = await send('PUT', digest, await openAsBlob(path));
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`the document store answered ${answer.status} to PUT`);
      await rm(path, { force: true });
    },
    async open(digest) {
      const { body } = await get(digest);
      return body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream);
    },
  };
}
