import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { OfficialPaper } from '@guanyun/domain/matters/official-paper.ts';
import PDFDocument from 'pdfkit';
import type { Stretch } from './break-lines.ts';
import { page, pt, size } from './paper-layout.ts';

export type Face = 'title' | 'body' | 'heading';
export type Style = {
  readonly face: Face;
  readonly size: number;
  readonly colour?: string;
  readonly spacing?: number;
};

/** Something of a height that can be drawn at a distance below the text's upper edge. Blank ones vanish at the top of a page. */
export type Block = { readonly height: number; readonly blank?: boolean; readonly draw: (y: number) => void };

/** One line and one character of the grid in points. */
export const LINE = pt(page.textHeight) / page.lines;
export const CHARACTER = pt(page.textWidth) / page.characters;

const require = createRequire(import.meta.url);
const serif = dirname(require.resolve('@expo-google-fonts/noto-serif-sc/package.json'));
const sans = join(dirname(require.resolve('@embedpdf/fonts-sc')), '..', 'fonts');

/** No 仿宋 or 小标宋 under a free licence is to be had: 思源宋体 stands in, 思源黑体 is the 黑体. */
const files: Readonly<Record<Face, string>> = {
  title: join(serif, '600SemiBold', 'NotoSerifSC_600SemiBold.ttf'),
  body: join(serif, '400Regular', 'NotoSerifSC_400Regular.ttf'),
  heading: join(sans, 'NotoSansHans-Medium.otf'),
};

/** A document being drawn; positions are from the upper left corner of the text. */
export type Sheet = {
  readonly document: InstanceType<typeof PDFDocument>;
  readonly widthOf: (text: string, face: Face, points: number) => number;
  /** Draws one line of text, its middle where a line of the grid at `y` has it. */
  readonly text: (text: string, x: number, y: number, style: Style) => void;
  /** Draws the stretches of a line one after the other, `spacing` more between characters. */
  readonly stretches: (line: readonly Stretch<Face>[], x: number, y: number, spacing: number) => void;
  readonly rule: (y: number, points: number, colour: string) => void;
  readonly nextPage: () => void;
  readonly finish: () => Promise<Buffer>;
};

/** Widths of characters, kept: the same few hundred are measured over and over. */
function measure(document: Sheet['document']): Sheet['widthOf'] {
  const known = new Map<string, number>();
  const one = (character: string, face: Face): number => {
    const key = face + character;
    const found = known.get(key);
    if (found !== undefined) return found;
    const width = document.font(face).fontSize(1000).widthOfString(character) / 1000;
    known.set(key, width);
    return width;
  };
  return (text, face, points) => [...text].reduce((sum, character) => sum + one(character, face) * points, 0);
}

export function createSheet(paper: OfficialPaper): Sheet {
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: paper.title, Author: paper.signedBy },
  });
  for (const [face, file] of Object.entries(files)) document.registerFont(face, file);
  const [left, top] = [pt(page.left), pt(page.top)];
  const widthOf = measure(document);
  const text: Sheet['text'] = (shown, x, y, { face, size: points, colour = '000000', spacing = 0 }) => {
    document
      .font(face)
      .fontSize(points)
      .fillColor(`#${colour}`)
      .text(shown, left + x, top + y + LINE / 2, {
        lineBreak: false,
        baseline: 'middle',
        characterSpacing: spacing,
      });
  };
  return {
    document,
    widthOf,
    text,
    stretches: (line, x, y, spacing) => {
      let at = x;
      for (const { face, text: shown } of line) {
        text(shown, at, y, { face, size: size.body, spacing });
        at += widthOf(shown, face, size.body) + spacing * [...shown].length;
      }
    },
    rule: (y, points, colour) => {
      document
        .lineWidth(points)
        .strokeColor(`#${colour}`)
        .moveTo(left, top + y)
        .lineTo(left + pt(page.textWidth), top + y)
        .stroke();
    },
    nextPage: () => void document.addPage(),
    finish: () =>
      new Promise((done, fail) => {
        const chunks: Buffer[] = [];
        document.on('data', (chunk: Buffer) => chunks.push(chunk));
        document.on('end', () => done(Buffer.concat(chunks)));
        document.on('error', fail);
        document.end();
      }),
  };
}
