import type { OfficialPaper, PaperParagraph } from '@guanyun/domain/matters/official-paper.ts';
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  type Paragraph,
  TabStopType,
} from 'docx';
import { imprint } from './docx-imprint.ts';
import { blank, CHARACTER, fontTable, LINE, line, run, styles } from './docx-parts.ts';
import {
  grey,
  markSize,
  markTop,
  numberText,
  page,
  red,
  signatureIndents,
  size,
  titleLines,
  twips,
} from './paper-layout.ts';

const redLine = { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 11 } } as const;

/** 版头: mark, number, red separator. Minutes carry issuer and date where other papers carry their number. */
function head(paper: OfficialPaper): Paragraph[] {
  const points = markSize(paper);
  const mark = line([run(paper.mark, 'title', { size: points * 2, color: red, scale: 100 })], {
    alignment: AlignmentType.CENTER,
    spacing: { before: twips(markTop), line: points * 26 },
  });
  const minutes = paper.kind === 'minutes';
  const [left, right] = minutes
    ? [paper.signedBy, paper.date]
    : [numberText(paper), paper.signatory === null ? null : paper.signatory];
  const minutesNumber =
    minutes && paper.number !== null ? [line([run(paper.number)], { alignment: AlignmentType.CENTER })] : [];
  if (right === null)
    return [mark, blank(), blank(), line([run(left)], { alignment: AlignmentType.CENTER, border: redLine })];
  const both = line(
    [run(`　${left}`), run(minutes ? '\t' : '\t签发人：'), run(right, minutes ? 'body' : 'section')],
    {
      alignment: AlignmentType.LEFT,
      tabStops: [{ type: TabStopType.RIGHT, position: twips(page.textWidth) - CHARACTER }],
      border: redLine,
    },
  );
  return [mark, blank(), ...minutesNumber, blank(), both];
}

function body({ level, lead, text }: PaperParagraph, isLast: boolean): Paragraph {
  const face = level === 1 ? 'heading' : level === 2 ? 'section' : 'body';
  return line([...(lead === '' ? [] : [run(lead, face)]), ...(text === '' ? [] : [run(text)])], {
    indent: { firstLine: 2 * CHARACTER },
    // A heading stays with its text, and the signature never stands alone on a page.
    keepNext: text === '' || isLast,
  });
}

/** 附件说明: numbered when there are several, later lines under the first character of the name. */
function attachments(names: readonly string[]): Paragraph[] {
  if (names.length === 0) return [];
  return [
    blank(names.length <= 2),
    ...names.map((name, index) => {
      const label = index === 0 ? '附件：' : '';
      const number = names.length === 1 ? '' : `${index + 1}.`;
      const start = (number === '' ? 5 : 6) * CHARACTER;
      return line([run(`${label}${number}`), run(`\t${name}`)], {
        alignment: AlignmentType.LEFT,
        keepNext: index >= names.length - 2,
        indent: { left: start, hanging: index === 0 ? start - 2 * CHARACTER : CHARACTER },
        tabStops: [{ type: TabStopType.LEFT, position: start }],
      });
    }),
  ];
}

function attendance(paper: OfficialPaper): Paragraph[] {
  if (paper.attendance.length === 0) return [];
  return [
    blank(),
    ...paper.attendance.map(({ label, names }) =>
      line([run(`${label}：`, 'heading'), run(names.join('　'))], {
        alignment: AlignmentType.LEFT,
        indent: { left: 5 * CHARACTER, hanging: 3 * CHARACTER },
      }),
    ),
  ];
}

/** 署名 and 成文日期, with the place of the seal marked above them. */
function signature(paper: OfficialPaper): Paragraph[] {
  if (paper.kind === 'minutes') return [];
  const indents = signatureIndents(paper);
  const right = (characters: number) => ({
    alignment: AlignmentType.RIGHT,
    indent: { right: Math.round(characters * CHARACTER) },
    keepNext: true,
  });
  const axis = indents.name + [...paper.signedBy].length / 2;
  const note = run('（印章）', 'body', { size: size.small * 2, color: grey, scale: 100 });
  return [
    blank(true),
    line(paper.seal ? [note] : [], right(axis - (2 * size.small) / size.body)),
    line([run(paper.signedBy)], right(indents.name)),
    line([run(paper.date)], { ...right(indents.date), keepNext: false }),
  ];
}

/** — 1 —, outside: odd pages on the right, even ones on the left, one character in. */
function pageNumber(side: 'left' | 'right'): Footer {
  const number = run('', 'body', {
    children: ['— ', PageNumber.CURRENT, ' —'],
    size: size.imprint * 2,
    scale: 100,
  });
  const alignment = side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT;
  return new Footer({ children: [line([number], { alignment, indent: { [side]: CHARACTER } })] });
}

const children = (paper: OfficialPaper, origin: string): Paragraph[] => [
  ...head(paper),
  blank(),
  blank(),
  ...titleLines(paper.title).map((text) =>
    line([run(text, 'title', { size: size.title * 2, scale: 100 })], {
      alignment: AlignmentType.CENTER,
      spacing: { line: LINE + 80 },
    }),
  ),
  blank(),
  ...(paper.addressee === null
    ? []
    : [line([run(`${paper.addressee}：`)], { alignment: AlignmentType.LEFT })]),
  ...paper.paragraphs.map((paragraph, index) => body(paragraph, index === paper.paragraphs.length - 1)),
  ...attachments(paper.attachments),
  ...attendance(paper),
  ...signature(paper),
  imprint(paper, origin),
];

/** The paper as a Word file. `origin` stands before the address in the machine code. */
export function writeDocx(paper: OfficialPaper, origin: string): Promise<Buffer> {
  const right = page.width - page.left - page.textWidth;
  const bottom = page.height - page.top - page.textHeight;
  const document = new Document({
    title: paper.title,
    creator: paper.signedBy,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(page.width), height: twips(page.height) },
            margin: {
              top: twips(page.top),
              bottom: twips(bottom),
              left: twips(page.left),
              right: twips(right),
              header: twips(15),
              // The number hangs 7 mm below the text.
              footer: twips(bottom - 7) - LINE,
            },
          },
        },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children: children(paper, origin),
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [
    { path: 'word/fontTable.xml', data: fontTable },
    { path: 'word/styles.xml', data: styles },
  ]);
}
