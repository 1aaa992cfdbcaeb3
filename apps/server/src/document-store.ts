import type { Readable } from 'node:stream';
import type { FileStore } from '@guanyun/application/kernel/deps.ts';

/** Documents' bytes by their SHA-256 digest: 64 hexadecimal digits. What is kept is never changed. */
export type DocumentStore = FileStore & {
  /** Keeps the file at `path`, whose digest the caller has computed, and removes it from there. Keeping twice is keeping once. */
  keep(digest: string, path: string): Promise<void>;
  /** The bytes as a stream; rejects when there are none. */
  open(digest: string): Promise<Readable>;
};

/** The place of a document below its store: two digits, then the rest, so that no folder grows without end. */
export function placeOf(digest: string): string {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error('not a SHA-256 digest');
  return `${digest.slice(0, 2)}/${digest.slice(2)}`;
}
