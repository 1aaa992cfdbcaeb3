import { createReadStream } from 'node:fs';
import { access, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DocumentStore, placeOf } from './document-store.ts';

/** Flushes a file's bytes, or a folder's entries, to the disk. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Documents in a folder of their own. A document is on the disk before its row is: a crash leaves bytes without a row at worst. */
export function createDiskStore(root: string): DocumentStore {
  const at = (digest: string): string => join(root, placeOf(digest));
  return {
    async has(digest) {
      return access(at(digest)).then(
        () => true,
        () => false,
      );
    },
    read: (digest) => readFile(at(digest)),
    async keep(digest, path) {
      const target = at(digest);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await flush(path);
      // The same digest is the same bytes, so replacing changes nothing.
      await rename(path, target);
      await flush(dirname(target));
    },
    async open(digest) {
      const handle = await open(at(digest), 'r');
      return createReadStream('', { fd: handle });
    },
  };
}
