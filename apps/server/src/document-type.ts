import { openAsBlob } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { isOffice } from './office-archive.ts';

/** The kinds of file that are taken in, by ending. All are handed out as attachments only. */
const mediaTypes = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  txt: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
} as const;
type Ending = keyof typeof mediaTypes;

type TextEnding = 'txt' | 'csv' | 'json';

const isText = (ending: Ending): ending is TextEnding =>
  ending === 'txt' || ending === 'csv' || ending === 'json';
const isEnding = (text: string): text is Ending => Object.hasOwn(mediaTypes, text);

/** The endings, for the sentence that says what is taken. */
export const endingsTaken = Object.keys(mediaTypes).join('、');

async function bytesAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}

const startsWith = (head: Buffer, ...bytes: readonly number[]): boolean =>
  head.subarray(0, bytes.length).equals(Buffer.from(bytes));

/** How readable text is written: UTF-8 or GB 18030 throughout, without NUL; null: it is none. */
async function charsetOf(path: string): Promise<string | null> {
  const alive = new Map(['utf-8', 'gb18030'].map((name) => [name, new TextDecoder(name, { fatal: true })]));
  const feed = (chunk: Uint8Array, stream: boolean): void => {
    for (const [name, decoder] of [...alive]) {
      try {
        decoder.decode(chunk, { stream });
      } catch {
        alive.delete(name);
      }
    }
  };
  for await (const chunk of (await openAsBlob(path)).stream()) {
    if (chunk.includes(0)) return null;
    feed(chunk, true);
  }
  feed(new Uint8Array(), false);
  return [...alive.keys()][0] ?? null;
}

async function matches(ending: Exclude<Ending, TextEnding>, path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = await bytesAt(file, 0, 8);
    if (ending === 'pdf') return startsWith(head, 0x25, 0x50, 0x44, 0x46, 0x2d);
    if (ending === 'png') return startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
    if (ending === 'docx') return await isOffice(file, size, 'word/document.xml');
    if (ending === 'xlsx') return await isOffice(file, size, 'xl/workbook.xml');
    return startsWith(head, 0xff, 0xd8, 0xff);
  } finally {
    await file.close();
  }
}

/**
 * The media type of a file by its last ending, if its bytes agree, of a text with how it is written; else null. What the client says
 * about it counts for nothing.
 */
export async function documentType(name: string, path: string): Promise<string | null> {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (!isEnding(ending)) return null;
  if (!isText(ending)) return (await matches(ending, path)) ? mediaTypes[ending] : null;
  const charset = await charsetOf(path);
  if (charset === null) return null;
  // RFC 8259 knows no charset: JSON is UTF-8, whatever is said.
  return ending === 'json' ? mediaTypes.json : `${mediaTypes[ending]}; charset=${charset}`;
}

/** The name as it is kept: no folders, no control or direction marks, 200 characters at most with the ending kept. */
export function cleanName(name: string): string {
  const plain = (name.split(/[/\\]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"]/gu, '')
    .trim()
    .normalize('NFC');
  const letters = [...plain];
  return letters.length <= 200 ? plain : [...letters.slice(0, 190), ...letters.slice(-10)].join('');
}
