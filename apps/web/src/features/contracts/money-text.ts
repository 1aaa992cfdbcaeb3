/**
 * What a person types as an amount in yuan, made into the form the server takes ("38000000.00"):
 * full-width digits, spaces and separators are forgiven, more than two decimals are not.
 * Null when it is no amount.
 */
export function moneyFromText(typed: string): string | null {
  const plain = typed
    .replace(/[\uff10-\uff19\uff0c\uff0e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s,\u5143\u00a5\uffe5]/g, '');
  const match = /^(\d{1,18})(?:\.(\d{1,2}))?$/.exec(plain);
  if (match === null) return null;
  const whole = (match[1] ?? '0').replace(/^0+(?=\d)/, '');
  return `${whole}.${(match[2] ?? '').padEnd(2, '0')}`;
}
