import { orderSignaturesOf } from '@guanyun/db/assets/handover.store.ts';
import type { DutyRow, OrderRow, SheetRow } from '@guanyun/db/assets/orders.model.ts';
import { bookLines, changeSheet, saveDuties, saveTaxes } from '@guanyun/db/assets/transfer-order.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type TwoSidedEntry, voucherOf } from '@guanyun/domain/accounting/voucher.ts';
import type { JournalEntry } from '@guanyun/domain/assets/journal-entry.ts';
import type { Transferor } from '@guanyun/domain/assets/transfer-batch.ts';
import { vouchersOf } from '@guanyun/domain/assets/transfer-vouchers.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import { addDays, type LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { postVoucher } from '../accounting/post-voucher.ts';
import { atSheet } from '../assets/hand-over.ts';
import { papersLacking, successionLacking } from '../assets/order-papers.ts';
import { restate } from '../assets/order-standing.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, NotFound, today } from '../kernel/deps.ts';
import { readParameters } from '../matters/catalogue-versions.ts';
import type { Actor } from '../organizations/actor.ts';
import { heldDirectly, relationOn, type TransferRelation } from './group-of.ts';
import { type Moved, moveSheet } from './move-sheet.ts';
import { type TaxClaims, taxesOfSheet } from './sheet-taxes.ts';
import { spendOnSheet } from './spend-on-sheet.ts';

export type NewBooking = {
  readonly requestId: string;
  readonly sheetId: string;
  readonly deliveredOn: LocalDate;
  /** How the approval treats what comes in. */
  readonly injection: 'reserve' | 'capital';
  /** Of the giver, where the net is charged to its equity; and what it pays for the transfer itself. */
  readonly balances?:
    | { readonly capitalReserve: string; readonly surplusReserve: string; readonly retained: string }
    | undefined;
  readonly costs?: string | undefined;
  readonly tax: TaxClaims;
  /** A second approval, for what is delivered beyond the first. */
  readonly supplementId?: string | undefined;
};

type Relation = TransferRelation | 'gov_to_company';
type Booking = {
  readonly asked: NewBooking;
  readonly order: OrderRow;
  readonly sheet: SheetRow;
  readonly relation: Relation;
};

/** Everything that must be there before a card moves. */
async function readyToBook(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  asked: NewBooking,
): Promise<Decision<Booking, Refusal>> {
  const { order, sheet, side } = await atSheet(tx, actor, asked.sheetId);
  // What a public body gives, the company that gets it books for both.
  if (side !== (order.path === 'P1' ? 'to' : 'from')) throw new NotFound('order');
  if (sheet.state === 'booked' || sheet.state === 'empty')
    return refuse('WRONG_STATE', { state: sheet.state, step: 'book' });
  const signed = (await orderSignaturesOf(tx, order.id)).filter(({ sheetId }) => sheetId === sheet.id);
  if (sheet.state !== 'signed' || signed.length !== 2) return refuse('SIGN_BOTH_SIDES');
  const on = asked.deliveredOn;
  if (on < sheet.openedOn || on > today(deps))
    return refuse('WRONG_STATE', { state: sheet.state, step: 'book' });
  const lacking = await papersLacking(tx, order, sheet.toId, today(deps));
  if (lacking.length > 0) return refuse('ORDER_PAPER_MISSING', { papers: lacking.join('、') });
  const unnamed = await successionLacking(tx, sheet.id);
  if (unnamed !== null) return unnamed;
  const relation =
    order.path === 'P1' ? 'gov_to_company' : await relationOn(tx, on, order.fromId, sheet.toId);
  if (relation === null)
    return refuse('ASSET_NOT_TRANSFERABLE', {
      ...{ code: order.number, name: '' },
      because: '划出方与划入方不是全资母子或同一出资人的全资公司',
    });
  return accept({ asked, order, sheet, relation });
}

const optional = (text: string | undefined): Fen | undefined =>
  text === undefined ? undefined : parseYuan(text);

function entriesOf({ asked, order, relation }: Booking, moved: Moved) {
  const { balances, costs } = asked;
  const transferor: Transferor = {
    kind: relation === 'gov_to_company' ? 'public_body' : 'company',
    ...{
      capitalReserve: optional(balances?.capitalReserve),
      surplusReserve: optional(balances?.surplusReserve),
    },
    ...{ retained: optional(balances?.retained), costs: optional(costs) },
  };
  const groups = [...moved.groups.values()].filter(({ net, cost }) => net !== 0n || cost !== 0n);
  return vouchersOf(
    { path: order.path, relation, capitalInjection: asked.injection, assets: [], transferor },
    groups,
  );
}

type Entries = ReturnType<typeof entriesOf>;

const chartOf = (entry: JournalEntry, government: boolean) =>
  !government ? 'enterprise' : entry.book === 'budget' ? 'government_budget' : 'government_financial';

