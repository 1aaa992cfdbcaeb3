import type { OrderRow } from '@guanyun/db/assets/orders.model.ts';
import { allOrders, lineSums } from '@guanyun/db/assets/transfer-order.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { fen, formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { clusterNames, organizationNames, type Ref } from '../organizations/names.ts';

export type OrderLine = {
  id: string;
  number: string;
  warrantId: string;
  from: Ref;
  to: Ref[];
  clusters: Ref[];
  state: OrderRow['state'];
  lines: number;
  /** Lines that wait for something outside the order. */
  waiting: number;
  net: string;
  openedOn: string;
};

const amountOf = (text: string) => parseYuan(text.includes('.') ? text : `${text}.00`);

/** Orders, newest first, their lines counted and added up in one query. */
export async function orderLinesView(tx: Tx, deps: Deps): Promise<OrderLine[]> {
  const on = today(deps);
  const [organization, cluster] = [await organizationNames(tx, on), await clusterNames(tx, on)];
  const rows = await allOrders(tx);
  const sums = Map.groupBy(
    await lineSums(
      tx,
      rows.map(({ id }) => id),
    ),
    ({ orderId }) => orderId,
  );
  return rows.map((o) => {
    const own = (sums.get(o.id) ?? []).filter(({ state }) => state !== 'withdrawn');
    const waiting = own.filter(({ state }) => state === 'parked' || state === 'held');
    const moving = own.filter(({ custodyOnly }) => !custodyOnly);
    return {
      ...{ id: o.id, number: o.number, warrantId: o.warrantId, from: organization(o.fromId) },
      to: o.receivers.map(organization),
      clusters: [...new Set(own.map(({ clusterId }) => clusterId))].map(cluster),
      state: o.state,
      lines: own.reduce((sum, each) => sum + each.lines, 0),
      waiting: waiting.reduce((sum, each) => sum + each.lines, 0),
      net: formatYuan(sumFen(moving.map((each) => fen(amountOf(each.net))))),
      openedOn: o.openedOn,
    };
  });
}

export const listOrders = (deps: Deps, actor: Actor): Promise<OrderLine[]> =>
  read(deps, actor, (tx) => orderLinesView(tx, deps));
