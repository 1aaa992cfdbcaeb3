import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own in memory that can be filled up and freed. */
export type SmallDisk = {
  readonly path: string;
  /** Takes all the room there is, to the last block. */
  fill(): void;
  free(): void;
  remove(): void;
};

const PIECE = Buffer.alloc(1 << 20, 'x');

function fillUp(path: string): void {
  const file = openSync(path, 'a');
  try {
    for (let size = PIECE.length; size >= 512; )
      try {
        writeSync(file, PIECE, 0, size);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        size /= 2;
      }
  } finally {
    closeSync(file);
  }
}

/** Null where this machine lets nobody mount one. */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), 'guanyun-disk-'));
  chmodSync(path, 0o755);
  const done = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', path]);
  if (done.status !== 0) {
    rmSync(path, { recursive: true });
    return null;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill: () => fillUp(filler),
    free: () => rmSync(filler, { force: true }),
    remove() {
      spawnSync('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
