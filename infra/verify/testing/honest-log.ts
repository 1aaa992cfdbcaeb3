import type { Random } from './random.ts';
import { type Algorithm, digestBy, hex, NAMES, proofOf, rootOf, Signer } from './signing.ts';

export type Table = { readonly name: string; readonly sealed: boolean };
export type Entry = {
  readonly leaf: Readonly<Record<string, unknown>>;
  readonly content: string;
  readonly rows: string | null;
};
/** A log as an honest server holds it; `texts` gives the row's text by its hash. */
export type Log = {
  readonly signer: Signer;
  readonly tables: readonly Table[];
  readonly entries: readonly Entry[];
  readonly texts: ReadonlyMap<string, string>;
  /** Sizes at which checkpoints were signed. */
  readonly signedAt: readonly number[];
};

const TABLES = [
  'asset',
  'asset_line',
  'contract',
  '合同',
  'equity',
  'matter',
  'tender',
  'Ω_zone',
  '𠮷_table',
];
const WORDS = [
  '设备',
  '厂房',
  '"quoted"',
  'back\\slash',
  'line\nend',
  'tab\t',
  '𠮷',
  '\u2028',
  '\u007f',
  'e\u0301',
  '\u0001',
];

/** Canonical JSON of the members as they are, sorted by code unit. */
export const canonical = (value: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))));

export const leafText = ({ leaf }: Entry): string => canonical(leaf);
export const leafHashOf = (leaf: string, by: Algorithm): Buffer => digestBy(by, Buffer.from([0]), leaf);
/** The hash that an entry's leaf names. */
export const algorithmOf = ({ leaf }: Entry): Algorithm => (leaf.hash === NAMES.sm3 ? 'sm3' : 'sha256');
export const leavesOf = (entries: readonly Entry[]): Buffer[] =>
  entries.map((entry) => leafHashOf(leafText(entry), algorithmOf(entry)));
/** What a leaf names of its hashes beside its own. */
const namedIn = (algorithm: Algorithm): object => (algorithm === 'sm3' ? { rowHash: NAMES.sha256 } : {});

/** The entry at this index, its digests made anew. */
export function entryAt(index: number, entry: Entry, changes: Readonly<Record<string, unknown>> = {}): Entry {
  const { rows: _, rowHash: _named, ...kept } = entry.leaf;
  const algorithm = algorithmOf(entry);
  const rows = entry.rows === null ? {} : { rows: hex(entry.rows), ...namedIn(algorithm) };
  const digest = digestBy(algorithm, entry.content).toString('hex');
  const leaf = { ...kept, index: String(index), digest, ...rows, ...changes };
  return { ...entry, leaf };
}

type Live = Map<string, Map<string, string>>;

const aWord = (random: Random): string => random.pick(WORDS);
const aKey = (random: Random): string =>
  JSON.stringify([random.below(30), ...(random.chance(0.3) ? [aWord(random)] : [])]);

function changesOf(random: Random, tables: readonly Table[], live: Live, texts: Map<string, string>): string {
  let lines = '';
  for (let count = random.below(5); count > 0; count -= 1) {
    const { name } = random.pick(tables);
    const rows = live.get(name) ?? new Map<string, string>();
    live.set(name, rows);
    const key = aKey(random).replaceAll('\t', '').replaceAll('\n', '');
    const there = rows.has(key);
    if (there && random.chance(0.3)) {
      rows.delete(key);
      lines += `D\t${name}\t${key}\t-\n`;
      continue;
    }
    const text = JSON.stringify({ key, words: aWord(random), value: random.below(1_000_000) });
    texts.set(hex(text), text);
    rows.set(key, hex(text));
    const operation = random.chance(0.1) ? 'A' : there ? 'U' : 'I';
    lines += `${operation}\t${name}\t${key}\t${hex(text)}\n`;
  }
  return lines;
}

function anEntry(random: Random, { signer, entries }: Log, rows: string | null): Entry {
  const index = entries.length;
  const content = random.chance(0.05)
    ? ''
    : JSON.stringify({ amount: String(random.below(1e9)), why: aWord(random) });
  const outcome = rows === null && random.chance(0.5) ? 'refused' : 'accepted';
  const act = random.pick(['asset.book', 'matter.decide', 'contract.sign']);
  const who = { person: aWord(random), posts: [random.below(9), null, true] };
  const recordedAt = new Date(1.75e12 + index * 977).toISOString();
  const named = signer.algorithm === 'sha256' ? {} : { hash: NAMES[signer.algorithm] };
  return entryAt(index, { leaf: { act, outcome, recordedAt, who, ...named }, content, rows });
}

/** Adds honest entries to what was there. */
export function grow(random: Random, log: Log, count: number): Log {
  const live = stateOf(log.entries);
  const texts = new Map(log.texts);
  const entries = [...log.entries];
  for (let left = count; left > 0; left -= 1) {
    const changes =
      log.tables.length > 0 && random.chance(0.8) ? changesOf(random, log.tables, live, texts) : null;
    entries.push(anEntry(random, { ...log, entries }, changes));
  }
  return { ...log, entries, texts };
}

/** An entry that gives every table a row, so that nothing the header says is without meaning. */
function filling(random: Random, log: Log): Log {
  const texts = new Map(log.texts);
  const rows = log.tables.map(({ name }) => {
    const text = JSON.stringify({ name, value: random.below(1_000_000) });
    texts.set(hex(text), text);
    return `A\t${name}\t["last"]\t${hex(text)}\n`;
  });
  return { ...log, texts, entries: [...log.entries, anEntry(random, log, rows.join(''))] };
}

