import { type AssetView, assetsById } from '@guanyun/db/assets/asset.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { clustersOn, organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import {
  compare,
  formatFraction,
  multiply,
  parseRatio,
  ratio,
  subtract,
  ZERO,
} from '@guanyun/domain/kernel/ratio.ts';
import type { Proposal, ProposalOf } from '@guanyun/domain/matters/proposal.ts';
import { aggregationKeyOf, counterpartyOf, modeOf } from '@guanyun/domain/matters/proposal-terms.ts';
import { ofGiver } from '../assets/public-giver.ts';
import { netOf } from '../assets/read-assets.ts';
import { type Ownership, ownershipOn } from '../equity/read-equity.ts';
import type { Gather, ProposalFacts, Standpoint } from '../matters/route-case.ts';
import { firstTierOf, investorsOf, stateShareOf, whollyWithin, withinStateGroup } from './group-of.ts';
import { donationFacts, guaranteeFacts } from './known-balances.ts';

/** What a matter's own facts are and what is known beside them. */
type Own = Pick<ProposalFacts, 'facts' | 'amount' | 'withinGroupWholly'> & { readonly concerned?: string[] };

const half = ratio(1n, 2n);

/** The receiver, as far as it is a body of the zone. */
function receiverOf(proposal: Proposal): string | undefined {
  const other = counterpartyOf(proposal);
  return other !== null && 'id' in other ? other.id : undefined;
}

/** Whether the state loses its majority; null where the register knows of none that could be lost. */
async function losesControl(
  tx: Tx,
  on: LocalDate,
  ownership: Ownership,
  proposal: ProposalOf<'equity_transfer'>,
): Promise<boolean | null> {
  const { targetId, fromId, share } = proposal;
  const toId = receiverOf(proposal);
  if (toId !== undefined) return compare(await stateShareOf(tx, on, ownership, toId), half) <= 0;
  // A buyer still to be found on the market may be anybody.
  const before = await stateShareOf(tx, on, ownership, targetId);
  if (compare(before, ZERO) === 0) return null;
  const [from] = await organizationsById(tx, on, [fromId]);
  const part = from?.kind === 'company' ? await stateShareOf(tx, on, ownership, fromId) : ratio(1n);
  const after = subtract(before, multiply(parseRatio(share), part));
  return compare(before, half) > 0 && compare(after, half) <= 0;
}

async function equityFacts(tx: Tx, on: LocalDate, proposal: ProposalOf<'equity_transfer'>): Promise<Own> {
  const { companyId, targetId, fromId } = proposal;
  const toId = receiverOf(proposal);
  const ownership = await ownershipOn(tx, on, null);
  const [from] = await organizationsById(tx, on, [fromId]);
  const withinGroupWholly =
    toId !== undefined &&
    (await whollyWithin(tx, on, companyId, fromId)) &&
    (await whollyWithin(tx, on, companyId, toId));
  return {
    facts: {
      subject: from?.kind === 'company' ? 'subsidiary' : 'tier1',
      mode: modeOf(proposal),
      losesControl: await losesControl(tx, on, ownership, proposal),
      withinGroupWholly,
      acrossInvestors: toId !== undefined && investorsOf(ownership, fromId) !== investorsOf(ownership, toId),
    },
    amount: proposal.amount,
    withinGroupWholly,
    concerned: [targetId, fromId],
  };
}

const buildings = new Set(['plant']);
const lands = new Set(['land']);

/** Who gets the assets: who was named, or the company that operates the cluster of each. */
async function receiversOf(
  tx: Tx,
  on: LocalDate,
  { companyId, fromId, toId }: ProposalOf<'asset_disposal'>,
  assets: readonly AssetView[],
): Promise<string[]> {
  if (fromId !== undefined) return [companyId];
  if (toId !== undefined) return [toId];
  const operators = new Map((await clustersOn(tx, on)).map(({ id, operatorId }) => [id, operatorId]));
  const receivers = assets.map(({ clusterId }) => operators.get(clusterId) ?? null);
  return [...new Set(receivers.filter((id) => id !== null))];
}

