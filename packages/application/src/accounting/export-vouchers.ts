import {
  type VoucherEntry,
  type VoucherFilter,
  voucherEntries,
} from '@guanyun/db/accounting/voucher.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { accountName, chartOf } from '@guanyun/domain/accounting/chart-of-accounts.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { fen, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Sheet, SheetCell } from '../kernel/sheet.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { organizationNames } from '../organizations/names.ts';

/** Lines in one workbook; more are fetched by period. */
const LINES_MAX = 50_000;

/** The columns that the general import templates of 用友 and 金蝶 ask for, and by which name each knows them. */
const columns = [
  ...['日期', '凭证字', '凭证号', '附件数', '分录号', '摘要'],
  ...['科目编码', '科目名称', '借方金额', '贷方金额', '核算单位', '账套', '系统凭证号'],
];
const guide: readonly (readonly string[])[] = [
  ['日期', '制单日期', '日期', '记账日期，年-月-日'],
  ['凭证字', '凭证类别', '凭证字', '转：转账凭证'],
  ['凭证号', '凭证号', '凭证号', '同一单位、账套、年度内连续，不断号'],
  ['附件数', '附单据数', '附件数', '所属划转单已登记的文书份数'],
  ['分录号', '分录行号', '分录序号', '凭证内从 1 起'],
  ['摘要', '摘要', '摘要', ''],
  ['科目编码', '科目编码', '科目代码', '一级科目；明细科目按本单位账套补'],
  ['科目名称', '科目名称', '科目名称', ''],
  ['借方金额', '借方金额', '借方金额', '元，数字'],
  ['贷方金额', '贷方金额', '贷方金额', '元，数字'],
  ['核算单位', '账套', '账套', '导入前按单位筛选'],
  ['账套', '账簿', '账簿', '财务会计或预算会计'],
  ['系统凭证号', '自定义项', '备注', '与本系统对照用'],
];
const bookNames = { financial: '财务会计', budget: '预算会计' } as const;

/** `2026-转-0001` is word 转 and number 1. */
function wordAndNumber(number: string): readonly [string, string] {
  const [, word = '', digits = ''] = /^\d{4}-(.+)-(\d+)$/.exec(number) ?? [];
  return digits === '' ? ['', number] : [word, String(Number(digits))];
}

const amount = (text: string): SheetCell => (/[1-9]/.test(text) ? parseYuan(text) : '');

function totals(entries: readonly VoucherEntry[], named: (id: string) => string): (readonly SheetCell[])[] {
  const groups = Map.groupBy(entries, (entry) => `${entry.organizationId} ${entry.book}`);
  return [...groups.values()].flatMap((its) => {
    const [first] = its;
    if (first === undefined) return [];
    const [debit, credit] = [
      sumFen(its.map((e) => parseYuan(e.debit))),
      sumFen(its.map((e) => parseYuan(e.credit))),
    ];
    const vouchers = new Set(its.map((e) => e.number)).size;
    return [
      [
        named(first.organizationId),
        bookNames[first.book],
        String(vouchers),
        debit,
        credit,
        fen(debit - credit),
      ],
    ];
  });
}

/** The lines of vouchers in the layout in which bookkeeping software takes them in, their totals, and what each column is there. */
export function exportVouchers(deps: Deps, actor: Actor, asked: VoucherFilter): Promise<Sheet[]> {
  return read(deps, actor, async (tx) => {
    const found = await voucherEntries(tx, asked, LINES_MAX + 1);
    const more = found.length > LINES_MAX;
    // A voucher is whole or not there.
    const cut = found[LINES_MAX];
    const entries = more ? found.filter((e) => !sameVoucher(e, cut)).slice(0, LINES_MAX) : found;
    const last = entries.at(-1)?.voucherOn ?? deps.now().toISOString().slice(0, 10);
    const organization = await organizationNames(tx, last);
    const ids = [...new Set(entries.map((e) => e.organizationId))];
    const kinds = new Map((await organizationsById(tx, last, ids)).map((o) => [o.id, o.kind]));
    const named = (id: string): string => organization(id).name;
    const rows = entries.map((e): SheetCell[] => {
      const chart = chartOf(kinds.get(e.organizationId), e.book);
      return [
        ...[e.voucherOn, ...wordAndNumber(e.number), String(e.attachments), String(e.line), e.memo],
        ...[e.account, accountName(chart, e.account, localDate(e.voucherOn)) ?? ''],
        ...[amount(e.debit), amount(e.credit), named(e.organizationId), bookNames[e.book], e.number],
      ];
    });
    const notice = more ? [[`超过 ${LINES_MAX} 行，请按单位、期间分次导出`]] : [];
    return [
      { name: '凭证', columns, rows },
      {
        name: '合计',
        columns: ['核算单位', '账套', '凭证张数', '借方合计', '贷方合计', '借贷差额'],
        rows: [...totals(entries, named), ...notice],
      },
      { name: '导入说明', columns: ['本表列', '用友模板列', '金蝶模板列', '说明'], rows: guide },
    ];
  });
}

const sameVoucher = (one: VoucherEntry, other: VoucherEntry | undefined): boolean =>
  one.number === other?.number && one.organizationId === other.organizationId && one.book === other.book;
