import { changeAsset } from '@guanyun/db/assets/asset.store.ts';
import { saveAdjustment } from '@guanyun/db/assets/asset-acts.store.ts';
import { saveEntries } from '@guanyun/db/assets/asset-ledger.store.ts';
import { type Adjustment, decideAdjustment } from '@guanyun/domain/assets/adjustment.ts';
import type { ImprovementSource } from '@guanyun/domain/assets/asset-accounts.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';
import { holdAssets, inYuan, postEntry } from './asset-card.ts';

/** Amounts in yuan; those of a correction are changes and may be below zero. */
export type AdjustmentAsked =
  | {
      readonly kind: 'improve';
      readonly amount: string;
      readonly source: ImprovementSource;
      readonly monthlyDepreciation?: string | undefined;
    }
  | { readonly kind: 'impair'; readonly amount: string }
  | {
      readonly kind: 'correct';
      readonly cost: string;
      readonly depreciation: string;
      readonly impairment: string;
      readonly booked: boolean;
    };
export type NewAdjustment = {
  readonly requestId: string;
  readonly assetId: string;
  readonly on: string;
  readonly document: string;
  readonly reason: string;
  readonly change: AdjustmentAsked;
};

function adjustmentOf(change: AdjustmentAsked): Adjustment {
  if (change.kind === 'impair') return { kind: 'impair', amount: parseYuan(change.amount) };
  if (change.kind === 'correct') {
    const { cost, depreciation, impairment } = change;
    const amounts = { cost: parseYuan(cost), depreciation: parseYuan(depreciation) };
    return {
      kind: 'correct',
      change: { ...amounts, impairment: parseYuan(impairment) },
      booked: change.booked,
    };
  }
  const { amount, source, monthlyDepreciation } = change;
  const monthly = monthlyDepreciation === undefined ? undefined : parseYuan(monthlyDepreciation);
  return { kind: 'improve', amount: parseYuan(amount), source, monthly };
}

const summaries = { improve: '资产后续支出', impair: '计提资产减值准备', correct: '更正资产账面' } as const;

/**
 * Changes the amounts of an asset on a paper: an improvement, an impairment, a correction; entry of the ledger and voucher
 * in one act. Refused: DOCUMENT_UNKNOWN, and what `decideAdjustment` refuses.
 */
export function adjustAsset(
  deps: Deps,
  actor: Actor,
  asked: NewAdjustment,
): Promise<Answer<{ id: string; voucherId: string | null }>> {
  const { requestId, ...body } = asked;
  const { assetId, on, document, reason, change } = asked;
  const about = { kind: 'asset', id: assetId, title: '' };
  const command = { requestId, act: 'assets.adjust', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string; voucherId: string | null }>> => {
    const held = found((await holdAssets(tx, deps, [assetId]))[0], 'asset');
    const { organizationId } = actor.post;
    const acting = { organizationId, on: localDate(on), today: today(deps) };
    const decision = decideAdjustment(held.standing, held.card, adjustmentOf(change), acting);
    if (decision.outcome === 'refused') return decision;
    const papers = await papersThere(tx, [document]);
    if (papers.outcome === 'refused') return papers;
    const id = deps.newId();
    const { code, name } = held.row;
    const amounts = inYuan(decision.effects.change);
    const { keeper } = held.card;
    const summary = `${summaries[change.kind]} ${code}`;
    const at = { keeper, organizationId, on, summary, causeId: id };
    const posted = await postEntry(tx, deps, decision.effects.entry, at);
    if (posted.outcome === 'refused') return posted;
    const voucherId = posted.effects;
    const { kind } = change;
    const entry = { assetId, organizationId, kind, entryOn: on, items: 0, ...amounts, causeId: id };
    await saveEntries(tx, [entry]);
    const personId = actor.person.id;
    await saveAdjustment(tx, { id, assetId, kind, adjustedOn: on, document, reason, voucherId, personId });
    if (change.kind === 'improve' && change.monthlyDepreciation !== undefined)
      await changeAsset(tx, assetId, { monthlyDepreciation: change.monthlyDepreciation });
    const content = { ...body, id, code, amounts, voucherId };
    return accept({ subject: { ...about, title: name }, content, answer: { id, voucherId } });
  });
}
