import { modeOf } from './proposal-terms.ts';

/**
 * The act of the system that carries a proposal out: free transfers of equity and of assets have forms of their own. null:
 * the act is done outside and the company reports it under its warrant.
 */
export function carriedOutBy(proposal: {
  readonly matter: string;
  readonly mode?: string | undefined;
}): 'equity.executeTransfer' | 'assets.createOrder' | null {
  if (modeOf(proposal) !== 'free_transfer') return null;
  if (proposal.matter === 'equity_transfer') return 'equity.executeTransfer';
  return proposal.matter === 'asset_disposal' ? 'assets.createOrder' : null;
}
