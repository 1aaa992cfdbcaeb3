import { dateText, numberText } from './cell-text.ts';
import type { SheetLimits } from './sheet-extent.ts';
import { tooLarge, type WorkbookFailure } from './workbook-failure.ts';
import { BadPart, elements, plainText, prefixOf, runsOf, windowsOf } from './xml-parts.ts';

/** What the cells of a sheet refer to. */
export type SheetContext = {
  readonly strings: readonly string[];
  readonly dates: readonly boolean[];
  readonly since1904: boolean;
};

/** A limit was passed while the sheet was read. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  readonly failure: WorkbookFailure;
  constructor(reason: string, limit: number, actual: number) {
    super(reason);
    this.failure = tooLarge(reason, limit, actual);
  }
}

const DAY = 86_400_000;
/** Day 0 of a workbook: 1899-12-30, so that days since March 1900 come out right, or the first of 1904. */
const ORIGIN = { since1900: Date.UTC(1899, 11, 30), since1904: Date.UTC(1904, 0, 1) };
/** The last day Excel knows, 9999-12-31. */
const LAST_DAY = 2_958_465;

function numberIn(stored: string, style: string | undefined, { dates, since1904 }: SheetContext): string {
  if (style === undefined || dates[Number(style)] !== true) return numberText(stored);
  const days = Number(stored);
  if (!(days >= 0 && days <= LAST_DAY)) return numberText(stored);
  return dateText(new Date((since1904 ? ORIGIN.since1904 : ORIGIN.since1900) + days * DAY));
}

type CellReader = (type: string | undefined, style: string | undefined, inner: string) => string;

function cellReader(prefix: string, context: SheetContext): CellReader {
  const value = new RegExp(`<${prefix}v(?:\\s[^<>]*)?>([^<]*)</${prefix}v>`);
  return (type, style, inner) => {
    if (type === 'inlineStr') return runsOf(inner, prefix).trim();
    const stored = value.exec(inner)?.[1];
    if (stored === undefined || stored === '') return '';
    if (type === 's') {
      const text = context.strings[Number(stored)];
      if (text === undefined) throw new BadPart('shared_string');
      return text.trim();
    }
    if (type === 'b') return stored === '1' ? '是' : '否';
    if (type === 'd') return stored.replace(/T00:00:00(?:\.0+)?Z?$/, '');
    return type === undefined || type === 'n' ? numberIn(stored, style, context) : plainText(stored).trim();
  };
}

/** Column of a reference, the first being 0: C12 is 2. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (column === 0) throw new BadPart('cell_reference');
  return column - 1;
}

const bare = { r: /(?:^|\s)r="([^"]*)"/, s: /(?:^|\s)s="([^"]*)"/, t: /(?:^|\s)t="([^"]*)"/ };

/** Rows of one sheet, each with its place; what lies between them is empty. */
export function* rowsOf(
  part: Buffer,
  context: SheetContext,
  limits: SheetLimits,
): Generator<{ readonly number: number; readonly cells: readonly string[] }> {
  const prefix = prefixOf(part, 'worksheet');
  const read = cellReader(prefix, context);
  const row = elements(`${prefix}row`);
  const cell = elements(`${prefix}c`);
  let number = 0;
  for (const window of windowsOf(part, `${prefix}row`))
    for (const [, tag = '', inner, open] of window.matchAll(row)) {
      if (open !== undefined) throw new BadPart('row_open');
      const said = bare.r.exec(tag)?.[1];
      const next = said === undefined ? number + 1 : Number(said);
      if (!Number.isInteger(next) || next <= number) throw new BadPart('row_number');
      if (next > limits.maxRows) throw new TooLarge('rows', limits.maxRows, next);
      number = next;
      const cells: string[] = [];
      for (const [, about = '', content = '', unclosed] of (inner ?? '').matchAll(cell)) {
        if (unclosed !== undefined) throw new BadPart('cell_open');
        const reference = bare.r.exec(about)?.[1];
        const column = reference === undefined ? cells.length : columnOf(reference);
        if (column >= limits.maxColumns) throw new TooLarge('columns', limits.maxColumns, column + 1);
        if (column < cells.length) throw new BadPart('cell_reference');
        while (cells.length < column) cells.push('');
        cells.push(content === '' ? '' : read(bare.t.exec(about)?.[1], bare.s.exec(about)?.[1], content));
      }
      yield { number, cells };
    }
}
