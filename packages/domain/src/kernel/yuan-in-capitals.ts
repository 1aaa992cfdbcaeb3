import type { Fen } from './money.ts';

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const places = ['', '拾', '佰', '仟'] as const;
const groups = ['', '万', '亿', '万亿'] as const;

/** Four digits with their places; zeros between digits are said once. */
function groupText(group: string): string {
  let text = '';
  let zero = false;
  for (const [index, digit] of [...group].entries()) {
    if (digit === '0') {
      zero = text !== '';
      continue;
    }
    text += `${zero ? '零' : ''}${digits[Number(digit)]}${places[group.length - 1 - index]}`;
    zero = false;
  }
  return text;
}

function wholeText(yuan: bigint): string {
  const padded = yuan.toString().padStart(16, '0');
  let text = '';
  for (let group = 0; group < 4; group += 1) {
    const part = padded.slice(group * 4, group * 4 + 4);
    const said = groupText(part.replace(/^0+/, ''));
    if (said === '') continue;
    // A zero stands between groups where the higher ends or this one begins with zeros.
    const zero = text !== '' && (part.startsWith('0') || padded[group * 4 - 1] === '0');
    text += `${zero ? '零' : ''}${said}${groups[3 - group]}`;
  }
  return text === '' ? '零' : text;
}

/**
 * The amount in the capitals of cheques and contracts: 壹亿壹仟贰佰万元整. From 0.00 to below 10¹⁶ yuan, else it throws
 * RangeError. Spelling after 正确填写票据和结算凭证的基本规定 (支付结算办法 annex 1).
 */
export function yuanInCapitals(amount: Fen): string {
  if (amount < 0n || amount >= 10n ** 18n) throw new RangeError(`no capitals for ${amount} fen`);
  const [yuan, rest] = [amount / 100n, Number(amount % 100n)];
  const [jiao, fen] = [Math.floor(rest / 10), rest % 10];
  const whole = yuan === 0n && rest > 0 ? '' : `${wholeText(yuan)}元`;
  if (rest === 0) return `${whole}整`;
  const tens = jiao === 0 ? (whole === '' ? '' : '零') : `${digits[jiao]}角`;
  return `${whole}${tens}${fen === 0 ? '整' : `${digits[fen]}分`}`;
}
