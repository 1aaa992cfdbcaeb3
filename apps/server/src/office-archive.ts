import type { FileHandle } from 'node:fs/promises';

const DIRECTORY_MAX = 256 * 1024;
const END_RECORD = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
/** The kind of file in the upper four bits of a Unix mode. */
const LINK = 0xa;

async function bytesAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}

/** Names in a ZIP directory, or null where it is not one that can be read through, or has an entry that is a link. */
function namesIn(directory: Buffer, count: number): string[] | null {
  const names: string[] = [];
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
    if (directory.readUInt32LE(at + 38) >>> 28 === LINK) return null;
    const name = directory.readUInt16LE(at + 28);
    names.push(directory.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
}

/**
 * Whether a file of this size is an Office file: a ZIP archive whose directory has this part and the list of types, no macros, and no
 * links. The directory must lie in the last 256 KB, as whatever a person writes has it.
 */
export async function isOffice(file: FileHandle, size: number, mainPart: string): Promise<boolean> {
  if ((await bytesAt(file, 0, 4)).toString('latin1') !== 'PK\u0003\u0004') return false;
  const from = Math.max(0, size - DIRECTORY_MAX);
  const tail = await bytesAt(file, from, size - from);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END_RECORD) end -= 1;
  if (end < 0) return false;
  const start = tail.readUInt32LE(end + 16) - from;
  if (start < 0 || start > end) return false;
  const names = namesIn(tail.subarray(start, end), tail.readUInt16LE(end + 10));
  const macros = tail.includes('vbaProject.bin');
  return !macros && names !== null && names.includes(mainPart) && names.includes('[Content_Types].xml');
}
