import readXlsxFile from 'read-excel-file/node';
import { cellText, numberText } from './cell-text.ts';
import { judgeParts, type SheetLimits } from './sheet-extent.ts';
import { tooLarge, unreadable, type WorkbookFailure } from './workbook-failure.ts';
import { openZip, packStored, type ZipLimits } from './zip-archive.ts';

/** One sheet as text. `rows[0]` is row 1 of the file; empty rows are kept, so positions match what the user sees. */
export type SheetText = { readonly name: string; readonly rows: readonly (readonly string[])[] };

/** All sheets of a workbook, in the file's order. */
export type WorkbookText = { readonly ok: true; readonly sheets: readonly SheetText[] };

/** What a workbook may cost. Bytes, counts. */
export type WorkbookLimits = ZipLimits & SheetLimits & { readonly maxBytes: number };

const MEGABYTE = 1024 * 1024;

/**
 * Limits of an uploaded workbook. Parsing costs about ten times the size of the parts in memory, so the parts
 * are held far under what the archive as a whole, with its pictures, may declare.
 */
export const workbookLimits: WorkbookLimits = {
  maxBytes: 5 * MEGABYTE,
  maxEntries: 1000,
  maxInflatedBytes: 100 * MEGABYTE,
  maxWantedBytes: 8 * MEGABYTE,
  maxRatio: 100,
  maxRows: 50_000,
  maxColumns: 256,
  maxCells: 200_000,
};

/** The parts that hold text and numbers. Pictures, themes and caches are never inflated. */
function isWanted(path: string): boolean {
  return /^xl\/(?:_rels\/workbook\.xml\.rels|[^/]+\.xml|worksheets\/[^/]+\.xml)$/.test(path);
}

/**
 * Reads an .xlsx file into text cells. Numbers come without float noise, dates as YYYY-MM-DD, formulas as
 * their last stored value. Size, entry count, declared and real inflated size, packing ratio and the reach
 * of the sheets are judged before the file is parsed.
 * @returns WORKBOOK_UNREADABLE or DOCUMENT_TOO_LARGE with facts, never an exception for a bad file.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  limits: WorkbookLimits = workbookLimits,
): Promise<WorkbookText | WorkbookFailure> {
  if (bytes.length > limits.maxBytes) return tooLarge('file_bytes', limits.maxBytes, bytes.length);
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const archive = openZip(view, limits, isWanted);
  if (!archive.ok) return archive;
  const failure = judgeParts(archive.files, limits);
  if (failure) return failure;
  try {
    const sheets = await readXlsxFile<string>(packStored(archive.files), { parseNumber: numberText });
    return {
      ok: true,
      sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) })),
    };
  } catch (error) {
    if (error instanceof Error) return unreadable('not_a_workbook', { detail: error.message.slice(0, 200) });
    throw error;
  }
}
