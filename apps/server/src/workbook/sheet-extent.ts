import { tooLarge, unreadable, type WorkbookFailure } from './workbook-failure.ts';

/** How far one sheet may reach. A sheet of a few bytes can name row 1,000,000,000 and make a reader fill the gap. */
export type SheetLimits = {
  readonly maxRows: number;
  readonly maxColumns: number;
  /** Rows times columns, summed over the parts of the workbook. */
  readonly maxCells: number;
};

/** The parser compares each attribute of a tag with all before it; no program writes so many. */
const LONG_TAG = /<[^<>]{8192}/;
const REFERENCE = /\br\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Row and column a reference reaches ("C12", "12"); NaN where it names none. Reads as loosely as any reader may. */
function reach(reference: string): { row: number; column: number } {
  const letters = /^[^0-9]*/.exec(reference)?.[0] ?? '';
  let column = 0;
  for (const letter of letters.trim()) column = column * 26 + (letter.charCodeAt(0) - 64);
  return { row: Number(reference.slice(letters.length)), column };
}

function judgePart(xml: string, limits: SheetLimits): { cells: number } | WorkbookFailure {
  let rows = 0;
  let columns = 0;
  for (const [, double, single] of xml.matchAll(REFERENCE)) {
    const reference = double ?? single ?? '';
    // An escaped digit or "Infinity" means something else to the reader than to this scan.
    if (reference.includes('&') || /inf/i.test(reference)) return unreadable('cell_reference');
    const { row, column } = reach(reference);
    if (Number.isNaN(row)) continue;
    rows = Math.max(rows, row);
    columns = Math.max(columns, column);
  }
  if (rows > limits.maxRows) return tooLarge('rows', limits.maxRows, rows);
  if (columns > limits.maxColumns) return tooLarge('columns', limits.maxColumns, columns);
  return { cells: rows * columns };
}

/** One part read under many sheet names multiplies the work: every relationship must name its own plain path. */
function judgeRelationships(xml: string): WorkbookFailure | null {
  const targets = [...xml.matchAll(/\bTarget\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, double, single]) => double ?? single ?? '',
  );
  const paths = targets.map((t) => (t.startsWith('/') ? t.slice(1) : `xl/${t}`));
  if (new Set(paths).size !== paths.length) return unreadable('relationships_repeated');
  return paths.some((p) => p.includes('&')) ? unreadable('relationship_target') : null;
}

/**
 * Judges the XML parts of a workbook before they are parsed: reach of the sheets, distinct relationships, no DTD.
 * @returns the first failure, or null when the parts may be parsed.
 */
export function judgeParts(files: ReadonlyMap<string, Buffer>, limits: SheetLimits): WorkbookFailure | null {
  let cells = 0;
  for (const [path, data] of files) {
    const xml = data.toString('utf8');
    if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) return unreadable('document_type');
    if (LONG_TAG.test(xml)) return unreadable('long_tag');
    if (path.endsWith('.rels')) {
      const failure = judgeRelationships(xml);
      if (failure) return failure;
      continue;
    }
    const part = judgePart(xml, limits);
    if ('ok' in part) return part;
    cells += part.cells;
    if (cells > limits.maxCells) return tooLarge('cells', limits.maxCells, cells);
  }
  return null;
}
