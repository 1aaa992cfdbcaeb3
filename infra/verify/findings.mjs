const MOST = 100;
const LONGEST = 120;
/** What could move the cursor, turn the writing direction or end the line is written as an escape. */
const UNSEEN = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2066, 0x2069],
  [0xfeff, 0xfeff],
];

function showSign(sign) {
  const code = sign.codePointAt(0);
  const unseen = UNSEEN.some(([from, to]) => code >= from && code <= to);
  return unseen ? `\\u${code.toString(16).padStart(4, '0')}` : sign;
}

/** A text from the file in a line of ours: at most 120 characters of it, none that the reader cannot see. */
export function shown(text) {
  if (/^[ -~]{0,120}$/.test(text)) return text;
  const signs = [...text.slice(0, 2 * LONGEST + 2)];
  return signs.slice(0, LONGEST).map(showSign).join('') + (signs.length > LONGEST ? '…' : '');
}

/** Thrown when reading on would say nothing more. */
export class Stop extends Error {}

/** What was found, one line each, up to a hundred. */
export class Findings {
  lines = [];

  #add(...fields) {
    this.lines.push(fields.join('\t'));
    if (this.lines.length === MOST) throw new Stop();
  }
  entry(index, why) {
    this.#add('entry', index, why);
  }
  row(table, key, writer, why) {
    this.#add('row', shown(table), shown(key), writer, why);
  }
  checkpoint(size, why) {
    this.#add('checkpoint', size, why);
  }
  file(line, why) {
    this.#add('file', line, why);
  }
}
