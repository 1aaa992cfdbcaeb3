import { createHash } from 'node:crypto';
import { canonicalJson } from '@guanyun/domain/evidence/canonical.ts';
import type { LogHash } from '@guanyun/domain/evidence/log-hash.ts';

/** SHA-256 of the canonical form, hex. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

/** What an entry's leaf names of its content: the log's hash of the canonical form, hex. */
export const contentDigest = (hash: LogHash, content: unknown): string =>
  createHash(hash).update(canonicalJson(content)).digest('hex');

/** Hash of a log leaf: a zero byte before the entry keeps leaves and inner nodes apart (RFC 9162, 2.1.1). */
export const leafHash = (hash: LogHash, text: string): string =>
  createHash(hash).update(Buffer.of(0)).update(text).digest('hex');

/** Hash of an inner node of the log's tree over two others, all in hex (RFC 9162, 2.1.1). */
export const nodeHash =
  (hash: LogHash) =>
  (left: string, right: string): string =>
    createHash(hash).update(Buffer.of(1)).update(left, 'hex').update(right, 'hex').digest('hex');
