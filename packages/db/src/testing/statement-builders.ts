import {
  type GroupStatementRow,
  type IntragroupRow,
  type StatementLineRow,
  saveIntragroup,
  saveStatements,
} from '../equity/statement.store.ts';
import type { Tx } from '../kernel/transaction.ts';
import { digestLike, newId } from './builders.ts';

type Marks = Pick<
  GroupStatementRow,
  'groupId' | 'periodEnd' | 'version' | 'document' | 'personId' | 'recordedAt'
>;
const marks = (groupId: string, personId: string): Marks => ({
  ...{ groupId, periodEnd: '2026-06-30', version: 1, document: digestLike('b'), personId },
  recordedAt: new Date('2026-07-10T01:00:00.000Z'),
});

export const statementRow = (
  groupId: string,
  personId: string,
  over: Partial<GroupStatementRow> = {},
): GroupStatementRow => ({ ...marks(groupId, personId), id: newId(), companyId: groupId, ...over });

export const lineRow = (statementId: string, over: Partial<StatementLineRow> = {}): StatementLineRow => ({
  ...{ statementId, line: 'cash', amount: '12.00', sheet: '报表', cell: 'D2' },
  ...over,
});

const nothingOwed = { taxRate: '0.25', amount: '0.00', allowance: '0.00', openingAllowance: '0.00' };
export const intragroupRow = (
  groupId: string,
  toId: string,
  personId: string,
  over: Partial<IntragroupRow> = {},
): IntragroupRow => ({
  ...marks(groupId, personId),
  ...{
    id: newId(),
    kind: 'balance',
    fromId: groupId,
    toId,
    fields: nothingOwed,
    sheet: '内部往来',
    cell: 'A2',
  },
  ...over,
});

/** A statement of cash and capital, and one row between the group and another company. */
export async function someStatement(
  tx: Tx,
  groupId: string,
  toId: string,
  personId: string,
): Promise<GroupStatementRow> {
  const row = statementRow(groupId, personId);
  await saveStatements(tx, [row], [lineRow(row.id), lineRow(row.id, { line: 'capital', cell: 'D3' })]);
  await saveIntragroup(tx, [intragroupRow(groupId, toId, personId)]);
  return row;
}
