import { agedAssets, ageRows } from '@guanyun/db/assets/asset-finance.store.ts';
import { clustersOn } from '@guanyun/db/organizations/organization.store.ts';
import { ageBuckets, formedIn } from '@guanyun/domain/assets/asset-ageing.ts';
import { formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { organizationNames } from '../organizations/names.ts';
import { amountsLine } from './read-statement-table.ts';

type Cell = { bucket: string; items: number; net: string };

const total = (cells: readonly Cell[]) => ({
  items: cells.reduce((sum, cell) => sum + cell.items, 0),
  net: formatYuan(sumFen(cells.map((cell) => parseYuan(cell.net)))),
});

/** What is not yet transferred, today, by cluster and the time since it was formed. Public-benefit assets stay where they are. */
export function readAgeing(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const { buckets, basis } = ageBuckets(on);
    const limits = buckets.map(({ code }) => ({ code, from: formedIn(on, code)?.from ?? null }));
    const rows = await ageRows(tx, on, limits);
    const clusters = (await clustersOn(tx, on)).map(({ id, name }) => {
      const cells = buckets.map(({ code }): Cell => {
        const row = rows.find((each) => each.clusterId === id && each.bucket === code);
        return { bucket: code, items: row?.items ?? 0, net: row?.net ?? '0.00' };
      });
      return { cluster: { id, name }, cells, total: total(cells) };
    });
    const columns = buckets.map(({ code }) => {
      const cells = clusters.flatMap((each) => each.cells.filter(({ bucket }) => bucket === code));
      return { bucket: code, ...total(cells) };
    });
    return { on, basis, buckets, clusters, columns, total: total(clusters.flatMap((each) => each.cells)) };
  });
}

const PAGE = 50;

/** The assets of one cluster and bucket, by code. NotFound for a bucket that the day does not have. */
export function listAged(
  deps: Deps,
  actor: Actor,
  asked: { readonly clusterId: string; readonly bucket: string; readonly cursor: string },
) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const days = found(formedIn(on, asked.bucket), 'bucket');
    const organization = await organizationNames(tx, on);
    const rows = await agedAssets(tx, on, { clusterId: asked.clusterId, ...days }, asked.cursor, PAGE);
    return {
      items: rows.map(({ bookId, ...row }) => ({ ...amountsLine(row), organization: organization(bookId) })),
      nextCursor: rows.length === PAGE ? (rows.at(-1)?.code ?? null) : null,
    };
  });
}
