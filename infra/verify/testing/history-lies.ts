import type { Case } from './both-verifiers.ts';
import { type Entry, entryAt, grow, type Log, leafHashOf, leafText, linesOf, written } from './honest-log.ts';
import type { Random } from './random.ts';
import { hex, rootOf, Signer } from './signing.ts';
import { anotherText, type Lies, type Subject, withExport } from './subject.ts';

/** The entries with their index made to fit their place. */
export const numbered = (entries: readonly Entry[]): Entry[] =>
  entries.map((entry, index) => entryAt(index, entry));

/** The log with other entries, with checkpoints at no size that it does not have. */
const holding = (log: Log, entries: readonly Entry[]): Log => ({
  ...log,
  entries: numbered(entries),
  signedAt: log.signedAt.filter((size) => size <= entries.length),
});

/** Entries up to one that is changed by `change`. */
const edited = (random: Random, { entries }: Log, change: (entry: Entry) => Entry): Entry[] => {
  const at = random.below(entries.length);
  return entries.map((entry, index) => (index === at ? change(entry) : entry));
};

type Rewriting = (random: Random, log: Log) => Log | undefined;

/** Whole histories written anew, each in itself without a fault. */
const rewritings: Readonly<Record<string, Rewriting>> = {
  'a content is edited': (random, log) =>
    holding(
      log,
      edited(random, log, (entry) => ({ ...entry, content: anotherText(random, entry.content) })),
    ),
  'a time is edited': (random, log) =>
    holding(
      log,
      edited(random, log, (entry) => ({
        ...entry,
        leaf: { ...entry.leaf, recordedAt: `2020-01-01T00:00:0${random.below(10)}.000Z` },
      })),
    ),
  'a person is edited': (random, log) =>
    holding(
      log,
      edited(random, log, (entry) => ({
        ...entry,
        leaf: { ...entry.leaf, who: { person: `other ${random.below(1e6)}` } },
      })),
    ),
  'a member is added to a leaf': (random, log) =>
    holding(
      log,
      edited(random, log, (entry) => ({ ...entry, leaf: { ...entry.leaf, added: null } })),
    ),
  'a refusal becomes an acceptance': (_, log) => {
    const at = log.entries.findIndex(({ leaf }) => leaf.outcome === 'refused');
    const entry = log.entries[at];
    if (entry === undefined) return undefined;
    return holding(log, log.entries.with(at, { ...entry, leaf: { ...entry.leaf, outcome: 'accepted' } }));
  },
  'the last row is written otherwise': (random, log) => {
    const last = log.entries.at(-1);
    if (!last?.rows) return undefined;
    const text = `{"value":${random.below(1e9)}}`;
    const rows = last.rows.replace(/[0-9a-f]{64}\n$/, `${hex(text)}\n`);
    const texts = new Map([...log.texts, [hex(text), text]]);
    return { ...holding(log, log.entries.with(-1, { ...last, rows })), texts };
  },
  'an entry is taken out': (random, log) =>
    holding(log, log.entries.toSpliced(random.below(log.entries.length), 1)),
  'an entry is put in': (random, log) => {
    const more = grow(random, log, 1);
    const added = more.entries.at(-1);
    if (added === undefined) return undefined;
    const refused = { ...added, rows: null };
    return holding(
      more,
      log.entries.toSpliced(random.below(log.entries.length + 1), 0, refused).slice(0, log.entries.length),
    );
  },
  'two entries change places': (random, log) => {
    const [one, two] = [random.below(log.entries.length), random.below(log.entries.length)];
    const [first, second] = [log.entries[one], log.entries[two]];
    if (first === undefined || second === undefined || one === two) return undefined;
    return holding(log, log.entries.with(one, second).with(two, first));
  },
  'the tail is cut': (random, log) => holding(log, log.entries.slice(0, random.below(log.entries.length))),
  'an older backup goes on otherwise': (random, log) => {
    const kept = random.below(log.entries.length);
    return grow(
      random,
      holding(log, log.entries.slice(0, kept)),
      log.entries.length - kept + random.below(5),
    );
  },
  'all is written anew': (random, log) =>
    grow(random, holding(log, []), log.entries.length + random.below(3)),
};

const told = (subject: Subject, log: Log, origin?: string): Case | undefined => {
  const bytes = written(linesOf(log, origin));
  return bytes.equals(subject.bytes) ? undefined : withExport(subject, bytes);
};

/** Checkpoints at the size that is known from outside too, so that the log alone looks whole. */
const signedWhole = (log: Log): Log => ({
  ...log,
  signedAt: [...new Set([...log.signedAt, log.entries.length])].sort((a, b) => a - b),
});

const sameHistory = (one: Log, other: Log): boolean =>
  one.entries.map(leafText).join('\n') === other.entries.map(leafText).join('\n');