/** One voucher for each side and book, all in this act. */
async function postAll(
  tx: Tx,
  deps: Deps,
  booking: Booking,
  entries: Entries,
): Promise<Decision<string[], Refusal>> {
  const { order, sheet, asked, relation } = booking;
  const sides = [
    {
      organizationId: order.fromId,
      summary: `资产划出 ${order.number}`,
      entries: entries.transferor.entries,
      government: relation === 'gov_to_company',
    },
    {
      organizationId: sheet.toId,
      summary: `资产划入 ${order.number}`,
      entries: entries.transferee.entries,
      government: false,
    },
  ];
  const ids: string[] = [];
  for (const { organizationId, summary, government, ...side } of sides)
    for (const [book, own] of Map.groupBy(side.entries, (entry) => chartOf(entry, government))) {
      const lines = own.flatMap((entry) => voucherOf(book, entry satisfies TwoSidedEntry, summary).lines);
      const at = { organizationId, on: asked.deliveredOn, summary, orderId: order.id, sheetId: sheet.id };
      const posted = await postVoucher(tx, deps, { book, lines }, at);
      if (posted.outcome === 'refused') return posted;
      ids.push(posted.effects.id);
    }
  return accept(ids);
}

/** What comes after, each with its window: title where there is one to register, the taxes, the property rights. */
async function oweAfterwards(
  tx: Tx,
  deps: Deps,
  { order, sheet, asked }: Booking,
  moved: Moved,
): Promise<void> {
  const on = asked.deliveredOn;
  const figures = await readParameters(tx, on, on);
  const titled = moved.classes.has('land') || moved.classes.has('plant');
  const kinds = [
    ...(titled ? (['title'] as const) : []),
    ...(moved.classes.size > 0 ? (['tax', 'rights'] as const) : []),
  ];
  const duties = kinds.map(
    (kind): DutyRow => ({
      ...{
        id: deps.newId(),
        sheetId: sheet.id,
        orderId: order.id,
        kind,
        doneOn: null,
        document: null,
        personId: null,
      },
      dueOn: addDays(on, figures.whole(`asset_disposal.after.${kind}_days`)),
    }),
  );
  await saveDuties(tx, duties);
}

/** Refuses inside a savepoint that nothing be left of what was moved to find out. */
async function bookMoved(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  booking: Booking,
): Promise<Outcome<{ voucherIds: string[] }>> {
  const { asked, order, sheet, relation } = booking;
  const on = asked.deliveredOn;
  const moved = await moveSheet(tx, {
    sheetId: sheet.id,
    fromId: order.fromId,
    toId: sheet.toId,
    deliveredOn: on,
    keeper: relation === 'gov_to_company' ? 'public_body' : 'company',
  });
  const entries = entriesOf(booking, moved);
  const [stop] = entries.blocks;
  if (stop !== undefined) return refuse('BALANCES_MISSING', { because: stop.because });
  const direct =
    relation !== 'gov_to_company' && (await heldDirectly(tx, on, order.fromId, sheet.toId, relation));
  const taxes = taxesOfSheet({ id: sheet.id, order, on, direct }, relation, moved.classes, asked.tax);
  if (taxes.blocks.length > 0)
    return refuse('TAX_CLAIM_UNFOUNDED', { because: taxes.blocks.map(({ because }) => because).join('；') });
  const subject = { kind: 'transfer_order', id: order.id, title: order.number };
  const spent = await spendOnSheet(tx, deps, actor, {
    order,
    sheetId: sheet.id,
    net: entries.netOut,
    on,
    supplementId: asked.supplementId,
  });
  if (spent.outcome === 'refused') return spent;
  const posted = await postAll(tx, deps, booking, entries);
  if (posted.outcome === 'refused') return posted;
  await bookLines(tx, sheet.id);
  const net = formatYuan(entries.netOut);
  await changeSheet(tx, sheet.id, { state: 'booked', deliveredOn: on, net, lockedUntil: taxes.lockedUntil });
  await saveTaxes(tx, taxes.rows);
  await oweAfterwards(tx, deps, booking, moved);
  await restate(tx, order, on);
  const groups = [...moved.groups.values()];
  const content = {
    ...{
      sheet: sheet.id,
      warrant: spent.effects,
      deliveredOn: on,
      relation,
      netOut: net,
      netIn: formatYuan(entries.netIn),
    },
    ...{ lines: groups.reduce((sum, { items }) => sum + items, 0), custodyOnly: moved.custody },
    transition: formatYuan(sumFen(groups.map(({ transition }) => transition))),
    vouchers: posted.effects,
  };
  return accept({ subject, content, answer: { voucherIds: posted.effects } });
}

/**
 * Books a signed sheet whole: spends the warrant on what is delivered, moves every card with depreciation charged up to the
 * month of delivery, posts both sides' vouchers, fixes the taxes and what comes after. Refused before both sides signed
 * (SIGN_BOTH_SIDES), without the papers and successors it needs, beyond what was approved unless a supplement carries it
 * (AMOUNT_EXCEEDS_WARRANT), and between companies that no one holds wholly.
 */
export function bookSheet(
  deps: Deps,
  actor: Actor,
  asked: NewBooking,
): Promise<Answer<{ voucherIds: string[] }>> {
  const about = { kind: 'transfer_order', id: null, title: '' };
  const command = { requestId: asked.requestId, act: 'assets.book', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ voucherIds: string[] }>> => {
    const ready = await readyToBook(tx, deps, actor, asked);
    return ready.outcome === 'refused' ? ready : bookMoved(tx, deps, actor, ready.effects);
  });
}
