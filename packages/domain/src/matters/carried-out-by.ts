import { modeOf } from './proposal-terms.ts';

/** How often a warrant for a proposal is used: assets go part by part, what is done outside as often as the amount lasts (null). */
export function usesOf(proposal: Parameters<typeof carriedOutBy>[0]): 1 | null {
  return carriedOutBy(proposal)?.startsWith('equity.') === true ? 1 : null;
}

type CarryingAct =
  | 'equity.executeTransfer'
  | 'equity.enterCapital'
  | 'equity.reorganize'
  | 'assets.createOrder'
  | 'assets.dispose';

/**
 * The act of the system that carries a proposal out: changes of the register between known holders, mergers and divisions
 * on known terms, free transfers and sales of assets have forms of their own. null: the act is done outside and the company
 * reports it under its warrant.
 */
export function carriedOutBy(proposal: {
  readonly matter: string;
  readonly mode?: string | undefined;
  readonly capital?: unknown;
  readonly absorption?: unknown;
  readonly division?: unknown;
  readonly toId?: string | undefined;
}): CarryingAct | null {
  if (proposal.matter === 'reorganization')
    return proposal.absorption === undefined && proposal.division === undefined ? null : 'equity.reorganize';
  if (proposal.matter === 'capital_change' && proposal.capital !== undefined) return 'equity.enterCapital';
  const free = modeOf(proposal) === 'free_transfer';
  // What is sold on the market finds its buyer only afterwards.
  const known = free || (proposal.mode !== 'public' && proposal.toId !== undefined);
  if (proposal.matter === 'equity_transfer') return known ? 'equity.executeTransfer' : null;
  if (proposal.matter !== 'asset_disposal' || proposal.mode === 'lease') return null;
  return free ? 'assets.createOrder' : 'assets.dispose';
}
