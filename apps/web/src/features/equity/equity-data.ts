import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>;
/** Holders and events of one company. */
export type CapTable = Outputs['equity']['capTable'];
/** The structure on a day, with the level check. */
export type ShownStructure = Outputs['equity']['structure'];
/** One entry of the register. */
export type EquityEvent = CapTable['events'][number];
/** The warrant a transfer is executed under. */
export type Warrant = Outputs['warrants']['get'];
/** The content of a warrant that allows an equity transfer. */
export type TransferWarrant = Extract<Warrant['content'], { matter: 'equity_transfer' }> & { toId: string };
/** Which date an equity event counts from. */
export type EquityBasis = 'register' | 'registration' | 'decision';

/** The basis an address names; the register book where it names none. */
export function basisOf(text: string | undefined): EquityBasis {
  return text === 'registration' || text === 'decision' ? text : 'register';
}
