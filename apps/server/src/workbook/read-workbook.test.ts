import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { caseWorkbooks, workbooksFolder } from '@guanyun/casebook/case-data.ts';
import { fen } from '@guanyun/domain/kernel/money.ts';
import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { importTemplates } from './import-templates.ts';
import { readWorkbook, type WorkbookText, workbookLimits } from './read-workbook.ts';
import type { WorkbookFailure } from './workbook-failure.ts';
import { NOTES_SHEET, writeTemplate } from './write-template.ts';
import { writeWorkbook } from './write-workbook.ts';
import { openZip, packStored } from './zip-archive.ts';

const sheetsOf = (read: WorkbookText | WorkbookFailure) => {
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.sheets;
};
const failureOf = (read: WorkbookText | WorkbookFailure) => {
  if (read.ok) throw new Error('was read');
  return [read.code, read.facts.reason];
};

const plain = await writeWorkbook({ sheets: [{ name: '表', rows: [['甲'], ['1']] }] });

/** Parts of a workbook, to be damaged and packed again. */
const partsOf = (bytes: Buffer): Map<string, Buffer> => {
  const opened = openZip(bytes, workbookLimits, () => true);
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  return new Map(opened.files);
};
const SHEET = 'xl/worksheets/sheet1.xml';
const RELATIONSHIPS = 'xl/_rels/workbook.xml.rels';
const withPart = (path: string, change: (xml: string) => string): Buffer => {
  const parts = partsOf(plain);
  parts.set(path, Buffer.from(change(parts.get(path)?.toString() ?? '')));
  return packStored(parts);
};
const withSheetData = (rows: string) =>
  withPart(SHEET, (xml) => xml.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${rows}</sheetData>`));

/** An archive of one deflated entry whose directory says `declared` bytes. */
const packed = (data: Buffer, declared: number): Buffer => {
  const squeezed = deflateRawSync(data, { level: 9 });
  const archive = packStored(new Map([[SHEET, squeezed]]));
  const directory = archive.readUInt32LE(archive.length - 6);
  archive.writeUInt16LE(8, directory + 10);
  archive.writeUInt32LE(crc32(data), directory + 16);
  archive.writeUInt32LE(declared, directory + 24);
  return archive;
};

describe('what is read', () => {
  test('text, numbers and dates come as text, gaps keep their place', async () => {
    const bytes = await writeXlsxFile([
      {
        sheet: '混合',
        data: [
          [{ value: ' 名称 ', type: String }, null, { value: 0.1 + 0.2, type: Number }],
          [],
          [
            { value: new Date('2026-02-28T00:00:00Z'), type: Date, format: 'yyyy/m/d' },
            { value: 40000000.01, type: Number, format: '#,##0.00' },
            { value: true, type: Boolean },
          ],
        ],
      },
    ]).toBuffer();
    expect(sheetsOf(await readWorkbook(bytes))).toEqual([
      {
        name: '混合',
        rows: [
          ['名称', '', '0.3'],
          ['', '', ''],
          ['2026-02-28', '40000000.01', '是'],
        ],
      },
    ]);
  });

  test('what is written is read back, formula-like texts as texts', async () => {
    const rows = [
      ['编码', '说明', '金额(元)'],
      ['=1+1', '+86 @x <b>&amp;"', '40000000.00'],
      ['-2', '一行\n两行', '007'],
    ];
    const bytes = await writeWorkbook({ sheets: [{ name: '清单', rows }] });
    expect(sheetsOf(await readWorkbook(bytes))).toEqual([{ name: '清单', rows }]);
    expect(partsOf(bytes).get(SHEET)?.toString()).not.toContain('<f>');
  });

  test('amounts are numbers to the fen; what Excel cannot hold is text', async () => {
    const amounts = [123_456_789_012_345n, -1n, 0n, 10n ** 15n, -(10n ** 19n) + 1n].map(fen);
    const bytes = await writeWorkbook({
      sheets: [{ name: '表', rows: [['金额'], ...amounts.map((one) => [one])] }],
    });
    const [sheet] = sheetsOf(await readWorkbook(bytes));
    expect(sheet?.rows.slice(1)).toEqual([
      ['1234567890123.45'],
      ['-0.01'],
      ['0'],
      ['10000000000000.00'],
      ['-99999999999999999.99'],
    ]);
    const cells = partsOf(bytes).get(SHEET)?.toString() ?? '';
    expect(cells).toContain('<v>1234567890123.45</v>');
    expect(cells).not.toContain('<v>100000000000000');
  });

  test('a view into a larger buffer is read within its bounds', async () => {
    const larger = Buffer.concat([Buffer.from('xx'), plain, Buffer.from('yy')]);
    expect(sheetsOf(await readWorkbook(larger.subarray(2, 2 + plain.length)))[0]?.rows).toEqual([
      ['甲'],
      ['1'],
    ]);
  });

  test('names and cells Excel cannot hold are a broken promise of the caller', async () => {
    await expect(writeWorkbook({ sheets: [] })).rejects.toThrow();
    await expect(writeWorkbook({ sheets: [{ name: 'a/b', rows: [] }] })).rejects.toThrow();
    await expect(writeWorkbook({ sheets: [{ name: 'a', rows: [['x'.repeat(32768)]] }] })).rejects.toThrow();
  });
});

describe('templates and the casebook', () => {
  test.each(importTemplates)('$file: header rows only, and the meaning of every column', async (template) => {
    const sheets = sheetsOf(await readWorkbook(await writeTemplate(template)));
    expect(sheets.map((s) => s.name)).toEqual([...template.sheets.map((s) => s.name), NOTES_SHEET]);
    for (const [i, sheet] of template.sheets.entries()) {
      expect(sheets[i]?.rows).toEqual([sheet.columns.map((c) => c.header)]);
    }
    const columns = template.sheets.flatMap((s) => s.columns.map((c) => [s.name, c.header]));
    expect(
      sheets
        .at(-1)
        ?.rows.slice(1)
        .map((r) => r.slice(0, 2)),
    ).toEqual(columns);
  });

  test.each(caseWorkbooks)('$file on disk equals the data and fits its template', async (workbook) => {
    const sheets = sheetsOf(await readWorkbook(readFileSync(new URL(workbook.file, workbooksFolder))));
    const expected = workbook.sheets.map(({ name, columns, rows }) => ({ name, rows: [columns, ...rows] }));
    expect(sheets.slice(0, -1)).toEqual(expected);
    expect(sheets.at(-1)?.name).toBe(NOTES_SHEET);
    const template = importTemplates.find((t) => t.file === workbook.file);
    expect(template?.sheets.map((s) => [s.name, s.columns.map((c) => c.header)])).toEqual(
      workbook.sheets.map((s) => [s.name, s.columns]),
    );
    for (const [i, { columns }] of (template?.sheets ?? []).entries()) {
      for (const row of workbook.sheets[i]?.rows ?? []) {
        const missing = columns.filter((c, at) => c.required && row[at] === '').map((c) => c.header);
        expect(missing, row.join('|')).toEqual([]);
      }
    }
  });
});

describe('what is turned away', () => {
  const limits = { ...workbookLimits, maxEntries: 4, maxInflatedBytes: 4 * 1024 * 1024 };

  test('a file over the size limit', async () => {
    const read = await readWorkbook(Buffer.alloc(5 * 1024 * 1024 + 1));
    expect(read).toEqual({
      ok: false,
      code: 'DOCUMENT_TOO_LARGE',
      facts: { reason: 'file_bytes', limit: '5242880', actual: '5242881' },
    });
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('编码,名称\n1,2\n'.repeat(20))],
    ['an old .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, ...new Array<number>(600).fill(0)])],
    ['half a workbook', plain.subarray(0, plain.length >> 1)],
  ])('%s', async (_, bytes) => {
    expect(failureOf(await readWorkbook(bytes))).toEqual(['WORKBOOK_UNREADABLE', 'not_a_zip_archive']);
  });

  test('an archive that is no workbook', async () => {
    const bytes = packStored(new Map([['word/document.xml', Buffer.from('<w/>')]]));
    expect(failureOf(await readWorkbook(bytes))).toEqual(['WORKBOOK_UNREADABLE', 'not_a_workbook']);
  });

  test('any one byte changed is read or refused, never thrown', async () => {
    for (let at = 0; at < plain.length; at += 7) {
      const bytes = Buffer.from(plain);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      const read = await readWorkbook(bytes);
      expect(typeof read.ok).toBe('boolean');
    }
  });

  test('too many entries, too much declared, too dense', async () => {
    expect(failureOf(await readWorkbook(plain, limits))).toEqual(['DOCUMENT_TOO_LARGE', 'zip_entries']);
    const data = Buffer.alloc(5 * 1024 * 1024, 0x20);
    expect(failureOf(await readWorkbook(packed(data, data.length), limits))).toEqual([
      'DOCUMENT_TOO_LARGE',
      'inflated_bytes',
    ]);
    expect(failureOf(await readWorkbook(packed(data, data.length)))).toEqual([
      'DOCUMENT_TOO_LARGE',
      'zip_ratio',
    ]);
  });

  test('more text than a workbook of records holds', async () => {
    const read = await readWorkbook(packStored(new Map([[SHEET, Buffer.alloc(2000)]])), {
      ...workbookLimits,
      maxWantedBytes: 1999,
    });
    expect(failureOf(read)).toEqual(['DOCUMENT_TOO_LARGE', 'content_bytes']);
  });

  test('an entry that declares less than it holds', async () => {
    const data = Buffer.alloc(5 * 1024 * 1024, 0x20);
    expect(failureOf(await readWorkbook(packed(data, 1000)))).toEqual(['WORKBOOK_UNREADABLE', 'zip_damaged']);
  });

  test.each([
    ['a far row', '<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>', 'DOCUMENT_TOO_LARGE', 'rows'],
    ['a far cell', '<row><c r="A999999999"><v>1</v></c></row>', 'DOCUMENT_TOO_LARGE', 'rows'],
    ['a far column', '<row r="1"><c r="XFD1"><v>1</v></c></row>', 'DOCUMENT_TOO_LARGE', 'columns'],
    ['many empty cells', '<row r="40000"><c r="AZ40000"><v>1</v></c></row>', 'DOCUMENT_TOO_LARGE', 'cells'],
    ['an exponent', '<row a=">" r="1e9"><c r="A1"><v>1</v></c></row>', 'DOCUMENT_TOO_LARGE', 'rows'],
    ['an escaped digit', '<row r="1&#48;00000000"></row>', 'WORKBOOK_UNREADABLE', 'cell_reference'],
    ['no end', '<row r="Infinity"></row>', 'WORKBOOK_UNREADABLE', 'cell_reference'],
  ])('a sheet that reaches to %s', async (_, rows, code, reason) => {
    expect(failureOf(await readWorkbook(withSheetData(rows)))).toEqual([code, reason]);
  });

  // The parser took minutes over one tag of a hundred thousand attributes.
  test('a tag without end', async () => {
    const attributes = Array.from({ length: 100_000 }, (_, n) => `a${n}="1"`).join(' ');
    const read = await readWorkbook(withSheetData(`<row ${attributes}/>`));
    expect(failureOf(read)).toEqual(['WORKBOOK_UNREADABLE', 'long_tag']);
  });

  test('a document type, and one part under two names', async () => {
    const typed = withPart(SHEET, (xml) =>
      xml.replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
    );
    expect(failureOf(await readWorkbook(typed))).toEqual(['WORKBOOK_UNREADABLE', 'document_type']);
    const twice = withPart(RELATIONSHIPS, (xml) =>
      xml.replace(
        /<Relationship [^>]*worksheet[^>]*\/>/,
        (one) => one + one.replace(/Id="[^"]*"/, 'Id="again"'),
      ),
    );
    expect(failureOf(await readWorkbook(twice))).toEqual(['WORKBOOK_UNREADABLE', 'relationships_repeated']);
  });
});
