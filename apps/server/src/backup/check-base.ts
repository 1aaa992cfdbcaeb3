import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { type Manifest, readManifest } from '@guanyun/db/backup/manifest.ts';
import { BadTar, readTar, type TarMember } from '@guanyun/db/backup/tar.ts';
import { segmentsBetween } from '@guanyun/db/backup/wal.ts';
import { BASE_FILES, BadBackup, type Base, measure, placesOf } from './backup-folder.ts';
import { documentProblems } from './document-copies.ts';
import { walProblems } from './wal-archive.ts';

/** Where the bytes of a member go; null: nowhere, they are only looked at. */
export type Unpack = (member: TarMember) => Promise<{
  write(piece: Buffer): Promise<unknown>;
  close(): Promise<void>;
} | null>;

const nowhere: Unpack = async () => null;

/** Reads the tar to its end and compares each file with PostgreSQL's own list; on the way `unpack` may keep the files. */
async function tarProblems(path: string, manifest: Manifest, unpack: Unpack): Promise<string[]> {
  const problems: string[] = [];
  const missing = new Set(manifest.files.keys());
  const take = async (member: TarMember, bytes: AsyncIterable<Buffer>): Promise<void> => {
    const out = await unpack(member);
    const hash = createHash('sha256');
    for await (const piece of bytes) {
      hash.update(piece);
      await out?.write(piece);
    }
    await out?.close();
    const listed = manifest.files.get(member.path);
    missing.delete(member.path);
    if (member.folder || member.path === 'backup_manifest') return;
    if (listed === undefined) problems.push(`${path}：多出 ${member.path} / has ${member.path} besides`);
    else if (listed.size !== member.size || listed.digest !== hash.digest('hex'))
      problems.push(`${path}：${member.path} 与清单不符 / ${member.path} is not as the manifest says`);
  };
  try {
    const bytes = createZstdDecompress();
    pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), bytes, () => undefined);
    await readTar(bytes, take);
  } catch (error) {
    const known = error instanceof BadTar || (error as { code?: string }).code?.startsWith('ZSTD');
    if (!known) throw error;
    return [...problems, `${path}：已损坏 / is damaged: ${(error as Error).message}`];
  }
  return [...problems, ...[...missing].map((name) => `${path}：缺少 ${name} / lacks ${name}`)];
}

export async function documentsOf(base: Base): Promise<string[]> {
  return (await readFile(join(base.folder, 'documents'), 'utf8')).split('\n').filter((line) => line !== '');
}

/** The files as the record has them, then what is in them. */
async function fileProblems(base: Base): Promise<string[]> {
  const problems: string[] = [];
  for (const name of BASE_FILES) {
    const path = join(base.folder, name);
    const found = await measure(path).catch(() => null);
    const { size, digest } = base.files[name];
    if (found === null) problems.push(`${path}：缺失 / is missing`);
    else if (found.size !== size || found.digest !== digest)
      problems.push(`${path}：与记录不符 / is not as its record says`);
  }
  return problems;
}

/**
 * Looks at all of a base backup: its files, every file of the cluster in it against PostgreSQL's manifest, the segments it needs, and
 * its documents. `unpack` keeps the cluster's files on the way. Throws BadBackup with what is wrong.
 */
export async function checkBase(backup: string, base: Base, unpack: Unpack = nowhere): Promise<void> {
  const refuse = (problems: readonly string[]): void => {
    if (problems.length > 0) throw new BadBackup(problems);
  };
  refuse(await fileProblems(base));
  const manifest = readManifest(await readFile(join(base.folder, 'backup_manifest')));
  if (manifest === null || manifest.system !== base.system)
    throw new BadBackup([`${join(base.folder, 'backup_manifest')}：已损坏 / is damaged`]);
  const { first, last } = segmentsBetween(base.startLsn, base.stopLsn, base.segmentSize);
  const { wal, documents } = placesOf(backup);
  refuse(await walProblems(wal, base, first, last));
  refuse(await documentProblems(documents, await documentsOf(base)));
  refuse(await tarProblems(join(base.folder, 'base.tar.zst'), manifest, unpack));
}