async function assetFacts(tx: Tx, on: LocalDate, proposal: ProposalOf<'asset_disposal'>): Promise<Own> {
  const { companyId, fromId, leaseYears, annualRent } = proposal;
  const mode = modeOf(proposal);
  const assets = await ofGiver(tx, on, fromId, () => assetsById(tx, on, proposal.assetIds));
  const complete = assets.length === proposal.assetIds.length && assets.length > 0;
  const strictest = assets.some((a) => lands.has(a.class))
    ? 'land'
    : assets.some((a) => buildings.has(a.class))
      ? 'building'
      : 'other';
  if (mode === 'lease') return { facts: { class: strictest, mode, leaseYears, annualRent }, amount: null };
  const receivers = mode === 'free_transfer' ? await receiversOf(tx, on, proposal, assets) : [];
  let withinGroupWholly = receivers.length > 0 && fromId === undefined;
  for (const receiver of receivers)
    withinGroupWholly = withinGroupWholly && (await withinStateGroup(tx, on, companyId, receiver));
  return {
    concerned: fromId === undefined ? receivers : [fromId, ...receivers],
    facts: { class: strictest, mode, withinGroupWholly },
    amount: complete ? formatYuan(sumFen(assets.map((a) => parseYuan(netOf(a))))) : null,
    withinGroupWholly,
  };
}

/** The other matters say their facts; what the zone knows better stands in their place. */
async function statedFacts(
  tx: Tx,
  on: LocalDate,
  proposal: Exclude<Proposal, { matter: 'equity_transfer' | 'asset_disposal' }>,
  standpoint: Standpoint,
): Promise<Own> {
  const amount = 'amount' in proposal ? (proposal.amount ?? null) : null;
  if (proposal.matter === 'external_guarantee')
    return { facts: await guaranteeFacts(tx, on, proposal, standpoint), amount };
  if (proposal.matter === 'donation') return { facts: await donationFacts(tx, proposal, standpoint), amount };
  if (proposal.matter === 'party_building') return { facts: {}, amount };
  const otherId = receiverOf(proposal);
  if (proposal.matter !== 'reorganization' || otherId === undefined) return { facts: proposal.facts, amount };
  const withinGroupWholly = await withinStateGroup(tx, on, proposal.companyId, otherId);
  return { facts: proposal.facts, amount, withinGroupWholly };
}

function ownFacts(tx: Tx, on: LocalDate, proposal: Proposal, standpoint: Standpoint): Promise<Own> {
  if (proposal.matter === 'equity_transfer') return equityFacts(tx, on, proposal);
  if (proposal.matter === 'asset_disposal') return assetFacts(tx, on, proposal);
  return statedFacts(tx, on, proposal, standpoint);
}

/** Whose capital a proposal names. */
function holdersIn(proposal: Proposal): (string | undefined)[] {
  if (proposal.matter === 'capital_change') return [proposal.capital?.holderId];
  if (proposal.matter !== 'reorganization') return [];
  return (proposal.division?.portions ?? []).map(({ holderId }) => holderId);
}

/** What the slices know of a proposal, for the route: matters itself knows nothing of equity and assets. */
export const gatherFacts: Gather = async (tx, on, proposal, standpoint) => {
  const { concerned = [], ...own } = await ownFacts(tx, on, proposal, standpoint);
  const otherId = receiverOf(proposal);
  const others = [otherId, ...holdersIn(proposal)].filter((id) => id !== undefined);
  const parties = [proposal.companyId, ...concerned, ...others];
  const ownership = await ownershipOn(tx, on, null);
  return {
    ...own,
    parties: [...new Set(parties)],
    aggregationKey: aggregationKeyOf(proposal),
    stateShare: formatFraction(await stateShareOf(tx, on, ownership, proposal.companyId)),
    firstTierId: await firstTierOf(tx, on, proposal.companyId),
  };
};
