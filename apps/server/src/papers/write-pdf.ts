import type { OfficialPaper } from '@guanyun/domain/matters/official-paper.ts';
import { page, pt, size } from './paper-layout.ts';
import {
  attachmentBlocks,
  attendanceBlocks,
  bodyBlocks,
  headBlocks,
  signatureBlocks,
  titleBlocks,
} from './pdf-blocks.ts';
import { drawImprint, imprintHeight } from './pdf-imprint.ts';
import { type Block, createSheet, LINE, type Sheet } from './pdf-sheet.ts';

const HEIGHT = pt(page.textHeight);

/** Sets blocks one below the other; a block that does not fit begins the next page. */
function flow(sheet: Sheet, blocks: readonly Block[], from: number): number {
  let y = from;
  for (const block of blocks) {
    if (y + block.height > HEIGHT + 0.5) {
      sheet.nextPage();
      y = 0;
      if (block.blank) continue;
    }
    block.draw(y);
    y += block.height;
  }
  return y;
}

const heightOf = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + block.height, 0);

/** — 1 —, 7 mm below the text: odd pages on the right, even ones on the left, one character in. */
function numberPages({ document, text, widthOf }: Sheet): void {
  const { start, count } = document.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(start + index);
    const label = `— ${index + 1} —`;
    const width = widthOf(label, 'body', size.imprint);
    const x = index % 2 === 0 ? pt(page.textWidth) - width - size.imprint : size.imprint;
    text(label, x, HEIGHT + pt(7), { face: 'body', size: size.imprint });
  }
}

/** The paper as a PDF with its fonts in it. `origin` stands before the address in the machine code. */
export async function writePdf(paper: OfficialPaper, origin: string): Promise<Buffer> {
  const sheet = createSheet(paper);
  const text = [
    ...headBlocks(sheet, paper),
    ...titleBlocks(sheet, paper),
    ...bodyBlocks(sheet, paper),
    ...attachmentBlocks(sheet, paper),
    ...attendanceBlocks(sheet, paper),
  ];
  // What ends the paper stands with two lines of text at least: nobody can put a name under another paper.
  const ending = [...text.splice(-2), ...signatureBlocks(sheet, paper)];
  const foot = imprintHeight(sheet, paper) + LINE / 2;
  let y = flow(sheet, text, 0);
  if (y + heightOf(ending) + foot > HEIGHT && heightOf(ending) + foot <= HEIGHT) {
    sheet.nextPage();
    y = 0;
  }
  y = flow(sheet, ending, y);
  if (y + foot > HEIGHT) sheet.nextPage();
  drawImprint(sheet, paper, origin);
  numberPages(sheet);
  return sheet.finish();
}
