import { changeContract } from '@guanyun/db/contracts/contract.store.ts';
import type { AccountItem, ContractRow } from '@guanyun/db/contracts/contract-life.model.ts';
import { accountsOf, changeAccounts, saveAccounts } from '@guanyun/db/contracts/contract-life.store.ts';
import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { bodiesOfKind } from '@guanyun/db/organizations/organization.store.ts';
import type { AssetClass } from '@guanyun/domain/assets/asset-class.ts';
import { costAllocationRule } from '@guanyun/domain/assets/cost-allocation.rule.ts';
import { decideAccounts } from '@guanyun/domain/contracts/settlement.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import { type NewAsset, registerAssets } from '../assets/register-assets.ts';
import { actOnContract, byAnother } from '../contracts/contract-acts.ts';
import { feesOf } from '../contracts/contract-terms.ts';
import type { Answer } from '../evidence/act.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';

/** What was formed: its own cost, and whether it bears a part of what was spent on the project as a whole. */
export type FormedItem = {
  readonly name: string;
  readonly class: AssetClass;
  readonly direct: string;
  readonly takesShare: boolean;
  readonly publicBenefit: boolean;
  readonly area?: string | undefined;
  readonly monthlyDepreciation?: string | undefined;
};
type OnContract = { readonly requestId: string; readonly id: string };

const completedOf = (row: ContractRow) => (row.completedOn === null ? null : localDate(row.completedOn));
const settledOf = (row: ContractRow) => ({
  ...{ state: row.state, completedOn: completedOf(row), fees: feesOf(row) },
  settlement: row.settlement === null ? null : parseYuan(row.settlement),
});

/** Shared cost laid on what was formed, by cost-allocation, exact to the fen. */
export function allocated(shared: string, items: readonly FormedItem[]) {
  const result = ask(costAllocationRule, {
    shared,
    items: items.map(({ direct, takesShare }, index) => ({
      ...{ id: String(index), direct },
      weight: takesShare ? direct : '0.00',
    })),
  });
  const lines = items.map(
    (item, index): AccountItem => ({
      ...{ name: item.name, class: item.class, direct: item.direct, takesShare: item.takesShare },
      publicBenefit: item.publicBenefit,
      allocated: result.items[index]?.allocated ?? '0.00',
      value: result.items[index]?.total ?? item.direct,
      area: item.area ?? null,
      monthlyDepreciation: item.monthlyDepreciation ?? null,
    }),
  );
  return { result, lines };
}

/**
 * Draws up the final accounts of an entrusted project: what was formed, with the shared cost laid on it. They add up to the
 * settlement and what the agent was paid. Refused: what `decideAccounts` refuses, ALLOCATION_IMPOSSIBLE.
 */
export function submitAccounts(
  deps: Deps,
  actor: Actor,
  asked: OnContract & {
    readonly shared: string;
    readonly items: readonly FormedItem[];
    readonly on: string;
    readonly document: string;
  },
): Promise<Answer<{ total: string; items: AccountItem[] }>> {
  const of = { act: 'contracts.submitAccounts', side: 'performer', papers: [asked.document] } as const;
  return actOnContract(deps, actor, asked, of, async (tx, row) => {
    if (row.mode !== 'entrusted') return refuse('WRONG_STATE', { state: row.state, step: 'finalAccounts' });
    const before = await accountsOf(tx, row.id);
    if (before.some(({ state }) => state !== 'rejected'))
      return refuse('WRONG_STATE', { state: 'submitted', step: 'finalAccounts' });
    const { result, lines } = allocated(asked.shared, asked.items);
    const { total } = result;
    if (total === null) return refuse('ALLOCATION_IMPOSSIBLE', { because: result.blocks[0]?.because ?? '' });
    const prepared = { total: parseYuan(total), preparedOn: localDate(asked.on) };
    const decision = decideAccounts(settledOf(row), prepared, today(deps));
    if (decision.outcome === 'refused') return decision;
    await saveAccounts(tx, {
      ...{ id: deps.newId(), contractId: row.id, personId: actor.person.id, number: before.length + 1 },
      ...{
        shared: asked.shared,
        total,
        items: lines,
        result,
        preparedOn: asked.on,
        document: asked.document,
      },
      ...{ dueBy: decision.effects.dueBy, state: 'submitted', decidedOn: null, decidedBy: null, opinion: '' },
    });
    return accept({ content: { total, allocated: lines }, answer: { total, items: lines } });
  });
}

