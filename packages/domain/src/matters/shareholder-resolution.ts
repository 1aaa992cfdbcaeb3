import type { MatterSlug } from './matter-slug.ts';

/** 公司法 66: articles, capital, merger, division, dissolution, change of form. */
const special: readonly MatterSlug[] = ['articles_amendment', 'capital_change', 'reorganization'];

/** Which majority the shareholders' meeting needs on a matter: two thirds of all votes, or more than half. */
export const resolutionOn = (matter: string): 'special' | 'ordinary' =>
  (special as readonly string[]).includes(matter) ? 'special' : 'ordinary';
