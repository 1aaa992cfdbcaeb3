import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['catalogue'];
export type Catalogue = Outputs['figures'];
export type Figure = Catalogue['figures'][number];
export type Line = Catalogue['lines'][number];
export type VersionLine = Outputs['versions'][number];
export type Version = Outputs['version'];

/** How figures are gathered on the page. */
export const groups = ['level', 'amount', 'period', 'step'] as const;
type Group = (typeof groups)[number];

export function groupOf({ key, kind }: Pick<Figure, 'key' | 'kind'>): Group {
  if (kind === 'need') return 'step';
  if (kind === 'switch') return key.endsWith('.validity_end_of_year') ? 'period' : 'level';
  if (kind === 'level') return 'level';
  return kind === 'amount' || kind === 'share' || kind === 'fraction' ? 'amount' : 'period';
}

/** Figures of a matter, or of the procedure where it is null, whose name has the words in it. */
export const figuresIn = (
  figures: readonly Figure[],
  matter: string | null,
  words: string,
): readonly Figure[] =>
  figures.filter(
    (figure) =>
      figure.matter === matter &&
      `${figure.title.zh} ${figure.title.en}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
