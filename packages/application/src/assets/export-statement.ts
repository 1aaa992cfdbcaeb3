import type { AssetClass } from '@guanyun/domain/assets/asset-class.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Sheet, SheetCell } from '../kernel/sheet.ts';
import type { Actor } from '../organizations/actor.ts';
import { readStatementTable, type StatementAmounts, type StatementPart } from './read-statement-table.ts';

const classNames: Readonly<Record<AssetClass, string>> = {
  ...{ land: '土地', plant: '厂房', road: '道路', pipe: '管网', cip: '在建工程', equipment: '设备' },
  ...{ intangible: '无形资产', receivable: '债权', payable: '债务', contract: '在执行合同' },
  ...{ equity: '股权', archive: '档案' },
};
const partNames: Readonly<Record<StatementPart, string>> = {
  assets: '资产',
  public_benefit: '公益性（只管护）',
  debts: '债务',
};
const amountColumns = ['项数', '原值（元）', '折旧（元）', '减值（元）', '净值（元）'];
const cells = (row: StatementAmounts): SheetCell[] => [
  String(row.items),
  ...[row.cost, row.depreciation, row.impairment, row.net].map(parseYuan),
];

/** The statement as a workbook: its rows, by cluster, by company, in total, amounts as numbers, and of which days. */
export async function exportStatement(
  deps: Deps,
  actor: Actor,
  asked: { readonly asOf: LocalDate; readonly knownOn: LocalDate | null },
): Promise<Sheet[]> {
  const { asOf, knownOn, rows, clusters, companies, total } = await readStatementTable(deps, actor, asked);
  const sums = (of: typeof clusters | typeof companies): SheetCell[][] =>
    of.flatMap((group) => group.parts.map((part) => [group.of.name, partNames[part.part], ...cells(part)]));
  return [
    {
      name: '组团公司类别',
      columns: ['组团', '公司', '类别', '性质', ...amountColumns],
      rows: rows.map((row) => [
        ...[row.cluster.name, row.organization.name, classNames[row.class], partNames[row.part]],
        ...cells(row),
      ]),
    },
    { name: '按组团', columns: ['组团', '性质', ...amountColumns], rows: sums(clusters) },
    { name: '按公司', columns: ['公司', '性质', ...amountColumns], rows: sums(companies) },
    {
      name: '合计',
      columns: ['性质', ...amountColumns],
      rows: total.map((part) => [partNames[part.part], ...cells(part)]),
    },
    {
      name: '口径',
      columns: ['项目', '内容'],
      rows: [
        ['业务日', asOf],
        ['已知日', knownOn ?? '导出时'],
        ['公益性资产', '只移交管护，不计入公司净资产，单列'],
        ['债务', '单列，不与资产相抵'],
      ],
    },
  ];
}
