import { readFileSync } from 'node:fs';
import { caseWorkbooks, workbooksFolder } from '@guanyun/casebook/case-data.ts';
import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { importTemplates } from './import-templates.ts';
import { largeLimits, readLargeWorkbook } from './large-workbook.ts';
import { readWorkbook, workbookLimits } from './read-workbook.ts';
import { writeTemplate } from './write-template.ts';
import { writeWorkbook } from './write-workbook.ts';
import { openZip, packStored } from './zip-archive.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const read = (bytes: Uint8Array, limits = largeLimits) => readLargeWorkbook(bytes, () => {}, limits);
const plain = await writeWorkbook({
  sheets: [
    {
      name: '表',
      rows: [
        ['甲', '乙'],
        ['1', 'a&b<c>'],
      ],
    },
  ],
});

const partsOf = (bytes: Buffer): Map<string, Buffer> => {
  const opened = openZip(bytes, workbookLimits, () => true);
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  return new Map(opened.files);
};
/** The plain workbook with other rows: as another program than ours may write them. */
const withRows = (rows: string, change: (xml: string) => string = (xml) => xml): Buffer => {
  const parts = partsOf(plain);
  const xml = (parts.get(SHEET)?.toString() ?? '').replace(
    /<sheetData>.*<\/sheetData>/s,
    `<sheetData>${rows}</sheetData>`,
  );
  parts.set(SHEET, Buffer.from(change(xml)));
  return packStored(parts);
};
const cellsOf = async (bytes: Buffer): Promise<readonly (readonly string[])[] | string> => {
  const reading = await read(bytes);
  return reading.ok ? (reading.sheets[0]?.rows ?? []) : `${reading.code} ${reading.facts.reason}`;
};

describe('the same cells as the reader of small workbooks', () => {
  const trimmed = (rows: readonly (readonly string[])[]) => {
    const cut = rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1));
    return cut.slice(0, cut.findLastIndex((row) => row.length > 0) + 1);
  };
  const agree = async (bytes: Uint8Array) => {
    const [small, large] = [await readWorkbook(bytes), await read(bytes)];
    if (!small.ok || !large.ok) throw new Error('was not read');
    expect(large.sheets.map(({ name }) => name)).toEqual(small.sheets.map(({ name }) => name));
    for (const [at, sheet] of large.sheets.entries())
      expect(trimmed(sheet.rows)).toEqual(trimmed(small.sheets[at]?.rows ?? []));
  };

  test.each(caseWorkbooks.map(({ file }) => file))('%s', async (file) => {
    await agree(readFileSync(new URL(file, workbooksFolder)));
  });
  test.each(importTemplates.map(({ file }) => file))('the template %s', async (file) => {
    const template = importTemplates.find((one) => one.file === file);
    if (template === undefined) throw new Error(file);
    await agree(await writeTemplate(template));
  });
  test('dates, numbers, truth and amounts', async () => {
    const cell = (value: unknown, type: unknown, format?: string) => ({
      value,
      type,
      ...(format ? { format } : {}),
    });
    const row = [
      cell('文字 ', String),
      cell(0.1 + 0.2, Number),
      cell(1_234_567.5, Number, '#,##0.00'),
      cell(new Date('2026-11-22T00:00:00Z'), Date, 'yyyy-mm-dd'),
      cell(new Date('2026-11-22T09:30:00Z'), Date, 'yyyy"年"m"月"d"日" hh:mm'),
      cell(true, Boolean),
      null,
      cell('_x000D_ & <b>', String),
    ];
    await agree(await writeXlsxFile([{ sheet: '表', data: [row as never] }]).toBuffer());
  });
});

