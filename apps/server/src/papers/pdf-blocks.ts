import type { OfficialPaper, PaperParagraph } from '@guanyun/domain/matters/official-paper.ts';
import { breakLines, type Stretch } from './break-lines.ts';
import {
  grey,
  markSize,
  markTop,
  numberText,
  page,
  pt,
  red,
  signatureIndents,
  size,
  titleLines,
} from './paper-layout.ts';
import { type Block, CHARACTER, type Face, LINE, type Sheet, type Style } from './pdf-sheet.ts';

const WIDTH = pt(page.textWidth);
/** 28 characters of 16 points are squeezed into the line by so much each. */
const SQUEEZE = CHARACTER - size.body;

const blank = (height = LINE): Block => ({ height, blank: true, draw: () => undefined });

function centred(sheet: Sheet, text: string, style: Style, height = LINE): Block {
  const width = sheet.widthOf(text, style.face, style.size);
  return { height, draw: (y) => sheet.text(text, (WIDTH - width) / 2, y + (height - LINE) / 2, style) };
}

const bodyStyle: Style = { face: 'body', size: size.body, spacing: SQUEEZE };
const bodyWidth = (sheet: Sheet, text: string): number =>
  sheet.widthOf(text, 'body', size.body) + SQUEEZE * [...text].length;

/** A paragraph in lines of the grid; all but its last fill the width. `hang` is where later lines begin. */
function paragraph(
  sheet: Sheet,
  stretches: readonly Stretch<Face>[],
  { first = 0, hang = 0, justify = true }: { first?: number; hang?: number; justify?: boolean },
): Block[] {
  const widthOf = (text: string, face: Face): number =>
    sheet.widthOf(text, face, size.body) + SQUEEZE * [...text].length;
  const lines = breakLines(stretches, WIDTH - hang, first - hang, widthOf);
  return lines.map((line, index) => {
    const x = index === 0 ? first : hang;
    const count = line.stretches.reduce((sum, { text }) => sum + [...text].length, 0);
    const fills = justify && index < lines.length - 1 && count > 1;
    const spare = fills ? (WIDTH - x - line.width - SQUEEZE) / (count - 1) : 0;
    return { height: LINE, draw: (y: number) => sheet.stretches(line.stretches, x, y, SQUEEZE + spare) };
  });
}

/** 版头, down to two lines below the red separator. */
export function headBlocks(sheet: Sheet, paper: OfficialPaper): Block[] {
  const minutes = paper.kind === 'minutes';
  const points = markSize(paper);
  const right = minutes ? paper.date : paper.signatory === null ? null : `签发人：${paper.signatory}`;
  const left = minutes ? paper.signedBy : numberText(paper);
  const number: Block =
    right === null
      ? centred(sheet, left, bodyStyle)
      : {
          height: LINE,
          draw: (y) => {
            sheet.text(left, CHARACTER, y, bodyStyle);
            sheet.text(right, WIDTH - CHARACTER - bodyWidth(sheet, right), y, bodyStyle);
          },
        };
  const separator: Block = { height: pt(4), draw: (y) => sheet.rule(y + pt(4), 1.5, red) };
  return [
    blank(pt(markTop)),
    centred(sheet, paper.mark, { face: 'title', size: points, colour: red }, points * 1.3),
    blank(),
    ...(minutes && paper.number !== null ? [centred(sheet, paper.number, bodyStyle)] : []),
    blank(),
    number,
    separator,
    blank(),
    blank(),
  ];
}

export function titleBlocks(sheet: Sheet, paper: OfficialPaper): Block[] {
  const style: Style = { face: 'title', size: size.title };
  const addressee =
    paper.addressee === null
      ? []
      : paragraph(sheet, [{ face: 'body', text: `${paper.addressee}：` }], { justify: false });
  return [
    ...titleLines(paper.title).map((line) => centred(sheet, line, style, LINE + 4)),
    blank(),
    ...addressee,
  ];
}

function stretchesOf({ level, lead, text }: PaperParagraph): Stretch<Face>[] {
  const face = level === 1 ? 'heading' : 'body';
  return [
    ...(lead === '' ? [] : [{ face, text: lead } as const]),
    ...(text === '' ? [] : [{ face: 'body', text } as const]),
  ];
}

/** A heading is one block with the first line below it: it never ends a page. */
export function bodyBlocks(sheet: Sheet, paper: OfficialPaper): Block[] {
  const blocks: Block[] = [];
  let held: Block | null = null;
  for (const one of paper.paragraphs) {
    const [first, ...rest] = paragraph(sheet, stretchesOf(one), { first: 2 * CHARACTER });
    if (first === undefined) continue;
    const above: Block | null = held;
    const joined: Block =
      above === null
        ? first
        : {
            height: above.height + first.height,
            draw: (y) => {
              above.draw(y);
              first.draw(y + above.height);
            },
          };
    held = one.text === '' && rest.length === 0 ? joined : null;
    blocks.push(...(held === null ? [joined, ...rest] : []));
  }
  return held === null ? blocks : [...blocks, held];
}

export function attachmentBlocks(sheet: Sheet, { attachments }: OfficialPaper): Block[] {
  if (attachments.length === 0) return [];
  const start = (attachments.length === 1 ? 5 : 6) * CHARACTER;
  return [
    blank(),
    ...attachments.flatMap((name, index) => {
      const [first, ...rest] = paragraph(sheet, [{ face: 'body', text: name }], {
        first: start,
        hang: start,
        justify: false,
      });
      if (first === undefined) return [];
      const number = attachments.length === 1 ? '' : `${index + 1}.`;
      const draw = (y: number): void => {
        if (index === 0) sheet.text('附件：', 2 * CHARACTER, y, bodyStyle);
        if (number !== '') sheet.text(number, 5 * CHARACTER, y, bodyStyle);
        first.draw(y);
      };
      return [{ height: LINE, draw }, ...rest];
    }),
  ];
}

export function attendanceBlocks(sheet: Sheet, { attendance }: OfficialPaper): Block[] {
  if (attendance.length === 0) return [];
  return [
    blank(),
    ...attendance.flatMap(({ label, names }) =>
      paragraph(
        sheet,
        [
          { face: 'heading', text: `${label}：` },
          { face: 'body', text: names.join('　') },
        ],
        { first: 2 * CHARACTER, hang: 5 * CHARACTER, justify: false },
      ),
    ),
  ];
}

/** 署名 and 成文日期, with the place of the seal marked above them. */
export function signatureBlocks(sheet: Sheet, paper: OfficialPaper): Block[] {
  if (paper.kind === 'minutes') return [];
  const indents = signatureIndents(paper);
  const axis = WIDTH - (indents.name + [...paper.signedBy].length / 2) * CHARACTER;
  const at = (text: string): Block => ({
    height: LINE,
    draw: (y) => sheet.text(text, axis - bodyWidth(sheet, text) / 2, y, bodyStyle),
  });
  const note: Block = {
    height: LINE,
    draw: (y) => {
      const style: Style = { face: 'body', size: size.small, colour: grey };
      if (paper.seal)
        sheet.text('（印章）', axis - sheet.widthOf('（印章）', 'body', size.small) / 2, y, style);
    },
  };
  return [blank(), note, at(paper.signedBy), at(paper.date)];
}
