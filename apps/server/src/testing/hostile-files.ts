import { sheetOf, workbookOf, workbookParts, zipOf } from './zip-of.ts';

/** A file that somebody hands in, by the name it comes under. `kept`: taken, and then served so that it can do nothing. */
export type HostileFile = {
  readonly what: string;
  readonly name: string;
  readonly bytes: () => Buffer;
  readonly kept: boolean;
};

const MEGABYTE = 1024 * 1024;
const text = (content: string) => () => Buffer.from(content);
const file =
  (kept: boolean) =>
  (what: string, name: string, bytes: () => Buffer): HostileFile => ({ what, name, bytes, kept });
const refused = file(false);
const inert = file(true);

const script = '<script>alert(document.cookie)</script>';
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${script}</svg>`;
const evilPdf =
  '%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>/AA<</O<</S/Launch/F(cmd.exe)>>>>>>endobj\n%%EOF';
const png = (rest: Buffer): Buffer => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), rest]);
const jpeg = (rest: string): Buffer => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(rest)]);
const ole = (): Buffer => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]);
const header = (width: number, height: number): Buffer => {
  const chunk = Buffer.alloc(25);
  chunk.writeUInt32BE(13, 0);
  chunk.write('IHDR', 4);
  chunk.writeUInt32BE(width, 8);
  chunk.writeUInt32BE(height, 12);
  return chunk;
};

/** What pretends to be something else, or runs where it is opened. */
const disguised: readonly HostileFile[] = [
  refused('an SVG with a script', 'a.svg', text(svg)),
  refused('an SVG called PNG', 'a.png', text(svg)),
  inert('an SVG called text', 'a.txt', text(svg)),
  refused('a page', 'a.html', text(script)),
  refused('a page called PDF', 'a.pdf', text(`<html>${script}`)),
  refused('a page called JPEG', 'a.jpg', text(`<html>${script}`)),
  inert('a page called text', 'a.txt', text(`<!doctype html>${script}`)),
  inert('a page called CSV', 'a.csv', text(`<!doctype html>${script}`)),
  inert('a page called JSON', 'a.json', text(`<!doctype html>${script}`)),
  refused('XHTML', 'a.xhtml', text(`<html xmlns="http://www.w3.org/1999/xhtml">${script}</html>`)),
  refused('an XML with a style that runs', 'a.xml', text(`<?xml-stylesheet href="x.xsl"?>${svg}`)),
  refused('a script', 'a.js', text('alert(1)')),
  refused('a web archive', 'a.mht', text(`MIME-Version: 1.0\n\n${script}`)),
  refused('a letter', 'a.eml', text(`Content-Type: text/html\n\n${script}`)),
  refused('an HTML application', 'a.hta', text(script)),
  refused('a shortcut', 'a.lnk', () => Buffer.from('4c0000000114020000000000c000000000000046', 'hex')),
  inert('a PDF that runs scripts and programs', 'a.pdf', text(evilPdf)),
  inert('a PDF that is a page too', 'a.pdf', text(`%PDF-1.7 <html>${script}`)),
  inert('a JPEG that is an archive too', 'a.jpg', () =>
    Buffer.concat([jpeg('JFIF'), zipOf([{ name: 'A.class', data: 'x' }])]),
  ),
  inert('a PNG with a page behind it', 'a.png', () =>
    png(Buffer.concat([header(1, 1), Buffer.from(script)])),
  ),
  inert('a PNG of 2³¹ by 2³¹', 'a.png', () => png(header(2 ** 31 - 1, 2 ** 31 - 1))),
  refused('a program called PDF', 'a.pdf', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500, 1)])),
  refused('a double ending', '报告.pdf.exe', text(evilPdf)),
  refused('an ending after NUL', 'a.exe\u0000.pdf', text('MZ')),
  refused('an ending turned around', 'a\u202efdp.exe', text(evilPdf)),
  refused('an old workbook', 'a.xls', ole),
  refused('an old workbook called new', 'a.xlsx', ole),
  refused('an archive', 'a.zip', () => zipOf([{ name: 'a', data: 'a' }])),
  refused('an archive called workbook', 'a.xlsx', () => zipOf([{ name: 'a', data: 'a' }])),
  refused('a RAR called PDF', 'a.pdf', () => Buffer.from('526172211a0700', 'hex')),
  refused('a GZIP called JSON', 'a.json', () => Buffer.from('1f8b080000000000', 'hex')),
  refused('nothing', 'a.pdf', text('')),
  refused('a byte', 'a.pdf', text('%')),
  refused('a start without a file', 'a.png', text('\u0089PN')),
  refused('NUL in a text', 'a.txt', text('a\u0000b')),
  refused('a text in UTF-16', 'a.txt', () => Buffer.from(`\ufeff${script}`, 'utf16le')),
  inert('formulas in a table', 'a.csv', text('=cmd|"/c calc"!A1,@SUM(1),+1,-1\n')),
  inert('JSON 10⁵ deep', 'a.json', text('['.repeat(100_000))),
  inert('a name with folders', '../../../etc/cron.d/a.pdf', text(evilPdf)),
  inert('a name with backslashes', '..\\..\\a.pdf', text(evilPdf)),
  inert('a name of 5,000 characters', `${'长'.repeat(5000)}.pdf`, text(evilPdf)),
  refused('a name that is an ending', '.pdf ', text('x')),
];

/** Workbooks: judged by their first and last bytes when they are handed in, and by everything when they are read. */
const workbooks: readonly HostileFile[] = [
  refused('a workbook with macros', 'a.xlsm', () => workbookOf({ 'xl/vbaProject.bin': Buffer.alloc(100) })),
  refused('macros under the name of none', 'a.xlsx', () =>
    workbookOf({ 'xl/vbaProject.bin': Buffer.alloc(100) }),
  ),
  inert('a bomb of 100 MB', 'a.xlsx', () =>
    workbookOf({ 'xl/worksheets/sheet1.xml': Buffer.alloc(100 * MEGABYTE, 0x20) }),
  ),
  inert('a bomb beside the sheets', 'a.xlsx', () =>
    workbookOf({ 'xl/media/a.png': Buffer.alloc(100 * MEGABYTE) }),
  ),
  inert('a bomb that says it is small', 'a.xlsx', () =>
    zipOf(
      workbookParts().map((part) =>
        part.name.includes('sheet1')
          ? { ...part, data: Buffer.alloc(60 * MEGABYTE, 0x20), size: 1000 }
          : part,
      ),
    ),
  ),
  inert('sixty bombs just under the ratio', 'a.xlsx', () =>
    zipOf([
      ...workbookParts(),
      ...Array.from({ length: 60 }, (_, n) => ({
        name: `xl/worksheets/x${n}.xml`,
        data: Buffer.alloc(1_000_000, 0x20),
      })),
    ]),
  ),
  inert('an archive in an archive in an archive', 'a.xlsx', () => {
    let inner = zipOf([{ name: 'xl/workbook.xml', data: Buffer.alloc(10 * MEGABYTE) }]);
    for (let n = 0; n < 3; n += 1)
      inner = zipOf(workbookParts({ 'xl/embeddings/a.xlsx': inner, 'xl/workbook.xml': inner }));
    return inner;
  }),
  inert('entries that climb out', 'a.xlsx', () =>
    workbookOf({ '../../../../tmp/guanyun-slip': 'x', 'xl/../../../slip.xml': 'x' }),
  ),
  inert('entries from the root', 'a.xlsx', () => workbookOf({ '/etc/passwd': 'x', 'C:\\windows\\x': 'x' })),
  refused('a link instead of a sheet', 'a.xlsx', () =>
    zipOf([
      ...workbookParts({ 'xl/worksheets/sheet1.xml': null }),
      { name: 'xl/worksheets/sheet1.xml', data: '/etc/passwd', mode: 0o120777 },
    ]),
  ),
  inert('an entity from a file', 'a.xlsx', () =>
    workbookOf({
      'xl/worksheets/sheet1.xml': `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${sheetOf('<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>')}`,
    }),
  ),
  inert('an entity from a file, in UTF-16', 'a.xlsx', () =>
    workbookOf({
      'xl/workbook.xml': Buffer.from(
        '\ufeff<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook>&e;</workbook>',
        'utf16le',
      ),
    }),
  ),
  inert('an entity a thousand million times', 'a.xlsx', () => {
    const more = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join(
      '',
    );
    return workbookOf({
      'xl/sharedStrings.xml': `<!DOCTYPE x [<!ENTITY l0 "lol">${more}]><sst><si><t>&l9;</t></si></sst>`,
    });
  }),
  inert('a sheet elsewhere', 'a.xlsx', () =>
    workbookOf({
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="r1" TargetMode="External" Target="http://127.0.0.1:1/x.xml"/></Relationships>',
    }),
  ),
  inert('one sheet under a thousand names', 'a.xlsx', () =>
    workbookOf({
      'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${Array.from({ length: 1000 }, (_, n) => `<sheet name="s${n}" sheetId="${n + 1}" r:id="r1"/>`).join('')}</sheets></workbook>`,
    }),
  ),
  inert('a cell at the end of the world', 'a.xlsx', () =>
    workbookOf({
      'xl/worksheets/sheet1.xml': sheetOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    }),
  ),
  inert('a row of number 10⁹', 'a.xlsx', () =>
    workbookOf({
      'xl/worksheets/sheet1.xml': sheetOf('<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>'),
    }),
  ),
  inert('rows that never end', 'a.xlsx', () =>
    workbookOf({ 'xl/worksheets/sheet1.xml': sheetOf('<row r="1">'.repeat(400_000)) }),
  ),
  inert('cells that never end', 'a.xlsx', () =>
    workbookOf({ 'xl/worksheets/sheet1.xml': sheetOf(`<row r="1">${'<c '.repeat(400_000)}</row>`) }),
  ),
  inert('elements 10⁵ deep', 'a.xlsx', () =>
    workbookOf({ 'xl/worksheets/sheet1.xml': sheetOf('<a>'.repeat(100_000) + '</a>'.repeat(100_000)) }),
  ),
  inert('10⁵ attributes', 'a.xlsx', () =>
    workbookOf({
      'xl/worksheets/sheet1.xml': sheetOf(
        `<row ${Array.from({ length: 100_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`,
      ),
    }),
  ),
  inert('numbers that are none', 'a.xlsx', () =>
    workbookOf({
      'xl/worksheets/sheet1.xml': sheetOf(
        `<row r="1">${['1e400', 'NaN', '-0', '1e308', '5e-324', ''].map((v) => `<c><v>${v}</v></c>`).join('')}<c t="s"><v>-1</v></c><c s="99999"><v>1e15</v></c></row>`,
      ),
    }),
  ),
  inert('a cell of 7 MB', 'a.xlsx', () =>
    workbookOf({
      'xl/worksheets/sheet1.xml': sheetOf(
        `<row r="1"><c r="A1" t="inlineStr"><is><t>${Array.from({ length: 500_000 }, (_, n) => `${n} `).join('')}</t></is></c></row>`,
      ),
    }),
  ),
  inert('characters that are none', 'a.xlsx', () =>
    workbookOf({
      'xl/worksheets/sheet1.xml': sheetOf(
        '<row r="1"><c t="inlineStr"><is><t>a&#0;&#xD800;_x0000__xD800_</t></is></c></row>',
      ),
    }),
  ),
  refused('10⁴ entries', 'a.xlsx', () =>
    zipOf(
      [
        ...workbookParts(),
        ...Array.from({ length: 10_000 }, (_, n) => ({ name: `x/${n}`, data: '', stored: true })),
      ].reverse(),
    ),
  ),
  inert('a locked archive', 'a.xlsx', () => zipOf(workbookParts().map((part) => ({ ...part, flags: 1 })))),
  inert('a way of packing that is not known', 'a.xlsx', () =>
    zipOf(workbookParts().map((part) => ({ ...part, method: 99 }))),
  ),
  inert('two parts of one name', 'a.xlsx', () => zipOf([...workbookParts(), ...workbookParts()])),
  inert('parts that lie over one another', 'a.xlsx', () => {
    const bytes = workbookOf();
    const at = bytes.indexOf(Buffer.from('504b0102', 'hex'));
    bytes.writeUInt32LE(bytes.length - 200, at + 20);
    return bytes;
  }),
  refused('a workbook cut in half', 'a.xlsx', () => workbookOf().subarray(0, 500)),
  refused('a workbook without its last bytes', 'a.xlsx', () => workbookOf().subarray(0, -10)),
];

export const hostileFiles: readonly HostileFile[] = [...disguised, ...workbooks];
