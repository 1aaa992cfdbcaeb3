import type { Line, Table } from './honest-log.ts';
import type { Random } from './random.ts';
import { digestBy, hex } from './signing.ts';
import { anotherText, changed, counted, type Lies, placesOf, type Subject, withLines } from './subject.ts';

/** One line of a kind changed, with all counts made to agree. */
function oneOf(
  random: Random,
  subject: Subject,
  type: string,
  change: (line: Line) => Line,
  fits: (line: Line) => boolean = () => true,
): ReturnType<Lies[string]> {
  const places = placesOf(subject.lines, type).filter((at) => fits(subject.lines[at] ?? {}));
  return places.length === 0
    ? undefined
    : withLines(subject, changed(subject.lines, random.pick(places), change));
}

/** By the hash of the log. */
const hexBy = ({ log }: Subject, of: string): string => digestBy(log.signer.algorithm, of).toString('hex');
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const count = (value: unknown): number => (typeof value === 'number' ? value : 0);
const isOpen = (line: Line): boolean => line.text !== null;
const tablesOf = (line: Line): readonly Table[] => (Array.isArray(line.tables) ? line.tables : []);

function without(random: Random, subject: Subject, type: string): ReturnType<Lies[string]> {
  const places = placesOf(subject.lines, type);
  if (places.length === 0) return undefined;
  return withLines(subject, counted(subject.lines.toSpliced(random.pick(places), 1)));
}

/** Two rows with what `name` says exchanged, or all of both. */
function exchanged(random: Random, subject: Subject, names: readonly string[]): ReturnType<Lies[string]> {
  const places = placesOf(subject.lines, 'row');
  const [one, two] = [random.pick(places), random.pick(places)];
  const [first, second] = [subject.lines[one] ?? {}, subject.lines[two] ?? {}];
  const take = (line: Line): Line => Object.fromEntries(names.map((name) => [name, line[name] ?? null]));
  const lines = changed(subject.lines, one, (line) => ({ ...line, ...take(second) }));
  return withLines(
    subject,
    changed(lines, two, (line) => ({ ...line, ...take(first) })),
  );
}

const ofRows: Lies = {
  'a row is changed with its hash': (random, subject) =>
    oneOf(
      random,
      subject,
      'row',
      (line) => {
        const other = anotherText(random, text(line.text));
        return { ...line, hash: hex(other), text: other };
      },
      isOpen,
    ),
  'a row is changed, its hash is not': (random, subject) =>
    oneOf(
      random,
      subject,
      'row',
      (line) => ({ ...line, text: anotherText(random, text(line.text)) }),
      isOpen,
    ),
  'a hash is changed, the row is not': (random, subject) =>
    oneOf(random, subject, 'row', (line) => ({ ...line, hash: hex(text(line.hash)) })),
  'a row is taken away': (random, subject) => without(random, subject, 'row'),
  'a row is added': (random, subject) => {
    const at = random.pick(placesOf(subject.lines, 'row'));
    const line = subject.lines[at] ?? {};
    const added = {
      ...line,
      key: `${text(line.key)} `,
      hash: hex('added'),
      text: isOpen(line) ? 'added' : null,
    };
    return withLines(subject, counted(subject.lines.toSpliced(at + 1, 0, added)));
  },
  'a row of an unknown table is added': (_, subject) => {
    const at = subject.lines.length - placesOf(subject.lines, 'checkpoint').length - 1;
    const added = { type: 'row', table: '\u{10ffff}', key: '[1]', hash: hex('added'), text: 'added' };
    return withLines(subject, counted(subject.lines.toSpliced(at, 0, added)));
  },
  'a row is shown twice': (random, subject) => {
    const at = random.pick(placesOf(subject.lines, 'row'));
    return withLines(subject, counted(subject.lines.toSpliced(at, 0, subject.lines[at] ?? {})));
  },
  'a row has another key': (random, subject) =>
    oneOf(random, subject, 'row', (line) => ({ ...line, key: anotherText(random, text(line.key)) })),
  'a row is said to be of another table': (random, subject) =>
    oneOf(random, subject, 'row', (line) => ({ ...line, table: anotherText(random, text(line.table)) })),
  'two rows exchange what they say': (random, subject) => exchanged(random, subject, ['hash', 'text']),
  'two rows exchange their places': (random, subject) =>
    exchanged(random, subject, ['table', 'key', 'hash', 'text']),
  'the text of a row is hidden': (random, subject) =>
    oneOf(random, subject, 'row', (line) => ({ ...line, text: null }), isOpen),
  'a sealed row is shown': (random, subject) =>
    oneOf(
      random,
      subject,
      'row',
      (line) => ({ ...line, text: 'shown' }),
      (line) => !isOpen(line),
    ),
};