describe('what other programs write', () => {
  test('gaps between rows and cells, inline and formula texts, rows without numbers', async () => {
    const rows = [
      '<row r="1" ht="20"/>',
      '<row r="2"><c r="B2" t="inlineStr"><is><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r></is></c></row>',
      '<row r="4" spans="1:2"><c r="A4" t="str"><f>A1</f><v>a&amp;b&#x4e2d;</v></c><c r="C4"><v>4E7</v></c><c r="D4"/></row>',
      '<row><c><v>5</v></c><c t="b"><v>0</v></c></row>',
    ];
    expect(await cellsOf(withRows(rows.join('')))).toEqual([
      [],
      ['', '甲 乙'],
      [],
      ['a&b中', '', '40000000', ''],
      ['5', '否'],
    ]);
  });
  test('elements under a prefix', async () => {
    const prefixed = (xml: string) =>
      xml
        .replace(/<(\/?)(\w)/g, '<$1x:$2')
        .replace('<x:?', '<?')
        .replace('xmlns=', 'xmlns:x=');
    expect(await cellsOf(withRows('<row r="1"><c r="A1"><v>7</v></c></row>', prefixed))).toEqual([['7']]);
  });
});

describe('what is built to mislead or to cost', () => {
  const row = '<row r="1"><c r="A1"><v>1</v></c></row>';
  test.each([
    ['a comment that hides a row', withRows(`<!-- -->${row}`)],
    ['rows out of order', withRows(`<row r="3"/><row r="2"/>${row}`)],
    ['a cell twice', withRows('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>')],
    ['a text that is not there', withRows('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>')],
    ['no workbook', packStored(new Map([['a.txt', Buffer.from('a')]]))],
  ])('%s is no workbook', async (_, bytes) => {
    expect(await cellsOf(bytes)).toBe('WORKBOOK_UNREADABLE not_a_workbook');
  });
  test('no archive at all', async () => {
    expect(await cellsOf(Buffer.from('name,cost'))).toBe('WORKBOOK_UNREADABLE not_a_zip_archive');
  });
  test.each([
    ['rows', '<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>'],
    ['columns', '<row r="1"><c r="XFD1"><v>1</v></c></row>'],
  ])('too many %s', async (reason, rows) => {
    expect(await cellsOf(withRows(rows))).toBe(`DOCUMENT_TOO_LARGE ${reason}`);
  });
  // Each start once looked for its end to the end of the part: a file of some kilobytes held a processor for hours.
  test.each([
    ['rows that never end', withRows('<row r="1">'.repeat(300_000))],
    ['cells that never end', withRows(`<row r="1">${'<c>'.repeat(300_000)}</row>`)],
    ['cells that never even begin', withRows(`<row r="1">${'<c '.repeat(300_000)}</row>`)],
    [
      'readings that never end',
      withRows(
        `<row r="1"><c r="A1" t="inlineStr"><is>${'<rPh>'.repeat(300_000)}</is></c><c r="B1"><v></c></row><row/>`,
      ),
    ],
    ['values that never end', withRows(`<row r="1"><c r="A1">${'<v>'.repeat(300_000)}</c></row>`)],
  ])('%s are told soon', async (_, bytes) => {
    const began = performance.now();
    await cellsOf(bytes);
    expect(performance.now() - began).toBeLessThan(8_000);
  });
  test('too many cells, too many bytes', async () => {
    const limited = async (limits: Partial<typeof largeLimits>) => {
      const reading = await read(plain, { ...largeLimits, ...limits });
      return reading.ok ? 'read' : reading.facts.reason;
    };
    expect(await limited({ maxCells: 3 })).toBe('cells');
    expect(await limited({ maxCells: 4 })).toBe('read');
    expect(await limited({ maxBytes: 100 })).toBe('file_bytes');
    expect(await limited({ maxWantedBytes: 100 })).toBe('content_bytes');
  });
});

test('tells how many rows have come', async () => {
  const told: number[] = [];
  const rows = Array.from({ length: 2_500 }, (_, at) => [`${at}`]);
  const bytes = await writeWorkbook({ sheets: [{ name: '表', rows }] });
  const reading = await readLargeWorkbook(bytes, (count) => told.push(count));
  expect(reading.ok && reading.sheets[0]?.rows).toEqual(rows);
  expect(told).toEqual([1_000, 2_000, 2_500]);
});
