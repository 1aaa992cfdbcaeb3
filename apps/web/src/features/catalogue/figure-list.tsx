import { LockOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty.tsx';
import { Why } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { type Figure, groupOf, groups } from './catalogue-data.ts';
import { useFigureName, useValueText } from './figure-names.ts';

/** Where a figure comes from, how firm that is, and whether the zone may change it. */
export function FigureSource({ figure }: { readonly figure: Figure }) {
  const t = useText();
  const code = useCode();
  const name = useFigureName();
  const value = useValueText();
  const { basis, changeable } = figure;
  const because = `${name(figure)}：${value(figure, figure.value)}。${t(
    changeable ? 'catalogue.whyDefault' : 'catalogue.whyFixed',
  )}`;
  const reasons = [{ rule: figure.key, because, basis: [basis] }];
  return (
    <span className="figure-note">
      <Tag>{code('grade', basis.grade)}</Tag>
      {basis.grade !== 'default' && `${basis.title} ${basis.article ?? ''}`}
      <Why reasons={reasons} />
    </span>
  );
}

/** The value in force, what it was built in as, and what is announced for it. */
export function FigureValue({ figure }: { readonly figure: Figure }) {
  const t = useText();
  const value = useValueText();
  const { coming } = figure;
  return (
    <span className="figure-value">
      {value(figure, figure.value)}{' '}
      {!figure.changeable && <LockOutlined title={t('catalogue.fixed')} aria-label={t('catalogue.fixed')} />}
      {figure.value !== figure.builtIn && (
        <Tag color="blue">{t('catalogue.wasBuiltIn', { value: value(figure, figure.builtIn) })}</Tag>
      )}
      {coming !== null && (
        <Tag color="gold">
          {t('catalogue.coming', { from: coming.from, value: value(figure, coming.value) })}
        </Tag>
      )}
    </span>
  );
}

type Props = {
  readonly figures: readonly Figure[];
  /** What stands for the value, where it can be changed. */
  readonly field?: (figure: Figure) => ReactNode;
  readonly isChanged?: (figure: Figure) => boolean;
};

/** Figures in their groups: name, value, source. */
export function FigureList({ figures, field, isChanged }: Props) {
  const t = useText();
  const name = useFigureName();
  if (figures.length === 0) return <EmptyState title={t('catalogue.noFigures')} />;
  return groups.map((group) => {
    const own = figures.filter((figure) => groupOf(figure) === group);
    if (own.length === 0) return null;
    return (
      <section key={group}>
        <h2 className="figure-group">{t(`catalogue.group.${group}`)}</h2>
        <div className="figure-list">
          {own.map((figure) => (
            <div
              key={figure.key}
              data-testid={`figure-${figure.key}`}
              className={isChanged?.(figure) === true ? 'figure-row figure-changed' : 'figure-row'}
            >
              <span>{name(figure)}</span>
              {field !== undefined && figure.changeable ? field(figure) : <FigureValue figure={figure} />}
              <FigureSource figure={figure} />
            </div>
          ))}
        </div>
      </section>
    );
  });
}
