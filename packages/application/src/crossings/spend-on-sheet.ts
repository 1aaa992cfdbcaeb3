import type { OrderRow } from '@guanyun/db/assets/orders.model.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, fen, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { type Deps, found } from '../kernel/deps.ts';
import { checkWarrant, spendWarrant } from '../matters/spend-warrant.ts';
import type { Actor } from '../organizations/actor.ts';

type Delivered = {
  readonly order: OrderRow;
  readonly sheetId: string;
  readonly net: Fen;
  readonly on: LocalDate;
  readonly supplementId: string | undefined;
};

/** Spends one warrant; `subjectId` is what the spending is for. */
async function spend(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  part: { warrantId: string; subjectId: string; title: string; amount: Fen; on: LocalDate },
): Promise<Decision<string, Refusal>> {
  const { content, companyId } = found(await findWarrant(tx, part.warrantId), 'warrant');
  const intent = {
    warrantId: part.warrantId,
    companyId,
    proposal: content.proposal,
    amount: part.amount,
    on: part.on,
  };
  const checked = await checkWarrant(tx, intent);
  if (checked.outcome === 'refused') return checked;
  const subject = { kind: 'transfer_sheet', id: part.subjectId, title: part.title };
  const spent = await spendWarrant(tx, deps, actor, checked.effects, intent, 'assets.book', subject);
  return spent.outcome === 'refused' ? spent : accept(checked.effects.number);
}

/** A second approval of the same company for the same assets 补充报批; anything else does not carry the excess. */
async function supplementOf(tx: Tx, order: OrderRow, warrantId: string): Promise<boolean> {
  const [first, second] = [await findWarrant(tx, order.warrantId), await findWarrant(tx, warrantId)];
  const [decided, more] = [first?.content.proposal, second?.content.proposal];
  if (
    decided?.matter !== 'asset_disposal' ||
    more?.matter !== 'asset_disposal' ||
    warrantId === order.warrantId
  )
    return false;
  const covered = new Set(more.assetIds);
  return (
    first?.companyId === second?.companyId &&
    decided.toId === more.toId &&
    decided.assetIds.every((id) => covered.has(id))
  );
}

/** Spends the order's warrant on what a sheet delivers, and a supplement on what goes beyond it. */
export async function spendOnSheet(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  delivered: Delivered,
): Promise<Decision<string[], Refusal>> {
  const { order, sheetId, net, on, supplementId } = delivered;
  const warrant = found(await findWarrant(tx, order.warrantId), 'warrant');
  const left = warrant.amount === null ? net : fen(parseYuan(warrant.amount) - parseYuan(warrant.spent));
  const beyond = fen(net > left && supplementId !== undefined ? net - left : 0n);
  if (supplementId !== undefined && !(await supplementOf(tx, order, supplementId)))
    return refuse('WARRANT_OF_OTHER_KIND', { number: (await findWarrant(tx, supplementId))?.number ?? '' });
  const own = { subjectId: sheetId, title: order.number, on };
  const first = await spend(tx, deps, actor, {
    ...own,
    warrantId: order.warrantId,
    amount: fen(net - beyond),
  });
  if (first.outcome === 'refused' || beyond === 0n || supplementId === undefined)
    return first.outcome === 'refused' ? first : accept([first.effects]);
  const more = await spend(tx, deps, actor, {
    ...own,
    warrantId: supplementId,
    subjectId: deps.newId(),
    amount: beyond,
  });
  return more.outcome === 'refused' ? more : accept([first.effects, more.effects]);
}
