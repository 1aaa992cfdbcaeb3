import { mkdir, writeFile } from 'node:fs/promises';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { caseWorkbooks, workbooksFolder } from './case-data.ts';
import type { CaseSheet, CaseWorkbook } from './case-sheet.ts';

/** Every cell a string, also dates and amounts: what is read back is exactly what is written here. */
function toSheet(name: string, rows: CaseSheet['rows'], width: (column: number) => number) {
  const data: SheetData = rows.map((row, index) =>
    row.map((value) => {
      if (value === '') return null;
      return index === 0 ? { value, type: String, fontWeight: 'bold' } : { value, type: String };
    }),
  );
  const columns = (rows[0] ?? []).map((_, column) => ({ width: width(column) }));
  return { sheet: name, data, columns, stickyRowsCount: 1 };
}

function toSheets(workbook: CaseWorkbook) {
  const sheets = workbook.sheets.map(({ name, columns, rows }) => {
    const all = [columns, ...rows];
    const longest = (column: number) => Math.max(...all.map((row) => (row[column] ?? '').length));
    return toSheet(name, all, (column) => Math.min(60, 2 * longest(column) + 2));
  });
  return [...sheets, toSheet('说明', [['说明'], ...workbook.notes.map((line) => [line])], () => 120)];
}

await mkdir(workbooksFolder, { recursive: true });
for (const workbook of caseWorkbooks) {
  const bytes = await writeXlsxFile(toSheets(workbook)).toBuffer();
  await writeFile(new URL(workbook.file, workbooksFolder), bytes);
}
