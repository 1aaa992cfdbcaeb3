import { Stop, shown } from './findings.mjs';
import { linesOf, readLine } from './log-lines.mjs';
import { LeafHashes, leafHash, sha256Hex } from './merkle-tree.mjs';
import { byteText, RowState } from './row-state.mjs';
import { checkNote } from './signed-note.mjs';
import { readLeaf } from './strict-json.mjs';

/** One reading of an export, line by line. */
class LogReading {
  #findings;
  #key;
  #lines;
  #line = 0;
  leaves = new LeafHashes();
  rows = 0;
  hidden = new Map();
  checkpoints = [];

  constructor(file, key, findings) {
    this.#findings = findings;
    this.#key = key;
    this.#lines = linesOf(file);
  }

  #stop(why) {
    this.#findings.file(this.#line, why);
    throw new Stop();
  }

  #next(...kinds) {
    this.#line += 1;
    const { value, done } = this.#lines.next();
    if (done) this.#stop('the file ends before its end line');
    const line = readLine(value.bytes, kinds);
    if (line === undefined) this.#stop('not a line of its kind');
    if (!value.ended) this.#stop('the line is not ended');
    return line;
  }

  read() {
    const { origin, tables, entries } = this.#next('header');
    if (origin !== this.#key.name) this.#findings.file(1, 'the origin is not the name of the key');
    this.state = new RowState(tables, this.#findings);
    this.sealed = new Map(tables.map(({ name, sealed }) => [name, sealed]));
    for (let index = 0; index < entries; index += 1) this.#entry(this.#next('entry'), index);
    let line = this.#next('row', 'checkpoint', 'end');
    for (let before; line.type === 'row'; line = this.#next('row', 'checkpoint', 'end')) {
      before = this.#row(line, before);
    }
    for (; line.type === 'checkpoint'; line = this.#next('checkpoint', 'end')) this.#checkpoint(line);
    if (line.rows !== this.rows || line.checkpoints !== this.checkpoints.length) {
      this.#findings.file(this.#line, 'the counts are not those of the file');
    }
    this.#line += 1;
    if (!this.#lines.next().done) this.#stop('something follows the end line');
  }

  #entry({ index, leaf, hash, content, rows }, expected) {
    if (index !== expected) {
      this.#findings.entry(expected, `missing: line ${this.#line} has index ${index}`);
      throw new Stop();
    }
    const own = leafHash(leaf);
    this.leaves.push(own);
    if (own.toString('hex') !== hash) this.#findings.entry(index, 'the leaf does not have the hash');
    const told = readLeaf(leaf);
    if (told === undefined) this.#findings.entry(index, 'the leaf cannot be read');
    else {
      if (told.index !== String(index)) this.#findings.entry(index, 'the leaf has another index');
      if (sha256Hex(content) !== told.digest) {
        this.#findings.entry(index, 'the content does not have the digest of the leaf');
      }
      if ((rows === null ? null : sha256Hex(rows)) !== told.rows) {
        this.#findings.entry(index, 'the rows do not have the digest of the leaf');
      }
      if (told.refused && rows !== null) this.#findings.entry(index, 'a refused entry has rows');
    }
    if (rows !== null) this.state.replay(rows, index);
  }

  /** Gives back where the row stands in the order. */
  #row(row, before) {
    const { table, key, hash, text } = row;
    const place = [byteText(table), byteText(key)];
    const follows = !before || before[0] < place[0] || (before[0] === place[0] && before[1] < place[1]);
    if (!follows) this.#findings.file(this.#line, 'the rows are not in order');
    this.rows += 1;
    this.state.compare(row);
    const sealed = this.sealed.get(table);
    if (sealed !== undefined && sealed !== (text === null)) {
      const why = sealed ? 'the table is sealed, but the text is shown' : 'the text is not shown';
      this.#findings.row(table, key, this.state.writerOf(table, key), why);
    }
    if (text === null) this.hidden.set(table, (this.hidden.get(table) ?? 0) + 1);
    else if (sha256Hex(text) !== hash) {
      this.#findings.row(table, key, this.state.writerOf(table, key), 'the text does not have the hash');
    }
    return place;
  }

  #checkpoint({ note }) {
    const { size, root, wrong } = checkNote(note, this.#key);
    const before = this.checkpoints.at(-1);
    this.checkpoints.push({ size, root });
    if (wrong) this.#findings.checkpoint(size, wrong);
    else if (before?.root && before.size >= size) this.#findings.checkpoint(size, 'not in growing size');
  }
}

/** Compares the trees of these checkpoints with the entries, smallest first. */
function compareRoots(checkpoints, leaves, findings) {
  const bySize = new Map();
  for (const { size, root } of checkpoints)
    bySize.set(size, new Set(bySize.get(size)).add(root.toString('hex')));
  const sizes = [...bySize.keys()].sort((a, b) => a - b);
  const roots = leaves.rootsAt(sizes);
  let agreed = 0;
  for (const size of sizes) {
    const own = roots.get(size)?.toString('hex');
    for (const root of bySize.get(size)) {
      if (own === undefined) findings.checkpoint(size, `only ${leaves.length} entries are here`);
      else if (own === root) agreed = size;
      else findings.checkpoint(size, `another root: the change lies in [${agreed}, ${size})`);
    }
    if (bySize.get(size).size > 1) findings.checkpoint(size, 'shown in two versions');
  }
}

/**
 * Checks an open export against the key and what comes from outside: signed notes, and sizes with their roots as papers bear them. Reports into `findings`; the lines to print when
 * nothing was found are given back.
 */
export function checkLog(file, key, { notes, printed }, findings) {
  const outside = [...printed];
  for (const note of notes) {
    const { size, root, wrong } = checkNote(note, key);
    if (wrong) findings.checkpoint(size, wrong);
    else outside.push({ size, root });
  }
  const reading = new LogReading(file, key, findings);
  reading.read();
  reading.state.reportMissing();
  const signed = reading.checkpoints.filter(({ root }) => root !== undefined);
  compareRoots([...outside, ...signed], reading.leaves, findings);
  const lines = [...reading.hidden].map(([table, rows]) => `note\tsealed\t${shown(table)}\t${rows} rows`);
  if (notes.length + printed.length === 0) return [...lines, 'NOT PROVEN: no checkpoint from outside'];
  const size = outside.reduce((most, one) => Math.max(most, one.size), 0);
  const { length } = reading.leaves;
  if (size < length) lines.push(`note\tnewer\t${length - size} entries are newer than the checkpoint`);
  return [...lines, `VALID ${length} entries, ${reading.rows} rows, checkpoint ${size}`];
}
