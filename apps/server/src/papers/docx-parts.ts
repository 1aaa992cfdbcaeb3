import {
  AlignmentType,
  type ImageRun,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Paragraph,
  TextRun,
} from 'docx';
import { page, size, twips } from './paper-layout.ts';

/** One character and one line of the grid in twips. */
export const CHARACTER = Math.floor(twips(page.textWidth) / page.characters);
export const LINE = Math.floor(twips(page.textHeight) / page.lines);
/** Per cent: 28 characters of 16 points fit into 156 mm. Narrower spacing instead makes LibreOffice lose marks at a line's end. */
const NARROW = 98;

type Face = 'title' | 'body' | 'heading' | 'section';

/** The faces the standard names; what stands in for them where they are not installed is in the font table. */
const faces: Readonly<Record<Face, { readonly name: string; readonly otherwise: string }>> = {
  title: { name: '方正小标宋简体', otherwise: '宋体' },
  body: { name: '仿宋_GB2312', otherwise: '仿宋' },
  heading: { name: '黑体', otherwise: 'Noto Sans CJK SC' },
  section: { name: '楷体_GB2312', otherwise: '楷体' },
};

/** `word/fontTable.xml`: Word takes the alternative name where the first is missing. */
export const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${Object.values(faces)
  .map(
    ({ name, otherwise }) =>
      `<w:font w:name="${name}"><w:altName w:val="${otherwise}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>`,
  )
  .join('')}</w:fonts>`;

/**
 * `word/styles.xml`: no mark hangs over the edge of the text, and no space is put between Chinese and Latin letters;
 * the library has no words for either.
 */
export const styles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="${faces.body.name}" w:hAnsi="${faces.body.name}" w:eastAsia="${faces.body.name}"/><w:sz w:val="32"/>\
<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:overflowPunct w:val="0"/>\
<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style></w:styles>`;

/** A run in a face; Latin letters and digits stand in the same one. */
export function run(text: string, face: Face = 'body', options: IRunOptions = {}): TextRun {
  const { name } = faces[face];
  return new TextRun({
    text,
    size: size.body * 2,
    scale: NARROW,
    ...options,
    font: { ascii: name, hAnsi: name, eastAsia: name, hint: 'eastAsia' },
  });
}

/** A paragraph on the grid: exact lines, no space between paragraphs. */
export function line(children: (TextRun | ImageRun)[], options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    widowControl: false,
    ...options,
    spacing: { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0, ...options.spacing },
    children,
  });
}

export const blank = (keepNext = false): Paragraph => line([], { keepNext });
