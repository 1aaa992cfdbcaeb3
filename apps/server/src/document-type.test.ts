import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanName, documentType } from './document-type.ts';
import { writeWorkbook } from './workbook/write-workbook.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guanyun-type-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function typeOf(name: string, bytes: string | Uint8Array): Promise<string | null> {
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  return documentType(name, path);
}

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);

describe('the type of a document', () => {
  it.each([
    ['报告.pdf', '%PDF-1.7\n', 'application/pdf'],
    ['章.PNG', png, 'image/png'],
    ['现场.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    ['表.csv', '编码,名称\n', 'text/csv; charset=utf-8'],
    ['股权.json', '[]\n', 'application/json'],
    ['说明.txt', Buffer.from([0xb9, 0xdc, 0xd4, 0xcb]), 'text/plain; charset=gb18030'],
  ])('%s is taken', async (name, bytes, type) => {
    expect(await typeOf(name, bytes)).toBe(type);
  });

  it('a workbook is taken as one, and not as a letter', async () => {
    const workbook = await writeWorkbook({ sheets: [{ name: '一', rows: [['a']] }] });
    expect(await typeOf('a.xlsx', workbook)).toContain('spreadsheetml');
    expect(await typeOf('a.docx', workbook)).toBeNull();
    expect(await typeOf('a.xlsx', Buffer.concat([workbook, Buffer.from('xl/vbaProject.bin')]))).toBeNull();
  });

  it('an Office file with an entry that is a link is not', async () => {
    const workbook = Buffer.from(await writeWorkbook({ sheets: [{ name: '一', rows: [['a']] }] }));
    const entry = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
    let links = 0;
    for (let at = workbook.indexOf(entry); at >= 0; at = workbook.indexOf(entry, at + 1)) {
      const linked = Buffer.from(workbook);
      linked.writeUInt32LE((0o120777 << 16) >>> 0, at + 38);
      expect(await typeOf('a.xlsx', linked)).toBeNull();
      links += 1;
    }
    expect(links).toBeGreaterThan(3);
    const others = Buffer.from(workbook);
    others.writeUInt32LE((0o100644 << 16) >>> 0, others.indexOf(entry) + 38);
    expect(await typeOf('a.xlsx', others)).toContain('spreadsheetml');
  });

  it('an archive whose directory cannot be read through is none', async () => {
    const workbook = Buffer.from(await writeWorkbook({ sheets: [{ name: '一', rows: [['a']] }] }));
    const cut = Buffer.from(workbook);
    cut.writeUInt16LE(999, cut.length - 22 + 10);
    expect(await typeOf('a.xlsx', cut)).toBeNull();
    expect(await typeOf('a.xlsx', workbook.subarray(0, -1))).toBeNull();
  });

  it.each([
    ['a.html', '<script>1</script>'],
    ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a.exe', 'MZ'],
    ['a.docm', 'PK\u0003\u0004'],
    ['a.pdf.exe', '%PDF-1.7'],
    ['a.pdf', '<html>%PDF-1.7</html>'],
    ['a.pdf', ''],
    ['a.png', '%PDF-1.7'],
    ['a.txt', 'a\u0000b'],
    ['a.txt', Buffer.from([0xff, 0xff, 0x41])],
    ['pdf', '%PDF-1.7'],
    ['a.constructor', 'x'],
  ])('%s with %j is not', async (name, bytes) => {
    expect(await typeOf(name, bytes)).toBeNull();
  });
});

describe('the name of a document', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\资料\\批复.pdf', '批复.pdf'],
    ['a\u202Efdp.exe\r\n"x"', 'afdp.exex'],
    [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(190)}${'长'.repeat(6)}.pdf`],
  ])('%j', (given, kept) => {
    expect(cleanName(given)).toBe(kept);
  });
});
