import type { AssetView } from '@guanyun/db/assets/asset.store.ts';
import { assetsById, lockAssets, moveFact } from '@guanyun/db/assets/asset.store.ts';
import { saveEntries, transferEntries } from '@guanyun/db/assets/asset-ledger.store.ts';
import type { OrderRow } from '@guanyun/db/assets/assets.model.ts';
import {
  changeOrder,
  closeLines,
  linesOf,
  lockOrder,
  orderSignaturesOf,
} from '@guanyun/db/assets/transfer-order.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { type TwoSidedEntry, voucherOf } from '@guanyun/domain/accounting/voucher.ts';
import { transferVouchersRule } from '@guanyun/domain/assets/transfer-vouchers.rule.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { fen, formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { postVoucher } from '../accounting/post-voucher.ts';
import { sideOf } from '../assets/hand-over.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { checkWarrant, spendWarrant } from '../matters/spend-warrant.ts';
import type { Actor } from '../organizations/actor.ts';
import { relationOn, type TransferRelation } from './group-of.ts';

type Booking = {
  order: OrderRow;
  assets: readonly AssetView[];
  relation: TransferRelation;
  deliveredOn: string;
};

const vouchersFor = ({ order, assets, relation, deliveredOn }: Booking) =>
  ask(transferVouchersRule, {
    path: 'P2',
    relation,
    assets: assets.map((a) => ({
      id: a.code,
      class: a.class,
      cost: a.cost,
      depreciation: a.depreciation,
      impairment: a.impairment,
      ...(a.monthlyDepreciation === null ? {} : { monthlyDepreciation: a.monthlyDepreciation }),
      publicBenefit: a.publicBenefit,
    })),
    transferor: { kind: 'company' },
    transferee: { kind: 'company' },
    basisDate: order.basisDate,
    deliveryDate: deliveredOn,
    approvedTotal: order.approved,
  });

type Entries = ReturnType<typeof vouchersFor>;

const amounts = (entry: Entries['transferor']['entries'][number]): TwoSidedEntry => ({
  debit: entry.debit.map((line) => ({ account: line.account, amount: parseYuan(line.amount) })),
  credit: entry.credit.map((line) => ({ account: line.account, amount: parseYuan(line.amount) })),
});

/** Two vouchers, one in each company's financial book, in one act. */
async function postBoth(
  tx: Tx,
  deps: Deps,
  booking: Booking,
  entries: Entries,
): Promise<Decision<string[], Refusal>> {
  const { order, deliveredOn } = booking;
  const sides = [
    {
      organizationId: order.fromId,
      summary: `资产划出 ${order.number}`,
      entries: entries.transferor.entries,
    },
    { organizationId: order.toId, summary: `资产划入 ${order.number}`, entries: entries.transferee.entries },
  ];
  const ids: string[] = [];
  for (const side of sides) {
    const voucher = {
      book: 'enterprise' as const,
      lines: side.entries.flatMap((entry) => voucherOf('enterprise', amounts(entry), side.summary).lines),
    };
    const posted = await postVoucher(tx, deps, voucher, {
      organizationId: side.organizationId,
      on: deliveredOn,
      summary: side.summary,
      orderId: order.id,
    });
    if (posted.outcome === 'refused') return posted;
    ids.push(posted.effects.id);
  }
  return accept(ids);
}

/**
 * The cards follow: depreciation up to delivery in the giver's book, then the whole card and custody to the receiver. Title
 * waits for its registration.
 */
async function moveCards(tx: Tx, booking: Booking, entries: Entries): Promise<void> {
  const { order, deliveredOn } = booking;
  const causeId = order.id;
  const nets = new Map(entries.lines.map((line) => [line.id, line.net]));
  const moving = booking.assets.flatMap((asset) => {
    const net = nets.get(asset.code);
    if (net === undefined) return [];
    const depreciation = formatYuan(
      fen(parseYuan(asset.cost) - parseYuan(asset.impairment) - parseYuan(net)),
    );
    return [{ ...asset, before: asset.depreciation, depreciation }];
  });
  const charged = moving.flatMap((asset) => {
    const charge = formatYuan(fen(parseYuan(asset.depreciation) - parseYuan(asset.before)));
    if (charge === '0.00') return [];
    return [
      {
        assetId: asset.id,
        organizationId: order.fromId,
        kind: 'depreciate' as const,
        entryOn: deliveredOn,
        items: 0,
        cost: '0.00',
        depreciation: charge,
        impairment: '0.00',
        causeId,
      },
    ];
  });
  await saveEntries(tx, charged);
  await saveEntries(
    tx,
    transferEntries(moving, { fromId: order.fromId, toId: order.toId, on: deliveredOn, causeId }),
  );
  await moveFact(
    tx,
    moving.map((asset) => asset.id),
    'custody',
    order.toId,
    deliveredOn,
  );
}

