import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { takeBaseBackup } from '@guanyun/db/backup/base-backup.ts';
import { readManifest } from '@guanyun/db/backup/manifest.ts';
import { openSource } from '@guanyun/db/backup/source.ts';
import { archiveCommand, segmentName, segmentNumber, segmentsBetween } from '@guanyun/db/backup/wal.ts';
import {
  BASE_FILES,
  BadBackup,
  type Base,
  type BaseRecord,
  listBases,
  measure,
  placesOf,
  recordFile,
  recordText,
} from './backup-folder.ts';
import { checkBase } from './check-base.ts';
import { copyDocuments, documentsIn } from './document-copies.ts';
import { walIn } from './wal-archive.ts';

/** The backup cannot be taken for a reason that the operator can do something about. */
export class CannotBackUp extends Error {
  override readonly name = 'CannotBackUp';
}

export type BackupOptions = {
  readonly url: string;
  /** The backup folder; absolute. */
  readonly folder: string;
  /** Where the documents are; null: in a store of its own, which is not part of the backup. */
  readonly documents: string | null;
  /** How long the last segment may take to come to the folder. */
  readonly walSeconds?: number;
};

const WAL_SECONDS = 120;

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** The segments of the base backup are in the folder, or it is said why they are not. */
async function segmentsCome(wal: string, names: readonly string[], seconds: number): Promise<void> {
  for (const until = Date.now() + seconds * 1000; ; await wait(200)) {
    const known = new Set((await walIn(wal)).segments);
    const missing = names.find((name) => !known.has(name));
    if (missing === undefined) return;
    if (Date.now() > until)
      throw new CannotBackUp(
        `日志 ${missing} 在 ${seconds} 秒内未归档到 ${wal}，请检查数据库的 archive_command / ${missing} did not come to ${wal}: see the server's archive_command`,
      );
  }
}

async function writeBase(options: BackupOptions, half: string): Promise<BaseRecord> {
  const held = await openSource(options.url);
  if (held === null) throw new CannotBackUp('另一个备份正在进行 / another backup is under way');
  const { source, release } = held;
  const { wal, documents } = placesOf(options.folder);
  try {
    if (!source.archiving)
      throw new CannotBackUp(
        `数据库没有连续归档日志。内置数据库：设置 GUANYUN_BACKUP 后重新启动；其他数据库：archive_mode=on、archive_timeout=60，并设置 archive_command：\n${archiveCommand(wal)}\nThe server does not archive its log: set GUANYUN_BACKUP and start again, or these settings of PostgreSQL`,
      );
    // A backup that was cut off is no backup.
    const { bases } = placesOf(options.folder);
    for (const name of await readdir(bases))
      if (name.endsWith('.part')) await rm(join(bases, name), { recursive: true });
    await mkdir(half, { recursive: true, mode: 0o700 });
    const startedAt = new Date().toISOString();
    const tar = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } });
    const written = pipeline(tar, createWriteStream(join(half, 'base.tar.zst'), { mode: 0o600 }));
    written.catch((error) => tar.destroy(error));
    const base = await takeBaseBackup(options.url, tar);
    await written;
    await writeFile(join(half, 'backup_manifest'), base.manifest, { mode: 0o600 });
    // After the base: the bytes of a document are kept before its row is.
    if (options.documents !== null) await copyDocuments(options.documents, documents);
    const names = [...(await documentsIn(documents))].sort().map((digest) => `${digest}\n`);
    await writeFile(join(half, 'documents'), names.join(''), { mode: 0o600 });
    const { first, last } = segmentsBetween(base.startLsn, base.stopLsn, source.segmentSize);
    const needed = Array.from({ length: last - first + 1 }, (_, i) =>
      segmentName(base.timeline, first + i, source.segmentSize),
    );
    await segmentsCome(wal, needed, options.walSeconds ?? WAL_SECONDS);
    const files = {} as Record<(typeof BASE_FILES)[number], { size: number; digest: string }>;
    for (const name of BASE_FILES) {
      files[name] = await measure(join(half, name));
      await flush(join(half, name));
    }
    const { archiving: _, ...of } = source;
    const { manifest, ...places } = base;
    const system = readManifest(manifest)?.system ?? '';
    return {
      format: 'guanyun-backup/1',
      startedAt,
      finishedAt: new Date().toISOString(),
      ...of,
      system,
      ...places,
      files,
    };
  } finally {
    await release();
  }
}

/**
 * Takes a base backup and reads all of it again before it counts. What is not finished or not good is not left behind.
 * @throws CannotBackUp, BadBackup
 */
export async function takeBackup(options: BackupOptions): Promise<Base> {
  const { bases, wal, documents } = placesOf(options.folder);
  await mkdir(options.folder, { recursive: true, mode: 0o711 });
  for (const path of [bases, documents]) await mkdir(path, { recursive: true, mode: 0o700 });
  const name = new Date().toISOString().replace(/[-:.]/g, '');
  const folder = join(bases, name);
  const half = `${folder}.part`;
  try {
    const record = await writeBase(options, half);
    await writeFile(recordFile(half), recordText(record), { mode: 0o600 });
    await flush(recordFile(half));
    await checkBase(options.folder, { ...record, name, folder: half });
    await rename(half, folder);
    await flush(bases);
    return { ...record, name, folder };
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    throw new CannotBackUp(`备份所在磁盘已满：${wal} / the disk of the backup is full`);
  }
}

/**
 * Removes base backups but the newest `keep`, and the segments before the oldest one that stays. Every moment from that one on can
 * still be restored. Documents are never removed. Returns what was.
 */
export async function keepNewest(folder: string, keep: number): Promise<{ bases: number; segments: number }> {
  if (!(Number.isInteger(keep) && keep >= 1)) throw new RangeError('at least one is kept');
  const all = await listBases(folder);
  const kept = all.slice(-keep);
  const oldest = kept[0];
  if (oldest === undefined) return { bases: 0, segments: 0 };
  const gone = all.slice(0, -keep);
  for (const base of gone) await rm(base.folder, { recursive: true });
  const { wal } = placesOf(folder);
  const { first } = segmentsBetween(oldest.startLsn, oldest.stopLsn, oldest.segmentSize);
  const { segments } = await walIn(wal);
  const old = segments.filter((name) => segmentNumber(name, oldest.segmentSize) < first);
  for (const name of old) await rm(join(wal, `${name}.gz`));
  return { bases: gone.length, segments: old.length };
}

/** All base backups, the log since the first of them, and all documents. Throws BadBackup with what is wrong. */
export async function checkAll(folder: string): Promise<readonly Base[]> {
  const all = await listBases(folder);
  if (all.length === 0) throw new BadBackup([`${folder}：没有备份 / holds no backup`]);
  for (const base of all) await checkBase(folder, base);
  return all;
}
