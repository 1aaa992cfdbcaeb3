import type { TextKey } from '../../texts/text.ts';
import type { MatterSlug } from './proposal-fields.ts';

/** The fourteen as they are chosen among. */
export const groups: readonly { readonly title: TextKey; readonly slugs: readonly MatterSlug[] }[] = [
  {
    title: 'proposal.group.direction',
    slugs: ['party_building', 'business_policy', 'articles_amendment', 'budget_accounts', 'remuneration'],
  },
  {
    title: 'proposal.group.capital',
    slugs: ['equity_transfer', 'capital_change', 'reorganization', 'profit_distribution', 'asset_disposal'],
  },
  {
    title: 'proposal.group.commitment',
    slugs: ['investment_plan', 'bond_financing', 'external_guarantee', 'donation'],
  },
];
