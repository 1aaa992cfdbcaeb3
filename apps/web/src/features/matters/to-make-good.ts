import type { Matter } from './matter-data.ts';

/** One line for each thing that the rules found failing, unknown or missing: what a supplement has to ask for. */
export const toMakeGood = (
  matter: Pick<Matter, 'precheck' | 'missing'>,
  material: (name: string) => string,
): string[] => [
  ...matter.precheck.findings
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'data_insufficient')
    .map(({ because }) => because),
  ...matter.missing.map(({ name }) => material(name)),
];
