import { type AssetView, assetsById } from '@guanyun/db/assets/asset.store.ts';
import { countsOf } from '@guanyun/db/assets/handover.store.ts';
import type { CountRow, LineState } from '@guanyun/db/assets/orders.model.ts';
import { findOrder, linesAfter } from '@guanyun/db/assets/transfer-order.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { clustersOn } from '@guanyun/db/organizations/organization.store.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { judgeLines } from './judge-lines.ts';
import { ofGiver } from './public-giver.ts';
import { assetLines } from './read-assets.ts';

const PAGE = 100;

/** Both counts of lines, by sheet and asset. */
async function countsBy(tx: Tx, lines: readonly { assetId: string; sheetId: string | null }[]) {
  const counts: CountRow[] = [];
  for (const [sheetId, own] of Map.groupBy(lines, (line) => line.sheetId))
    if (sheetId !== null)
      counts.push(
        ...(await countsOf(
          tx,
          sheetId,
          own.map(({ assetId }) => assetId),
        )),
      );
  return (assetId: string, side: 'from' | 'to') => {
    const count = counts.find((each) => each.assetId === assetId && each.side === side);
    return count === undefined
      ? null
      : { counted: count.counted, difference: count.difference, note: count.note };
  };
}

/** A page of an order's lines with both counts; what bars or warns is judged again by the card as it stands. */
export function readOrderLines(
  deps: Deps,
  actor: Actor,
  asked: {
    orderId: string;
    sheetId?: string | undefined;
    state?: LineState | undefined;
    cursor?: string | undefined;
  },
) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const order = found(await findOrder(tx, asked.orderId), 'order');
    const filter = {
      ...(asked.sheetId === undefined ? {} : { sheetId: asked.sheetId }),
      ...(asked.state === undefined ? {} : { state: asked.state }),
    };
    const lines = await linesAfter(tx, order.id, filter, asked.cursor ?? null, PAGE);
    const rows = await assetsById(
      tx,
      on,
      lines.map(({ assetId }) => assetId),
    );
    const told = rows.filter(({ id }) => lines.some(({ assetId, ...line }) => assetId === id && line.open));
    const verdicts = await judgeLines(tx, told, { path: order.path, on });
    const assets = new Map((await assetLines(tx, on, rows)).map((asset) => [asset.id, asset]));
    const countOf = await countsBy(tx, lines);
    const items = lines.flatMap((line) => {
      const asset = assets.get(line.assetId);
      if (asset === undefined) return [];
      const counts = { from: countOf(asset.id, 'from'), to: countOf(asset.id, 'to') };
      const { blocks = [], warnings = [], reasons = [] } = verdicts.get(asset.id) ?? {};
      const differs = counts.from?.difference != null || counts.to?.difference != null;
      const { state, sheetId, toId, custodyOnly, net } = line;
      return [
        {
          asset,
          counts,
          differs,
          state,
          sheetId,
          toId,
          custodyOnly,
          net,
          blocks,
          warnings,
          reasons,
          parkedFor: line.blocks,
        },
      ];
    });
    return { items, nextCursor: lines.length === PAGE ? (lines.at(-1)?.assetId ?? null) : null };
  });
}

/** May, may not or warn of assets that are about to be chosen: on the path between companies, or from a public body that gives. */
export function judgeAssets(
  deps: Deps,
  actor: Actor,
  { ids, giverId }: { ids: readonly string[]; giverId?: string | undefined },
) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const clusters = new Map((await clustersOn(tx, on)).map(({ id, operatorId }) => [id, operatorId]));
    const mine = (one: AssetView) => clusters.get(one.clusterId) === actor.post.organizationId;
    return ofGiver(tx, on, giverId, async () => {
      const seen = await assetsById(tx, on, ids);
      const assets = giverId === undefined ? seen : seen.filter((one) => one.bookId === giverId && mine(one));
      const verdicts = await judgeLines(tx, assets, { path: giverId === undefined ? 'P2' : 'P1', on });
      return assets.map(({ id, code, name }) => ({ id, code, name, ...verdicts.get(id) }));
    });
  });
}
