import { type Nonsense, numbered, otherLeaf, signedNonsense } from './history-lies.ts';
import { entryAt, type Log, leafText, leavesOf, linesOf, receiptOf, written } from './honest-log.ts';
import type { Random } from './random.ts';
import { type Algorithm, digestBy, NAMES, otherThan, rootOf, type Signer } from './signing.ts';
import { changed, type Lies, placesOf, type Subject, withLines } from './subject.ts';

const WRONG_NAMES = ['SHA-256', 'SM3', 'sha256', 'sm3', 'SHA-512', 'SM3 ', '', null, 3];
const otherOf = ({ log }: Subject): Algorithm => otherThan(log.signer.algorithm);
const hexBy = (by: Algorithm, text: string): string => digestBy(by, text).toString('hex');

/** The same history as a whole and honest log of another hash, by the same key. */
function loggedBy(log: Log, by: Algorithm): Log {
  const entries = log.entries.map((entry) => {
    const { hash: _, rowHash: _rows, ...leaf } = entry.leaf;
    return { ...entry, leaf: by === 'sm3' ? { ...leaf, hash: NAMES.sm3 } : leaf };
  });
  return { ...log, signer: log.signer.marked(by), entries: numbered(entries) };
}

const without =
  (name: string, by: Algorithm): Nonsense =>
  (_, entry, log) => {
    if (log.signer.algorithm !== by || entry.leaf[name] === undefined) return undefined;
    const kept = Object.entries(entry.leaf).filter(([own]) => own !== name);
    return { leaf: leafText({ ...entry, leaf: Object.fromEntries(kept) }) };
  };
const named =
  (name: string): Nonsense =>
  (random, entry, log) => {
    const told = random.pick(WRONG_NAMES);
    return told === entry.leaf[name] ? undefined : otherLeaf(() => ({ [name]: told }))(random, entry, log);
  };

/** Leaves that the right key signs, and that name or use a hash that is not the log's. */
const inLeaves: Readonly<Record<string, Nonsense>> = {
  'a leaf that names another hash': named('hash'),
  'a leaf that names another hash of its rows': named('rowHash'),
  'a leaf that names no hash': without('hash', 'sm3'),
  'a leaf that names no hash of its rows': without('rowHash', 'sm3'),
  'a digest by another hash': (_, entry, log) => {
    const digest = hexBy(otherThan(log.signer.algorithm), entry.content);
    return { leaf: leafText({ ...entry, leaf: { ...entry.leaf, digest } }) };
  },
  'a digest of the rows by SM3': (_, entry) => {
    if (entry.rows === null) return undefined;
    const index = Number(entry.leaf.index);
    return { leaf: leafText(entryAt(index, entry, { rows: hexBy('sm3', entry.rows) })) };
  },
};

/** A checkpoint over the same leaves with a tree by the other hash, under the signer's own name. */
const otherTree = (subject: Subject, size: number, signer: Signer): string => {
  const root = rootOf(leavesOf(subject.log.entries).slice(0, size), otherOf(subject));
  return signer.note(`${signer.name}\n${size}\n${root.toString('base64')}\n`);
};
const asTold = ({ key, bytes, outside }: Subject) => ({ what: '', key, export: bytes, checkpoints: outside });

