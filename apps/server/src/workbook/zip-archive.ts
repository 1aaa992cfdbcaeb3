import { crc32, inflateRawSync } from 'node:zlib';
import { tooLarge, unreadable, type WorkbookFailure } from './workbook-failure.ts';

/** Limits judged on the directory of a ZIP archive, before anything is inflated. Sizes in bytes. */
export type ZipLimits = {
  readonly maxEntries: number;
  readonly maxInflatedBytes: number;
  /** Inflated size of the entries that are wanted, the only ones that are inflated at all. */
  readonly maxWantedBytes: number;
  /** Inflated size over packed size of one entry; entries under 1 MB inflated are not judged. */
  readonly maxRatio: number;
};

/** One entry as the central directory declares it. */
type Entry = {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly start: number;
};

const END_RECORD = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const RATIO_FLOOR = 1024 * 1024;

function findEndRecord(bytes: Buffer): number {
  const earliest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= earliest; at -= 1) {
    if (bytes.readUInt32LE(at) === END_RECORD) return at;
  }
  return -1;
}

/** Reads one directory entry at `at`; throws RangeError past the end, returns null on anything unusual. */
function readEntry(bytes: Buffer, at: number): { entry: Entry; next: number } | null {
  if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
  const flags = bytes.readUInt16LE(at + 8);
  const method = bytes.readUInt16LE(at + 10);
  const encrypted = (flags & 1) !== 0;
  if (encrypted || (method !== 0 && method !== 8)) return null;
  const nameLength = bytes.readUInt16LE(at + 28);
  const header = bytes.readUInt32LE(at + 42);
  if (bytes.readUInt32LE(header) !== LOCAL_HEADER) return null;
  const entry = {
    path: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    method,
    crc: bytes.readUInt32LE(at + 16),
    packedSize: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    start: header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28),
  };
  const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  return entry.start + entry.packedSize <= bytes.length ? { entry, next } : null;
}

function readDirectory(bytes: Buffer, limits: ZipLimits): readonly Entry[] | WorkbookFailure {
  const end = bytes.length < 22 ? -1 : findEndRecord(bytes);
  if (end < 0) return unreadable('not_a_zip_archive');
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.maxEntries) return tooLarge('zip_entries', limits.maxEntries, count);
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    const read = readEntry(bytes, at);
    if (!read) return unreadable('zip_entry_not_supported');
    entries.push(read.entry);
    at = read.next;
  }
  return entries;
}

/** Declared sizes against the limits; overlapping or repeated entries are a way to inflate the same bytes many times. */
function judge(entries: readonly Entry[], archiveSize: number, limits: ZipLimits): WorkbookFailure | null {
  const inflated = entries.reduce((sum, e) => sum + e.size, 0);
  if (inflated > limits.maxInflatedBytes)
    return tooLarge('inflated_bytes', limits.maxInflatedBytes, inflated);
  const packed = entries.reduce((sum, e) => sum + e.packedSize, 0);
  if (packed > archiveSize) return unreadable('zip_entries_overlap');
  if (new Set(entries.map((e) => e.path)).size !== entries.length) return unreadable('zip_entries_repeated');
  for (const e of entries) {
    const ratio = Math.ceil(e.size / Math.max(1, e.packedSize));
    if (e.size > RATIO_FLOOR && ratio > limits.maxRatio) return tooLarge('zip_ratio', limits.maxRatio, ratio);
  }
  return null;
}

/** Inflates one entry and no byte more than it declared; null when size or checksum disagree. */
function inflate(bytes: Buffer, e: Entry): Buffer | null {
  const packed = bytes.subarray(e.start, e.start + e.packedSize);
  const data = e.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, e.size) });
  return data.length === e.size && crc32(data) === e.crc ? data : null;
}

/**
 * Opens a ZIP archive held in memory and inflates the entries `wanted` accepts.
 * Limits are judged on the directory first, then held against the real bytes, since declared sizes can lie.
 * Refuses ZIP64, encryption, and methods other than stored and deflate.
 */
export function openZip(
  bytes: Buffer,
  limits: ZipLimits,
  wanted: (path: string) => boolean,
): { readonly ok: true; readonly files: ReadonlyMap<string, Buffer> } | WorkbookFailure {
  try {
    const entries = readDirectory(bytes, limits);
    if ('ok' in entries) return entries;
    const failure = judge(entries, bytes.length, limits);
    if (failure) return failure;
    const chosen = entries.filter((e) => wanted(e.path));
    const bytesWanted = chosen.reduce((sum, e) => sum + e.size, 0);
    if (bytesWanted > limits.maxWantedBytes)
      return tooLarge('content_bytes', limits.maxWantedBytes, bytesWanted);
    const files = new Map<string, Buffer>();
    for (const entry of chosen) {
      const data = inflate(bytes, entry);
      if (!data) return unreadable('zip_entry_damaged', { entry: entry.path });
      files.set(entry.path, data);
    }
    return { ok: true, files };
  } catch (error) {
    // RangeError: an offset outside the bytes; zlib errors: damaged or longer than declared.
    if (error instanceof Error) return unreadable('zip_damaged');
    throw error;
  }
}

function localHeader(path: Buffer, data: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt32LE(crc32(data), 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(data.length, 22);
  header.writeUInt16LE(path.length, 26);
  return header;
}

/** Packs files without compression: what a later reader sees is exactly the bytes that were counted. */
export function packStored(files: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of files) {
    const path = Buffer.from(name, 'utf8');
    const header = localHeader(path, data);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(DIRECTORY_ENTRY, 0);
    entry.writeUInt16LE(20, 4);
    header.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(offset, 42);
    parts.push(header, path, data);
    directory.push(entry, path);
    offset += header.length + path.length + data.length;
  }
  const size = directory.reduce((sum, b) => sum + b.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_RECORD, 0);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
