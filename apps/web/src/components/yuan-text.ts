import { formatYuan, parseYuan, sumFen, tryParseYuan } from '@guanyun/domain/kernel/money.ts';

/** What a person types as an amount in yuan, in the form the server takes ("112000000.00"); null when it is none. */
export function yuanFromText(typed: string): string | null {
  const plain = typed.replace(/[\s,，]/g, '');
  const match = /^(\d{1,16})(?:\.(\d{1,2}))?$/.exec(plain);
  if (match === null) return null;
  const amount = tryParseYuan(
    `${(match[1] ?? '').replace(/^0+(?=\d)/, '')}.${(match[2] ?? '').padEnd(2, '0')}`,
  );
  return amount === null || amount <= 0n ? null : formatYuan(amount);
}

/** What a person types as a balance, which may be nothing or below nothing; null when it is none. */
export function balanceFromText(typed: string): string | null {
  const plain = typed.replace(/[\s,，]/g, '');
  const match = /^(-?)(\d{1,16})(?:\.(\d{1,2}))?$/.exec(plain);
  if (match === null) return null;
  const [, minus = '', whole = '', cents = ''] = match;
  const amount = tryParseYuan(`${minus}${whole.replace(/^0+(?=\d)/, '')}.${cents.padEnd(2, '0')}`);
  return amount === null ? null : formatYuan(amount);
}

/** The sum of amounts on the wire. */
export const sumYuan = (amounts: readonly string[]): string => formatYuan(sumFen(amounts.map(parseYuan)));
