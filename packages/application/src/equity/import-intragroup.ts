import type { IntragroupRow } from '@guanyun/db/equity/statement.store.ts';
import { compare, ONE, tryParseRatio } from '@guanyun/domain/kernel/ratio.ts';
import type { OpenedWorkbook, SheetLayout, WorkbookRow } from '../kernel/workbook-cells.ts';
import { combinationColumns, readCombination } from './import-combination.ts';
import type { GroupReader } from './import-group-members.ts';

/** A row of what two companies of a group have between them, as it is stored. */
export type Dealing = Pick<
  IntragroupRow,
  'periodEnd' | 'kind' | 'fromId' | 'toId' | 'fields' | 'sheet' | 'cell'
>;

/** A share between nothing and the whole; an empty cell is nothing. */
function share(row: WorkbookRow, header: string): string | null {
  const text = row.raw(header);
  if (text === '') return '0';
  const read = tryParseRatio(text);
  if (read !== null && read.numerator >= 0n && compare(read, ONE) <= 0) return text;
  return row.bad(header, 'NOT_A_NUMBER', '应为 0 至 1 之间的数，如 0.25');
}
const mustShare = (row: WorkbookRow, header: string): string | null =>
  row.raw(header) === '' ? row.required(header) : share(row, header);
const must = (row: WorkbookRow, header: string): string | null => row.mustAmount(header, 'not_negative');
/** An empty cell is nothing. */
const orNothing = (row: WorkbookRow, header: string, sign: 'any' | 'not_negative' = 'not_negative') =>
  row.raw(header) === '' ? '0.00' : row.amount(header, sign);

type Fields = Readonly<Record<string, string | number | null>>;
type Sheet = {
  readonly kind: Dealing['kind'];
  readonly optional?: boolean;
  readonly name: string;
  readonly parties: readonly [string, string];
  readonly columns: readonly string[];
  read(row: WorkbookRow): Fields;
};

const TAX = '所得税率';
const sheets: readonly Sheet[] = [
  {
    kind: 'investment',
    name: '内部投资',
    parties: ['投资方编码', '被投资方编码'],
    columns: ['账面价值(元)', '商誉(元)', '本期内部投资收益(元)'],
    read: (row) => ({
      carrying: must(row, '账面价值(元)'),
      goodwill: orNothing(row, '商誉(元)'),
      income: orNothing(row, '本期内部投资收益(元)', 'any'),
    }),
  },
  {
    kind: 'balance',
    name: '内部往来',
    parties: ['债权方编码', '债务方编码'],
    columns: ['余额(元)', '坏账准备(元)', '年初坏账准备(元)', TAX],
    read: (row) => ({
      amount: must(row, '余额(元)'),
      allowance: orNothing(row, '坏账准备(元)'),
      openingAllowance: orNothing(row, '年初坏账准备(元)'),
      taxRate: share(row, TAX),
    }),
  },
  {
    kind: 'inventory',
    name: '内部存货',
    parties: ['销售方编码', '购买方编码'],
    columns: ['售价(元)', '成本(元)', '未售比例', TAX],
    read: (row) => ({
      price: must(row, '售价(元)'),
      cost: must(row, '成本(元)'),
      unsoldShare: mustShare(row, '未售比例'),
      taxRate: share(row, TAX),
    }),
  },
  {
    kind: 'fixed_asset',
    name: '内部固定资产',
    parties: ['出售方编码', '购入方编码'],
    columns: ['出售日', '售价(元)', '账面价值(元)', '剩余月数', TAX],
    read: (row) => {
      row.inOrder('出售日', '期末日');
      return {
        on: row.mustDate('出售日'),
        price: must(row, '售价(元)'),
        carrying: must(row, '账面价值(元)'),
        remainingMonths:
          row.raw('剩余月数') === '' ? row.required('剩余月数') : row.integer('剩余月数', 1, 1200),
        taxRate: share(row, TAX),
      };
    },
  },
  {
    ...{ kind: 'combination', name: '企业合并', optional: true },
    parties: ['合并方编码', '被合并方编码'],
    columns: combinationColumns,
    read: readCombination,
  },
];

/** The sheets of investments, balances and sales within the group. */
export const intragroupLayout: readonly SheetLayout[] = sheets.map(
  ({ name, parties, columns, optional = false }) => ({
    ...{ name, optional },
    columns: [...parties, '期末日', ...columns],
  }),
);

function readRow(sheet: Sheet, row: WorkbookRow, group: GroupReader): Dealing | null {
  const [fromHeader, toHeader] = sheet.parties;
  const periodEnd = group.period(row);
  const from = group.member(row, fromHeader, periodEnd);
  const to = group.member(row, toHeader, periodEnd);
  const fields = sheet.read(row);
  if (from !== null && from.id === to?.id) row.bad(toHeader, 'CIRCULAR', '双方须为两家公司');
  if (periodEnd === null || from === null || to === null || from.id === to.id) return null;
  if (Object.values(fields).includes(null)) return null;
  return {
    ...{ periodEnd, kind: sheet.kind, fromId: from.id, toId: to.id, fields },
    ...{ sheet: sheet.name, cell: `A${row.number}` },
  };
}

/** All rows that could be read; one investment of one company in another is one row. */
export function readDealings(opened: OpenedWorkbook, group: GroupReader): Dealing[] {
  return sheets.flatMap((sheet) => {
    const seen = new Map<string, number>();
    return opened.rows(sheet.name).flatMap((row) => {
      const dealing = readRow(sheet, row, group);
      if (dealing === null) return [];
      const key = `${dealing.fromId} ${dealing.toId} ${dealing.periodEnd}`;
      const before = seen.get(key);
      const twice = before !== undefined && ['investment', 'combination'].includes(sheet.kind);
      if (twice) row.bad(sheet.parties[1], 'DUPLICATE', `同一对公司已写在第 ${before} 行`);
      seen.set(key, before ?? row.number);
      return [dealing];
    });
  });
}
