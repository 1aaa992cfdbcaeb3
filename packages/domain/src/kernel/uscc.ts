/** 统一社会信用代码: the 18-place identity code of organizations, GB 32100-2015. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** What is wrong with a code: the first of these to fail. */
export type UsccProblem = 'LENGTH' | 'CHARACTER' | 'CHECK_DIGIT';

/** Upper case, half width, no spaces: what people type and paste, as the standard writes it. */
export function normalizeUscc(code: string): string {
  return code
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, '')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** The 18th place for the first 17: weights 3^(i−1) mod 31, complement to 31. Null when a place is not allowed. */
export function usccCheckDigit(first17: string): string | null {
  let sum = 0;
  let weight = 1;
  for (const place of first17) {
    const value = alphabet.indexOf(place);
    if (value < 0) return null;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** Judges a normalized code; null when it is right. */
export function usccProblem(normalized: string): UsccProblem | null {
  const places = [...normalized];
  if (places.length !== 18) return 'LENGTH';
  if (!places.every((place) => alphabet.includes(place))) return 'CHARACTER';
  return usccCheckDigit(normalized.slice(0, 17)) === places[17] ? null : 'CHECK_DIGIT';
}
