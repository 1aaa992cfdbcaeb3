import {
  codeText,
  codeWords,
  type OfficialPaper,
  treeWords,
} from '@guanyun/domain/matters/official-paper.ts';
import {
  AlignmentType,
  BorderStyle,
  HorizontalPositionRelativeFrom,
  type IBorderOptions,
  ImageRun,
  Paragraph,
  TabStopType,
  TextWrappingType,
  VerticalAnchor,
  VerticalPositionAlign,
  VerticalPositionRelativeFrom,
  WpsShapeRun,
} from 'docx';
import { line, run } from './docx-parts.ts';
import { charactersIn, codeSide, page, pt, size, twips } from './paper-layout.ts';
import { qrImage } from './qr-image.ts';

const pixels = (points: number): number => Math.round((points * 96) / 72);
const WIDTH = twips(page.textWidth);
const ONE = size.imprint * 20;
const LINE_HEIGHT = 460;
const TINY_HEIGHT = 260;

/** Eighths of a point: 0.35 mm for the first and last line, 0.25 mm between. */
const thick: IBorderOptions = { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 1 };
const thin: IBorderOptions = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 };

const imprintRun = (text: string) => run(text, 'body', { size: size.imprint * 2, scale: 100 });

/** The digest's first digits and, beside them, the code. */
function codeLine(paper: OfficialPaper, origin: string): Paragraph {
  const side = pixels(pt(codeSide));
  const image = new ImageRun({
    type: 'png',
    data: qrImage(`${origin}${codeText(paper)}`),
    transformation: { width: side, height: side },
    altText: { name: 'code', title: '核验码', description: codeText(paper) },
  });
  const digits = run(`${codeWords(paper)} `, 'body', {
    size: size.tiny * 2,
    scale: 100,
  });
  return line([digits, image], {
    alignment: AlignmentType.RIGHT,
    // Two neighbours with the same border would share one.
    ...(paper.copies.length === 0 ? {} : { border: { bottom: thick } }),
    spacing: { line: Math.round(pt(codeSide) * 20), lineRule: 'atLeast' },
  });
}

/** The log's checkpoint above the code. */
const treeLine = (words: string): Paragraph =>
  line([run(words, 'body', { size: size.tiny * 2, scale: 100 })], {
    alignment: AlignmentType.RIGHT,
    spacing: { line: TINY_HEIGHT },
  });

const copiesLine = ({ kind, copies }: OfficialPaper): Paragraph =>
  line([imprintRun(`${kind === 'minutes' ? '分送' : '抄送'}：${copies.join('，')}。`)], {
    alignment: AlignmentType.LEFT,
    spacing: { line: LINE_HEIGHT },
    indent: { left: 4 * ONE, hanging: 3 * ONE, right: ONE },
  });

const printingLine = ({ copies, printing: { by, on } }: OfficialPaper): Paragraph =>
  line([imprintRun(`　${by}\t${on}印发`)], {
    alignment: AlignmentType.LEFT,
    spacing: { line: LINE_HEIGHT },
    tabStops: [{ type: TabStopType.RIGHT, position: WIDTH - ONE }],
    border: { top: copies.length === 0 ? thick : thin, bottom: thick },
  });

/** 版记 at the foot of the last page, in a box of the text's width: the machine code in its corner, copies, printing line. */
export function imprint(paper: OfficialPaper, origin: string): Paragraph {
  const copied = paper.copies.length === 0 ? [] : [copiesLine(paper)];
  const perLine = Math.floor(WIDTH / ONE) - 5;
  const copyLines = copied.length === 0 ? 0 : Math.ceil(charactersIn(paper.copies.join('，')) / perLine);
  const tree = treeWords(paper);
  const height = pt(codeSide) + ((copyLines + 1) * LINE_HEIGHT + (tree === null ? 0 : TINY_HEIGHT)) / 20 + 6;
  const box = new WpsShapeRun({
    type: 'wps',
    children: [
      ...(tree === null ? [] : [treeLine(tree)]),
      codeLine(paper, origin),
      ...copied,
      printingLine(paper),
    ],
    transformation: { width: pixels(pt(page.textWidth)), height: pixels(height) },
    bodyProperties: {
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
      verticalAnchor: VerticalAnchor.BOTTOM,
    },
    outline: { type: 'noFill' },
    floating: {
      horizontalPosition: { relative: HorizontalPositionRelativeFrom.MARGIN, offset: 0 },
      verticalPosition: {
        relative: VerticalPositionRelativeFrom.MARGIN,
        align: VerticalPositionAlign.BOTTOM,
      },
      wrap: { type: TextWrappingType.TOP_AND_BOTTOM },
    },
  });
  return new Paragraph({ spacing: { line: 20, lineRule: 'exact' }, children: [box] });
}
