import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of an archive; what is not said is as an honest program writes it. */
export type ZipEntry = {
  readonly name: string;
  readonly data: Buffer | string;
  readonly stored?: boolean;
  /** The size that is declared, where it is not the real one. */
  readonly size?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Unix mode, in the external attributes. */
  readonly mode?: number;
};

/** An archive of these entries, as bad as they are. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, data, stored = false, size, flags = 0, method, mode = 0 } of entries) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(data)];
    const packed = stored ? bytes : deflateRawSync(bytes);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(flags, 6);
    head.writeUInt16LE(method ?? (stored ? 0 : 8), 8);
    head.writeUInt32LE(crc32(bytes), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(size ?? bytes.length, 22);
    head.writeUInt16LE(path.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(0x0314, 4);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE((mode << 16) >>> 0, 38);
    entry.writeUInt32LE(offset, 42);
    parts.push(head, path, packed);
    directory.push(entry, path);
    offset += 30 + path.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 10);
  end.writeUInt32LE(
    directory.reduce((sum, one) => sum + one.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const types =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageOf = 'http://schemas.openxmlformats.org/package/2006/relationships';

export const sheetOf = (rows: string): string =>
  `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;

/** The parts of a workbook of one sheet; `over` puts others in their place or beside them, `null` leaves one out. */
export function workbookParts(over: Readonly<Record<string, string | Buffer | null>> = {}): ZipEntry[] {
  const parts: Record<string, string | Buffer | null> = {
    '[Content_Types].xml': types,
    '_rels/.rels': `<Relationships xmlns="${packageOf}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageOf}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheetOf('<row r="1"><c r="A1" t="inlineStr"><is><t>编码</t></is></c></row>'),
    ...over,
  };
  return Object.entries(parts).flatMap(([name, data]) => (data === null ? [] : [{ name, data }]));
}
export const workbookOf = (over: Readonly<Record<string, string | Buffer | null>> = {}): Buffer =>
  zipOf(workbookParts(over));
