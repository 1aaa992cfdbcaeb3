import { createHash, createHmac } from 'node:crypto';

/** What is signed: the method, the address, the SHA-256 of the body, and who signs when. */
export type S3Request = {
  readonly method: 'GET' | 'HEAD' | 'PUT';
  readonly url: URL;
  readonly payloadDigest: string;
  readonly region: string;
  readonly key: string;
  readonly secret: string;
  readonly now: Date;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * AWS Signature Version 4 for a request without query, over host, payload digest and date.
 * @returns the headers to send; `host` is sent by the client itself
 */
export function signS3(request: S3Request): Record<string, string> {
  const { method, url, payloadDigest, region, key, secret } = request;
  const moment = `${request.now.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
  const day = moment.slice(0, 8);
  const signed = 'host;x-amz-content-sha256;x-amz-date';
  const headers = `host:${url.host}\nx-amz-content-sha256:${payloadDigest}\nx-amz-date:${moment}\n`;
  const canonical = [method, url.pathname, '', headers, signed, payloadDigest].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', moment, scope, sha256(canonical)].join('\n');
  const signingKey = [region, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${secret}`, day));
  const signature = hmac(signingKey, toSign).toString('hex');
  return {
    'x-amz-content-sha256': payloadDigest,
    'x-amz-date': moment,
    authorization: `AWS4-HMAC-SHA256 Credential=${key}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
  };
}
