/** Expands a finite number to plain decimal text with at most 15 significant digits, which is all Excel keeps. */
function plainDecimal(n: number): string {
  const [mantissa = '0', exponent = '0'] = Math.abs(n).toExponential(14).split('e');
  const digits = mantissa.replace('.', '').replace(/0+$/, '') || '0';
  const point = Number(exponent) + 1;
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const fraction = point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  const text = /[1-9]/.test(fraction) ? `${whole}.${fraction}` : whole;
  return n < 0 ? `-${text}` : text;
}

/**
 * Text of a number as the file stores it. "0.30000000000000004" is "0.3", "4E7" is "40000000".
 * Something that is no number stays as it stands, for the import to point at.
 */
export function numberText(stored: string): string {
  const n = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(n)) return stored;
  const digits = stored.replace(/^-?0*/, '').replace('.', '');
  return /^-?\d+(\.\d+)?$/.test(stored) && digits.length <= 15 ? stored : plainDecimal(n);
}

/** Text of a date cell: YYYY-MM-DD, with the time of day only where the cell carries one. Excel dates have no zone. */
export function dateText(date: Date): string {
  // Serial days are floating point: half a second up, so 23:59:59.999 is the midnight it was meant to be.
  const iso = new Date(date.getTime() + 500).toISOString();
  const time = iso.slice(11, 19);
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`;
}

/** Text of any cell: empty is '', booleans are 是 and 否, strings are trimmed by the reader already. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}
