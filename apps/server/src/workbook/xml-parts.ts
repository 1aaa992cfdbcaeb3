/** The least of a part that is read as one text; a row or a string that is longer makes its window longer. */
const WINDOW = 1024 * 1024;

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A workbook that is not built as the format says. */
export class BadPart extends Error {
  override readonly name = 'BadPart';
}

function entity(name: string): string {
  const known = named[name];
  if (known !== undefined) return known;
  const digits = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
  const point = digits === null ? Number.NaN : digits[1] ? Number.parseInt(digits[1], 16) : Number(digits[2]);
  if (!(point >= 0 && point <= 0x10ffff)) throw new BadPart('entity');
  return String.fromCodePoint(point);
}

/** Text as it was meant: entities of XML, then the escapes of the format, `_x000D_`. */
export function plainText(xml: string): string {
  const text = xml.includes('&') ? xml.replace(/&([^;]{0,12});?/g, (_, name: string) => entity(name)) : xml;
  return text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** An attribute of a start tag by its whole name; null where it is absent. */
export function attributeOf(tag: string, name: string): string | null {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match === null ? null : plainText(match[1] ?? match[2] ?? '');
}

/** The prefix under which the part names its elements, as in `x:row`; mostly none. */
export function prefixOf(part: Buffer, root: string): string {
  const head = part.toString('utf8', 0, 4096);
  const match = new RegExp(`<((?:[\\w.-]+:)?)${root}[\\s/>]`).exec(head);
  if (match === null) throw new BadPart(root);
  return match[1] ?? '';
}

/**
 * The part as texts that each end where an element `name` ends, so that none of these is cut. Comments, CDATA and DTDs, which no
 * program writes into these parts, are refused: nothing is hidden from the reader.
 */
export function* windowsOf(part: Buffer, name: string): Generator<string> {
  if (part.includes('<!')) throw new BadPart('markup');
  const end = Buffer.from(`</${name}>`);
  for (let from = 0; from < part.length; ) {
    const found = part.indexOf(end, Math.min(from + WINDOW, part.length));
    const to = found < 0 ? part.length : found + end.length;
    yield part.toString('utf8', from, to);
    from = to;
  }
}

/**
 * Elements of a name, one after the other: attributes, what is inside, and in the last group what follows an element that
 * is never closed. Without that group every start would be looked for an end again, to the end of the window.
 */
export const elements = (name: string): RegExp =>
  new RegExp(`<${name}(\\s[^<>]*?)?(?:/>|>(?:([\\s\\S]*?)</${name}>|([\\s\\S]*)))`, 'g');

/** The text of a string item or an inline string: its runs together, without the readings beside Chinese characters. */
export function runsOf(xml: string, prefix: string): string {
  const shown = xml.includes('rPh')
    ? xml.replace(new RegExp(`<${prefix}rPh[\\s\\S]*?(?:</${prefix}rPh>|$)`, 'g'), '')
    : xml;
  const runs = shown.matchAll(new RegExp(`<${prefix}t(?:\\s[^<>]*)?>([^<]*)</${prefix}t>`, 'g'));
  let text = '';
  for (const [, run = ''] of runs) text += plainText(run);
  return text;
}
