import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterOutputs } from '@trpc/server';
import { yuanFromText } from '../../components/yuan-text.ts';

type Outputs = inferRouterOutputs<AppRouter>['assets'];
/** What happened to an asset, and what may be done. */
export type Story = Outputs['story'];
export type Encumbrance = Story['encumbrances'][number];
export type StoryEntry = Story['entries'][number];
/** The depreciation runs. */
export type Runs = Outputs['runs'];

/** An amount that may be nothing or below zero, as the server takes it; null when it is none. */
export function changeFromText(typed: string): string | null {
  const plain = typed.trim();
  if (plain === '' || /^-?0+(\.0{1,2})?$/.test(plain)) return '0.00';
  const minus = plain.startsWith('-');
  const amount = yuanFromText(minus ? plain.slice(1) : plain);
  return amount === null ? null : `${minus ? '-' : ''}${amount}`;
}