/** The rewriting as a lie, told with the checkpoints that `sign` gives it; one that rewrites nothing is none. */
const toldBy =
  (rewriting: Rewriting, sign: (log: Log, random: Random) => Log) =>
  (random: Random, subject: Subject): Case | undefined => {
    const log = rewriting(random, subject.log);
    return log && !sameHistory(log, subject.log) ? told(subject, sign(log, random)) : undefined;
  };

/** Histories that the server writes with its own key: only the checkpoint from outside tells. */
const rewritten: Lies = Object.fromEntries(
  Object.entries(rewritings).flatMap(([name, rewriting]) => [
    [`${name}, signed by the right key`, toldBy(rewriting, signedWhole)],
    [`${name}, no checkpoint in the file`, toldBy(rewriting, (log) => ({ ...log, signedAt: [] }))],
    [
      `${name}, signed by another key`,
      toldBy(rewriting, (log, random) =>
        signedWhole({ ...log, signer: new Signer(log.signer.name, random.bytes(32)) }),
      ),
    ],
  ]),
);

const ofTheWhole: Lies = {
  'the same log under another name': (random, subject) =>
    told(subject, subject.log, anotherText(random, subject.log.signer.name)),
  'the same log signed by another key': (random, subject) =>
    told(subject, { ...subject.log, signer: new Signer(subject.log.signer.name, random.bytes(32)) }),
  'another log of the same key': (random, subject) => {
    const other = grow(random, { ...subject.log, entries: [], signedAt: [] }, 1 + random.below(30));
    return told(subject, signedWhole(other));
  },
};

export type Nonsense = (
  random: Random,
  entry: Entry,
  log: Log,
) => { readonly leaf: string; readonly entry?: Entry } | undefined;

const respelledLeaf =
  (change: (leaf: string, random: Random) => string): Nonsense =>
  (random, entry) => {
    const leaf = change(leafText(entry), random);
    return leaf === leafText(entry) ? undefined : { leaf };
  };
export const otherLeaf =
  (changes: (random: Random) => Readonly<Record<string, unknown>>): Nonsense =>
  (random, entry) => ({ leaf: leafText({ ...entry, leaf: { ...entry.leaf, ...changes(random) } }) });
/** No rows and a text without lines say the same: to make one of the other is no lie. */
const otherRows =
  (change: (rows: string, random: Random, log: Log) => string): Nonsense =>
  (random, entry, log) => {
    const rows = change(entry.rows ?? '', random, log);
    const other = entryAt(Number(entry.leaf.index), { ...entry, rows });
    return rows === (entry.rows ?? '') ? undefined : { leaf: leafText(other), entry: other };
  };
const H = hex('any');

