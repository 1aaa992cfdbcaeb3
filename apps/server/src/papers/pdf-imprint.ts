import {
  codeText,
  codeWords,
  type OfficialPaper,
  treeWords,
} from '@guanyun/domain/matters/official-paper.ts';
import { breakLines } from './break-lines.ts';
import { codeSide, page, pt, size } from './paper-layout.ts';
import { LINE, type Sheet, type Style } from './pdf-sheet.ts';
import { qrImage } from './qr-image.ts';

const WIDTH = pt(page.textWidth);
const HEIGHT = pt(page.textHeight);
const ROW = 23;
const TINY_ROW = 13;
const ONE = size.imprint;
/** 0.35 mm for the first and last line, 0.25 mm between. */
const [THICK, THIN] = [pt(0.35), pt(0.25)];
const style: Style = { face: 'body', size: size.imprint };

function copiesOf(sheet: Sheet, { kind, copies }: OfficialPaper): { label: string; lines: string[] } {
  const label = kind === 'minutes' ? '分送：' : '抄送：';
  if (copies.length === 0) return { label, lines: [] };
  const widthOf = (text: string): number => sheet.widthOf(text, 'body', size.imprint);
  const lines = breakLines([{ face: 'body', text: `${copies.join('，')}。` }], WIDTH - 5 * ONE, 0, widthOf);
  return { label, lines: lines.map((line) => line.stretches.map(({ text }) => text).join('')) };
}

/** How much of the last page the imprint takes, in points. */
export const imprintHeight = (sheet: Sheet, paper: OfficialPaper): number =>
  pt(codeSide) + (copiesOf(sheet, paper).lines.length + 1) * ROW;

/** 版记 at the foot of the page: the machine code in its corner, copies, who printed it and when. */
export function drawImprint(sheet: Sheet, paper: OfficialPaper, origin: string): void {
  const { label, lines } = copiesOf(sheet, paper);
  const row = (n: number): number => HEIGHT - n * ROW;
  const text = (shown: string, x: number, y: number): void =>
    sheet.text(shown, x, y + (ROW - LINE) / 2, style);
  const top = row(lines.length + 1);
  const side = pt(codeSide);
  const beside = [treeWords(paper), codeWords(paper)].filter((words) => words !== null);
  for (const [above, words] of beside.reverse().entries())
    sheet.text(
      words,
      WIDTH - side - sheet.widthOf(words, 'body', size.tiny) - 3,
      top - LINE + 6 - above * TINY_ROW,
      {
        face: 'body',
        size: size.tiny,
      },
    );
  sheet.document.image(
    qrImage(`${origin}${codeText(paper)}`),
    pt(page.left) + WIDTH - side,
    pt(page.top) + top - side - 2,
    {
      width: side,
    },
  );
  sheet.rule(top, THICK, '000000');
  if (lines.length > 0) {
    text(label, ONE, top);
    for (const [index, line] of lines.entries()) text(line, 4 * ONE, top + index * ROW);
    sheet.rule(row(1), THIN, '000000');
  }
  const { by, on } = paper.printing;
  const printed = `${on}印发`;
  text(by, ONE, row(1));
  text(printed, WIDTH - ONE - sheet.widthOf(printed, 'body', size.imprint), row(1));
  sheet.rule(HEIGHT, THICK, '000000');
}