/** The committee approves or rejects the final accounts. Refused: SAME_PERSON, what `decideAccounts` refuses by then. */
export function decideOnAccounts(
  deps: Deps,
  actor: Actor,
  asked: OnContract & { readonly approve: boolean; readonly opinion: string },
): Promise<Answer<{ state: string }>> {
  const of = { act: 'contracts.decideAccounts', side: 'principal', papers: [] } as const;
  return actOnContract(deps, actor, asked, of, async (tx, row) => {
    const accounts = await accountsOf(tx, row.id);
    const open = found(
      accounts.find(({ state }) => state === 'submitted'),
      'accounts',
    );
    const apart = byAnother(actor, open.personId);
    if (apart.outcome === 'refused') return apart;
    const decided = { decidedOn: today(deps), decidedBy: actor.person.id, opinion: asked.opinion };
    const { total } = open;
    if (!asked.approve) {
      await changeAccounts(tx, open.id, { state: 'rejected', ...decided });
      return accept({ content: { total }, answer: { state: row.state } });
    }
    const prepared = { total: parseYuan(total), preparedOn: localDate(open.preparedOn) };
    const again = decideAccounts(settledOf(row), prepared, today(deps));
    if (again.outcome === 'refused') return again;
    await changeAccounts(tx, open.id, { state: 'approved', ...decided });
    await changeContract(tx, row.id, { state: 'accounted' });
    return accept({ content: { total }, answer: { state: 'accounted' } });
  });
}

const asAsset = (item: AccountItem): NewAsset => ({
  ...{
    name: item.name,
    class: item.class as AssetClass,
    cost: item.value,
    publicBenefit: item.publicBenefit,
  },
  ...(item.area === null ? {} : { area: item.area }),
  ...(item.monthlyDepreciation === null ? {} : { monthlyDepreciation: item.monthlyDepreciation }),
});

/** What serves the public is the committee's in title and book, the company keeps it. */
async function enterFormed(
  tx: Tx,
  deps: Deps,
  row: ContractRow,
  items: readonly AccountItem[],
  at: { clusterId: string; formedOn: string; committeeId: string | null },
) {
  const origin = {
    clusterId: at.clusterId,
    formedOn: at.formedOn,
    contractId: row.id,
    custodianId: row.entityId,
  };
  const [own, common] = [items.filter((i) => !i.publicBenefit), items.filter((i) => i.publicBenefit)];
  const ofCompany = await registerAssets(tx, deps, own.map(asAsset), { ...origin, ownerId: row.entityId });
  if (common.length === 0 || at.committeeId === null) return ofCompany;
  const ofCommittee = await registerAssets(tx, deps, common.map(asAsset), {
    ...origin,
    ownerId: at.committeeId,
  });
  return [...ofCompany, ...ofCommittee];
}

/**
 * Hands what was formed over to the register of its cluster, at the values of the approved final accounts. Refused:
 * WRONG_STATE, CONTRACT_DAY_WRONG, DELIVERY_BODY_UNKNOWN when something serves the public and no committee is there.
 */
export function handOverAssets(
  deps: Deps,
  actor: Actor,
  asked: OnContract & { readonly on: string; readonly document: string },
): Promise<Answer<{ assetIds: string[] }>> {
  const of = { act: 'contracts.handOver', side: 'performer', papers: [asked.document] } as const;
  return actOnContract(deps, actor, asked, of, async (tx, row) => {
    const { completedOn, clusterId } = row;
    if (row.state !== 'accounted' || completedOn === null || clusterId === null)
      return refuse('WRONG_STATE', { state: row.state, step: 'handOver' });
    if (asked.on < completedOn || asked.on > today(deps))
      return refuse('CONTRACT_DAY_WRONG', { from: completedOn, to: today(deps) });
    const accounts = found(
      (await accountsOf(tx, row.id)).find(({ state }) => state === 'approved'),
      'accounts',
    );
    const [committee] = await bodiesOfKind(tx, 'committee');
    if (committee === undefined && accounts.items.some((i) => i.publicBenefit))
      return refuse('DELIVERY_BODY_UNKNOWN');
    const at = { clusterId, formedOn: asked.on, committeeId: committee?.id ?? null };
    // What goes onto the committee's book is outside the company's rows.
    const assets = await withWholeZone(tx, () => enterFormed(tx, deps, row, accounts.items, at));
    await changeContract(tx, row.id, { state: 'delivered', deliveredOn: asked.on });
    return accept({ content: { assets }, answer: { assetIds: assets.map(({ id }) => id) } });
  });
}
