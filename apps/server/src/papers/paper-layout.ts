import type { OfficialPaper } from '@guanyun/domain/matters/official-paper.ts';

/** The page of GB/T 9704-2012: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 22 lines of 28 characters. Millimetres. */
export const page = {
  width: 210,
  height: 297,
  top: 37,
  left: 28,
  textWidth: 156,
  textHeight: 225,
  lines: 22,
  characters: 28,
} as const;

/** Type sizes in points: 2号, 3号, 4号 and the small ones of the imprint. */
export const size = { title: 22, body: 16, imprint: 14, small: 10.5, tiny: 8 } as const;

/** From the text's upper edge to the line of the mark, whose characters then begin 35 mm down. */
export const markTop = 33;

/** The side of the machine code in millimetres. */
export const codeSide = 17;

/** The red of mark and separator; the grey of what is not part of the text. */
export const red = 'E60012';
export const grey = '8C8C8C';

const PT_PER_MM = 72 / 25.4;
export const pt = (mm: number): number => mm * PT_PER_MM;
export const twips = (mm: number): number => Math.round(pt(mm) * 20);

/** Width in characters: an ASCII one is half of a Chinese one. */
export function charactersIn(text: string): number {
  let width = 0;
  for (const character of text) width += character < '\u0100' ? 0.5 : 1;
  return width;
}

/** The mark fills the line at most, and stays smaller than a higher body's: 22 to 40 points. */
export const markSize = ({ mark }: OfficialPaper): number =>
  Math.max(22, Math.min(40, Math.floor(pt(page.textWidth) / charactersIn(mark))));

/** Where the number stands, or that there is none. */
export const numberText = ({ number, draft }: OfficialPaper): string =>
  draft ? '（草稿，未编号）' : (number ?? '');

/** 署名 is centred on the date, which ends four characters before the margin, or further in when the name is long. */
export function signatureIndents({ signedBy, date }: OfficialPaper): { name: number; date: number } {
  const [nameWidth, dateWidth] = [charactersIn(signedBy), charactersIn(date)];
  const axis = Math.max(4 + dateWidth / 2, 2 + nameWidth / 2);
  return { name: axis - nameWidth / 2, date: axis - dateWidth / 2 };
}

/** Words after which, and before which, a title is best cut. */
const after = /[的于将与和及至、，》）]$/;
const before = /^[《（]/;
const TITLE_CHARACTERS = 19;
const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** How badly a cut stands: its distance from the even one, less where the sentence has a joint. */
function costOf(head: string, tail: string, even: number): number {
  const joint = after.test(head) || before.test(tail) ? 5 : 0;
  const bad = /^[的、，》）%]/.test(tail) || /[《（]$/.test(head) ? 9 : 0;
  return Math.abs(charactersIn(head) - even) - joint + bad;
}

/** The lines of a title: as few as fit, of about one length, cut between words and where the sentence has a joint. */
export function titleLines(title: string): string[] {
  const lines = Math.ceil(charactersIn(title) / TITLE_CHARACTERS);
  if (lines <= 1) return [title];
  const even = charactersIn(title) / lines;
  const cuts = [...words.segment(title)]
    .map(({ index }) => ({ head: title.slice(0, index), tail: title.slice(index) }))
    .filter(({ head }) => head !== '' && charactersIn(head) <= TITLE_CHARACTERS)
    .sort((a, b) => costOf(a.head, a.tail, even) - costOf(b.head, b.tail, even));
  const [cut] = cuts;
  return cut === undefined ? [title] : [cut.head, ...titleLines(cut.tail)];
}