/**
 * Books a signed order whole: spends the warrant, posts both vouchers, moves the cards. Refused before both sides signed
 * (SIGN_BOTH_SIDES), over the approved amount (AMOUNT_EXCEEDS_WARRANT), between companies that no one holds wholly
 * (ASSET_NOT_TRANSFERABLE), and for everything that the warrant refuses.
 */
export function bookOrder(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; orderId: string; deliveredOn: string },
): Promise<Answer<{ voucherIds: string[] }>> {
  const about = { kind: 'transfer_order', id: asked.orderId, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'assets.book', body: asked, about },
    async (tx): Promise<Outcome<{ voucherIds: string[] }>> => {
      const order = found(await lockOrder(tx, asked.orderId), 'order');
      if (sideOf(order, actor) !== 'from') throw new NotFound('order');
      if (order.state === 'booked') return refuse('WRONG_STATE', { state: order.state, step: 'book' });
      if (order.state !== 'signed' || (await orderSignaturesOf(tx, order.id)).length !== 2)
        return refuse('SIGN_BOTH_SIDES');
      const on = localDate(asked.deliveredOn);
      if (on < order.openedOn || on > today(deps))
        return refuse('WRONG_STATE', { state: order.state, step: 'book' });
      const ids = (await linesOf(tx, order.id)).map((l) => l.assetId);
      await lockAssets(tx, ids);
      const relation = await relationOn(tx, on, order.fromId, order.toId);
      if (relation === null)
        return refuse('ASSET_NOT_TRANSFERABLE', {
          code: order.number,
          name: '',
          because: '划出方与划入方不是全资母子或同一出资人的全资公司',
        });
      const booking: Booking = { order, assets: await assetsById(tx, on, ids), relation, deliveredOn: on };
      const entries = vouchersFor(booking);
      if (entries.blocks.some((b) => b.code === 'SUPPLEMENT_APPROVAL'))
        return refuse('AMOUNT_EXCEEDS_WARRANT', { number: order.number });
      const [stop] = [...entries.blocks, ...entries.excluded];
      if (stop !== undefined)
        return refuse('ASSET_NOT_TRANSFERABLE', { code: order.number, name: '', because: stop.because });
      return book(tx, deps, actor, booking, entries);
    },
  );
}

async function book(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  booking: Booking,
  entries: Entries,
): Promise<Outcome<{ voucherIds: string[] }>> {
  const { order, deliveredOn } = booking;
  const decided = found((await findWarrant(tx, order.warrantId))?.content.proposal, 'warrant');
  const intent = {
    warrantId: order.warrantId,
    companyId: order.fromId,
    proposal: decided,
    amount: parseYuan(entries.netOut),
    on: localDate(deliveredOn),
  };
  const checked = await checkWarrant(tx, intent);
  if (checked.outcome === 'refused') return checked;
  const subject = { kind: 'transfer_order', id: order.id, title: order.number };
  await spendWarrant(tx, deps, actor, checked.effects, intent, 'assets.book', subject);
  const posted = await postBoth(tx, deps, booking, entries);
  if (posted.outcome === 'refused') return posted;
  await moveCards(tx, booking, entries);
  await closeLines(tx, order.id);
  await changeOrder(tx, order.id, { state: 'booked', deliveredOn });
  const content = {
    warrant: checked.effects.number,
    deliveredOn,
    relation: booking.relation,
    lines: entries.lines,
    netOut: entries.netOut,
    netIn: entries.netIn,
    vouchers: posted.effects,
  };
  return accept({ subject, content, answer: { voucherIds: posted.effects } });
}
