import { codeText, type OfficialPaper, printedDigest } from '@guanyun/domain/matters/official-paper.ts';
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  type IBorderOptions,
  ImageRun,
  Paragraph,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { line, run } from './docx-parts.ts';
import { charactersIn, page, size, twips } from './paper-layout.ts';
import { qrImage } from './qr-image.ts';

/** Widths of the code's column and of the code itself, in millimetres; pixels of an image are 1/96 inch. */
const CODE_COLUMN = 44;
const CODE = 17;
const PIXELS_PER_MM = 96 / 25.4;

const none: IBorderOptions = { style: BorderStyle.NONE, size: 0 };
/** Eighths of a point: 0.35 mm for the first and last line, 0.25 mm between. */
const thick: IBorderOptions = { style: BorderStyle.SINGLE, size: 8, color: '000000' };
const thin: IBorderOptions = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
const LINE_HEIGHT = 420;

const ONE = size.imprint * 20;
const COPIES_WIDTH = twips(page.textWidth - CODE_COLUMN);
const WIDTH = twips(page.textWidth);

const imprintRun = (text: string) => run(text, 'body', { size: `${size.imprint}pt`, characterSpacing: 0 });

function copiesLine({ kind, copies }: OfficialPaper): Paragraph {
  const text = copies.length === 0 ? '' : `${kind === 'minutes' ? '分送' : '抄送'}：${copies.join('，')}。`;
  return line([imprintRun(text)], {
    alignment: AlignmentType.LEFT,
    spacing: { line: LINE_HEIGHT },
    indent: { left: 4 * ONE, hanging: 3 * ONE, right: ONE },
  });
}

const printingLine = ({ printing: { by, on } }: OfficialPaper): Paragraph =>
  line([imprintRun(by), imprintRun(`\t${on}印发`)], {
    alignment: AlignmentType.LEFT,
    spacing: { line: LINE_HEIGHT },
    indent: { left: ONE },
    tabStops: [{ type: TabStopType.RIGHT, position: WIDTH - ONE }],
  });

/** The digest's first digits and, beside them, the code. */
function codeLine(paper: OfficialPaper, origin: string): Paragraph {
  const side = Math.round(CODE * PIXELS_PER_MM);
  const image = new ImageRun({
    type: 'png',
    data: qrImage(`${origin}${codeText(paper)}`),
    transformation: { width: side, height: side },
    altText: { name: 'code', title: '核验码', description: codeText(paper) },
  });
  const digits = run(`${printedDigest(paper)} `, 'body', { size: `${size.tiny}pt`, characterSpacing: 0 });
  return new Paragraph({ alignment: AlignmentType.RIGHT, children: [digits, image] });
}

function cell(content: Paragraph, top: IBorderOptions, bottom: IBorderOptions, span = 1): TableCell {
  return new TableCell({
    columnSpan: span,
    verticalAlign: VerticalAlignTable.CENTER,
    borders: { top, bottom, left: none, right: none },
    children: [content],
  });
}

/** 版记 at the foot of the last page: copies, the machine code in the corner, who printed it and when. */
export function imprint(paper: OfficialPaper, origin: string): Table {
  const perLine = Math.floor((COPIES_WIDTH - 5 * ONE) / ONE);
  const lines = Math.ceil(charactersIn(paper.copies.join('，')) / perLine);
  const upper = Math.max(twips(CODE + 1), lines * LINE_HEIGHT);
  const lower = LINE_HEIGHT + twips(1);
  const row = (height: number, children: TableCell[]) =>
    new TableRow({ cantSplit: true, height: { value: height, rule: HeightRule.EXACT }, children });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: [COPIES_WIDTH, WIDTH - COPIES_WIDTH],
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    float: {
      horizontalAnchor: TableAnchorType.MARGIN,
      absoluteHorizontalPosition: 1,
      verticalAnchor: TableAnchorType.MARGIN,
      // Its last line is the lower edge of the text; a position from above is what every reader understands.
      absoluteVerticalPosition: twips(page.textHeight) - upper - lower,
    },
    rows: [
      row(upper, [cell(copiesLine(paper), thick, thin), cell(codeLine(paper, origin), thick, thin)]),
      row(lower, [cell(printingLine(paper), thin, thick, 2)]),
    ],
  });
}
