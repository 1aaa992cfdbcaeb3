import { accountLine } from '@guanyun/domain/equity/account-lines.ts';
import type { GroupAccounts } from '@guanyun/domain/equity/group-accounts.ts';
import type { GroupEntry } from '@guanyun/domain/equity/group-accounts-layout.ts';
import { stepNames } from '@guanyun/domain/equity/group-accounts-steps.ts';
import { usedLines, type WorksheetLine, worksheet } from '@guanyun/domain/equity/worksheet.ts';
import { type Fen, fen, formatYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { formatFraction } from '@guanyun/domain/kernel/ratio.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Sheet, SheetCell } from '../kernel/sheet.ts';
import { type Actor, read } from '../organizations/actor.ts';
import type { Compared } from './compare-group-accounts.ts';
import { type AccountsAsked, accountsFor, type KnownAccounts } from './read-group-accounts.ts';
import { dealingOf, namedIn } from './show-group-accounts.ts';

const totalNames: Readonly<Record<string, string>> = {
  total_assets: '资产总计',
  total_liabilities: '负债合计',
  total_equity: '所有者权益合计',
  total_liabilities_equity: '负债和所有者权益总计',
  net_profit: '净利润',
};
const lineName = ({ code }: WorksheetLine): string => totalNames[code] ?? accountLine(code).zh;

const ROUNDING = '尾差';
const UNKNOWN = '无法确定';

type Lines = readonly (readonly [string, SheetCell])[];
type LinesOf = (accounts: GroupAccounts, used: ReadonlySet<string>) => Lines;
const balanceLines: LinesOf = (accounts, used) =>
  worksheet(accounts, used).balance.map((line) => [lineName(line), line.amount]);
const incomeLines: LinesOf = (accounts, used) => [
  ...worksheet(accounts, used).income.map((line): readonly [string, SheetCell] => [
    lineName(line),
    line.amount,
  ]),
  ['归属于母公司的净利润', accounts.attributable ?? UNKNOWN],
  ['少数股东损益', accounts.minority?.amount ?? UNKNOWN],
];

/** A statement with the year before beside it where that is known, every line that is used in either. */
function statementSheet(
  { accounts }: KnownAccounts,
  compared: Compared | null,
  lines: LinesOf,
  name: string,
  headers: readonly [string, string],
): Sheet {
  if (compared === null)
    return { name, columns: ['项目', headers[0]], rows: lines(accounts, usedLines(accounts)) };
  const used = new Set([...usedLines(accounts), ...usedLines(compared.accounts)]);
  const before = lines(compared.accounts, used).map(([, amount]) => amount);
  const rows = lines(accounts, used).map((line, index) => [...line, before[index] ?? UNKNOWN]);
  return { name, columns: ['项目', ...headers], rows };
}

function statementSheets(known: KnownAccounts): Sheet[] {
  const { balance, income } = known.compared;
  const [balanceHeaders, incomeHeaders] = [
    ['期末余额(元)', '上年年末余额(元)'],
    ['本期金额(元)', '上期金额(元)'],
  ] as const;
  return [
    statementSheet(known, balance, balanceLines, '合并资产负债表', balanceHeaders),
    statementSheet(known, income, incomeLines, '合并利润表', incomeHeaders),
  ];
}

function worksheetSheet({ accounts, reported, nameOf }: KnownAccounts): Sheet {
  const { balance, income } = worksheet(accounts);
  const members = reported.statements
    .map(({ companyId }) => companyId)
    .filter((id) => !accounts.outside.includes(id));
  const row = (line: WorksheetLine): SheetCell[] => [
    lineName(line),
    ...members.map((id) => line.companies.get(id) ?? fen(0n)),
    ...[line.sum, line.debit, line.credit, line.amount],
  ];
  return {
    name: '合并工作底稿',
    columns: [
      '项目',
      ...members.map((id) => nameOf(id).name),
      ...['合计(元)', '调整抵销借方(元)', '调整抵销贷方(元)', '合并数(元)'],
    ],
    rows: [...balance, ...income].map(row),
  };
}

function entryRows(entry: GroupEntry, { reported, nameOf }: KnownAccounts): SheetCell[][] {
  const { zh, because } = stepNames[entry.step];
  const dealing = dealingOf(entry.ref, reported);
  const about =
    dealing === undefined
      ? [nameOf(entry.ref).name, '']
      : [`${nameOf(dealing.fromId).name} → ${nameOf(dealing.toId).name}`, `${dealing.sheet}!${dealing.cell}`];
  const line = (side: '借' | '贷', { zh: name, amount }: GroupEntry['debit'][number]): SheetCell[] => [
    ...[`${entry.number}`, zh, ...about, side, name],
    ...(side === '借' ? [amount, ''] : ['', amount]),
    because,
  ];
  return [...entry.debit.map((one) => line('借', one)), ...entry.credit.map((one) => line('贷', one))];
}

function entriesSheet(known: KnownAccounts): Sheet {
  const { entries } = known.accounts;
  const total = (side: 'debit' | 'credit'): Fen =>
    sumFen(entries.flatMap((entry) => entry[side].map(({ amount }) => amount)));
  return {
    name: '调整与抵销分录',
    columns: ['分录号', '事由', '公司', '来源单元格', '方向', '项目', '借方(元)', '贷方(元)', '说明'],
    rows: [
      ...entries.flatMap((entry) => entryRows(entry, known)),
      ['合计', '', '', '', '', '', total('debit'), total('credit'), ''],
    ],
  };
}

function minoritySheet({ accounts, nameOf }: KnownAccounts): Sheet {
  const { minorities, minority, balance } = accounts;
  const profits = minorities.flatMap(({ profit }) => (profit === null ? [] : [profit]));
  // The whole is rounded once, its parts each.
  const rounding = minority === null ? fen(0n) : fen(minority.amount - sumFen(profits));
  const equity = balance.find(({ code }) => code === 'minority_equity')?.amount ?? fen(0n);
  return {
    name: '少数股东',
    columns: [
      ...['公司（自下而上）', '集团内直接持股', '少数股东持股', '净资产(元，含所持下级公司份额)'],
      ...['少数股东权益(元)', '少数股东损益(元)'],
    ],
    rows: [
      ...minorities.map((one) => [
        ...[nameOf(one.company).name, formatFraction(one.share), formatFraction(one.outside)],
        ...[one.netAssets, one.equity, one.profit ?? UNKNOWN],
      ]),
      ...(rounding === 0n ? [] : [[ROUNDING, '', '', '', '', rounding]]),
      ['合计', '', '', '', equity, minority?.amount ?? UNKNOWN],
    ],
  };
}

function comparedRows({ compared, nameOf }: KnownAccounts): SheetCell[][] {
  const names = (ids: readonly string[]): string => ids.map((id) => nameOf(id).name).join('、');
  return [compared.balance, compared.income].flatMap((one) =>
    one === null
      ? []
      : [
          ['比较数据', `${one.periodEnd}${one.accounts.complete ? '' : '（不完整）'}`],
          ...(one.restated.length > 0 ? [['追溯调整（同一控制合并）', names(one.restated)]] : []),
          ...(one.unknown.length > 0 ? [['应追溯调整而缺少报表', names(one.unknown)]] : []),
        ],
  );
}

function notesSheet(known: KnownAccounts): Sheet {
  const { accounts, group, periodEnd, knownOn, reported, nameOf } = known;
  const companies = (ids: readonly string[]): string => ids.map((id) => nameOf(id).name).join('、');
  const when = ({ recordedAt }: { recordedAt: Date }): string => recordedAt.toISOString();
  return {
    name: '说明',
    columns: ['项目', '内容'],
    rows: [
      ['集团', group.name],
      ['期末日', periodEnd],
      ['截至某日已知', knownOn ?? '现在'],
      ...comparedRows(known),
      ['报表齐全', accounts.complete ? '是' : '否'],
      ...(accounts.missing.length > 0 ? [['缺少报表的受控公司', companies(accounts.missing)]] : []),
      ...(accounts.outside.length > 0 ? [['不在合并范围的报表', companies(accounts.outside)]] : []),
      ...accounts.blocks.map(({ because }) => ['未抵销', namedIn(because, nameOf)]),
      ...(accounts.rounding === 0n ? [] : [[ROUNDING, `${formatYuan(accounts.rounding)} 元`]]),
      ...accounts.reasons.map(({ because, basis }) => [
        '方法',
        `${namedIn(because, nameOf)}（${basis.map(({ title }) => title).join('、')}）`,
      ]),
      ...reported.statements.map((row) => [
        '来源报表',
        `${nameOf(row.companyId).name} 第 ${row.version} 版，${when(row)} 导入，文件 ${row.document}`,
      ]),
    ],
  };
}

/**
 * Group accounts as they are shown, as a workbook: both statements, the worksheet with a column for each company, every
 * entry with its lines and reason, and the minorities bottom-up. Amounts are in fen and are written as numbers of yuan.
 */
export function exportGroupAccounts(deps: Deps, actor: Actor, asked: AccountsAsked): Promise<Sheet[]> {
  return read(deps, actor, async (tx) => {
    const known = await accountsFor(deps, tx, actor, asked);
    return [
      ...statementSheets(known),
      worksheetSheet(known),
      entriesSheet(known),
      minoritySheet(known),
      notesSheet(known),
    ];
  });
}
