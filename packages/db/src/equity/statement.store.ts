import { insertMany, select, table } from '../kernel/table.ts';
import type { Tx } from '../kernel/transaction.ts';

/** One version of a company's statement of a period, as part of a group's; amounts run from the first of January. */
export type GroupStatementRow = {
  id: string;
  groupId: string;
  companyId: string;
  periodEnd: string;
  version: number;
  document: string;
  personId: string;
  recordedAt: Date;
};
/** A figure and the cell it was read from. */
export type StatementLineRow = {
  statementId: string;
  line: string;
  amount: string;
  sheet: string;
  cell: string;
};
/** What two companies of a group have between them; `cell` is the first of its row. */
export type IntragroupRow = {
  id: string;
  groupId: string;
  periodEnd: string;
  version: number;
  kind: 'investment' | 'balance' | 'inventory' | 'fixed_asset' | 'combination';
  fromId: string;
  toId: string;
  fields: object;
  sheet: string;
  cell: string;
  document: string;
  personId: string;
  recordedAt: Date;
};

const statements = table<GroupStatementRow>('group_statements', {
  id: 'uuid',
  groupId: 'uuid',
  companyId: 'uuid',
  periodEnd: 'date',
  version: 'integer',
  document: 'text',
  personId: 'uuid',
  recordedAt: 'time',
});
const lines = table<StatementLineRow>('group_statement_lines', {
  statementId: 'uuid',
  line: 'text',
  amount: 'money',
  sheet: 'text',
  cell: 'text',
});
const items = table<IntragroupRow>('intragroup_items', {
  id: 'uuid',
  groupId: 'uuid',
  periodEnd: 'date',
  version: 'integer',
  kind: 'text',
  fromId: 'uuid',
  toId: 'uuid',
  fields: 'json',
  sheet: 'text',
  cell: 'text',
  document: 'text',
  personId: 'uuid',
  recordedAt: 'time',
});

/** Every version of every statement that one sees, the newest last. */
export const allStatements = (tx: Tx): Promise<GroupStatementRow[]> =>
  select(tx, statements, {}, { order: [['version', 'ASC']] });
export const statementsOf = (tx: Tx, groupId: string, periodEnd: string): Promise<GroupStatementRow[]> =>
  select(tx, statements, { groupId, periodEnd }, { order: [['version', 'ASC']] });
export const linesOf = (tx: Tx, statementIds: readonly string[]): Promise<StatementLineRow[]> =>
  select(tx, lines, { statementId: statementIds });
export const intragroupOf = (tx: Tx, groupId: string, periodEnd: string): Promise<IntragroupRow[]> =>
  select(tx, items, { groupId, periodEnd }, { order: [['version', 'ASC']] });

export async function saveStatements(
  tx: Tx,
  rows: readonly GroupStatementRow[],
  figures: readonly StatementLineRow[],
): Promise<void> {
  await insertMany(tx, statements, rows);
  await insertMany(tx, lines, figures);
}
export const saveIntragroup = (tx: Tx, rows: readonly IntragroupRow[]): Promise<void> =>
  insertMany(tx, items, rows);
