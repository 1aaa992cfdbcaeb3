import {
  type AmountsOfAsset,
  type StatementCell,
  type StatementRow,
  statementAssets,
  statementRows,
} from '@guanyun/db/assets/asset-finance.store.ts';
import { clustersOn } from '@guanyun/db/organizations/organization.store.ts';
import { type AssetClass, assetClasses } from '@guanyun/domain/assets/asset-class.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, fen, formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import type { Deps } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { type OrganizationRef, organizationNames, type Ref } from '../organizations/names.ts';
import { netOf } from './read-assets.ts';

/** Where a row stands: assets proper, what is kept up for the public, what is owed. The three are never added together. */
export const statementParts = ['assets', 'public_benefit', 'debts'] as const;
export type StatementPart = (typeof statementParts)[number];

export type StatementAmounts = {
  items: number;
  cost: string;
  depreciation: string;
  impairment: string;
  net: string;
};
export type StatementLine = StatementAmounts & {
  cluster: Ref;
  organization: OrganizationRef;
  class: AssetClass;
  part: StatementPart;
};

const partOf = (row: StatementRow): StatementPart =>
  row.class === 'payable' ? 'debts' : row.publicBenefit ? 'public_benefit' : 'assets';

const sums = (rows: readonly StatementAmounts[]): StatementAmounts => {
  const total = (pick: (row: StatementAmounts) => string): Fen => sumFen(rows.map((r) => parseYuan(pick(r))));
  const [cost, depreciation, impairment] = [
    total((r) => r.cost),
    total((r) => r.depreciation),
    total((r) => r.impairment),
  ];
  return {
    items: rows.reduce((sum, row) => sum + row.items, 0),
    ...{ cost: formatYuan(cost), depreciation: formatYuan(depreciation) },
    impairment: formatYuan(impairment),
    net: formatYuan(fen(cost - depreciation - impairment)),
  };
};

const byPart = (rows: readonly StatementLine[]) =>
  statementParts
    .map((part) => ({ part, rows: rows.filter((row) => row.part === part) }))
    .filter(({ rows: its }) => its.length > 0)
    .map(({ part, rows: its }) => ({ part, ...sums(its) }));

function grouped<K>(rows: readonly StatementLine[], key: (row: StatementLine) => K & { id: string }) {
  const groups = Map.groupBy(rows, (row) => key(row).id);
  return [...groups.values()].flatMap((its) => {
    const [first] = its;
    return first === undefined ? [] : [{ of: key(first), parts: byPart(its) }];
  });
}

/**
 * By cluster, company and class on a day as known on another: cost, depreciation, impairment, net and items; public-benefit
 * assets and debts apart. Every total is the sum of the rows shown.
 */
export function readStatementTable(
  deps: Deps,
  actor: Actor,
  asked: { readonly asOf: LocalDate; readonly knownOn: LocalDate | null },
) {
  return read(deps, actor, async (tx) => {
    const { asOf, knownOn } = asked;
    const clusters = await clustersOn(tx, asOf);
    const place = new Map(clusters.map((cluster, index) => [cluster.id, index]));
    const organization = await organizationNames(tx, asOf);
    const cluster = new Map(clusters.map(({ id, name }) => [id, { id, name }]));
    const rows = (await statementRows(tx, asOf, knownOn)).map((row): StatementLine => {
      const { items, cost, depreciation, impairment } = row;
      return {
        cluster: cluster.get(row.clusterId) ?? { id: row.clusterId, name: '' },
        organization: organization(row.organizationId),
        class: row.class as AssetClass,
        part: partOf(row),
        ...{ items, cost, depreciation, impairment, net: netOf(row) },
      };
    });
    const order = (line: StatementLine): (number | string)[] => [
      place.get(line.cluster.id) ?? clusters.length,
      line.organization.name,
      line.organization.id,
      statementParts.indexOf(line.part),
      assetClasses.indexOf(line.class),
    ];
    rows.sort((a, b) => {
      const [one, other] = [order(a), order(b)];
      const index = one.findIndex((value, at) => value !== other[at]);
      const [x = 0, y = 0] = [one[index], other[index]];
      return x < y ? -1 : x > y ? 1 : 0;
    });
    return {
      ...{ asOf, knownOn, rows },
      clusters: grouped(rows, (row) => row.cluster),
      companies: grouped(rows, (row) => row.organization),
      total: byPart(rows),
    };
  });
}

const PAGE = 50;
export const amountsLine = (row: AmountsOfAsset) => ({ ...row, net: netOf(row) });

/** The assets that make up a cell of the statement, at the amounts of that day, by code. */
export function listStatementAssets(
  deps: Deps,
  actor: Actor,
  asked: StatementCell & { readonly asOf: LocalDate; readonly knownOn: LocalDate | null; cursor: string },
) {
  return read(deps, actor, async (tx) => {
    const { asOf: on, knownOn, cursor, ...cell } = asked;
    const rows = await statementAssets(tx, cell, { on, knownOn }, cursor, PAGE);
    return {
      items: rows.map(amountsLine),
      nextCursor: rows.length === PAGE ? (rows.at(-1)?.code ?? null) : null,
    };
  });
}
