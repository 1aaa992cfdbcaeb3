import type { Case } from './both-verifiers.ts';
import { leavesOf } from './honest-log.ts';
import type { Random } from './random.ts';
import { rootOf, Signer, sha256 } from './signing.ts';
import { anotherText, changed, type Lie, type Lies, placesOf, type Subject, withLines } from './subject.ts';

type NoteLie = (random: Random, note: string, subject: Subject) => string;

const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const partsOf = (note: string): { text: string; name: string; bytes: Buffer } => {
  const [text = '', line = ''] = note.split('\n\n');
  const [, name = '', base64 = ''] = line.trimEnd().split(' ');
  return { text: `${text}\n`, name, bytes: Buffer.from(base64, 'base64') };
};
const noteOf = (text: string, name: string, bytes: Buffer): string =>
  `${text}\n— ${name} ${bytes.toString('base64')}\n`;
/** The note with the bytes behind its signature line changed. */
const resigned = (note: string, change: (bytes: Buffer) => Buffer): string => {
  const { text, name, bytes } = partsOf(note);
  return noteOf(text, name, change(Buffer.from(bytes)));
};
/** The note with its text changed and the right signature for that. */
const signedAs = (note: string, { log }: Subject, change: (text: string) => string): string =>
  log.signer.note(change(partsOf(note).text));
const sized = (text: string, change: (size: number) => string): string =>
  text.replace(/\n\d+\n/, (found) => `\n${change(Number(found))}\n`);
/** The last of the base64 digits before the padding with the bits that say nothing set. */
const loose = (base64: string): string =>
  base64.replace(/([A-Za-z0-9+/])(=+)/, (_, digit: string, padding: string) => {
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    return (digits[digits.indexOf(digit) + 1] ?? 'B') + padding;
  });

function movedBy(bytes: Buffer, add: bigint): Buffer {
  const s = BigInt(`0x${Buffer.from(bytes.subarray(36)).reverse().toString('hex')}`) + add;
  const moved = Buffer.from((s % 2n ** 256n).toString(16).padStart(64, '0'), 'hex').reverse();
  return Buffer.concat([bytes.subarray(0, 36), moved]);
}

