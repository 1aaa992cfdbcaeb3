import { NO_TERM, namesIn } from '@guanyun/domain/matters/parameter.ts';
import { say, useCode, useLanguage, useText } from '../../texts/text.ts';
import type { Figure, Line } from './catalogue-data.ts';
import { aboveOf, typedOf } from './figure-text.ts';

/** Whether a level begins at this figure: reached (included) or, by the least amount above it, passed. */
export const isBand = (key: string): boolean => /\.(share_)?band\./.test(key);

/** The value of a figure as people read it, with its unit. */
export function useValueText(): (figure: Pick<Figure, 'key' | 'kind'>, value: string) => string {
  const t = useText();
  const code = useCode();
  const measured = (kind: Figure['kind'], value: string): string =>
    kind === 'share'
      ? `${typedOf({ kind }, value)}%`
      : `${typedOf({ kind }, value)} ${t(`catalogue.unit.${kind as 'amount'}`)}`.trim();
  return ({ key, kind }, value) => {
    if (kind === 'level') return code('level', value);
    if (kind === 'need') return t(`catalogue.need.${value as 'required'}`);
    if (kind === 'switch') return t(`catalogue.switch.${value as 'yes'}`);
    if (kind === 'decision') return t(`catalogue.decision.${value as 'approve'}`);
    if (kind === 'retention') return t(`retention.${value as 'permanent'}`);
    if (kind === 'level_reading') return t(`catalogue.level_reading.${value as 'nearest'}`);
    if (kind === 'names') return namesIn(value).join('；') || t('catalogue.noNames');
    if (kind === 'term' && value === NO_TERM) return t('catalogue.noTerm');
    const above = kind === 'amount' ? aboveOf(value) : null;
    if (above !== null) return t('catalogue.above', { amount: above });
    const text = measured(kind, value);
    return isBand(key) ? t('catalogue.reached', { value: text }) : text;
  };
}

/** The name of a figure, with the kind or mode for which it is different. */
export function useFigureName(): (figure: Figure) => string {
  const spoken = useLanguage();
  const code = useCode();
  return (figure) => {
    const name = say(figure.title, spoken);
    return figure.variant === null ? name : `${name}（${code('variant', figure.variant)}）`;
  };
}

/** The name of a line of the catalogue. */
export function useLineName(): (line: Pick<Line, 'title'>) => string {
  const spoken = useLanguage();
  return (line) => say(line.title, spoken);
}
