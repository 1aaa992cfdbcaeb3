import type { Line } from './honest-log.ts';
import type { Random } from './random.ts';
import { type Lies, placesOf, type Subject, withExport } from './subject.ts';

/** The export with the text of one line spelled otherwise; undefined when nothing could be. */
function respelled(
  random: Random,
  subject: Subject,
  change: (text: string, line: Line) => string | Buffer,
  types: readonly string[] = ['header', 'entry', 'row', 'checkpoint', 'end'],
): ReturnType<Lies[string]> {
  const places = types.flatMap((type) => placesOf(subject.lines, type));
  if (places.length === 0) return undefined;
  const at = random.pick(places);
  const texts = subject.lines.map((line) => Buffer.from(JSON.stringify(line)));
  const [line, text] = [subject.lines[at], texts[at]];
  if (line === undefined || text === undefined) return undefined;
  const other = Buffer.from(change(text.toString('utf8'), line));
  if (other.equals(text)) return undefined;
  const parts = texts.flatMap((own, place) => [place === at ? other : own, Buffer.from('\n')]);
  return withExport(subject, Buffer.concat(parts));
}

const NUMBER = /"(index|entries|rows|checkpoints)":\d+/;
const numberAs = (text: string, spell: (digits: string) => string): string =>
  text.replace(NUMBER, (found) => found.replace(/\d+$/, spell));
/** Bytes that are not UTF-8: overlong, half of a pair, beyond the last, cut short, Latin-1. */
const NOT_UTF8 = [
  [0xc0, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xe4, 0xb8],
  [0xff],
];

/** The text with something put at the beginning of one of its texts. */
function begun(random: Random, text: string, put: string): string {
  const places = [...text.matchAll(/":"/g)].map(({ index }) => index + 3);
  const at = random.pick(places);
  return text.slice(0, at) + put + text.slice(at);
}

export const spellingLies: Lies = {
  'white space is put in': (random, subject) =>
    respelled(random, subject, (text) => {
      const ways = [
        `${text} `,
        ` ${text}`,
        text.replace(':', ': '),
        text.replace(',', ',\t'),
        text.replace(/}$/, ' }'),
      ];
      return random.pick(ways);
    }),
  'a member is there twice': (random, subject) =>
    respelled(random, subject, (text, line) => {
      const [name, value] = random.pick(Object.entries(line));
      const again = `${JSON.stringify(name)}:${JSON.stringify(random.chance(0.5) ? value : 'other')}`;
      return random.chance(0.5) ? text.replace('{', `{${again},`) : text.replace(/}$/, `,${again}}`);
    }),
  'a member more': (random, subject) =>
    respelled(random, subject, (text) => {
      const name = random.pick(['extra', '__proto__', 'constructor', '', 'Type']);
      return text.replace(/}$/, `,${JSON.stringify(name)}:null}`);
    }),
  'a member less': (random, subject) =>
    respelled(random, subject, (_, line) => {
      const gone = random.pick(Object.keys(line));
      return JSON.stringify(Object.fromEntries(Object.entries(line).filter(([name]) => name !== gone)));
    }),
  'members in another order': (random, subject) =>
    respelled(random, subject, (_, line) => {
      const members = Object.entries(line);
      const at = 1 + random.below(members.length - 1);
      return JSON.stringify(Object.fromEntries([...members.slice(at), ...members.slice(0, at)]));
    }),
  'another escape': (random, subject) =>
    respelled(random, subject, (text) => {
      const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
      const ways = [
        text.replace(/"[a-z]/, (found) => `"${escaped(found[1] ?? '')}`),
        text.replace(/[\u0080-\uffff]/, escaped),
        text.replace('/', '\\/'),
        text.replace('\\n', '\\u000a'),
        text.replace(/\\u000[0-9a-f]/, (found) => found.toUpperCase().replace('U', 'u')),
        text.replace('\\u2028', '\u2028'),
      ];
      return random.pick(ways);
    }),
  'a half of a pair': (random, subject) =>
    respelled(random, subject, (text) => begun(random, text, random.pick(['\\ud800', '\\udc00', '\\uDBFF']))),
  'a number spelled otherwise': (random, subject) =>
    respelled(
      random,
      subject,
      (text) => {
        const ways: ((digits: string) => string)[] = [
          (digits) => `${digits}.0`,
          (digits) => `${digits}e0`,
          (digits) => `${digits}0E-1`,
          (digits) => `-${digits}`,
          (digits) => `0${digits}`,
          (digits) => `+${digits}`,
          (digits) => JSON.stringify(digits),
          () => random.pick(['NaN', 'Infinity', '-Infinity', 'null', 'true', '1e400', '-0', '0x1', '[0]']),
          () => random.pick(['9007199254740992', '9007199254740993', '1'.repeat(400), '9'.repeat(5000)]),
          (digits) => digits.replace(/\d/, (digit) => String.fromCharCode(0x0660 + Number(digit))),
        ];
        return numberAs(text, random.pick(ways));
      },
      ['header', 'entry', 'end'],
    ),
  'bytes that are not UTF-8': (random, subject) =>
    respelled(random, subject, (text) => {
      const [before = '', after = ''] = begun(random, text, '\0').split('\0');
      return Buffer.concat([Buffer.from(before), Buffer.from(random.pick(NOT_UTF8)), Buffer.from(after)]);
    }),
  'a replacement sign for nothing': (random, subject) =>
    respelled(random, subject, (text) => begun(random, text, '\ufffd')),
  'a naked control sign': (random, subject) =>
    respelled(random, subject, (text) => begun(random, text, random.pick(['\t', '\0', '\u001f', '\r']))),
  'another kind of value': (random, subject) =>
    respelled(random, subject, (_, line) => {
      const [name] = random.pick(Object.entries(line));
      const value = random.pick([null, true, 0, '', [], {}, [[]], { type: 'row' }, 1.5]);
      return line[name] === value ? 'null' : JSON.stringify({ ...line, [name]: value });
    }),
  'no object at all': (random, subject) =>
    respelled(random, subject, (text) =>
      random.pick([
        'null',
        '[]',
        '{}',
        `[${text}]`,
        '"text"',
        '0',
        `${text}${text}`,
        `${text},`,
        `//\n${text}`,
      ]),
    ),
  'a deep nest': (random, subject) =>
    respelled(random, subject, () => {
      const depth = random.pick([10, 500, 1000, 20_000]);
      return random.chance(0.5)
        ? '['.repeat(depth) + ']'.repeat(depth)
        : `${'{"type":'.repeat(depth)}1${'}'.repeat(depth)}`;
    }),
};