/** Each of these makes a note that must not be taken for the one it was made of. */
const noteLies: Readonly<Record<string, NoteLie>> = {
  'a sign of the note is changed': (random, note) => anotherText(random, note),
  'the size is another': (random, note) =>
    sized(note, (size) => String(size + random.pick([-1, 1, 2, 1000]))),
  'the root is another': (random, note) =>
    note.replace(/\n[^\n]{43}=/, `\n${random.bytes(32).toString('base64')}`),
  'the root has loose bits': (_, note) => note.replace(/[^\n]{43}=/, loose),
  'the signature has loose bits': (_, note) => note.replace(/[A-Za-z0-9+/]+=+\n$/, loose),
  'the padding is gone': (_, note) => note.replace(/=+\n$/, '\n'),
  'the root has no padding': (_, note) => note.replace(/=\n\n/, '\n\n'),
  'base64 for addresses': (_, note) =>
    note.replace(/[^ ]+\n$/, (base64) => base64.replaceAll('+', '-').replaceAll('/', '_')),
  'S is L more': (_, note) => resigned(note, (bytes) => movedBy(bytes, L)),
  'S is many L more': (random, note) =>
    resigned(note, (bytes) => movedBy(bytes, L * BigInt(2 + random.below(13)))),
  'a bit of the signature is flipped': (random, note) =>
    resigned(note, (bytes) => {
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
      return bytes;
    }),
  'the signature is nothing': (_, note) => resigned(note, (bytes) => bytes.fill(0, 4)),
  'the point is the identity and S is 0': (_, note) =>
    resigned(note, (bytes) => {
      bytes.fill(0, 4);
      bytes[4] = 1;
      return bytes;
    }),
  'the signature is too long': (random, note) =>
    resigned(note, (bytes) => Buffer.concat([bytes, random.bytes(1 + random.below(4))])),
  'the signature is too short': (random, note) =>
    resigned(note, (bytes) => bytes.subarray(0, random.below(bytes.length))),
  'the signature is empty': (_, note) => note.replace(/ [^ ]*\n$/, ' \n'),
  'no signature line': (_, note) => note.replace(/— .*\n/, ''),
  'two signatures': (_, note) => note + note.slice(note.indexOf('—')),
  'a wrong signature before the right one': (_, note) => {
    const { text, name, bytes } = partsOf(note);
    return noteOf(text, name, Buffer.from(bytes).fill(7, 4)) + note.slice(note.indexOf('—'));
  },
  'a signature of another key': (random, note, { log }) =>
    new Signer(log.signer.name, random.bytes(32)).note(partsOf(note).text),
  'a signature of another key under the hash of the right one': (random, note, { log }) => {
    const { text, name } = partsOf(note);
    const bytes = new Signer(name, random.bytes(32)).signature(text);
    return noteOf(text, name, Buffer.concat([log.signer.hash, bytes]));
  },
  'a signature under another name': (_, note) => note.replace('— ', '— x'),
  'a name with a plus': (_, note) => note.replace(/(— [^ ]+)/, '$1+'),
  'another dash': (random, note) => note.replace('—', random.pick(['–', '-', '--', '― '])),
  'a space more in the signature line': (random, note) =>
    random.chance(0.5) ? note.replace('— ', '—  ') : note.replace(/\n$/, ' \n'),
  'a line that signs nothing after it': (_, note) => `${note}— other\n`,
  'a sentence after it': (_, note) => `${note}Signed by me.\n`,
  'no last line end': (_, note) => note.slice(0, -1),
  'lines end as on Windows': (_, note) => note.replaceAll('\n', '\r\n'),
  'no empty line': (_, note) => note.replace('\n\n', '\n'),
  'two empty lines': (_, note) => note.replace('\n\n', '\n\n\n'),
  'an empty line before': (_, note) => `\n${note}`,
  'an empty line after': (_, note) => `${note}\n`,
  'the right key signs a leading zero': (_, note, subject) =>
    signedAs(note, subject, (text) => sized(text, (size) => `0${size}`)),
  'the right key signs a plus sign': (_, note, subject) =>
    signedAs(note, subject, (text) => sized(text, (size) => `+${size}`)),
  'the right key signs digits of another script': (_, note, subject) =>
    signedAs(note, subject, (text) =>
      sized(text, (size) =>
        String(size).replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
      ),
    ),
  'the right key signs one more line': (_, note, subject) =>
    signedAs(note, subject, (text) => `${text}more\n`),
  'the right key signs one line less': (_, note, subject) =>
    signedAs(note, subject, (text) => text.replace(/[^\n]+\n$/, '')),
  'the right key signs a loose root': (_, note, subject) =>
    signedAs(note, subject, (text) => text.replace(/[^\n]{43}=/, loose)),
  'the right key signs lines as on Windows': (_, note, subject) =>
    signedAs(note, subject, (text) => text.replaceAll('\n', '\r\n')),
  'the right key signs another origin': (random, note, subject) =>
    signedAs(
      note,
      subject,
      (text) => anotherText(random, text.slice(0, text.indexOf('\n'))) + text.slice(text.indexOf('\n')),
    ),
  'the right key signs another size': (random, note, subject) =>
    signedAs(note, subject, (text) => sized(text, (size) => String(size + random.pick([1, 2, 1000])))),
  'the right key signs a size beyond counting': (random, note, subject) =>
    signedAs(note, subject, (text) =>
      sized(text, () =>
        random.pick(['9007199254740991', '9007199254740992', '18446744073709551616', '9'.repeat(50)]),
      ),
    ),
  'the right key signs another root': (random, note, subject) =>
    signedAs(note, subject, (text) => text.replace(/[^\n]{43}=/, random.bytes(32).toString('base64'))),
  'the right key signs a root of other leaves': (_, note, subject) =>
    signedAs(note, subject, (text) =>
      text.replace(
        /[^\n]{43}=/,
        rootOf(
          leavesOf(subject.log.entries).toReversed().concat(sha256()),
          subject.log.signer.algorithm,
        ).toString('base64'),
      ),
    ),
  'nothing at all': () => '',
};

