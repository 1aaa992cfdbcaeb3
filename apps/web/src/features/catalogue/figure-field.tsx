import { Form, Input, Select } from 'antd';
import { refusalTexts } from '../../texts/refusals.ts';
import { say, useLanguage, useText } from '../../texts/text.ts';
import type { Figure } from './catalogue-data.ts';
import { useFigureName, useValueText } from './figure-names.ts';
import { aboveOf, readValue } from './figure-text.ts';

type Props = {
  readonly figure: Figure;
  readonly typed: string;
  readonly problem: 'malformed' | 'disorder' | null;
  readonly onType: (typed: string) => void;
};

/** One figure to be changed: typed in its unit, or chosen; what is wrong stands under it. */
export function FigureField({ figure, typed, problem, onType }: Props) {
  const t = useText();
  const spoken = useLanguage();
  const name = useFigureName();
  const text = useValueText();
  const { kind, options } = figure;
  const value = readValue(figure, typed);
  const above = kind === 'amount' && value !== null ? aboveOf(value) : null;
  const help =
    problem === 'malformed'
      ? t(`catalogue.bad.${kind}`)
      : problem === 'disorder'
        ? say(refusalTexts.BANDS_OUT_OF_ORDER, spoken, { key: name(figure) })
        : above === null
          ? null
          : t('catalogue.above', { amount: above });
  return (
    <Form.Item
      {...(problem === null ? {} : { validateStatus: 'error' })}
      {...(help === null ? {} : { help })}
    >
      {options.length > 0 ? (
        <Select
          aria-label={name(figure)}
          value={typed}
          onChange={onType}
          style={{ width: '100%', maxWidth: 320 }}
          options={options.map((option) => ({ value: option, label: text(figure, option) }))}
        />
      ) : (
        <Input
          aria-label={name(figure)}
          inputMode="decimal"
          autoComplete="off"
          style={{ width: 200 }}
          value={typed}
          suffix={t(`catalogue.unit.${kind as 'amount'}`)}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Form.Item>
  );
}
