import { attributeOf, BadPart, elements, prefixOf, runsOf, windowsOf } from './xml-parts.ts';

const SHARED = 'xl/sharedStrings.xml';
const STYLES = 'xl/styles.xml';
const BOOK = 'xl/workbook.xml';
const RELATIONSHIPS = 'xl/_rels/workbook.xml.rels';

export type Parts = ReadonlyMap<string, Buffer>;

/** Texts that the sheets name by number. */
export function sharedStrings(parts: Parts): readonly string[] {
  const part = parts.get(SHARED);
  if (part === undefined) return [];
  const prefix = prefixOf(part, 'sst');
  const item = elements(`${prefix}si`);
  const strings: string[] = [];
  for (const window of windowsOf(part, `${prefix}si`))
    for (const [, , inner = '', open] of window.matchAll(item)) {
      if (open !== undefined) throw new BadPart('string_open');
      strings.push(runsOf(inner, prefix));
    }
  return strings;
}

/** Formats of the standard that show a day or a time; the rest of these numbers differ by country and are all dates. */
const isStandardDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** A format of one's own: what stands in quotes or brackets or after a backslash is no part of it. */
function isDateFormat(format: string): boolean {
  const bare = format.replace(/\\.|"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return /[ymdhs]/i.test(bare) && !/^general$/i.test(bare.trim());
}

/** Whether a number under a style is a date, by the number of the style. */
export function dateStyles(parts: Parts): readonly boolean[] {
  const xml = parts.get(STYLES)?.toString('utf8') ?? '';
  const own = new Map<number, boolean>();
  for (const [, tag = ''] of xml.matchAll(/<(?:[\w.-]+:)?numFmt\s([^<>]*)>/g))
    own.set(Number(attributeOf(tag, 'numFmtId')), isDateFormat(attributeOf(tag, 'formatCode') ?? ''));
  const cells = /<((?:[\w.-]+:)?)cellXfs[^<>]*>([\s\S]*?)(?:<\/\1cellXfs>|$)/.exec(xml)?.[2] ?? '';
  return [...cells.matchAll(/<(?:[\w.-]+:)?xf\s([^<>]*)>/g)].map(([, tag = '']) => {
    const id = Number(attributeOf(tag, 'numFmtId') ?? 0);
    return own.get(id) ?? isStandardDate(id);
  });
}

/** A sheet with the part that holds it, in the order of the workbook. */
export type SheetPart = { readonly name: string; readonly part: Buffer };

/** The sheets, and whether days are counted from 1904 on. */
export function bookOf(parts: Parts): { readonly sheets: readonly SheetPart[]; readonly since1904: boolean } {
  const [book, relationships] = [BOOK, RELATIONSHIPS].map((path) => parts.get(path)?.toString('utf8'));
  if (book === undefined || relationships === undefined) throw new BadPart('no_workbook_part');
  const targets = new Map<string, string>();
  for (const [, tag = ''] of relationships.matchAll(/<(?:[\w.-]+:)?Relationship\s([^<>]*)>/g)) {
    const target = attributeOf(tag, 'Target') ?? '';
    targets.set(attributeOf(tag, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  const sheets = [...book.matchAll(/<(?:[\w.-]+:)?sheet\s([^<>]*)>/g)].flatMap(
    ([, tag = '']): SheetPart[] => {
      const path = targets.get(attributeOf(tag, '(?:[\\w.-]+:)?id') ?? '');
      if (path === undefined || !path.startsWith('xl/worksheets/')) return [];
      const part = parts.get(path);
      if (part === undefined) throw new BadPart('no_sheet_part');
      return [{ name: attributeOf(tag, 'name') ?? '', part }];
    },
  );
  const properties = /<(?:[\w.-]+:)?workbookPr\s([^<>]*)>/.exec(book)?.[1] ?? '';
  return { sheets, since1904: /^(1|true)$/.test(attributeOf(properties, 'date1904') ?? '') };
}
