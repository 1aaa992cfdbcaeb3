import { createHash } from 'node:crypto';
import { canonicalJson } from '@guanyun/domain/evidence/canonical.ts';

/** SHA-256 of the canonical form, hex. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

/** Hash of a log leaf: a zero byte before the entry keeps leaves and inner nodes apart (RFC 9162, 2.1.1). */
export const leafHash = (entry: unknown): string =>
  createHash('sha256').update(Buffer.of(0)).update(canonicalJson(entry)).digest('hex');
