import { fen, formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import {
  formatFraction,
  formatPercent,
  formatScaled,
  parseRatio,
  ratio,
} from '@guanyun/domain/kernel/ratio.ts';
import { canonicalValue, NO_TERM, type ParameterKind } from '@guanyun/domain/matters/parameter.ts';

type Kind = { readonly kind: ParameterKind; readonly options: readonly string[] };

const FEN_PER_WAN = 1_000_000n;

const trimmed = (decimal: string): string => decimal.replace(/\.?0+$/, '');
/** Full-width digits and signs are forgiven, and separators. */
const plain = (typed: string): string =>
  typed
    .replace(/[\uff0e-\uff19]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s,\uff0c%\uff05]/g, '');

/** What stands before an amount that must be passed, and not only reached. */
export const ABOVE = '>';

/** The round amount in 万元 that must be passed, where the value is the smallest one above it; else null. */
export function aboveOf(value: string): string | null {
  const below = parseYuan(value) - 1n;
  return below > 0n && below % (FEN_PER_WAN / 100n) === 0n ? trimmed(formatScaled(below, 6)) : null;
}

/** The value as it stands in its field: 万元 (">50" above it), percent, a fraction, a number; empty for no term. */
export function typedOf({ kind }: Pick<Kind, 'kind'>, value: string): string {
  if (kind === 'amount') {
    const above = aboveOf(value);
    return above === null ? trimmed(formatScaled(parseYuan(value), 6)) : ABOVE + above;
  }
  if (kind === 'share') return trimmed(formatPercent(parseRatio(value)));
  if (kind === 'term' && value === NO_TERM) return '';
  return value;
}

function wireOf(kind: ParameterKind, text: string): string | null {
  if (kind === 'term' && text === '') return NO_TERM;
  if (kind !== 'amount' && kind !== 'share') return text;
  const above = kind === 'amount' && text.startsWith(ABOVE);
  const match = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(above ? text.slice(ABOVE.length) : text);
  if (match === null) return null;
  const millionths = BigInt((match[1] ?? '0') + (match[2] ?? '').padEnd(6, '0'));
  return kind === 'amount'
    ? formatYuan(fen((millionths * FEN_PER_WAN) / 1_000_000n + (above ? 1n : 0n)))
    : formatFraction(ratio(millionths, 100_000_000n));
}

/** What is typed, as the server takes it; null while it is no value of the figure. */
export function readValue(figure: Kind, typed: string): string | null {
  const wire = figure.kind === 'names' ? typed : wireOf(figure.kind, plain(typed));
  return wire === null ? null : canonicalValue(figure, wire);
}
