import { readSync } from 'node:fs';
import { byteText } from './row-state.mjs';
import { hasExactly, isCount, isHash, isText, readExact, textOf } from './strict-json.mjs';

/** Longest line in bytes. */
const MAX_LINE = 1 << 28;
const PIECE = 1 << 20;
const LINE_END = 10;

/**
 * The lines of an open file, one piece of it in memory at a time: `{ bytes, ended }`. A line longer than allowed comes as
 * `bytes: undefined` and is the last.
 */
export function* linesOf(file) {
  let [kept, length] = [[], 0];
  for (;;) {
    const piece = Buffer.allocUnsafe(PIECE);
    const chunk = piece.subarray(0, readSync(file, piece, 0, PIECE, null));
    if (chunk.length === 0) break;
    let from = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, from)) {
      const part = chunk.subarray(from, end);
      if (length === 0) yield { bytes: part, ended: true };
      else
        yield {
          bytes: length + part.length > MAX_LINE ? undefined : Buffer.concat([...kept, part]),
          ended: true,
        };
      [kept, length, from] = [[], 0, end + 1];
    }
    kept.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > MAX_LINE) break;
  }
  if (length > 0) yield { bytes: length > MAX_LINE ? undefined : Buffer.concat(kept), ended: false };
}

const isTable = (table) => hasExactly(table, ['name', 'sealed']) && isText(table.name);

/** Which hashes a header of each format names. */
const FORMATS = new Map([
  ['guanyun-log/1', { hash: 'SHA-256' }],
  ['guanyun-log/2', { hash: 'SM3', rowHash: 'SHA-256' }],
]);

function isHeader(line) {
  const { origin, tables, entries } = line;
  const { hash, rowHash } = FORMATS.get(line.format) ?? {};
  const hashed = hash !== undefined && line.hash === hash && line.rowHash === rowHash;
  if (!hashed || !isText(origin) || !isCount(entries)) return false;
  if (
    !Array.isArray(tables) ||
    !tables.every((table) => isTable(table) && typeof table.sealed === 'boolean')
  ) {
    return false;
  }
  const names = tables.map(({ name }) => byteText(name));
  return names.every((name, at) => name !== '' && (at === 0 || names[at - 1] < name));
}

const KINDS = {
  header: {
    members: ['type', 'format', 'origin', 'hash', 'tables', 'entries'],
    named: ['type', 'format', 'origin', 'hash', 'rowHash', 'tables', 'entries'],
    fits: isHeader,
  },
  entry: {
    members: ['type', 'index', 'leaf', 'hash', 'content', 'rows'],
    fits: ({ index, leaf, hash, content, rows }) =>
      isCount(index) && isText(leaf) && isHash(hash) && isText(content) && (rows === null || isText(rows)),
  },
  row: {
    members: ['type', 'table', 'key', 'hash', 'text'],
    fits: ({ table, key, hash, text }) =>
      isText(table) && isText(key) && isHash(hash) && (text === null || isText(text)),
  },
  checkpoint: { members: ['type', 'note'], fits: ({ note }) => isText(note) },
  end: {
    members: ['type', 'rows', 'checkpoints'],
    fits: ({ rows, checkpoints }) => isCount(rows) && isCount(checkpoints),
  },
};

/** The line as an object of one of these kinds; undefined for anything else. */
export function readLine(bytes, kinds) {
  const text = bytes === undefined ? undefined : textOf(bytes);
  const line = text === undefined ? undefined : readExact(text);
  if (line === undefined || !kinds.includes(line.type)) return undefined;
  const { members, named = members, fits } = KINDS[line.type];
  return (hasExactly(line, members) || hasExactly(line, named)) && fits(line) ? line : undefined;
}
