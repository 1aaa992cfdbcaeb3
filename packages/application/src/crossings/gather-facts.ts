import { assetsById } from '@guanyun/db/assets/asset.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import {
  add,
  compare,
  formatFraction,
  ONE,
  parseRatio,
  type Ratio,
  ratio,
  ZERO,
} from '@guanyun/domain/kernel/ratio.ts';
import type { Proposal } from '@guanyun/domain/matters/proposal.ts';
import { netOf } from '../assets/read-assets.ts';
import { type Ownership, ownershipOn } from '../equity/read-equity.ts';
import type { Gather, ProposalFacts } from '../matters/route-case.ts';

type EquityProposal = Extract<Proposal, { matter: 'equity_transfer' }>;
type AssetProposal = Extract<Proposal, { matter: 'asset_disposal' }>;

/** What the state owns of a company through every chain. */
async function stateShareOf(tx: Tx, on: LocalDate, ownership: Ownership, companyId: string): Promise<Ratio> {
  const owners = ownership.effective.filter((e) => e.owned === companyId);
  const states = await organizationsById(
    tx,
    on,
    owners.map((e) => e.owner),
  );
  const isState = (id: string): boolean =>
    states.some((o) => o.id === id && (o.kind === 'sasac' || o.kind === 'government'));
  return owners
    .filter((e) => isState(e.owner))
    .reduce((sum, e) => add(sum, parseRatio(e.ratio.fraction)), ZERO);
}

/** The bodies that own a company in the end. */
const investorsOf = (ownership: Ownership, companyId: string): string =>
  ownership.effective
    .filter((e) => e.owned === companyId)
    .map((e) => e.owner)
    .sort()
    .join(',');

async function whollyWithin(tx: Tx, on: LocalDate, rootId: string, companyId: string): Promise<boolean> {
  if (rootId === companyId) return true;
  const ownership = await ownershipOn(tx, on, rootId);
  const share = ownership.effective.find((e) => e.owner === rootId && e.owned === companyId)?.ratio;
  return share !== undefined && compare(parseRatio(share.fraction), ONE) === 0;
}

/**
 * The first-tier company that holds the most of a subsidiary: it hands the subsidiary's matters up. null for a company
 * that is first-tier itself, or that none holds.
 */
async function firstTierOf(tx: Tx, on: LocalDate, companyId: string): Promise<string | null> {
  const owners = (await ownershipOn(tx, on, null)).effective.filter((e) => e.owned === companyId);
  const firsts = await organizationsById(
    tx,
    on,
    owners.map((e) => e.owner),
  );
  const [company] = await organizationsById(tx, on, [companyId]);
  if (company?.tier === 1) return null;
  const most = owners
    .filter((e) => firsts.some((o) => o.id === e.owner && o.kind === 'company' && o.tier === 1))
    .sort((a, b) => compare(parseRatio(b.ratio.fraction), parseRatio(a.ratio.fraction)));
  return most[0]?.owner ?? null;
}

type OwnFacts = Omit<ProposalFacts, 'firstTierId'>;

async function equityFacts(tx: Tx, on: LocalDate, proposal: EquityProposal): Promise<OwnFacts> {
  const { companyId, targetId, fromId, toId } = proposal;
  const ownership = await ownershipOn(tx, on, null);
  const [from] = await organizationsById(tx, on, [fromId]);
  const withinGroupWholly =
    (await whollyWithin(tx, on, companyId, fromId)) && (await whollyWithin(tx, on, companyId, toId));
  const receiver = await stateShareOf(tx, on, ownership, toId);
  return {
    facts: {
      subject: from?.kind === 'company' ? 'subsidiary' : 'tier1',
      mode: 'free_transfer',
      losesControl: compare(receiver, ratio(1n, 2n)) <= 0,
      withinGroupWholly,
      acrossInvestors: investorsOf(ownership, fromId) !== investorsOf(ownership, toId),
    },
    amount: proposal.amount,
    parties: [companyId, targetId, fromId, toId].filter((id, index, all) => all.indexOf(id) === index),
    aggregationKey: `object:${targetId}`,
    stateShare: formatFraction(await stateShareOf(tx, on, ownership, companyId)),
  };
}

const buildings = new Set(['plant']);
const lands = new Set(['land']);

async function assetFacts(tx: Tx, on: LocalDate, proposal: AssetProposal): Promise<OwnFacts> {
  const assets = await assetsById(tx, on, proposal.assetIds);
  const complete = assets.length === proposal.assetIds.length && assets.length > 0;
  const strictest = assets.some((a) => lands.has(a.class))
    ? 'land'
    : assets.some((a) => buildings.has(a.class))
      ? 'building'
      : 'other';
  const ownership = await ownershipOn(tx, on, null);
  return {
    facts: { class: strictest, mode: 'free_transfer' },
    amount: complete ? formatYuan(sumFen(assets.map((a) => parseYuan(netOf(a))))) : null,
    parties: [proposal.companyId, proposal.toId],
    aggregationKey: `counterparty:${proposal.toId}`,
    stateShare: formatFraction(await stateShareOf(tx, on, ownership, proposal.companyId)),
  };
}

/** What the slices know of a proposal, for the route: matters itself knows nothing of equity and assets. */
export const gatherFacts: Gather = async (tx, on, proposal) => {
  const own =
    proposal.matter === 'equity_transfer'
      ? await equityFacts(tx, on, proposal)
      : await assetFacts(tx, on, proposal);
  return { ...own, firstTierId: await firstTierOf(tx, on, proposal.companyId) };
};

export type TransferRelation = 'parent_to_wholly' | 'wholly_to_parent' | 'brothers';

/** How two companies stand to each other on a day; null when neither holds the other wholly and no one holds both. */
export async function relationOn(
  tx: Tx,
  on: LocalDate,
  fromId: string,
  toId: string,
): Promise<TransferRelation | null> {
  if (await whollyWithin(tx, on, fromId, toId)) return 'parent_to_wholly';
  if (await whollyWithin(tx, on, toId, fromId)) return 'wholly_to_parent';
  const ownership = await ownershipOn(tx, on, null);
  const same =
    investorsOf(ownership, fromId) === investorsOf(ownership, toId) &&
    !investorsOf(ownership, fromId).includes(',');
  return same ? 'brothers' : null;
}