const ofEntries: Lies = {
  'a leaf is changed': (random, subject) =>
    oneOf(random, subject, 'entry', (line) => ({ ...line, leaf: anotherText(random, text(line.leaf)) })),
  'a leaf is changed with its hash': (random, subject) =>
    oneOf(random, subject, 'entry', (line) => {
      const leaf = text(line.leaf).replace(
        /"act":"[^"]*"/,
        `"act":"${random.pick(['x', 'asset.sell', ''])}"`,
      );
      return { ...line, leaf, hash: hexBy(subject, `\0${leaf}`) };
    }),
  'a leaf gets white space and its hash': (random, subject) =>
    oneOf(random, subject, 'entry', (line) => {
      const leaf = `${text(line.leaf)} `;
      return { ...line, leaf, hash: hexBy(subject, `\0${leaf}`) };
    }),
  'the hash of a leaf is changed': (random, subject) =>
    oneOf(random, subject, 'entry', (line) => ({ ...line, hash: hex(text(line.hash)) })),
  'a content is changed': (random, subject) =>
    oneOf(random, subject, 'entry', (line) => ({
      ...line,
      content: anotherText(random, text(line.content)),
    })),
  'a content is changed with its digest and hash': (random, subject) =>
    oneOf(random, subject, 'entry', (line) => {
      const content = anotherText(random, text(line.content));
      const leaf = text(line.leaf).replace(hexBy(subject, text(line.content)), hexBy(subject, content));
      return { ...line, leaf, hash: hexBy(subject, `\0${leaf}`), content };
    }),
  'the rows of an entry are changed': (random, subject) =>
    oneOf(random, subject, 'entry', (line) => ({ ...line, rows: anotherText(random, text(line.rows)) })),
  'the rows of an entry are hidden': (random, subject) =>
    oneOf(
      random,
      subject,
      'entry',
      (line) => ({ ...line, rows: null }),
      (line) => line.rows !== null,
    ),
  'an entry without rows gets empty rows': (random, subject) =>
    oneOf(
      random,
      subject,
      'entry',
      (line) => ({ ...line, rows: '' }),
      (line) => line.rows === null,
    ),
  'the index of an entry is changed': (random, subject) =>
    oneOf(random, subject, 'entry', (line) => ({ ...line, index: count(line.index) + 1 })),
  'an entry is taken out and counted out': (random, subject) => without(random, subject, 'entry'),
  'an entry is taken out and the rest numbered anew': (random, subject) => {
    const lines = subject.lines.toSpliced(random.pick(placesOf(subject.lines, 'entry')), 1);
    return withLines(
      subject,
      counted(lines.map((line, at) => (line.type === 'entry' ? { ...line, index: at - 1 } : line))),
    );
  },
};

const ofTheFrame: Lies = {
  'the header counts wrongly': (random, subject) =>
    oneOf(random, subject, 'header', (line) => ({
      ...line,
      entries: count(line.entries) + random.pick([-1, 1, 1000]),
    })),
  'the end counts rows wrongly': (random, subject) =>
    oneOf(random, subject, 'end', (line) => ({ ...line, rows: count(line.rows) + random.pick([-1, 1]) })),
  'the end counts checkpoints wrongly': (random, subject) =>
    oneOf(random, subject, 'end', (line) => ({
      ...line,
      checkpoints: count(line.checkpoints) + random.pick([-1, 1]),
    })),
  'another origin in the header': (random, subject) =>
    oneOf(random, subject, 'header', (line) => ({ ...line, origin: anotherText(random, text(line.origin)) })),
  'another format': (random, subject) =>
    oneOf(random, subject, 'header', (line) => ({
      ...line,
      format: random.pick(['guanyun-log/2', 'guanyun-log/1', 'guanyun-log/3', '', 'guanyun-log/1 ']),
    })),
  'another hash': (random, subject) =>
    oneOf(random, subject, 'header', (line) => ({
      ...line,
      hash: random.pick(['SM3', 'SHA-256', 'sm3', 'sha-256', 'SHA-512']),
    })),
  'a table is left out of the header': (random, subject) =>
    oneOf(random, subject, 'header', (line) => ({
      ...line,
      tables: tablesOf(line).toSpliced(random.below(tablesOf(line).length), 1),
    })),
  'a table of the header is named otherwise': (random, subject) =>
    oneOf(random, subject, 'header', (line) => {
      const at = random.below(tablesOf(line).length);
      const name = (table: Table): string => anotherText(random, table.name);
      return {
        ...line,
        tables: tablesOf(line).map((one, n) => (n === at ? { ...one, name: name(one) } : one)),
      };
    }),
  'a table is sealed or opened in the header': (random, subject) =>
    oneOf(random, subject, 'header', (line) => {
      const at = random.below(tablesOf(line).length);
      return {
        ...line,
        tables: tablesOf(line).map((one, n) => (n === at ? { ...one, sealed: !one.sealed } : one)),
      };
    }),
  'a table is in the header twice': (_, subject) =>
    withLines(
      subject,
      changed(subject.lines, 0, (line) => ({
        ...line,
        tables: [...tablesOf(line), ...tablesOf(line).slice(-1)],
      })),
    ),
  'the tables of the header are out of order': (_, subject) => {
    const tables = tablesOf(subject.lines[0] ?? {});
    if (tables.length < 2) return undefined;
    return withLines(
      subject,
      changed(subject.lines, 0, (line) => ({ ...line, tables: tables.toReversed() })),
    );
  },
  'checkpoints stand before the rows': (_, subject) => {
    const order = ['header', 'entry', 'checkpoint', 'row', 'end'];
    const places = order.flatMap((type) => subject.lines.filter((line) => line.type === type));
    return withLines(subject, places);
  },
  'a checkpoint is there twice': (random, subject) => {
    const at = random.pick(placesOf(subject.lines, 'checkpoint'));
    return withLines(subject, counted(subject.lines.toSpliced(at, 0, subject.lines[at] ?? {})));
  },
};

export const lineLies: Lies = { ...ofRows, ...ofEntries, ...ofTheFrame };
