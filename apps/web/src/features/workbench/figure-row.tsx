import { Link } from '@tanstack/react-router';
import { useText } from '../../texts/text.ts';

/** One number of the front door and where it leads. */
export type Figure = {
  readonly value: string;
  readonly label: string;
  readonly tone?: 'cinnabar' | 'amber';
  readonly to?: '/matters' | '/warrants' | '/clusters' | '/orders';
};

/** The numbers at the top; one that leads to a page is a link. */
export function FigureRow({ figures }: { readonly figures: readonly Figure[] }) {
  const t = useText();
  return (
    <section className="figures" aria-label={t('workbench.figures')}>
      {figures.map(({ value, label, tone, to }) => {
        const tint = tone === undefined || value === '0' ? '' : `figure-${tone}`;
        const inner = (
          <>
            <strong>{value}</strong>
            <span>{label}</span>
          </>
        );
        return to === undefined ? (
          <div key={label} className={tint}>
            {inner}
          </div>
        ) : (
          <Link key={label} to={to} className={tint}>
            {inner}
          </Link>
        );
      })}
    </section>
  );
}
