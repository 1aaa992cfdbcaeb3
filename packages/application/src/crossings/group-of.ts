import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  type NamedOrganization,
  organizationsById,
  organizationsOn,
} from '@guanyun/db/organizations/organization.store.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { add, compare, ONE, parseRatio, type Ratio, ZERO } from '@guanyun/domain/kernel/ratio.ts';
import { capTablesOn, type Ownership, ownershipOn, ownershipsOn } from '../equity/read-equity.ts';

/** What the state owns of a company through every chain. */
export async function stateShareOf(
  tx: Tx,
  on: LocalDate,
  ownership: Ownership,
  companyId: string,
): Promise<Ratio> {
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
export const investorsOf = (ownership: Ownership, companyId: string): string =>
  ownership.effective
    .filter((e) => e.owned === companyId)
    .map((e) => e.owner)
    .sort()
    .join(',');

/** What a company owns of another through every chain, as the register has it. */
export const shareIn = (ownership: Ownership, rootId: string, companyId: string): Ratio =>
  parseRatio(
    ownership.effective.find((e) => e.owner === rootId && e.owned === companyId)?.ratio.fraction ?? '0',
  );

export async function whollyWithin(
  tx: Tx,
  on: LocalDate,
  rootId: string,
  companyId: string,
): Promise<boolean> {
  if (rootId === companyId) return true;
  return compare(shareIn(await ownershipOn(tx, on, rootId), rootId, companyId), ONE) === 0;
}

/** A first-tier company with all that it controls. */
export type Group = {
  readonly root: NamedOrganization;
  readonly ownership: Ownership;
  readonly members: readonly string[];
};

/** The group that a company belongs to; null where the register names none. */
export async function groupOf(tx: Tx, on: LocalDate, companyId: string): Promise<Group | null> {
  const roots = (await organizationsOn(tx, on)).filter((o) => o.kind === 'company' && o.tier === 1);
  const seenFrom = await ownershipsOn(tx, on);
  for (const root of [...roots].sort((a, b) => Number(b.id === companyId) - Number(a.id === companyId))) {
    const ownership = seenFrom(root.id);
    const members = [root.id, ...ownership.control.filter((id) => id !== root.id)];
    if (members.includes(companyId)) return { root, ownership, members };
  }
  return null;
}

/** Both wholly of one group that is wholly the state's: 国有独资企业与其下属独资企业之间. */
export async function withinStateGroup(
  tx: Tx,
  on: LocalDate,
  companyId: string,
  otherId: string,
): Promise<boolean> {
  const group = await groupOf(tx, on, companyId);
  if (group === null) return false;
  const whole = (id: string): boolean =>
    id === group.root.id || compare(shareIn(group.ownership, group.root.id, id), ONE) === 0;
  if (!whole(companyId) || !whole(otherId)) return false;
  const state = await stateShareOf(tx, on, await ownershipOn(tx, on, null), group.root.id);
  return compare(state, ONE) === 0;
}

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

/** Whether no company stands between the two (brothers: between their parent and each), as the register has it. */
export async function heldDirectly(
  tx: Tx,
  on: LocalDate,
  fromId: string,
  toId: string,
  relation: TransferRelation,
): Promise<boolean> {
  const tables = await capTablesOn(tx, on, 'register');
  const soleHolder = (id: string): string | undefined => {
    const holders = tables.get(id)?.holders ?? [];
    return holders.length === 1 ? holders[0]?.id : undefined;
  };
  if (relation === 'parent_to_wholly') return soleHolder(toId) === fromId;
  if (relation === 'wholly_to_parent') return soleHolder(fromId) === toId;
  const parent = soleHolder(fromId);
  return parent !== undefined && parent === soleHolder(toId);
}

/**
 * The first-tier company that owns the most of a subsidiary through every chain: it hands the subsidiary's matters up. null
 * for a company that is first-tier itself, or that none owns.
 */
export async function firstTierOf(tx: Tx, on: LocalDate, companyId: string): Promise<string | null> {
  const roots = (await organizationsOn(tx, on))
    .filter((o) => o.kind === 'company' && o.tier === 1)
    .map((o) => o.id);
  if (roots.includes(companyId)) return null;
  const seenFrom = await ownershipsOn(tx, on);
  const owned = roots
    .map((root) => ({ root, share: shareIn(seenFrom(root), root, companyId) }))
    .filter(({ share }) => compare(share, ZERO) > 0)
    .sort((a, b) => compare(b.share, a.share));
  return owned[0]?.root ?? null;
}