const ofLogs: Lies = {
  'the header is that of the other hash': (_, subject) => {
    const [header = {}] = linesOf(loggedBy(subject.log, otherOf(subject)), subject.log.signer.name);
    return withLines(subject, subject.lines.with(0, header));
  },
  'the header names another hash of the rows': (random, subject) =>
    withLines(
      subject,
      changed(subject.lines, 0, ({ type = '', format = '', origin = '', hash = '', ...rest }) => ({
        ...{ type, format, origin, hash },
        ...rest,
        ...(random.chance(0.5) ? { rowHash: 'SM3' } : { rowHash: null }),
      })),
    ),
  'the whole log is told by the other hash': (_, subject) => {
    const told = linesOf(loggedBy(subject.log, otherOf(subject)));
    return { ...asTold(subject), export: written(told) };
  },
  'the whole log is told by the other hash under the old name': (_, subject) => {
    const told = linesOf(loggedBy(subject.log, otherOf(subject)), subject.log.signer.name);
    return { ...asTold(subject), export: written(told) };
  },
  'the whole log is told by the other hash, with a checkpoint of both': (_, subject) => {
    const other = loggedBy(subject.log, otherOf(subject));
    const note = other.signer.checkpoint(other.entries.length, leavesOf(other.entries));
    return { ...asTold(subject), export: written(linesOf(other)), checkpoints: [...subject.outside, note] };
  },
  'a checkpoint of the other hash from outside': (random, subject) => {
    const other = loggedBy(subject.log, otherOf(subject));
    const note = other.signer.checkpoint(other.entries.length, leavesOf(other.entries));
    const checkpoints = random.chance(0.5) ? [note] : [...subject.outside, note];
    return { ...asTold(subject), checkpoints };
  },
  'the right key signs a tree of the other hash': (random, subject) => {
    const size = subject.log.entries.length;
    if (size < 2) return undefined;
    const note = otherTree(subject, size, subject.log.signer);
    if (random.chance(0.5)) return { ...asTold(subject), checkpoints: [note] };
    const at = placesOf(subject.lines, 'checkpoint').at(-1) ?? 0;
    return withLines(
      subject,
      changed(subject.lines, at, (line) => ({ ...line, note })),
    );
  },
  'one entry is hashed by the other': (random, subject) => {
    const at = random.pick(placesOf(subject.lines, 'entry'));
    return withLines(
      subject,
      changed(subject.lines, at, (line) => ({ ...line, hash: hexBy(otherOf(subject), `\0${line.leaf}`) })),
    );
  },
  'a row is hashed by SM3': (random, subject) => {
    const places = placesOf(subject.lines, 'row').filter((at) => subject.lines[at]?.text !== null);
    if (places.length === 0) return undefined;
    return withLines(
      subject,
      changed(subject.lines, random.pick(places), (line) => ({
        ...line,
        hash: hexBy('sm3', String(line.text)),
      })),
    );
  },
  'a key of the other hash': (_, subject) => ({
    ...asTold(subject),
    key: subject.log.signer.marked(otherOf(subject)).verifierKey,
  }),
};

/** A receipt and the key of a log that is not its own. */
const aReceipt = (random: Random, subject: Subject, log: Log) => {
  const size = 1 + random.below(log.entries.length);
  return { what: '', key: subject.key, receipt: receiptOf(log, random.below(size), size) };
};
const ofReceipts: Lies = {
  'receipt: of the log by the other hash': (random, subject) => {
    const { receipt, ...rest } = aReceipt(random, subject, loggedBy(subject.log, otherOf(subject)));
    return { ...rest, receipt: JSON.stringify(receipt) };
  },
  'receipt: names another hash': (random, subject) => {
    const { receipt, ...rest } = aReceipt(random, subject, subject.log);
    const { format, hash, ...told } = receipt;
    const other = random.pick(WRONG_NAMES);
    return other === hash
      ? undefined
      : { ...rest, receipt: JSON.stringify({ format, hash: other, ...told }) };
  },
  'receipt: names no hash': (random, subject) => {
    const { receipt, ...rest } = aReceipt(random, subject, subject.log);
    const { hash, ...told } = receipt;
    return hash === undefined ? undefined : { ...rest, receipt: JSON.stringify(told) };
  },
};

/** Lies about what was hashed by which function: mixtures, downgrades, unknown names. */
export const algorithmLies: Lies = {
  ...ofLogs,
  ...ofReceipts,
  ...Object.fromEntries(
    Object.entries(inLeaves).map(([name, change]) => [
      `the right key signs ${name}`,
      (random: Random, subject: Subject) => signedNonsense(random, subject, change),
    ]),
  ),
};
