import { factsOf, saveAssets } from '@guanyun/db/assets/asset.store.ts';
import { type LineageRow, saveLineage } from '@guanyun/db/assets/asset-acts.store.ts';
import { type NewEntry, saveEntries } from '@guanyun/db/assets/asset-ledger.store.ts';
import type { AssetFactRow, AssetRow } from '@guanyun/db/assets/assets.model.ts';
import {
  type EncumbranceRow,
  encumbranceStepsOf,
  encumbrancesOf,
  saveEncumbranceSteps,
  saveEncumbrances,
} from '@guanyun/db/assets/encumbrance.store.ts';
import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import type { Shares } from '@guanyun/domain/assets/reshape.ts';
import { fen, formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { formatScaled } from '@guanyun/domain/kernel/ratio.ts';
import type { Deps } from '../kernel/deps.ts';
import type { HeldAsset } from './asset-card.ts';

/** A decimal with a number of places as an integer of its last place. */
export function scaledOf(text: string, places: number): bigint {
  const [whole = '0', rest = ''] = text.split('.');
  return BigInt(whole + rest.padEnd(places, '0').slice(0, places));
}

/** What of a card is shared out or added up. */
export const sharesOf = ({ row }: HeldAsset): Shares => ({
  cost: parseYuan(row.cost),
  depreciation: parseYuan(row.depreciation),
  impairment: parseYuan(row.impairment),
  residual: parseYuan(row.residual),
  monthly: row.monthlyDepreciation === null ? null : parseYuan(row.monthlyDepreciation),
  area: row.area === null ? null : scaledOf(row.area, 2),
  quantity: scaledOf(row.quantity, 4),
});

/** A new card like another, with amounts, area and quantity of its own. */
export function cardLike(
  like: AssetRow,
  shares: Shares,
  own: Pick<AssetRow, 'id' | 'code' | 'name' | 'clusterId' | 'formedOn'>,
): AssetRow {
  const {
    openOrderId: _o,
    titleId: _t,
    bookId: _b,
    custodyId: _c,
    moved: _m,
    ...row
  } = like as AssetRow & {
    [field: string]: unknown;
  };
  return {
    ...(row as AssetRow),
    ...own,
    cost: formatYuan(shares.cost),
    depreciation: formatYuan(shares.depreciation),
    impairment: formatYuan(shares.impairment),
    residual: formatYuan(shares.residual),
    monthlyDepreciation: shares.monthly === null ? null : formatYuan(shares.monthly),
    area: shares.area === null ? null : formatScaled(shares.area, 2),
    quantity: formatScaled(shares.quantity, 4),
    retiredOn: null,
  };
}

export type Reshaping = {
  readonly actId: string;
  readonly kind: 'split' | 'merge';
  readonly on: string;
  readonly document: string | null;
  readonly personId: string;
  readonly parents: readonly HeldAsset[];
  readonly children: readonly AssetRow[];
};

const minus = (amount: string): string => formatYuan(fen(-parseYuan(amount)));

/** What leaves and what comes, in one statement: the database adds them up. */
function entriesFor({ actId: causeId, kind, on: entryOn, parents, children }: Reshaping): NewEntry[] {
  const entry = { organizationId: parents[0]?.row.bookId ?? '', kind, entryOn, causeId };
  const out = parents.map(({ row }) => ({
    ...{ ...entry, assetId: row.id, items: -1, cost: minus(row.cost) },
    ...{ depreciation: minus(row.depreciation), impairment: minus(row.impairment) },
  }));
  const come = children.map(({ id, cost, depreciation, impairment }) => ({
    ...{ ...entry, assetId: id, items: 1, cost, depreciation, impairment },
  }));
  return [...out, ...come];
}

/** Title, book and custody go over to what comes, from that day. */
async function factsFor(tx: Tx, { on, parents, children }: Reshaping): Promise<AssetFactRow[]> {
  const facts = (await factsOf(tx, parents[0]?.row.id ?? '')).filter((fact) => fact.validTo === null);
  return children.flatMap((child) =>
    facts.map(({ kind, organizationId, document }) => ({
      ...{ assetId: child.id, kind, organizationId, validFrom: on, validTo: null, document },
    })),
  );
}

/** Encumbrances that nobody has let go of go on with every child, with what their holders were told and consented to. */
async function copyEncumbrances(tx: Tx, deps: Deps, reshaping: Reshaping): Promise<void> {
  const { parents, children, personId } = reshaping;
  const rows = await encumbrancesOf(
    tx,
    parents.map(({ row }) => row.id),
  );
  const steps = await encumbranceStepsOf(
    tx,
    rows.map(({ id }) => id),
  );
  const released = new Set(steps.filter((s) => s.kind === 'released').map((s) => s.encumbranceId));
  const copies: EncumbranceRow[] = rows
    .filter(({ id }) => !released.has(id))
    .flatMap((row) =>
      children.map((child) => ({ ...row, id: deps.newId(), assetId: child.id, originId: row.id, personId })),
    );
  await saveEncumbrances(tx, copies);
  await saveEncumbranceSteps(
    tx,
    copies.flatMap((copy) =>
      steps
        .filter((step) => step.encumbranceId === copy.originId)
        .map((step) => ({ ...step, encumbranceId: copy.id, personId })),
    ),
  );
}

/**
 * Enters what came of a split or a merge: cards, facts, entries, lineage, encumbrances. Title or custody may be with
 * another company than the one that acts; its facts go over too.
 */
export const saveReshaping = (tx: Tx, deps: Deps, reshaping: Reshaping): Promise<void> =>
  withWholeZone(tx, () => enterReshaping(tx, deps, reshaping));

async function enterReshaping(tx: Tx, deps: Deps, reshaping: Reshaping): Promise<void> {
  const { actId, kind, on, document, personId, parents, children } = reshaping;
  await saveAssets(tx, children, await factsFor(tx, reshaping), { kind: null });
  const rows = children.flatMap((child) =>
    parents.map(
      ({ row }): LineageRow => ({
        ...{ childId: child.id, parentId: row.id, actId, kind, reshapedOn: on, document, personId },
      }),
    ),
  );
  await saveLineage(tx, rows);
  await saveEntries(tx, entriesFor(reshaping));
  await copyEncumbrances(tx, deps, reshaping);
}
