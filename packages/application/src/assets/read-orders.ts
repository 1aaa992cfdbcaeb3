import { assetsById } from '@guanyun/db/assets/asset.store.ts';
import type { OrderRow } from '@guanyun/db/assets/assets.model.ts';
import {
  allOrders,
  countsOf,
  findOrder,
  linesOf,
  orderSignaturesOf,
} from '@guanyun/db/assets/transfer-order.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { voucherLinesView } from '../accounting/read-vouchers.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { clusterNames, organizationNames, personNames, type Ref, signers } from '../organizations/names.ts';
import { transferable } from './open-order.ts';
import { assetLines } from './read-assets.ts';

export type OrderLine = {
  id: string;
  number: string;
  from: Ref;
  to: Ref;
  cluster: Ref;
  state: OrderRow['state'];
  lines: number;
  net: string;
  openedOn: string;
};

export async function orderLinesView(tx: Tx, deps: Deps): Promise<OrderLine[]> {
  const [organization, cluster] = [
    await organizationNames(tx, today(deps)),
    await clusterNames(tx, today(deps)),
  ];
  return Promise.all(
    (await allOrders(tx)).map(async (o) => {
      const lines = await linesOf(tx, o.id);
      const net = formatYuan(sumFen(lines.map((l) => parseYuan(l.net))));
      return {
        id: o.id,
        number: o.number,
        from: organization(o.fromId),
        to: organization(o.toId),
        cluster: cluster(o.clusterId),
        state: o.state,
        lines: lines.length,
        net,
        openedOn: o.openedOn,
      };
    }),
  );
}

export const listOrders = (deps: Deps, actor: Actor): Promise<OrderLine[]> =>
  read(deps, actor, (tx) => orderLinesView(tx, deps));

async function linesWithCounts(tx: Tx, order: OrderRow, on: string) {
  const [lines, counts] = [await linesOf(tx, order.id), await countsOf(tx, order.id)];
  const rows = await assetsById(
    tx,
    on,
    lines.map((l) => l.assetId),
  );
  const assets = await assetLines(tx, on, rows);
  return assets.map((asset) => {
    const of = (side: 'from' | 'to') => {
      const count = counts.find((c) => c.assetId === asset.id && c.side === side);
      return count === undefined ? null : { counted: count.counted, note: count.note };
    };
    const rule = transferable(
      found(
        rows.find((r) => r.id === asset.id),
        'asset',
      ),
      localDate(on),
    );
    const both = [of('from'), of('to')];
    return {
      asset,
      counts: { from: both[0] ?? null, to: both[1] ?? null },
      differs: both.some((c) => c !== null && c.counted !== 1),
      blocks: rule.blocks,
      warnings: rule.warnings,
    };
  });
}

function mayDo(
  order: OrderRow,
  actor: Actor,
  state: { counted: boolean; signed: boolean; bothCounted: boolean; anySigned: boolean },
): string[] {
  if (![order.fromId, order.toId].includes(actor.post.organizationId)) return [];
  const counts = ['company_finance', 'company_handler'].includes(actor.post.kind);
  const finance = actor.post.kind === 'company_finance';
  return [
    ...(counts && order.state === 'counting' && !state.anySigned ? ['assets.count'] : []),
    ...(finance && order.state === 'counting' && state.bothCounted && !state.signed
      ? ['assets.signOrder']
      : []),
    ...(finance && order.state === 'signed' && order.fromId === actor.post.organizationId
      ? ['assets.book']
      : []),
  ];
}

/** One order: lines with both counts, signatures, vouchers. */
export function readOrder(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const order = found(await findOrder(tx, id), 'order');
    const on = today(deps);
    const [organization, cluster] = [await organizationNames(tx, on), await clusterNames(tx, on)];
    const signatures = await orderSignaturesOf(tx, id);
    const person = await personNames(tx, signers(signatures));
    const lines = await linesWithCounts(tx, order, on);
    const side = order.fromId === actor.post.organizationId ? 'from' : 'to';
    const warrant = await findWarrant(tx, order.warrantId);
    return {
      id,
      number: order.number,
      state: order.state,
      from: organization(order.fromId),
      to: organization(order.toId),
      side: [order.fromId, order.toId].includes(actor.post.organizationId) ? side : null,
      cluster: cluster(order.clusterId),
      warrant: { id: order.warrantId, number: warrant?.number ?? '' },
      basisDate: order.basisDate,
      openedOn: order.openedOn,
      deliveredOn: order.deliveredOn,
      approved: order.approved,
      lines,
      signatures: signatures.map((s) => ({
        side: s.side,
        person: person(s.personId),
        onBehalfOf: s.onBehalfPersonId === null ? null : person(s.onBehalfPersonId),
        at: s.signedAt.toISOString(),
      })),
      vouchers: await voucherLinesView(tx, deps, { organizationId: null, orderId: id }),
      history: await historyOf(tx, id),
      may: mayDo(order, actor, {
        counted: lines.every((l) => l.counts[side] !== null),
        bothCounted: lines.every((l) => l.counts.from !== null && l.counts.to !== null),
        signed: signatures.some((s) => s.side === side),
        anySigned: signatures.length > 0,
      }),
    };
  });
}
