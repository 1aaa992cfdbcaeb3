/** Percent with the zeros that say nothing left out: "100.000000" → "100", "81.135903" → "81.14" when shortened. */
export function shortPercent(percent: string): string {
  const [whole = '0', decimals = ''] = percent.split('.');
  const cents = BigInt(`${whole}${decimals.padEnd(3, '0').slice(0, 3)}`);
  const rounded = (cents + 5n) / 10n;
  const text = `${rounded / 100n}.${String(rounded % 100n).padStart(2, '0')}`;
  return text.replace(/\.?0+$/, '');
}
