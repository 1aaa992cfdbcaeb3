import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['catalogue'];
export type Catalogue = Outputs['figures'];
export type Figure = Catalogue['figures'][number];
export type Line = Catalogue['lines'][number];
export type VersionLine = Outputs['versions'][number];
export type Version = Outputs['version'];

/** How figures are gathered on the page. */
export const groups = ['level', 'amount', 'period', 'step', 'paper'] as const;
type Group = (typeof groups)[number];

const switchGroups: readonly (readonly [pattern: RegExp, group: Group])[] = [
  [/\.validity_end_of_year$|\.second_supplement_stops$/, 'period'],
  [/\.called_for\.|\.linked\.|\.dates_in_order$/, 'step'],
  [/\.material\.|\.never_lacking\./, 'paper'],
];

export function groupOf({ key, kind }: Pick<Figure, 'key' | 'kind'>): Group {
  if (kind === 'need') return 'step';
  if (kind === 'names') return 'paper';
  if (kind === 'switch') return switchGroups.find(([pattern]) => pattern.test(key))?.[1] ?? 'level';
  if (kind === 'level' || kind === 'decision') return 'level';
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
