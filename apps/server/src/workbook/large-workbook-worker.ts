import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './large-workbook.ts';
import { rowsOf, TooLarge } from './sheet-rows.ts';
import { unreadable, type WorkbookFailure } from './workbook-failure.ts';
import { bookOf, dateStyles, sharedStrings } from './workbook-parts.ts';
import { BadPart } from './xml-parts.ts';
import { openZip } from './zip-archive.ts';

/** Rows handed over at a time: enough to be quick, too few to hold the server up. */
const ROWS_AT_A_TIME = 1_000;

const say = (message: FromWorker): void => parentPort?.postMessage(message);

function read({ bytes, limits }: ToWorker): WorkbookFailure | null {
  const wanted =
    /^xl\/(?:_rels\/workbook\.xml\.rels|workbook\.xml|styles\.xml|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/;
  const archive = openZip(Buffer.from(bytes), limits, (path) => wanted.test(path));
  if (!archive.ok) return archive;
  const { sheets, since1904 } = bookOf(archive.files);
  if (new Set(sheets.map(({ part }) => part)).size !== sheets.length)
    return unreadable('relationships_repeated');
  const context = { since1904, strings: sharedStrings(archive.files), dates: dateStyles(archive.files) };
  let cells = 0;
  for (const { name, part } of sheets) {
    say({ sheet: name });
    let rows: (readonly string[])[] = [];
    let written = 0;
    for (const row of rowsOf(part, context, limits)) {
      for (; written < row.number - 1; written += 1) rows.push([]);
      rows.push(row.cells);
      written += 1;
      cells += row.cells.length;
      if (cells > limits.maxCells) throw new TooLarge('cells', limits.maxCells, cells);
      if (rows.length < ROWS_AT_A_TIME) continue;
      say({ rows });
      rows = [];
    }
    say({ rows });
  }
  return null;
}

try {
  const failure = read(workerData as ToWorker);
  say({ end: failure });
} catch (error) {
  if (error instanceof TooLarge) say({ end: error.failure });
  else if (error instanceof BadPart) say({ end: unreadable('not_a_workbook', { detail: error.message }) });
  else throw error;
}
