import {
  type AssetFilter,
  type AssetView,
  assetsById,
  assetsPage,
  factsOf,
  findAsset,
} from '@guanyun/db/assets/asset.store.ts';
import { clusterSums, entriesOf } from '@guanyun/db/assets/asset-ledger.store.ts';
import { ordersOfAsset } from '@guanyun/db/assets/transfer-order.store.ts';
import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { clustersOn } from '@guanyun/db/organizations/organization.store.ts';
import type { AssetClass } from '@guanyun/domain/assets/asset-class.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { fen, formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { titleRecorders } from '@guanyun/domain/organizations/permissions.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { clusterNames, organizationNames, type Ref } from '../organizations/names.ts';
import { descriptionOf } from './describe-asset.ts';

export const netOf = (asset: { cost: string; depreciation: string; impairment: string }): string =>
  formatYuan(fen(parseYuan(asset.cost) - parseYuan(asset.depreciation) - parseYuan(asset.impairment)));

export type AssetLine = {
  id: string;
  code: string;
  name: string;
  class: AssetClass;
  cluster: Ref;
  owner: Ref;
  cost: string;
  depreciation: string;
  net: string;
  state: 'held' | 'in_transfer' | 'transferred';
  publicBenefit: boolean;
  formedOn: string;
  titleOwner: Ref;
  bookOwner: Ref;
  custodyOwner: Ref;
};

export async function assetLines(tx: Tx, on: string, rows: readonly AssetView[]): Promise<AssetLine[]> {
  const [organization, cluster] = [await organizationNames(tx, on), await clusterNames(tx, on)];
  return rows.map((a) => ({
    id: a.id,
    code: a.code,
    name: a.name,
    class: a.class,
    cluster: cluster(a.clusterId),
    owner: organization(a.bookId),
    cost: a.cost,
    depreciation: a.depreciation,
    net: netOf(a),
    state: a.openOrderId !== null ? 'in_transfer' : a.moved ? 'transferred' : 'held',
    publicBenefit: a.publicBenefit,
    formedOn: a.formedOn,
    titleOwner: organization(a.titleId),
    bookOwner: organization(a.bookId),
    custodyOwner: organization(a.custodyId),
  }));
}

const PAGE = 50;

export type AssetPage = { items: AssetLine[]; nextCursor: string | null };

/** A page of the register by code. */
export async function assetPage(
  tx: Tx,
  on: LocalDate,
  filter: AssetFilter,
  cursor: string | undefined,
): Promise<AssetPage> {
  const rows = await assetsPage(tx, filter, cursor ?? null, PAGE);
  const items = await assetLines(tx, on, rows);
  return { items, nextCursor: rows.length === PAGE ? (rows.at(-1)?.code ?? null) : null };
}

/** A page of the register by code, as this actor sees it. */
export function listAssets(
  deps: Deps,
  actor: Actor,
  { cursor, ...filter }: AssetFilter & { cursor?: string | undefined },
): Promise<AssetPage> {
  return read(deps, actor, (tx) => assetPage(tx, today(deps), filter, cursor));
}

/** One asset: its three dated facts, the orders that carried it, its history. */
export function readAsset(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    // What has left the register is shown as it stood on its last day.
    const { retiredOn } = found(await findAsset(tx, id), 'asset');
    const row = found((await assetsById(tx, retiredOn ?? on, [id]))[0], 'asset');
    const [line] = await assetLines(tx, on, [row]);
    const organization = await organizationNames(tx, on);
    const orders = await ordersOfAsset(tx, id);
    const entries = await entriesOf(tx, id);
    const facts = [];
    for (const { kind, organizationId, validFrom: from, validTo: to, document } of await factsOf(tx, id)) {
      const paper =
        document === null ? null : { digest: document, name: (await findDocument(tx, document))?.name ?? '' };
      facts.push({ kind, organization: organization(organizationId), from, to, paper });
    }
    const mayRecordTitle =
      (titleRecorders as readonly string[]).includes(actor.post.kind) &&
      actor.post.organizationId === row.bookId &&
      row.titleId !== row.bookId &&
      row.retiredOn === null &&
      row.openOrderId === null;
    return {
      ...found(line, 'asset'),
      ...(await descriptionOf(tx, row, on, actor)),
      area: row.area,
      monthlyDepreciation: row.monthlyDepreciation,
      contractId: row.contractId,
      facts,
      entries: entries.map(({ kind, entryOn, organizationId, cost, depreciation, impairment }) => ({
        ...{ kind, on: entryOn, organization: organization(organizationId) },
        ...{ cost, depreciation, impairment },
      })),
      orders: orders.map(({ warrantId: _warrant, ...order }) => order),
      history: await historyOf(tx, id, ...orders.map((o) => o.id)),
      may: mayRecordTitle ? ['assets.recordTitle'] : [],
      today: on,
    };
  });
}

export type ClusterLine = {
  id: string;
  code: string;
  name: string;
  operator: { id: string; name: string; nameStatus: string } | null;
  formed: string;
  toTransfer: string;
  inTransfer: string;
  transferred: string;
  publicBenefit: string;
  count: number;
};

/** By cluster on a day: what was formed, and how much of it stands where. What is formed = to transfer + in transfer + transferred. */
export async function clusterLines(
  tx: Tx,
  on: LocalDate,
  knownOn: LocalDate | null = null,
): Promise<ClusterLine[]> {
  const sums = new Map((await clusterSums(tx, on, knownOn)).map((s) => [s.clusterId, s]));
  const organization = await organizationNames(tx, on);
  return (await clustersOn(tx, on)).map((cluster) => {
    const sum = sums.get(cluster.id);
    const amount = (name: 'formed' | 'inTransfer' | 'transferred' | 'publicBenefit'): bigint =>
      parseAmount(sum?.[name] ?? '0.00');
    const [formed, inTransfer, transferred] = [amount('formed'), amount('inTransfer'), amount('transferred')];
    return {
      id: cluster.id,
      code: cluster.code,
      name: cluster.name,
      operator: cluster.operatorId === null ? null : organization(cluster.operatorId),
      formed: formatYuan(fen(formed)),
      toTransfer: formatYuan(fen(formed - inTransfer - transferred)),
      inTransfer: formatYuan(fen(inTransfer)),
      transferred: formatYuan(fen(transferred)),
      publicBenefit: formatYuan(fen(amount('publicBenefit'))),
      count: sum?.count ?? 0,
    };
  });
}

/** PostgreSQL writes a sum of nothing as 0. */
const parseAmount = (text: string): bigint => parseYuan(text.includes('.') ? text : `${text}.00`);

/** By cluster as of a day, as known on another; today's knowledge unless one is given. */
export function readStatement(deps: Deps, actor: Actor, asOf: LocalDate, knownOn: LocalDate | null = null) {
  return read(deps, actor, async (tx) => {
    const clusters = await clusterLines(tx, asOf, knownOn);
    const total = (pick: (line: ClusterLine) => string): string =>
      formatYuan(sumFen(clusters.map((c) => parseYuan(pick(c)))));
    return {
      asOf,
      knownOn,
      clusters,
      total: {
        formed: total((c) => c.formed),
        toTransfer: total((c) => c.toTransfer),
        inTransfer: total((c) => c.inTransfer),
        transferred: total((c) => c.transferred),
        publicBenefit: total((c) => c.publicBenefit),
        count: clusters.reduce((sum, c) => sum + c.count, 0),
      },
    };
  });
}
