import type { CombinationKind } from '@guanyun/domain/equity/group-combinations.ts';
import { compare, ONE, tryParseRatio } from '@guanyun/domain/kernel/ratio.ts';
import type { WorkbookRow } from '../kernel/workbook-cells.ts';

const kinds: Readonly<Record<string, CombinationKind>> = {
  同一控制: 'common_control',
  非同一控制: 'acquisition',
  无偿划转: 'free_transfer',
};

/** Amounts of a combination by the name of their field; what is left empty is unknown. */
const amounts = {
  cash: '现金对价(元)',
  landBook: '土地对价账面(元)',
  landFair: '土地对价公允(元)',
  assetBook: '固定资产对价账面(元)',
  assetFair: '固定资产对价公允(元)',
  sharesBook: '发行股权面值(元)',
  sharesFair: '发行股权公允(元)',
  goodwill: '原商誉(元)',
  investmentBook: '划出方账面价值(元)',
  approvedAmount: '批复金额(元)',
} as const;
/** Equity by its parts, all of them or none; reserves may be below zero. */
const target = {
  targetCapital: '被合并方实收资本(元)',
  targetCapitalReserve: '被合并方资本公积(元)',
  targetSurplusReserve: '被合并方盈余公积(元)',
  targetRetained: '被合并方未分配利润(元)',
} as const;
const acquirer = {
  acquirerCapital: '合并方实收资本(元)',
  acquirerCapitalReserve: '合并方资本溢价(元)',
  acquirerSurplusReserve: '合并方盈余公积(元)',
  acquirerRetained: '合并方未分配利润(元)',
} as const;
const transferor = {
  transferorCapitalReserve: '划出方资本公积(元)',
  transferorSurplusReserve: '划出方盈余公积(元)',
  transferorRetained: '划出方未分配利润(元)',
} as const;
const [ON, KIND, BASIS, FAIR, TAX, CREDIT] = [
  ...(['合并日', '合并类型', '认定依据', '公允价值调整(元)', '所得税率', '批复计入'] as const),
];

/** The columns of the sheet 企业合并 after the two companies and the period. */
export const combinationColumns: readonly string[] = [
  ...[ON, KIND, BASIS],
  ...Object.values(amounts).slice(0, 7),
  ...Object.values(target),
  ...[FAIR, amounts.goodwill, TAX],
  ...Object.values(acquirer),
  ...[amounts.investmentBook, amounts.approvedAmount, CREDIT],
  ...Object.values(transferor),
];

type Fields = Record<string, string | null>;

function read(
  row: WorkbookRow,
  headers: Readonly<Record<string, string>>,
  sign: 'any' | 'not_negative',
): Fields {
  const fields = Object.entries(headers).map(([field, header]) => [
    field,
    row.raw(header) === '' ? '' : row.amount(header, sign),
  ]);
  return Object.fromEntries(fields) as Fields;
}

/** Parts that belong together: where one is given, all are. */
function together(row: WorkbookRow, headers: Readonly<Record<string, string>>): Fields {
  const all = Object.values(headers);
  if (all.some((header) => row.raw(header) !== ''))
    for (const header of all) if (row.raw(header) === '') row.required(header);
  return read(row, headers, 'any');
}

function rate(row: WorkbookRow): string | null {
  const text = row.raw(TAX);
  const parsed = text === '' ? ONE : tryParseRatio(text);
  if (parsed !== null && parsed.numerator >= 0n && compare(parsed, ONE) <= 0) return text;
  return row.bad(TAX, 'NOT_A_NUMBER', '应为 0 至 1 之间的数，如 0.25');
}

/** How one company of a group took over another: its kind with the ground for it, what was given, what is known of both. */
export function readCombination(row: WorkbookRow): Fields {
  row.inOrder(ON, '期末日');
  return {
    on: row.mustDate(ON),
    combination: row.mustChoice(KIND, kinds),
    basis: row.mustText(BASIS),
    ...read(row, amounts, 'not_negative'),
    ...together(row, target),
    fairAdjustment: row.raw(FAIR) === '' ? '' : row.amount(FAIR, 'any'),
    taxRate: rate(row),
    ...together(row, acquirer),
    credit:
      row.raw(CREDIT) === '' ? 'reserve' : row.choice(CREDIT, { 资本公积: 'reserve', 实收资本: 'capital' }),
    ...together(row, transferor),
  };
}
