/** A stretch of text in one face, as it stands on a line. */
export type Stretch<F> = { readonly face: F; readonly text: string };
type Token<F> = { face: F; text: string; width: number };

/** 禁则: what may not begin a line, and what may not end one. */
const notFirst = /^[、。，．：；？！）〕》〉」』】”’…—%％·]/;
const notLast = /[（〔《〈「『【“‘]$/;
const latin = /[\u0021-\u007e]/;

/** Cuts text into what stays together: a run of Latin letters and digits, or one character with the marks that hang on it. */
function tokensOf<F>(
  stretches: readonly Stretch<F>[],
  widthOf: (text: string, face: F) => number,
): Token<F>[] {
  const tokens: Token<F>[] = [];
  for (const { face, text } of stretches) {
    for (const character of text) {
      const width = widthOf(character, face);
      const last = tokens.at(-1);
      const joins =
        last !== undefined &&
        last.face === face &&
        (notFirst.test(character) ||
          notLast.test(last.text) ||
          (latin.test(character) && latin.test(last.text.at(-1) ?? '')));
      if (joins) {
        last.text += character;
        last.width += width;
      } else tokens.push({ face, text: character, width });
    }
  }
  return tokens;
}

/** A token wider than a whole line (a digest, an address) is cut wherever the line ends. */
function cutTo<F>(token: Token<F>, room: number, widthOf: (text: string, face: F) => number): Token<F>[] {
  if (token.width <= room) return [token];
  return [...token.text].map((text) => ({ face: token.face, text, width: widthOf(text, token.face) }));
}

/**
 * The lines of a paragraph: no closing mark begins a line, no opening one ends it, words and numbers stay whole. Widths
 * are in any one unit; the first line has less room by `indent`.
 */
export function breakLines<F>(
  stretches: readonly Stretch<F>[],
  room: number,
  indent: number,
  widthOf: (text: string, face: F) => number,
): { stretches: Stretch<F>[]; width: number }[] {
  const lines: { stretches: Stretch<F>[]; width: number }[] = [{ stretches: [], width: 0 }];
  const tokens = tokensOf(stretches, widthOf).flatMap((token) => cutTo(token, room, widthOf));
  for (const token of tokens) {
    let line = lines.at(-1) as (typeof lines)[number];
    const left = room - (lines.length === 1 ? indent : 0);
    if (line.stretches.length > 0 && line.width + token.width > left + 0.01) {
      line = { stretches: [], width: 0 };
      lines.push(line);
    }
    const before = line.stretches.at(-1);
    if (before?.face === token.face)
      line.stretches[line.stretches.length - 1] = { face: token.face, text: before.text + token.text };
    else line.stretches.push({ face: token.face, text: token.text });
    line.width += token.width;
  }
  return lines;
}
