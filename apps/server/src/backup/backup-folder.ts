import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '@guanyun/domain/evidence/canonical.ts';
import { z } from 'zod';

/** Something of a backup is damaged, missing or not what it is given out for: the first few findings, each with its file. */
export class BadBackup extends Error {
  override readonly name = 'BadBackup';
  constructor(problems: readonly string[]) {
    const more = problems.length > SHOWN ? [`… ${problems.length - SHOWN}`] : [];
    super([...problems.slice(0, SHOWN), ...more].join('\n'));
  }
}
const SHOWN = 20;

/**
 * A backup folder: `base/<moment>/` with the base backups, `wal/` with the log since, `documents/` with every document. The moments
 * sort by name.
 */
export const placesOf = (folder: string) => ({
  bases: join(folder, 'base'),
  wal: join(folder, 'wal'),
  documents: join(folder, 'documents'),
});

/** The files of a base backup beside its record. */
export const BASE_FILES = ['base.tar.zst', 'backup_manifest', 'documents'] as const;
export type BaseFile = (typeof BASE_FILES)[number];

const zDigest = z.string().regex(/^[0-9a-f]{64}$/);
const zRecord = z.strictObject({
  format: z.literal('guanyun-backup/1'),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** The database the zones are in, and the login that owns the whole server. */
  database: z.string(),
  superuser: z.string(),
  postgres: z.int(),
  system: z.string(),
  timeline: z.int(),
  startLsn: z.string(),
  stopLsn: z.string(),
  segmentSize: z.int(),
  files: z.record(z.enum(BASE_FILES), z.strictObject({ size: z.int(), digest: zDigest })),
});
/** What a base backup says of itself: written last, so that what has none is none. */
export type BaseRecord = z.output<typeof zRecord>;
/** A base backup by its folder's name. */
export type Base = BaseRecord & { readonly name: string; readonly folder: string };

const RECORD = 'backup.json';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The record as a text that holds its own digest. */
export const recordText = (record: BaseRecord): string =>
  `${JSON.stringify({ ...record, digest: sha256(canonicalJson(record)) }, null, 2)}\n`;
export const recordFile = (folder: string): string => join(folder, RECORD);

const there = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function readBase(bases: string, name: string): Promise<Base> {
  const folder = join(bases, name);
  const path = recordFile(folder);
  try {
    const { digest, ...rest } = JSON.parse(await readFile(path, 'utf8'));
    const record = zRecord.parse(rest);
    if (sha256(canonicalJson(record)) === digest) return { ...record, name, folder };
  } catch {
    // Said below.
  }
  throw new BadBackup([`${path}：已损坏 / is damaged`]);
}

/** The base backups that were finished, oldest first. A damaged record is refused by name. */
export async function listBases(folder: string): Promise<Base[]> {
  const { bases } = placesOf(folder);
  const names = (await there(bases)) ? (await readdir(bases)).sort() : [];
  const finished: Base[] = [];
  for (const name of names) if (/^\d{8}T\d{9}Z$/.test(name)) finished.push(await readBase(bases, name));
  return finished;
}

/** Size and SHA-256 of a file. */
export async function measure(path: string): Promise<{ size: number; digest: string }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(piece as Buffer);
    size += (piece as Buffer).length;
  }
  return { size, digest: hash.digest('hex') };
}
