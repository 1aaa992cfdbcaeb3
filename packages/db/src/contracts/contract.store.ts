import type { ContractHalt, ContractLayer, ContractState } from '@guanyun/domain/contracts/contract-state.ts';
import { insert, select, selectOne, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import { type ContractRow, type ContractSums, contracts } from './contract-life.model.ts';

export const lockContract = (tx: Tx, id: string): Promise<ContractRow | null> =>
  selectOne(tx, contracts, { id }, { lock: true });
export const findContract = (tx: Tx, id: string): Promise<ContractRow | null> =>
  selectOne(tx, contracts, { id });
/** What was passed on under a contract, by number. */
export const contractsUnder = (tx: Tx, parentId: string): Promise<ContractRow[]> =>
  select(tx, contracts, { parentId }, { order: [['number', 'ASC']] });
/** Sums are left out: the database begins them. */
export const saveContract = (tx: Tx, row: Omit<ContractRow, keyof ContractSums>): Promise<void> =>
  insert(tx, contracts, row as Partial<ContractRow>);
export const changeContract = (tx: Tx, id: string, set: Partial<ContractRow>): Promise<number> =>
  update(tx, contracts, set, { id });

/** What a contract is before anything is said of how it came about and on what terms. */
export const plainContract = {
  ...{ origin: 'list', layer: 'upstream', parentId: null, counterpartyId: null, scope: '', awardId: null },
  ...{ mustTender: false, directCause: null, directText: null, directDocument: null, separateReason: null },
  ...{ approvedEstimate: null, taxRate: null, sme: false, advancePercent: '0.00', progressPercent: '80.00' },
  ...{ retentionPercent: '0.00', performanceBond: '0.00', payDueDays: null, wageAccount: null },
  ...{ wageCycleDays: null, warrantyMonths: 0, lateRate: null, lprAtSigning: null, document: null },
  ...{ completedOn: null, deliveredOn: null, warrantyTo: null, endedOn: null, halt: null },
  ...{ agencyFee: null, feeCap: null, feeBinding: true, feeQuestion: null, feeResult: null },
} as const satisfies Partial<ContractRow>;

export type ContractFilter = {
  readonly project?: string | undefined;
  readonly clusterId?: string | undefined;
  readonly layer?: ContractLayer | undefined;
  readonly state?: ContractState | undefined;
  readonly halt?: ContractHalt | undefined;
  readonly entityId?: string | undefined;
  readonly parentId?: string | undefined;
};
export type ContractPlace = { readonly signedOn: string; readonly id: string };

/** A page of contracts, the newest first. */
export function contractsPage(
  tx: Tx,
  filter: ContractFilter,
  after: ContractPlace | null,
  limit: number,
): Promise<ContractLine[]> {
  const bind: unknown[] = [];
  const is = (column: string, value: unknown) =>
    value === undefined ? [] : [`c.${column} = $${bind.push(value)}`];
  const where = [
    ...is('project', filter.project),
    ...is('cluster_id', filter.clusterId),
    ...is('layer', filter.layer),
    ...is('state', filter.state),
    ...is('halt', filter.halt),
    ...is('entity_id', filter.entityId),
    ...is('parent_id', filter.parentId),
    ...(after === null
      ? []
      : [`(c.signed_on, c.id) < ($${bind.push(after.signedOn)}::date, $${bind.push(after.id)}::uuid)`]),
  ];
  return query(
    tx,
    `SELECT c.id, c.number, c.title, c.origin, c.layer, c.mode, c.entity_id AS "entityId", c.counterparty_id AS "counterpartyId",
      c.cluster_id AS "clusterId", c.project, c.amount, c.current_amount AS "currentAmount", c.paid, c.signed_on AS "signedOn",
      c.completion_due AS "completionDue", c.state, c.halt
     FROM contracts c ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}
     ORDER BY c.signed_on DESC, c.id DESC LIMIT $${bind.push(limit)}`,
    bind,
  );
}
export type ContractLine = Pick<
  ContractRow,
  | 'id'
  | 'number'
  | 'title'
  | 'origin'
  | 'layer'
  | 'mode'
  | 'entityId'
  | 'counterpartyId'
  | 'clusterId'
  | 'project'
  | 'amount'
  | 'currentAmount'
  | 'paid'
  | 'signedOn'
  | 'completionDue'
  | 'state'
  | 'halt'
>;

/** What was already entrusted or purchased on these items or for this project: sums are taken over these under the list's lock. */
export const earlierContracts = (
  tx: Tx,
  of: { readonly items: readonly string[]; readonly project: string | null; readonly but: string | null },
): Promise<{ item: string; project: string | null; amount: string; decidedOn: string }[]> =>
  query(
    tx,
    `SELECT i.code AS item, c.project, c.current_amount AS amount, c.decided_on AS "decidedOn" FROM contracts c JOIN cooperation_items i ON i.id = c.item_id
     WHERE (i.code = ANY ($1) OR c.project = $2) AND c.id IS DISTINCT FROM $3::uuid AND c.state <> 'void' ORDER BY c.decided_on`,
    [of.items, of.project, of.but],
  );

/** What was let without a tender beside this lot, of one class, under one contract or for one project, and not said to stand apart. */
export const lotsBeside = (
  tx: Tx,
  of: { readonly parentId: string | null; readonly project: string | null; readonly entityId: string },
): Promise<{ id: string; layer: ContractLayer; amount: string }[]> =>
  query(
    tx,
    `SELECT c.id, c.layer, c.current_amount AS amount FROM contracts c
     WHERE (c.parent_id = $1 OR $1::uuid IS NULL AND c.project = $2 AND c.entity_id = $3) AND c.origin = 'direct'
       AND c.direct_cause = 'BELOW' AND c.separate_reason IS NULL AND c.state NOT IN ('void') ORDER BY c.number`,
    [of.parentId, of.project, of.entityId],
  );
