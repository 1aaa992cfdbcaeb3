import {
  type GroupStatementRow,
  type IntragroupRow,
  intragroupOf,
  type StatementLineRow,
  saveIntragroup,
  saveStatements,
  statementsOf,
} from '@guanyun/db/equity/statement.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { accountLine, accountLines } from '@guanyun/domain/equity/account-lines.ts';
import { imbalanceOf } from '@guanyun/domain/equity/group-books.ts';
import { formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { businessDay } from '../kernel/deps.ts';
import {
  type CheckedImport,
  columnLetters,
  type ImportContext,
  type OpenedWorkbook,
  type SheetLayout,
  type WorkbookRow,
} from '../kernel/workbook-cells.ts';
import { referencesOnRecord } from '../organizations/import-organizations-references.ts';
import { type GroupReader, groupReader } from './import-group-members.ts';
import { type Dealing, intragroupLayout, readDealings } from './import-intragroup.ts';

const STATEMENTS = '报表';
const AMOUNT = '金额(元)';
const columns = ['公司编码', '期末日', '项目', AMOUNT];

/** The workbook of a group's statements: one row for each line of each company, and what they have between them. */
export const groupAccountsLayout: readonly SheetLayout[] = [
  { name: STATEMENTS, columns },
  ...intragroupLayout,
];

const lineNames = Object.fromEntries(
  accountLines.filter(({ joint }) => !joint).map(({ zh, code }) => [zh, code]),
);

type Figure = {
  readonly row: WorkbookRow;
  readonly company: string;
  readonly name: string;
  readonly periodEnd: string;
  readonly line: string;
  readonly amount: string;
};

function readFigure(row: WorkbookRow, group: GroupReader): Figure | null {
  const periodEnd = group.period(row);
  const company = group.member(row, '公司编码', periodEnd);
  const line = row.mustChoice('项目', lineNames);
  const amount = row.raw(AMOUNT) === '' ? row.required(AMOUNT) : row.amount(AMOUNT, 'any');
  if (periodEnd === null || company === null || line === null || amount === null) return null;
  return { row, company: company.id, name: company.name ?? row.raw('公司编码'), periodEnd, line, amount };
}

const statementKey = ({ company, periodEnd }: Figure): string => `${company} ${periodEnd}`;
const cellOf = (row: WorkbookRow): string => `${columnLetters(columns.indexOf(AMOUNT))}${row.number}`;

/** A line twice, and a balance sheet that does not balance; the latter only where all rows of the company could be read. */
function judgeStatement(figures: readonly Figure[], whole: boolean): void {
  const seen = new Map<string, number>();
  for (const { row, line } of figures) {
    const before = seen.get(line);
    if (before !== undefined)
      row.bad('项目', 'DUPLICATE', `同一公司同一期的“${accountLine(line).zh}”已写在第 ${before} 行`);
    seen.set(line, before ?? row.number);
  }
  const [first] = figures;
  if (first === undefined || !whole || seen.size < figures.length) return;
  const off = imbalanceOf({
    company: first.company,
    figures: figures.map(({ line, amount }) => ({ line, amount: parseYuan(amount), sheet: '', cell: '' })),
  });
  if (off === 0n) return;
  const message = `${first.name} ${first.periodEnd} 的资产负债表不平：资产减负债和所有者权益相差 ${formatYuan(off)} 元`;
  first.row.bad(AMOUNT, 'DOES_NOT_BALANCE', message);
}

type Marks = Pick<GroupStatementRow, 'groupId' | 'document' | 'personId' | 'recordedAt'>;

/** Each company's statement of a period as its next version. */
async function statementRows(
  tx: Tx,
  statements: readonly (readonly Figure[])[],
  marks: Marks,
  newId: () => string,
) {
  const rows: GroupStatementRow[] = [];
  const lines: StatementLineRow[] = [];
  for (const figures of statements) {
    const [first] = figures;
    if (first === undefined) continue;
    const { company: companyId, periodEnd } = first;
    const before = (await statementsOf(tx, marks.groupId, periodEnd)).filter(
      (one) => one.companyId === companyId,
    );
    const row = { ...marks, id: newId(), companyId, periodEnd, version: (before.at(-1)?.version ?? 0) + 1 };
    rows.push(row);
    for (const { line, amount, row: at } of figures)
      lines.push({ statementId: row.id, line, amount, sheet: STATEMENTS, cell: cellOf(at) });
  }
  return { rows, lines };
}

/** Dealings of a period as its next version: all of them together stand in the place of the earlier ones. */
async function intragroupRows(tx: Tx, dealings: readonly Dealing[], marks: Marks, newId: () => string) {
  const rows: IntragroupRow[] = [];
  for (const [periodEnd, ofPeriod] of Map.groupBy(dealings, (one) => one.periodEnd)) {
    const before = await intragroupOf(tx, marks.groupId, periodEnd);
    const version = (before.at(-1)?.version ?? 0) + 1;
    for (const dealing of ofPeriod) rows.push({ ...marks, ...dealing, id: newId(), version });
  }
  return rows;
}

/**
 * Checks the statements of a group, brought in by the company at its head. Every company must be under its control on the
 * last day of the period or now, or in a plan of it; what it does not control on that day stays out of the accounts.
 */
export async function checkGroupAccounts(
  tx: Tx,
  opened: OpenedWorkbook,
  context: ImportContext,
): Promise<CheckedImport> {
  const { organizationId, document, personId } = context;
  if (organizationId === null || document === null || personId === null)
    throw new Error('the statements of a group are imported by somebody of the group');
  const dates = [STATEMENTS, ...intragroupLayout.map(({ name }) => name)].flatMap((sheet) =>
    opened.rows(sheet).map((row) => row.raw('期末日')),
  );
  const now = businessDay(context.now());
  const group = await groupReader(tx, await referencesOnRecord(tx), organizationId, dates, now);
  const rows = opened.rows(STATEMENTS);
  const figures = rows.flatMap((row) => readFigure(row, group) ?? []);
  const read = new Set(figures.map(({ row }) => row));
  const broken = new Set(rows.filter((row) => !read.has(row)).map((row) => row.raw('公司编码')));
  const statements = [...Map.groupBy(figures, statementKey).values()];
  for (const one of statements) judgeStatement(one, !one.some(({ row }) => broken.has(row.raw('公司编码'))));
  const dealings = readDealings(opened, group);
  return {
    summary: [
      { zh: '公司报表', en: 'Company statements', count: statements.length },
      { zh: '报表项目', en: 'Statement lines', count: figures.length },
      { zh: '内部投资、往来和交易', en: 'Investments and dealings within the group', count: dealings.length },
    ],
    async save(saving) {
      const marks = { groupId: organizationId, document, personId, recordedAt: context.now() };
      const made = await statementRows(saving, statements, marks, context.newId);
      await saveStatements(saving, made.rows, made.lines);
      await saveIntragroup(saving, await intragroupRows(saving, dealings, marks, context.newId));
    },
  };
}
