import { assetsById } from '@guanyun/db/assets/asset.store.ts';
import { saveDisposal } from '@guanyun/db/assets/asset-acts.store.ts';
import { type NewEntry, saveEntries } from '@guanyun/db/assets/asset-ledger.store.ts';
import { encumbrancesOn } from '@guanyun/db/assets/encumbrance.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findWarrant, finishWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { type Amounts, taken } from '@guanyun/domain/assets/asset-accounts.ts';
import {
  type Disposal,
  type DisposalManner,
  type DisposalWarrant,
  decideDisposal,
} from '@guanyun/domain/assets/disposal.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { fen, parseYuan } from '@guanyun/domain/kernel/money.ts';
import type { Proposal } from '@guanyun/domain/matters/proposal.ts';
import { modeOf } from '@guanyun/domain/matters/proposal-terms.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import { carries, useWarrant } from '../matters/spend-warrant.ts';
import type { Actor } from '../organizations/actor.ts';
import { type HeldAsset, holdAssets, inYuan, postEntry } from './asset-card.ts';

export type NewDisposal = {
  readonly requestId: string;
  readonly assetId: string;
  readonly warrantId: string;
  readonly manner: DisposalManner;
  /** Yuan; what scrap brought may be nothing. */
  readonly price: string;
  readonly counterparty: string;
  readonly on: string;
  readonly document: string;
};

/** What a warrant says of the assets it lets go. */
export const disposalWarrant = (row: {
  number: string;
  kind: string;
  content: { proposal: Proposal };
}): DisposalWarrant => {
  const { proposal } = row.content;
  const disposal = proposal.matter === 'asset_disposal' ? proposal : null;
  return {
    number: row.number,
    kind: row.kind,
    mode: disposal && modeOf(disposal),
    assetIds: disposal?.assetIds ?? [],
  };
};

/** The last charge in the book it leaves, then the whole card. */
async function saveLeaving(
  tx: Tx,
  { row, card }: HeldAsset,
  disposal: Disposal,
  at: { causeId: string; on: string },
): Promise<void> {
  const { charge, through } = disposal;
  const zero = fen(0n);
  const entry = { assetId: row.id, organizationId: row.bookId, entryOn: at.on, causeId: at.causeId };
  const charged: Amounts = { cost: zero, depreciation: charge, impairment: zero };
  const entries: NewEntry[] =
    charge === 0n ? [] : [{ ...entry, kind: 'depreciate', items: 0, ...inYuan(charged), through }];
  await saveEntries(tx, entries);
  const whole = { ...card, depreciation: fen(card.depreciation + charge) };
  await saveEntries(tx, [{ ...entry, kind: 'dispose', items: -1, ...inYuan(taken(whole)) }]);
}

/**
 * Sells or scraps an asset under a warrant that names it; price, voucher and spending in one act. Refused: what
 * `decideDisposal` and the warrant refuse, NO_WARRANT, DOCUMENT_UNKNOWN.
 */
export function disposeAsset(
  deps: Deps,
  actor: Actor,
  asked: NewDisposal,
): Promise<Answer<{ id: string; voucherId: string | null }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'asset', id: asked.assetId, title: '' };
  const command = { requestId, act: 'assets.dispose', body, about };
  return act(deps, actor, command, (tx) => dispose(tx, deps, actor, asked));
}

async function dispose(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  asked: NewDisposal,
): Promise<Outcome<{ id: string; voucherId: string | null }>> {
  const { assetId, warrantId, manner, price, counterparty, document, on } = asked;
  const { organizationId } = actor.post;
  const warrant = await findWarrant(tx, warrantId);
  if (warrant === null) return refuse('NO_WARRANT');
  const held = found((await holdAssets(tx, deps, [assetId]))[0], 'asset');
  const standing = await encumbrancesOn(tx, on, [assetId]);
  const decision = decideDisposal(
    held.standing,
    held.card,
    { manner, price: parseYuan(price) },
    disposalWarrant(warrant),
    standing.map(({ kind }) => kind),
    { organizationId, on: localDate(on), today: today(deps) },
  );
  if (decision.outcome === 'refused') return decision;
  const checked = await carries(tx, warrantId, ({ kind }) => ({
    ...{ kind, companyId: organizationId, proposalDigest: null, on: localDate(on) },
    amount: parseYuan(price),
  }));
  if (checked.outcome === 'refused') return checked;
  const papers = await papersThere(tx, [document]);
  if (papers.outcome === 'refused') return papers;
  const id = deps.newId();
  const { code, name } = held.row;
  const used = await useWarrant(tx, deps, actor, checked.effects, {
    ...{
      act: 'assets.dispose',
      subjectKind: 'asset_disposal',
      subjectId: id,
      subjectTitle: `${code} ${name}`,
    },
    ...{ amount: price, spentOn: on, counterparty, documents: [document] },
  });
  if (used.outcome === 'refused') return used;
  const { keeper } = held.card;
  const at = { keeper, organizationId, on, summary: `资产处置 ${code}`, causeId: id };
  const posted = await postEntry(tx, deps, decision.effects.entry, at);
  if (posted.outcome === 'refused') return posted;
  const voucherId = posted.effects;
  await saveLeaving(tx, held, decision.effects, { causeId: id, on });
  const row = { id, assetId, warrantId, manner, price, counterparty, disposedOn: on, document, voucherId };
  await saveDisposal(tx, { ...row, personId: actor.person.id });
  const left = (await assetsById(tx, on, disposalWarrant(warrant).assetIds)).filter(
    (asset) => asset.retiredOn === null,
  );
  if (left.length === 0) await finishWarrant(tx, warrantId, on);
  const subject = { kind: 'asset', id: assetId, title: name, matters: [warrant.kind] };
  const content = { ...row, code, warrant: warrant.number };
  return accept({ subject, content, answer: { id, voucherId } });
}
