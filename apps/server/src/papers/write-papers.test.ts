import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import {
  codeText,
  type OfficialPaper,
  printedDigest,
  treeWords,
} from '@guanyun/domain/matters/official-paper.ts';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qrImage } from './qr-image.ts';
import { samplePapers } from './sample-papers.ts';
import { writeDocx } from './write-docx.ts';
import { writePdf } from './write-pdf.ts';

const run = promisify(execFile);
const kinds = Object.keys(samplePapers) as OfficialPaper['kind'][];
const origin = 'https://example.test';
const CONVERSION_MS = 180_000;
type Page = { readonly width: number; readonly height: number; readonly text: string };

let folder = '';
const converted = new Map<string, Page[]>();
const written = new Map<string, Page[]>();

/** Spaces are layout: LibreOffice puts some between Chinese and Latin letters. */
const tight = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

async function pagesOf(bytes: Uint8Array): Promise<Page[]> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: true, verbosity: 0 });
  const document = await task.promise;
  const pages: Page[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    pages.push({ width, height, text: tight(items.map((item) => ('str' in item ? item.str : '')).join('')) });
  }
  await task.destroy();
  return pages;
}

/** One start of LibreOffice for all files, with a profile of its own. */
async function convertAll(): Promise<void> {
  const program = process.env.GUANYUN_LIBREOFFICE ?? 'soffice';
  const profile = pathToFileURL(join(folder, 'profile')).href;
  const files = kinds.map((kind) => join(folder, `${kind}.docx`));
  const args = [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', 'pdf', '--outdir', folder];
  await run(program, [...args, ...files], { timeout: CONVERSION_MS });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guanyun-papers-'));
  for (const kind of kinds)
    await writeFile(join(folder, `${kind}.docx`), await writeDocx(samplePapers[kind], origin));
  await convertAll();
  for (const kind of kinds) {
    converted.set(kind, await pagesOf(await readFile(join(folder, `${kind}.pdf`))));
    written.set(kind, await pagesOf(await writePdf(samplePapers[kind], origin)));
  }
}, CONVERSION_MS);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Everything that must stand on a paper, in the order in which it is read. */
function textInOrder(paper: OfficialPaper): string[] {
  const minutes = paper.kind === 'minutes';
  return [
    paper.mark,
    ...(minutes ? [paper.signedBy, paper.date] : [paper.draft ? '草稿' : (paper.number ?? '')]),
    ...(paper.signatory === null ? [] : [`签发人：${paper.signatory}`]),
    paper.title,
    ...(paper.addressee === null ? [] : [`${paper.addressee}：`]),
    ...paper.paragraphs.map((p) => p.lead + p.text),
    ...paper.attachments,
    ...paper.attendance.flatMap(({ label, names }) => [`${label}：`, ...names]),
    ...(minutes ? [] : [...(paper.seal ? ['（印章）'] : []), paper.signedBy, paper.date]),
  ].map(tight);
}

function expectInOrder(text: string, parts: readonly string[]): void {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    expect(at, `${part} after ${text.slice(Math.max(0, from - 20), from)}`).toBeGreaterThanOrEqual(0);
    from = at + part.length;
  }
}

/** The text of all pages without the page numbers, which stand among it. */
const bodyOf = (pages: readonly Page[]): string =>
  pages.map(({ text }, index) => text.replace(`—${index + 1}—`, '')).join('');

describe.each([
  ['Word, as LibreOffice lays it out', converted],
  ['PDF', written],
])('%s', (_, papers) => {
  it.each(kinds)('%s has all its text in order', (kind) => {
    expectInOrder(bodyOf(papers.get(kind) ?? []), textInOrder(samplePapers[kind]));
  });

  it.each(kinds)('%s has its imprint and code on the last page', (kind) => {
    const paper = samplePapers[kind];
    const last = papers.get(kind)?.at(-1)?.text ?? '';
    expect(last).toContain(printedDigest(paper));
    expect(treeWords(paper) === null).toBe(paper.kind !== 'reply' && paper.kind !== 'minutes');
    expect(last).toContain(tight(treeWords(paper) ?? ''));
    expect(last).toContain(tight(paper.printing.by));
    expect(last).toContain(`${paper.printing.on}印发`);
    for (const copy of paper.copies) expect(last).toContain(copy);
  });

  it.each(kinds)('%s is A4, every page numbered', (kind) => {
    const pages = papers.get(kind) ?? [];
    expect(pages.length).toBeGreaterThan(0);
    for (const [index, page] of pages.entries()) {
      expect(page.width).toBeCloseTo(595.3, 0);
      expect(page.height).toBeCloseTo(841.9, 0);
      expect(page.text).toContain(`—${index + 1}—`);
    }
  });
});

describe('what a paper does not say', () => {
  it('a numbered paper is no draft; minutes have no place for a seal', () => {
    for (const papers of [converted, written]) {
      expect(bodyOf(papers.get('reply') ?? [])).not.toContain('草稿');
      expect(bodyOf(papers.get('minutes') ?? [])).not.toContain('印章');
    }
  });
});

describe('the machine code', () => {
  it('is a PNG of the address and the whole digest', () => {
    const text = `${origin}${codeText(samplePapers.reply)}`;
    expect(text).toMatch(/^https:\/\/example\.test\/matters\/[0-9a-f-]{36}\?digest=[0-9a-f]{64}$/);
    const image = qrImage(text);
    expect(image.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(image.readUInt32BE(16)).toBe(image.readUInt32BE(20));
    expect(qrImage(`${text}0`).equals(image)).toBe(false);
  });
});
