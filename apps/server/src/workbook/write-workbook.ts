import type { SheetCell } from '@guanyun/application/kernel/sheet.ts';
import { formatYuan } from '@guanyun/domain/kernel/money.ts';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';

/** One sheet to write: every cell is text or an amount of money, the first row is the header. */
export type SheetToWrite = {
  /** At most 31 characters, none of [ ] : * ? / \ . */
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
};

const textOf = (cell: SheetCell): string => (typeof cell === 'string' ? cell : formatYuan(cell));

const LONGEST_CELL = 32_767;
const WIDEST = 60;

/** Characters a cell takes on screen: a Chinese character is two wide. */
function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) width += char.charCodeAt(0) > 0xff ? 2 : 1;
  return width;
}

function assertWritable(sheets: readonly SheetToWrite[]): void {
  if (sheets.length === 0) throw new Error('A workbook needs at least one sheet');
  const names = new Set(sheets.map((s) => s.name.toLowerCase()));
  if (names.size !== sheets.length) throw new Error('Sheet names of a workbook must differ');
  for (const { name, rows } of sheets) {
    if (!/^[^[\]:*?/\\]{1,31}$/.test(name)) throw new Error(`Not a sheet name: ${name}`);
    for (const cell of rows.flat()) {
      if (textOf(cell).length > LONGEST_CELL)
        throw new Error(`A cell of sheet ${name} is longer than Excel allows`);
    }
  }
}

/** Excel keeps 15 digits: an amount of more than these is written as text, to the fen. */
const MOST = 10n ** 15n;

/** Cells typed as strings, so a text that begins with = + - @ stays a text and is never taken for a formula. */
function toCells(rows: SheetToWrite['rows']): SheetData {
  return rows.map((row, index) =>
    row.map((value) => {
      if (value === '') return null;
      if (typeof value === 'bigint' && value < MOST && value > -MOST)
        return { value: Number(formatYuan(value)), type: Number, format: '#,##0.00' };
      return index === 0
        ? { value: textOf(value), type: String, fontWeight: 'bold' }
        : { value: textOf(value), type: String };
    }),
  );
}

function toColumns(rows: SheetToWrite['rows']): { width: number }[] {
  const count = Math.max(0, ...rows.map((r) => r.length));
  return Array.from({ length: count }, (_, column) => {
    const widest = rows
      .slice(0, 200)
      .reduce((w, row) => Math.max(w, displayWidth(textOf(row[column] ?? ''))), 8);
    return { width: Math.min(WIDEST, widest + 2) };
  });
}

/** Writes an .xlsx file of texts and amounts; the header row is bold and stays in view. Throws on a name or cell Excel cannot hold. */
export async function writeWorkbook(workbook: { readonly sheets: readonly SheetToWrite[] }): Promise<Buffer> {
  assertWritable(workbook.sheets);
  const sheets = workbook.sheets.map(({ name, rows }) => ({
    sheet: name,
    data: toCells(rows),
    columns: toColumns(rows),
    stickyRowsCount: 1,
  }));
  return await writeXlsxFile(sheets).toBuffer();
}
