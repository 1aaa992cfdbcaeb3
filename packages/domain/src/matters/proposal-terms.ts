import type { Counterparty, Proposal } from './proposal.ts';

/** The `type` of `matter-precheck`: the kind, mode, direction or type of the proposal; undefined where it has none. */
export function precheckTypeOf(proposal: Proposal): string | undefined {
  switch (proposal.matter) {
    case 'party_building':
    case 'investment_plan':
    case 'bond_financing':
    case 'budget_accounts':
      return proposal.kind;
    case 'equity_transfer':
    case 'asset_disposal':
      return modeOf(proposal);
    case 'business_policy':
    case 'remuneration':
      return proposal.facts.kind ?? undefined;
    case 'capital_change':
      return proposal.facts.direction ?? undefined;
    case 'reorganization':
      return proposal.facts.type ?? undefined;
    default:
      return undefined;
  }
}

/** How equity or assets change hands. Contents from before there was a choice are free transfers. */
export function modeOf<M extends string>(proposal: { readonly mode?: M | undefined }): M | 'free_transfer' {
  return proposal.mode ?? 'free_transfer';
}

/** What `matter-route` asks of any matter and the proposal itself says. */
export function routeTermsOf(proposal: Proposal): Record<string, unknown> {
  const { planned, mainBusiness, special, prohibited, relatedParty, kind } = proposal as Proposal & {
    readonly planned?: boolean;
    readonly mainBusiness?: boolean;
    readonly special?: readonly string[];
    readonly prohibited?: boolean;
    readonly kind?: string;
  };
  const terms = { kind, planned, mainBusiness, special, prohibited, relatedParty };
  const said = Object.entries(terms).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(said), ...(proposal.urgent === undefined ? {} : { urgent: true }) };
}

/** One spelling for names that differ in width, case or white space only. */
export function plainName(name: string): string {
  // Composed last: what stood apart with a space between may join.
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, '').normalize('NFKC');
}

// A key has its limit (matter-route). What is cut off can only join cases, never split them.
const LONGEST = 120;
const cut = (text: string): string => [...text].slice(0, LONGEST).join('');
const plainKey = (prefix: string, text: string): string => `${prefix}${cut(plainName(text))}`;

/** The other side of a proposal, where it has one. */
export function counterpartyOf(proposal: Proposal): Counterparty | null {
  if ('toId' in proposal && proposal.toId !== undefined) return { id: proposal.toId };
  if (proposal.matter === 'reorganization') {
    const taker = proposal.absorption?.absorberId ?? proposal.division?.receiverId;
    if (taker !== undefined) return { id: taker };
  }
  return 'counterparty' in proposal ? (proposal.counterparty ?? null) : null;
}

/**
 * Under which key the amounts of a proposal are summed over all companies of the zone: its project, else its
 * counterparty, else its object (金额口径). Matters are summed apart: a gift and a guarantee do not add up.
 */
export function aggregationKeyOf(proposal: Proposal): string {
  const { matter, project } = proposal;
  if (project !== undefined && plainName(project) !== '') return plainKey(`project:${matter}/`, project);
  if (matter === 'equity_transfer') return `object:${proposal.targetId}`;
  const other = counterpartyOf(proposal);
  // Assets handed to a body of the zone have always been summed under its bare id.
  if (matter === 'asset_disposal' && other !== null && 'id' in other) return `counterparty:${other.id}`;
  if (other !== null) return plainKey(`counterparty:${matter}/`, 'id' in other ? other.id : other.name);
  const object = proposal.subject ?? ('assetIds' in proposal ? [...proposal.assetIds].sort().join(',') : '');
  return plainKey(`object:${matter}/`, object);
}

/**
 * What else the level hangs on a running sum of: cases under one such key wait for each other, so that two cannot pass
 * below one cap. Guarantees share the group's cap, donations the company's year.
 */
export function balanceKeyOf(proposal: Proposal): string | null {
  if (proposal.matter === 'external_guarantee') return 'balance:external_guarantee';
  return proposal.matter === 'donation' ? `balance:donation/${proposal.companyId}` : null;
}
