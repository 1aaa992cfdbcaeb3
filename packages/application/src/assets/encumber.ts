import { findAsset, lockAssets } from '@guanyun/db/assets/asset.store.ts';
import type { AssetRow } from '@guanyun/db/assets/assets.model.ts';
import {
  encumbranceStepsOf,
  findEncumbrance,
  saveEncumbranceStep,
  saveEncumbrances,
} from '@guanyun/db/assets/encumbrance.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  decideEncumbrance,
  decideEncumbranceStep,
  type EncumberedAsset,
  type EncumbranceKind,
  type EncumbranceStep,
  type Recorder,
} from '@guanyun/domain/assets/encumbrance.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';
import { assetOn } from './asset-card.ts';

export type NewEncumbrance = {
  readonly requestId: string;
  readonly assetId: string;
  readonly kind: EncumbranceKind;
  readonly holder: string;
  readonly amount?: string | undefined;
  readonly barsTransfer: boolean;
  readonly barRegistered: boolean;
  readonly registered: boolean;
  readonly validFrom: string;
  readonly document: string;
};

const recorder = (deps: Deps, actor: Actor): Recorder => ({
  side: actor.post.side === 'company' ? 'company' : 'committee',
  organizationId: actor.post.organizationId,
  today: today(deps),
});

/** The asset, locked, with whoever has it on its book. */
async function encumbered(tx: Tx, deps: Deps, id: string): Promise<EncumberedAsset> {
  const [row] = await lockAssets(tx, [id]);
  return ofRow(tx, deps, found(row, 'asset'));
}
async function ofRow(tx: Tx, deps: Deps, row: AssetRow): Promise<EncumberedAsset> {
  const { code, name, formedOn, retiredOn } = row;
  const view = found(await assetOn(tx, retiredOn ?? today(deps), row.id), 'asset');
  return {
    ...{ code, name, bookId: view.bookId, formedOn: localDate(formedOn) },
    retiredOn: retiredOn === null ? null : localDate(retiredOn),
  };
}

/** Records what limits the right in an asset, with its paper. Refused: DOCUMENT_UNKNOWN, and what `decideEncumbrance` refuses. */
export function encumber(deps: Deps, actor: Actor, asked: NewEncumbrance): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'asset', id: asked.assetId, title: '' };
  return act(
    deps,
    actor,
    { requestId, act: 'assets.encumber', body, about },
    async (tx): Promise<Outcome<{ id: string }>> => {
      const asset = await encumbered(tx, deps, asked.assetId);
      const decision = decideEncumbrance(
        asset,
        { ...asked, validFrom: localDate(asked.validFrom) },
        recorder(deps, actor),
      );
      if (decision.outcome === 'refused') return decision;
      const papers = await papersThere(tx, [asked.document]);
      if (papers.outcome === 'refused') return papers;
      const id = deps.newId();
      const marks = { originId: null, personId: actor.person.id };
      await saveEncumbrances(tx, [{ ...body, id, amount: asked.amount ?? null, ...marks }]);
      const content = { ...body, id, code: asset.code };
      return accept({ subject: { ...about, title: asset.name }, content, answer: { id } });
    },
  );
}

export type NewEncumbranceStep = {
  readonly requestId: string;
  readonly encumbranceId: string;
  readonly kind: EncumbranceStep;
  readonly on: string;
  readonly document: string;
};

/**
 * Records that the holder of an encumbrance was told, consents, or lets go: from that day on it no longer stands.
 * Refused: DOCUMENT_UNKNOWN, and what `decideEncumbranceStep` refuses.
 */
export function encumbranceStep(
  deps: Deps,
  actor: Actor,
  asked: NewEncumbranceStep,
): Promise<Answer<{ assetId: string }>> {
  const { requestId, ...body } = asked;
  const { encumbranceId, kind, document } = asked;
  const about = { kind: 'asset', id: null, title: '' };
  return act(
    deps,
    actor,
    { requestId, act: 'assets.encumbranceStep', body, about },
    async (tx): Promise<Outcome<{ assetId: string }>> => {
      const row = found(await findEncumbrance(tx, encumbranceId), 'encumbrance');
      // What is recorded of an encumbrance is recorded one after the other: its asset is locked.
      await lockAssets(tx, [row.assetId]);
      const asset = await ofRow(tx, deps, found(await findAsset(tx, row.assetId), 'asset'));
      const steps = (await encumbranceStepsOf(tx, [row.id])).map((step) => ({
        kind: step.kind,
        on: localDate(step.stepOn),
      }));
      const decision = decideEncumbranceStep(
        asset,
        { kind: row.kind, validFrom: localDate(row.validFrom), steps },
        { kind, on: localDate(asked.on) },
        recorder(deps, actor),
      );
      if (decision.outcome === 'refused') return decision;
      const papers = await papersThere(tx, [document]);
      if (papers.outcome === 'refused') return papers;
      const personId = actor.person.id;
      await saveEncumbranceStep(tx, { encumbranceId, kind, stepOn: asked.on, document, personId });
      const subject = { kind: 'asset', id: row.assetId, title: asset.name };
      const content = { ...body, code: asset.code, encumbrance: row.kind, holder: row.holder };
      return accept({ subject, content, answer: { assetId: row.assetId } });
    },
  );
}
