import { Flex, Form, Input, Select } from 'antd';
import { refusalTexts } from '../../texts/refusals.ts';
import { say, useLanguage, useText } from '../../texts/text.ts';
import type { Figure } from './catalogue-data.ts';
import { isBand, useFigureName, useValueText } from './figure-names.ts';
import { ABOVE } from './figure-text.ts';

type Props = {
  readonly figure: Figure;
  readonly typed: string;
  readonly problem: 'malformed' | 'disorder' | null;
  readonly onType: (typed: string) => void;
};

/** A number in its unit; where a level begins, whether it is to be reached or passed. */
function NumberField({ figure, typed, onType }: Omit<Props, 'problem'>) {
  const t = useText();
  const name = useFigureName();
  const passed = typed.startsWith(ABOVE);
  const number = passed ? typed.slice(ABOVE.length) : typed;
  const sign = passed ? ABOVE : '';
  return (
    <Flex gap={8}>
      {figure.kind === 'amount' && isBand(figure.key) && (
        <Select
          aria-label={t('catalogue.reachOf', { name: name(figure) })}
          value={sign}
          onChange={(chosen) => onType(chosen + number)}
          style={{ width: 84 }}
          options={[
            { value: '', label: t('catalogue.reach') },
            { value: ABOVE, label: t('catalogue.exceed') },
          ]}
        />
      )}
      <Input
        aria-label={name(figure)}
        inputMode="decimal"
        autoComplete="off"
        style={{ width: 160 }}
        value={number}
        {...(figure.kind === 'term' ? { placeholder: t('catalogue.noTerm') } : {})}
        suffix={t(`catalogue.unit.${figure.kind as 'amount'}`)}
        onChange={(event) => onType(sign + event.target.value)}
      />
    </Flex>
  );
}

/** What a figure is typed or chosen in. */
function ValueField({ figure, typed, onType }: Omit<Props, 'problem'>) {
  const t = useText();
  const name = useFigureName();
  const text = useValueText();
  if (figure.kind === 'names')
    return (
      <Input.TextArea
        aria-label={name(figure)}
        autoSize={{ minRows: 2, maxRows: 12 }}
        placeholder={t('catalogue.namesHint')}
        value={typed}
        onChange={(event) => onType(event.target.value)}
      />
    );
  if (figure.options.length === 0) return <NumberField figure={figure} typed={typed} onType={onType} />;
  return (
    <Select
      aria-label={name(figure)}
      value={typed}
      onChange={onType}
      style={{ width: '100%', maxWidth: 320 }}
      options={figure.options.map((option) => ({ value: option, label: text(figure, option) }))}
    />
  );
}

/** One figure to be changed: typed in its unit, or chosen; what is wrong stands under it. */
export function FigureField({ figure, typed, problem, onType }: Props) {
  const t = useText();
  const spoken = useLanguage();
  const name = useFigureName();
  const { kind } = figure;
  const help =
    problem === 'malformed'
      ? t(`catalogue.bad.${kind}`)
      : problem === 'disorder'
        ? say(refusalTexts.BANDS_OUT_OF_ORDER, spoken, { key: name(figure) })
        : null;
  return (
    <Form.Item
      {...(problem === null ? {} : { validateStatus: 'error' })}
      {...(help === null ? {} : { help })}
    >
      <ValueField figure={figure} typed={typed} onType={onType} />
    </Form.Item>
  );
}