/** The entry that tells which tables the log covers, as a migration makes it. */
function coverEntry(log: Log): Entry {
  const { algorithm } = log.signer;
  const leaf = {
    recordedAt: new Date(1.75e12).toISOString(),
    ...(algorithm === 'sha256' ? {} : { hash: NAMES[algorithm] }),
  };
  const content = canonical({ schema: '0001-test', tables: log.tables });
  return entryAt(0, { leaf: { ...leaf, act: 'log.migrated', outcome: 'accepted' }, content, rows: null });
}

/** An honest log of random shape, by either hash; with `full`, one that every table of the header has a row in. */
export function honestLog(random: Random, size: number, full = false, by?: Algorithm): Log {
  const bare = new Signer(random.pick(['zone.example/log', '管运.example', 'a']), random.bytes(32));
  const signer = bare.marked(by ?? random.pick<Algorithm>(['sha256', 'sm3']));
  const names = TABLES.filter(() => random.chance(0.5));
  const tables = (full && names.length === 0 ? ['asset'] : names)
    .map((name) => ({ name, sealed: random.chance(0.3) }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  const bald: Log = { signer, tables, entries: [], texts: new Map(), signedAt: [] };
  const told = size > 1 && random.chance(0.5) ? [coverEntry(bald)] : [];
  const grown = grow(random, { ...bald, entries: told }, size - told.length - (full ? 1 : 0));
  const log = full ? filling(random, grown) : grown;
  const sizes = Array.from({ length: random.below(6) }, () => random.below(size + 1));
  return { ...log, signedAt: [...new Set([...sizes, ...(full ? [size] : [])])].sort((a, b) => a - b) };
}

/** Table → key → hash after these entries. */
export function stateOf(entries: readonly Entry[]): Live {
  const live: Live = new Map();
  for (const line of entries.flatMap(({ rows }) => (rows ?? '').split('\n').filter(Boolean))) {
    const [operation, table = '', key = '', hash = ''] = line.split('\t');
    const rows = live.get(table) ?? new Map<string, string>();
    live.set(table, rows);
    if (operation === 'D') rows.delete(key);
    else rows.set(key, hash);
  }
  return live;
}

type Member = string | number | boolean | null | readonly Readonly<Table>[];
export type Line = Readonly<Record<string, Member>>;

function rowLines(log: Log): Line[] {
  const sealed = new Map(log.tables.map((table) => [table.name, table.sealed]));
  const rows = [...stateOf(log.entries)].flatMap(([table, keys]) =>
    [...keys].map(([key, hash]) => ({ table, key, hash })),
  );
  const place = ({ table, key }: { table: string; key: string }): Buffer => Buffer.from(`${table}\0${key}`);
  return rows
    .sort((a, b) => Buffer.compare(place(a), place(b)))
    .map((row) => ({
      type: 'row',
      ...row,
      text: sealed.get(row.table) ? null : (log.texts.get(row.hash) ?? ''),
    }));
}

/** The lines of the export, as objects. */
export function linesOf(log: Log, origin = log.signer.name): Line[] {
  const rows = rowLines(log);
  const leaves = leavesOf(log.entries);
  const entries = log.entries.map((entry, index): Line => {
    const leaf = leafText(entry);
    const hash = leafHashOf(leaf, algorithmOf(entry)).toString('hex');
    return { type: 'entry', index, leaf, hash, content: entry.content, rows: entry.rows };
  });
  const notes = log.signedAt.map(
    (size): Line => ({ type: 'checkpoint', note: log.signer.checkpoint(size, leaves, origin) }),
  );
  const format =
    log.signer.algorithm === 'sha256'
      ? { type: 'header', format: 'guanyun-log/1', origin, hash: NAMES.sha256 }
      : { type: 'header', format: 'guanyun-log/2', origin, hash: NAMES.sm3, rowHash: NAMES.sha256 };
  return [
    { ...format, tables: log.tables, entries: entries.length },
    ...entries,
    ...rows,
    ...notes,
    { type: 'end', rows: rows.length, checkpoints: notes.length },
  ];
}

export const written = (lines: readonly Line[]): Buffer =>
  Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

export type Receipt = {
  readonly format: string;
  /** In the second format alone. */
  readonly hash?: string;
  readonly index: number;
  readonly leaf: string;
  readonly proof: readonly string[];
  readonly checkpoint: string;
};

/** The receipt of one entry in the tree of this size. */
export function receiptOf(log: Log, index: number, size: number): Receipt {
  const entry = log.entries[index];
  if (entry === undefined || index >= size) throw new Error(`no entry ${index} below ${size}`);
  const [by, leaves] = [log.signer.algorithm, leavesOf(log.entries).slice(0, size)];
  const proof = proofOf(index, leaves, by).map((node) => node.toString('hex'));
  const checkpoint = log.signer.note(
    `${log.signer.name}\n${size}\n${rootOf(leaves, by).toString('base64')}\n`,
  );
  const format =
    by === 'sha256' ? { format: 'guanyun-receipt/1' } : { format: 'guanyun-receipt/2', hash: NAMES[by] };
  return { ...format, index, leaf: leafText(entry), proof, checkpoint };
}
