import { type NewEntry, saveEntries } from '@guanyun/db/assets/asset-ledger.store.ts';
import {
  type DueCard,
  dueCards,
  lastRun,
  lockRuns,
  passMonth,
  saveRun,
} from '@guanyun/db/assets/depreciation.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { depreciationEntry } from '@guanyun/domain/assets/asset-accounts.ts';
import { decideRun } from '@guanyun/domain/assets/decide-depreciation.ts';
import {
  accumulatedAccount,
  chargeBetween,
  chargedClasses,
  lastDayOf,
} from '@guanyun/domain/assets/depreciation.ts';
import type { BookKeeper } from '@guanyun/domain/assets/transfer-accounts.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, fen, formatYuan } from '@guanyun/domain/kernel/money.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { depreciationCard, keeperOf, postEntry } from './asset-card.ts';

/** Cards at a time: what a run holds in memory. */
const PIECE = 5000;

export type RunOf = {
  readonly organizationId: string;
  readonly keeper: BookKeeper;
  readonly month: LocalDate;
};
type Charged = { readonly card: DueCard; readonly charge: Fen; readonly account: string | null };
export type RunTotals = { assets: number; amount: Fen; readonly byAccount: Map<string, Fen> };

/**
 * Goes through the cards of a book that a month is not charged on, piece by piece, and adds up what it charges on each.
 * With `save` the pieces are locked and handed on as they come.
 */
export async function chargePieces(
  tx: Tx,
  of: RunOf,
  save: ((pieces: readonly Charged[]) => Promise<void>) | null,
): Promise<RunTotals> {
  const totals: RunTotals = { assets: 0, amount: fen(0n), byAccount: new Map() };
  const asked = { ...of, lastDay: lastDayOf(of.month), classes: chargedClasses };
  for (let after = ''; ; ) {
    const cards = await dueCards(tx, asked, { after, limit: PIECE, lock: save !== null });
    const charged = cards.map((card): Charged => {
      const seen = depreciationCard(card, of.keeper, card.use);
      return { card, charge: chargeBetween(seen, of.month), account: accumulatedAccount(seen) };
    });
    for (const { charge, account } of charged) {
      if (account === null || charge === 0n) continue;
      totals.assets += 1;
      totals.amount = fen(totals.amount + charge);
      totals.byAccount.set(account, fen((totals.byAccount.get(account) ?? 0n) + charge));
    }
    if (save !== null) await save(charged);
    if (cards.length < PIECE) return totals;
    after = cards.at(-1)?.code ?? '';
  }
}

/** Entries for what is charged; the month passes on the others. */
async function savePiece(tx: Tx, of: RunOf, runId: string, charged: readonly Charged[]): Promise<void> {
  const entry = {
    ...{ organizationId: of.organizationId, entryOn: lastDayOf(of.month), items: 0 },
    ...{ cost: '0.00', impairment: '0.00', causeId: runId, through: of.month },
    kind: 'depreciate' as const,
  };
  const entries: NewEntry[] = charged
    .filter(({ charge }) => charge > 0n)
    .map(({ card, charge }) => ({ ...entry, assetId: card.id, depreciation: formatYuan(charge) }));
  await saveEntries(tx, entries);
  const others = charged.filter(({ charge }) => charge === 0n).map(({ card }) => card.id);
  if (others.length > 0) await passMonth(tx, others, of.month);
}

export type RunAnswer = {
  /** Null: nothing came since the last run. */
  readonly runId: string | null;
  readonly voucherId: string | null;
  readonly assets: number;
  readonly amount: string;
};

/**
 * Charges a month on every asset in the own book that is not yet charged through it: entries, one voucher, the run. Runs of
 * one book follow each other; one that finds nothing new says so and leaves nothing. Refused: what `decideRun` refuses.
 */
export function depreciate(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; month: string },
): Promise<Answer<RunAnswer>> {
  const { organizationId } = actor.post;
  const about = { kind: 'depreciation_run', id: null, title: asked.month };
  const command = { requestId: asked.requestId, act: 'assets.depreciate', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<RunAnswer>> => {
    await lockRuns(tx, organizationId);
    const last = await lastRun(tx, organizationId);
    const decision = decideRun(
      last && { month: localDate(last.month), number: last.number },
      localDate(`${asked.month}-01`),
      today(deps),
    );
    if (decision.outcome === 'refused') return decision;
    const { month, number } = decision.effects;
    const keeper = await keeperOf(tx, today(deps), organizationId);
    const of = { organizationId, keeper, month };
    const id = deps.newId();
    const totals = await chargePieces(tx, of, (charged) => savePiece(tx, of, id, charged));
    const { assets } = totals;
    const amount = formatYuan(totals.amount);
    const nothing = assets === 0 && number > 1;
    const subject = { ...about, id: nothing ? null : id };
    if (nothing)
      return accept({
        ...{ subject, content: { month, number, assets, amount } },
        answer: { runId: null, voucherId: null, assets, amount },
      });
    const place = { keeper, organizationId, on: lastDayOf(month), causeId: id };
    const summary = `计提 ${asked.month} 折旧摊销`;
    const entry = depreciationEntry(keeper, totals.byAccount);
    const posted = await postEntry(tx, deps, entry, { ...place, summary });
    if (posted.outcome === 'refused') return posted;
    const voucherId = posted.effects;
    const personId = actor.person.id;
    await saveRun(tx, { id, organizationId, month, number, assets, amount, voucherId, personId });
    const content = { month, number, assets, amount, voucherId };
    return accept({ subject, content, answer: { runId: id, voucherId, assets, amount } });
  });
}
