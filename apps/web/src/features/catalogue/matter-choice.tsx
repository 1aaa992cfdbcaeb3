import { Select } from 'antd';
import { useText } from '../../texts/text.ts';
import type { Catalogue } from './catalogue-data.ts';
import { useLineName } from './figure-names.ts';

/** The key of what holds in every case, beside the fourteen. */
export const PROCEDURE = 'procedure';

type Props = {
  readonly catalogue: Catalogue;
  readonly chosen: string;
  readonly onChoose: (matter: string) => void;
  /** How many figures of a matter are changed; nothing is shown for none. */
  readonly marks?: ReadonlyMap<string, number>;
};

/** The fourteen and the procedure: a column beside the figures, a list above them where the page is narrow. */
export function MatterChoice({ catalogue, chosen, onChoose, marks }: Props) {
  const t = useText();
  const nameOf = useLineName();
  const mark = (key: string): string => {
    const count = marks?.get(key) ?? 0;
    return count === 0 ? '' : ` · ${count}`;
  };
  const choices = [
    ...catalogue.lines.map((line, index) => ({
      key: line.slug as string,
      name: `${index + 1} ${nameOf(line)}`,
    })),
    { key: PROCEDURE, name: t('catalogue.procedure') },
  ];
  return (
    <div>
      <nav className="catalogue-matters" aria-label={t('catalogue.choose')}>
        {choices.map(({ key, name }) => (
          <button type="button" key={key} aria-current={key === chosen} onClick={() => onChoose(key)}>
            {name}
            {mark(key)}
          </button>
        ))}
      </nav>
      <div className="catalogue-select">
        <Select
          style={{ width: '100%' }}
          aria-label={t('catalogue.choose')}
          value={chosen}
          onChange={onChoose}
          options={choices.map(({ key, name }) => ({ value: key, label: name + mark(key) }))}
        />
      </div>
    </div>
  );
}
