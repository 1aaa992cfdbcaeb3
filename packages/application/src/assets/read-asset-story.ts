import { findAsset } from '@guanyun/db/assets/asset.store.ts';
import {
  adjustmentsOf,
  assetDocumentsOf,
  disposalOf,
  relativesOf,
  vouchersOfCauses,
} from '@guanyun/db/assets/asset-acts.store.ts';
import { entriesOf } from '@guanyun/db/assets/asset-ledger.store.ts';
import type { AssetEntryRow, AssetRow } from '@guanyun/db/assets/assets.model.ts';
import { encumbranceStepsOf, encumbrancesOf } from '@guanyun/db/assets/encumbrance.store.ts';
import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { allWarrants } from '@guanyun/db/matters/warrant.store.ts';
import { type EncumbranceStep, stepsFor } from '@guanyun/domain/assets/encumbrance.ts';
import { type Fen, fen, formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { assetKeepers } from '@guanyun/domain/organizations/permissions.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { warrantState } from '../matters/warrant-of.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { organizationNames } from '../organizations/names.ts';
import { assetOn } from './asset-card.ts';
import { disposalWarrant } from './dispose-asset.ts';

const paperOf = async (tx: Tx, digest: string) => ({
  digest,
  name: (await findDocument(tx, digest))?.name ?? '',
});

async function encumbrancesShown(tx: Tx, assetId: string) {
  const rows = await encumbrancesOf(tx, [assetId]);
  const steps = await encumbranceStepsOf(
    tx,
    rows.map(({ id }) => id),
  );
  const shown = [];
  for (const row of rows) {
    const own = steps.filter((step) => step.encumbranceId === row.id);
    const done = (kind: EncumbranceStep) => own.find((step) => step.kind === kind)?.stepOn ?? null;
    const released = done('released');
    const { id, kind, holder, amount, barsTransfer, barRegistered, registered, validFrom, originId } = row;
    shown.push({
      ...{ id, kind, holder, amount, barsTransfer, barRegistered, registered, validFrom },
      inherited: originId !== null,
      ...{ notifiedOn: done('notified'), consentedOn: done('consented'), releasedOn: released },
      paper: await paperOf(tx, row.document),
      mayStep: released === null ? stepsFor(kind).filter((step) => done(step) === null) : [],
    });
  }
  return shown;
}

/** The entries with what the card showed after each, and the voucher of each. A transfer is one line: out of one, into another book. */
async function entriesShown(tx: Tx, on: string, rows: readonly AssetEntryRow[]) {
  const organization = await organizationNames(tx, on);
  const vouchers = await vouchersOfCauses(tx, [...new Set(rows.map(({ causeId }) => causeId))]);
  const running = { cost: 0n, depreciation: 0n, impairment: 0n };
  const after = (change: AssetEntryRow) => {
    running.cost += parseYuan(change.cost);
    running.depreciation += parseYuan(change.depreciation);
    running.impairment += parseYuan(change.impairment);
    const { cost, depreciation, impairment } = running;
    const text = (amount: bigint): string => formatYuan(fen(amount) as Fen);
    return {
      ...{ cost: text(cost), depreciation: text(depreciation), impairment: text(impairment) },
      net: text(cost - depreciation - impairment),
    };
  };
  return rows.map((row) => ({
    ...{
      id: row.id,
      kind: row.kind,
      on: row.entryOn,
      items: row.items,
      through: row.through?.slice(0, 7) ?? null,
    },
    ...{ cost: row.cost, depreciation: row.depreciation, impairment: row.impairment },
    organization: organization(row.organizationId),
    after: after(row),
    voucher:
      vouchers.find((v) => v.causeId === row.causeId && v.organizationId === row.organizationId) ?? null,
  }));
}

/** Warrants of the own company in force that let this asset go for a price. */
async function warrantsFor(tx: Tx, deps: Deps, actor: Actor, assetId: string) {
  const on = today(deps);
  return (await allWarrants(tx))
    .filter((row) => row.companyId === actor.post.organizationId && warrantState(row, on) === 'in_force')
    .map((row) => ({ id: row.id, title: row.title, ...disposalWarrant(row) }))
    .filter(
      ({ mode, assetIds }) => (mode === 'public' || mode === 'non_public') && assetIds.includes(assetId),
    )
    .map(({ id, number, title, mode }) => ({ id, number, title, mode }));
}

/** Which of the acts this actor may do now; the use cases decide again. */
function mayDo(actor: Actor, row: AssetRow, held: { bookId: string; custodyId: string; inOrder: boolean }) {
  const keeper = (assetKeepers as readonly string[]).includes(actor.post.kind);
  const own = keeper && held.bookId === actor.post.organizationId;
  const attach = keeper && [held.bookId, held.custodyId].includes(actor.post.organizationId);
  const here = row.retiredOn === null;
  const authority =
    actor.post.side === 'committee' && ['committee_reviewer', 'committee_legal'].includes(actor.post.kind);
  return {
    change: own && here && !held.inOrder,
    encumber: here && (own || authority),
    /** The committee records what a court or authority tells it, and nothing else. */
    encumberAll: own,
    attach: attach && here,
  };
}

/** All that happened to an asset: entries across its owners, encumbrances, papers, where it came from and what became of it. */
export function readAssetStory(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const row = found(await findAsset(tx, id), 'asset');
    const view = found(await assetOn(tx, row.retiredOn ?? on, id), 'asset');
    const held = { bookId: view.bookId, custodyId: view.custodyId, inOrder: view.openOrderId !== null };
    const adjustments = [];
    for (const one of await adjustmentsOf(tx, id))
      adjustments.push({
        ...{
          id: one.id,
          kind: one.kind,
          on: one.adjustedOn,
          reason: one.reason,
          booked: one.voucherId !== null,
        },
        paper: await paperOf(tx, one.document),
      });
    const disposal = await disposalOf(tx, id);
    const documents = await assetDocumentsOf(tx, id);
    return {
      entries: await entriesShown(tx, on, await entriesOf(tx, id)),
      encumbrances: await encumbrancesShown(tx, id),
      adjustments,
      documents: documents.map(({ digest, title, kind, takenOn, mediaType, name }) => ({
        ...{ digest, title, kind, on: takenOn, image: mediaType.startsWith('image/'), name },
      })),
      parents: await relativesOf(tx, id, 'parents'),
      children: await relativesOf(tx, id, 'children'),
      disposal: disposal && {
        ...{ manner: disposal.manner, price: disposal.price, counterparty: disposal.counterparty },
        ...{
          on: disposal.disposedOn,
          warrantId: disposal.warrantId,
          paper: await paperOf(tx, disposal.document),
        },
      },
      retiredOn: row.retiredOn,
      measures: { quantity: row.quantity, unit: row.unit, area: row.area, cost: row.cost },
      may: mayDo(actor, row, held),
      warrants: held.bookId === actor.post.organizationId ? await warrantsFor(tx, deps, actor, id) : [],
      today: on,
    };
  });
}