const inTheFile = (random: Random, subject: Subject, lie: NoteLie): Case | undefined => {
  const at = random.pick(placesOf(subject.lines, 'checkpoint'));
  return withLines(
    subject,
    changed(subject.lines, at, (line) => ({ ...line, note: lie(random, String(line.note), subject) })),
  );
};

const outside = (random: Random, subject: Subject, lie: NoteLie): Case | undefined => {
  const [note = ''] = subject.outside;
  const wrong = lie(random, note, subject);
  if (wrong === note) return undefined;
  const together = wrong === '' ? [] : [[note + wrong], [wrong + note]];
  const checkpoints = random.pick([[wrong], [note, wrong], [wrong, note], ...together]);
  return { what: '', key: subject.key, export: subject.bytes, checkpoints };
};

/** The key with its parts changed and, where `hash` is left out, the key hash made to fit. */
function keyOf(name: string, bytes: Buffer, hash = keyHash(name, bytes)): string {
  return `${name}+${hash}+${bytes.toString('base64')}`;
}
const keyHash = (name: string, bytes: Buffer): string =>
  sha256(`${name}\n`, bytes).subarray(0, 4).toString('hex');

/** Keys that are none, or not the one that signed. */
const otherKeys: Readonly<Record<string, (random: Random, name: string, bytes: Buffer) => string>> = {
  'of another signer': (random, name) => new Signer(name, random.bytes(32)).verifierKey,
  'with another hash': (random, name, bytes) => keyOf(name, bytes, random.bytes(4).toString('hex')),
  'with its hash in capitals': (_, name, bytes) =>
    keyOf(name, bytes).replace(/\+[0-9a-f]{8}\+/, (hash) => hash.toUpperCase().replace(/\d/g, 'A')),
  'of another kind': (random, name, bytes) =>
    keyOf(name, Buffer.concat([Buffer.from([random.pick([0, 2, 4])]), bytes.subarray(1)])),
  'under another name': (random, name, bytes) => keyOf(anotherText(random, name), bytes),
  'a byte too long': (_, name, bytes) => keyOf(name, Buffer.concat([bytes, Buffer.from([0])])),
  'a byte too short': (_, name, bytes) => keyOf(name, bytes.subarray(0, -1)),
  'of small order': (random, name) => {
    const point = Buffer.alloc(32);
    point[0] = random.pick([0, 1]);
    point[31] = random.pick([0, 128]);
    return keyOf(name, Buffer.concat([Buffer.from([1]), point]));
  },
  'with a line more': (random, name, bytes) =>
    `${keyOf(name, bytes)}\n${random.pick(['\n', 'more', keyOf(name, bytes)])}`,
  'ended as on Windows': (_, name, bytes) => `${keyOf(name, bytes)}\r\n`,
  'with a space': (random, name, bytes) => random.pick([` ${keyOf(name, bytes)}`, `${keyOf(name, bytes)} `]),
};

const keyLies: Lies = {
  'a bit of the key is flipped': (random, subject) => {
    const key = Buffer.from(subject.key);
    const at = random.below(key.length);
    key[at] = (key[at] ?? 0) ^ (1 << random.below(8));
    return { what: '', key, export: subject.bytes, checkpoints: subject.outside };
  },
  'no checkpoint from outside': (_, subject) => ({ what: '', key: subject.key, export: subject.bytes }),
  ...Object.fromEntries(
    Object.entries(otherKeys).map(([name, change]): [string, Lie] => [
      `a key ${name}`,
      (random, { key, bytes, outside: checkpoints, log }) => {
        const told = Buffer.from(key.slice(log.signer.name.length + 10), 'base64');
        const other = change(random, log.signer.name, told);
        return other === key ? undefined : { what: '', key: other, export: bytes, checkpoints };
      },
    ]),
  ),
};

export const noteLiesByName = noteLies;
export const checkpointLies: Lies = {
  ...keyLies,
  ...Object.fromEntries(
    Object.entries(noteLies).flatMap(([name, lie]) => [
      [`in the file: ${name}`, (random: Random, subject: Subject) => inTheFile(random, subject, lie)],
      [`from outside: ${name}`, (random: Random, subject: Subject) => outside(random, subject, lie)],
    ]),
  ),
};
