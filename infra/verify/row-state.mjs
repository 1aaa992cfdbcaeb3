const [TAB, LINE_END, DASH] = [9, 10, 45];
const [INSERT, UPDATE, DELETE, ADOPT] = [...'IUDA'].map((sign) => sign.charCodeAt(0));
const OPERATIONS = new Set([INSERT, UPDATE, DELETE, ADOPT]);

/** A text's UTF-8 bytes as a text of one character each: compares in the order of the bytes, and copies what it holds. */
export const byteText = (text) => Buffer.from(text, 'utf8').toString('latin1');
const fromByteText = (text) => Buffer.from(text, 'latin1').toString('utf8');

/** 0–15 for a lower-case hex digit, else 16. */
const DIGITS = Uint8Array.from({ length: 256 }, (_, code) => {
  const at = '0123456789abcdef'.indexOf(String.fromCharCode(code));
  return at < 0 ? 16 : at;
});

/** Writes 64 hex digits as 32 bytes; false when one is no digit. */
function putHash(from, start, to, offset) {
  for (let at = 0; at < 32; at += 1) {
    const [high, low] = [DIGITS[from[start + 2 * at]], DIGITS[from[start + 2 * at + 1]]];
    if (high > 15 || low > 15) return false;
    to[offset + at] = high * 16 + low;
  }
  return true;
}

/** The four fields of the line [from, end), or undefined when it is not written as the format asks for. */
function readChange(bytes, from, end, hash) {
  const operation = bytes[from];
  if (!OPERATIONS.has(operation) || bytes[from + 1] !== TAB) return undefined;
  const tableEnd = bytes.indexOf(TAB, from + 2);
  if (tableEnd <= from + 2 || tableEnd >= end) return undefined;
  const keyEnd = bytes.indexOf(TAB, tableEnd + 1);
  if (keyEnd <= tableEnd + 1 || keyEnd >= end) return undefined;
  const length = end - keyEnd - 1;
  const fits =
    operation === DELETE
      ? length === 1 && bytes[keyEnd + 1] === DASH
      : length === 64 && putHash(bytes, keyEnd + 1, hash, 0);
  if (!fits) return undefined;
  return {
    operation,
    table: bytes.latin1Slice(from + 2, tableEnd),
    key: bytes.latin1Slice(tableEnd + 1, keyEnd),
  };
}

/** What the log says the tables hold: of each row the hash and the entry that last wrote it. */
export class RowState {
  #tables;
  #slots = 0;
  #free = [];
  #hashes = Buffer.alloc(1 << 16);
  #writers = new Float64Array(1 << 11);
  #seen = new Uint8Array(1 << 11);
  #hash = Buffer.alloc(32);
  #findings;

  constructor(tables, findings) {
    this.#tables = new Map(tables.map(({ name }) => [byteText(name), new Map()]));
    this.#findings = findings;
  }

  #newSlot() {
    if (this.#free.length > 0) return this.#free.pop();
    const slot = this.#slots++;
    if (slot === this.#seen.length) {
      this.#hashes = Buffer.concat([this.#hashes, Buffer.alloc(this.#hashes.length)]);
      const [writers, seen] = [new Float64Array(2 * slot), new Uint8Array(2 * slot)];
      writers.set(this.#writers);
      seen.set(this.#seen);
      [this.#writers, this.#seen] = [writers, seen];
    }
    return slot;
  }

  /** Applies the changes of one entry, and reports those that the state does not allow. */
  replay(text, index) {
    const bytes = Buffer.from(text, 'utf8');
    for (let [from, number] = [0, 1]; from < bytes.length; number += 1) {
      const end = bytes.indexOf(LINE_END, from);
      const change = end < 0 ? undefined : readChange(bytes, from, end, this.#hash);
      if (change === undefined) this.#findings.entry(index, `rows line ${number} cannot be read`);
      else this.#apply(change, index, number);
      from = end < 0 ? bytes.length : end + 1;
    }
  }

  #apply({ operation, table, key }, index, number) {
    const rows = this.#tables.get(table);
    if (rows === undefined) {
      this.#findings.entry(index, `rows line ${number} names a table that is not in the header`);
      return;
    }
    const slot = rows.get(key);
    const why = refusal(operation, slot !== undefined, index);
    if (why) this.#findings.row(fromByteText(table), fromByteText(key), this.#writerOf(slot), why);
    if (operation === DELETE) {
      if (slot === undefined) return;
      rows.delete(key);
      this.#free.push(slot);
      return;
    }
    const place = slot ?? this.#newSlot();
    if (slot === undefined) rows.set(key, place);
    this.#hash.copy(this.#hashes, place * 32);
    this.#writers[place] = index;
  }

  #writerOf(slot) {
    return slot === undefined ? '-' : this.#writers[slot];
  }

  /** Compares one row as it is shown with the log, and reports what differs. */
  compare({ table, key, hash }) {
    const rows = this.#tables.get(byteText(table));
    if (rows === undefined) {
      this.#findings.row(table, key, '-', 'the table is not in the header');
      return;
    }
    const slot = rows.get(byteText(key));
    if (slot === undefined) {
      this.#findings.row(table, key, '-', 'the log knows no such row');
      return;
    }
    this.#seen[slot] = 1;
    if (this.#hashes.hexSlice(slot * 32, slot * 32 + 32) !== hash) {
      this.#findings.row(table, key, this.#writers[slot], 'not as the log has it');
    }
  }

  /** The entry that last wrote the row, `-` when the log has none. */
  writerOf(table, key) {
    return this.#writerOf(this.#tables.get(byteText(table))?.get(byteText(key)));
  }

  /** Reports the rows of the log that were not shown. */
  reportMissing() {
    for (const table of [...this.#tables.keys()].sort()) {
      const missing = [];
      for (const [key, slot] of this.#tables.get(table))
        if (this.#seen[slot] === 0) missing.push([key, slot]);
      missing.sort(([a], [b]) => (a < b ? -1 : 1));
      for (const [key, slot] of missing) {
        this.#findings.row(fromByteText(table), fromByteText(key), this.#writers[slot], 'missing');
      }
    }
  }
}

/** Why the state does not allow this operation, or undefined. */
function refusal(operation, there, index) {
  if (operation === INSERT && there) return `entry ${index} inserts it, but it is there`;
  if (operation === UPDATE && !there) return `entry ${index} changes it, but it is not there`;
  if (operation === DELETE && !there) return `entry ${index} deletes it, but it is not there`;
  return undefined;
}
