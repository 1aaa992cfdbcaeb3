import { createHash } from 'node:crypto';
import { canonicalJson } from '@guanyun/domain/evidence/canonical.ts';

/** SHA-256 of the canonical form, hex. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

/** Hash of a log leaf: a zero byte before the entry keeps leaves and inner nodes apart (RFC 9162, 2.1.1). */
export const leafHash = (text: string): string =>
  createHash('sha256').update(Buffer.of(0)).update(text).digest('hex');

/** Hash of an inner node of the log's tree over two others, all in hex (RFC 9162, 2.1.1). */
export const nodeHash = (left: string, right: string): string =>
  createHash('sha256').update(Buffer.of(1)).update(left, 'hex').update(right, 'hex').digest('hex');