/** What the right key signs, here and outside, and is no log all the same. */
const nonsense: Readonly<Record<string, Nonsense>> = {
  'a member twice in a leaf': respelledLeaf((leaf) => leaf.replace('{', '{"act":"other",')),
  'a member twice deep in a leaf': respelledLeaf((leaf) =>
    leaf.replace('"who":{', '"who":{"person":"first",'),
  ),
  'a member twice in another spelling': respelledLeaf((leaf) => leaf.replace('{', '{"\\u0061ct":"other",')),
  'a fraction in a leaf': respelledLeaf((leaf, random) =>
    leaf.replace(
      '"posts":[',
      `"posts":[${random.pick(['1.5', '1.0', '1e2', '1E2', '-0', '0.1', '9007199254740992', '-9007199254740993', '1'.repeat(400), '9007199254740991.4', '1e400'])},`,
    ),
  ),
  'no JSON in a leaf': respelledLeaf((leaf, random) =>
    leaf.replace(
      '"posts":[',
      `"posts":[${random.pick(['NaN', '-Infinity', 'Infinity', '01', '+1', '.5', '1.', 'True', "'a'", '٣', '1٣', ',', '"\\x41"', '"\\u12_4"', '"\\u+123"', '"\t"', '/**/1'])},`,
    ),
  ),
  'half a pair in a leaf': respelledLeaf((leaf, random) =>
    leaf.replace(
      '"posts":[',
      `"posts":[${random.pick(['"\\ud800"', '"\\uDC00"', '"\\udbff\\u0041"', '{"\\ud800":1}'])},`,
    ),
  ),
  'a leaf too deep': respelledLeaf((leaf, random) => {
    const depth = random.pick([63, 64, 65, 500, 990, 5000, 50_000]);
    return leaf.replace('"posts":[', `"posts":[${'['.repeat(depth)}${']'.repeat(depth)},`);
  }),
  'a leaf that is no object': respelledLeaf((leaf, random) =>
    random.pick([`[${leaf}]`, 'null', '"leaf"', '1', '', '{}', `${leaf}${leaf}`, `\ufeff${leaf}`]),
  ),
  'a leaf without a member': (random, entry) => {
    const name = random.pick(['index', 'recordedAt', 'act', 'outcome', 'digest']);
    return {
      leaf: leafText({
        ...entry,
        leaf: Object.fromEntries(Object.entries(entry.leaf).filter(([own]) => own !== name)),
      }),
    };
  },
  'a leaf with another index': otherLeaf((random) => ({
    index: random.pick(['-1', '99999', '00', '1e3', '', ' 1', 7]),
  })),
  'a leaf with another digest': otherLeaf((random) => ({
    digest: random.pick([H, H.toUpperCase(), H.slice(1), `${H}0`, '', null]),
  })),
  'a leaf with other rows': otherLeaf((random) => ({ rows: random.pick([H, null, '', 7]) })),
  'a leaf with another outcome': otherLeaf((random) => ({
    outcome: random.pick(['Accepted', 'unknown', '', null, true]),
  })),
  'a refusal with rows': (_, entry) =>
    entry.rows === null
      ? undefined
      : { leaf: leafText({ ...entry, leaf: { ...entry.leaf, outcome: 'refused' } }) },
  'rows that are not lines': otherRows((rows, random) =>
    random.pick([
      `${rows}\n`,
      rows.slice(0, -1),
      `${rows}I\tasset\n`,
      rows.replaceAll('\t', ' '),
      rows.replaceAll('\n', '\r\n'),
      ` ${rows}`,
      `${rows}x`,
    ]),
  ),
  'an unknown operation': otherRows(
    (rows, random) => `${rows}${random.pick(['X', 'i', '', 'II', 'І'])}\tasset\t["new"]\t${H}\n`,
  ),
  'a hash that is none': otherRows(
    (rows, random, log) =>
      `${rows}A\t${log.tables[0]?.name}\t["new"]\t${random.pick([H.toUpperCase(), H.slice(1), `${H}0`, '-', '', `${H}\t`, `${H.slice(1)}g`])}\n`,
  ),
  'a deletion with a hash': otherRows((rows, _, log) => `${rows}D\t${log.tables[0]?.name}\t["last"]\t${H}\n`),
  'empty fields': otherRows(
    (rows, random, log) => rows + random.pick([`A\t\t["k"]\t${H}\n`, `A\t${log.tables[0]?.name}\t\t${H}\n`]),
  ),
  'a table that is not in the header': otherRows((rows) => `${rows}I\tunknown\t["k"]\t${H}\n`),
  'a row inserted that is there': otherRows(
    (rows, _, log) =>
      `${[...Array(2)].reduce((all: string) => `${all}I\t${log.tables[0]?.name}\t["twice"]\t${H}\n`, rows)}D\t${log.tables[0]?.name}\t["twice"]\t-\n`,
  ),
  'a row changed that is not there': otherRows(
    (rows, _, log) =>
      `${rows}U\t${log.tables[0]?.name}\t["new"]\t${H}\nD\t${log.tables[0]?.name}\t["new"]\t-\n`,
  ),
  'a row deleted that is not there': otherRows(
    (rows, _, log) => `${rows}D\t${log.tables[0]?.name}\t["new"]\t-\n`,
  ),
  'a row written and not shown': otherRows(
    (rows, _, log) => `${rows}A\t${log.tables[0]?.name}\t["new"]\t${H}\n`,
  ),
};

/** The log with one leaf written as `change` says, its hashes made anew, signed in the file and outside. */
export function signedNonsense(
  random: Random,
  { log, lines, key }: Subject,
  change: Nonsense,
): Case | undefined {
  const at = log.entries.findLastIndex((entry) => entry.rows !== null && entry.leaf.outcome === 'accepted');
  const place = random.chance(0.5) && at >= 0 ? at : random.below(log.entries.length);
  const entry = log.entries[place];
  const other = entry && change(random, entry, log);
  if (entry === undefined || other === undefined) return undefined;
  const by = log.signer.algorithm;
  const leaves = log.entries.map((own, index) =>
    leafHashOf(index === place ? other.leaf : leafText(own), by),
  );
  const hash = leafHashOf(other.leaf, by).toString('hex');
  const note = (size: number): string =>
    log.signer.note(`${log.signer.name}\n${size}\n${rootOf(leaves.slice(0, size), by).toString('base64')}\n`);
  const signed = lines.map((line) => {
    if (line.type === 'checkpoint') return { ...line, note: note(Number(String(line.note).split('\n')[1])) };
    if (line.type !== 'entry' || line.index !== place) return line;
    return { ...line, leaf: other.leaf, hash, rows: other.entry ? other.entry.rows : entry.rows };
  });
  return { what: '', key, export: written(signed), checkpoints: [note(leaves.length)] };
}

const nonsenseLies: Lies = Object.fromEntries(
  Object.entries(nonsense).map(([name, change]) => [
    `the right key signs ${name}`,
    (random: Random, subject: Subject) => signedNonsense(random, subject, change),
  ]),
);

export const historyLies: Lies = { ...rewritten, ...ofTheWhole, ...nonsenseLies };
