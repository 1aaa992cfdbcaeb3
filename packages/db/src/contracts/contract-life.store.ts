import { insert, select, selectOne, type Table, update } from '../kernel/table.ts';
import type { Tx } from '../kernel/transaction.ts';
import {
  type ContractAccountsRow,
  type ContractAmendmentRow,
  type ContractMeasureRow,
  type ContractPaperRow,
  type ContractPaymentRow,
  type ContractSettlementRow,
  type ContractStepRow,
  contractAccounts,
  contractAmendments,
  contractMeasures,
  contractPapers,
  contractPayments,
  contractSettlements,
  contractSteps,
} from './contract-life.model.ts';

const numbered = <Row extends { contractId: string; number: number }>(
  tx: Tx,
  of: Table<Row>,
  contractId: string,
): Promise<Row[]> => select(tx, of, { contractId } as never, { order: [['number', 'ASC']] });

export const papersOf = (tx: Tx, contractId: string): Promise<ContractPaperRow[]> =>
  select(tx, contractPapers, { contractId }, { order: [['paperOn', 'ASC']] });
export const saveContractPaper = (tx: Tx, row: ContractPaperRow): Promise<void> =>
  insert(tx, contractPapers, row);

export const stepsOf = (tx: Tx, contractId: string): Promise<ContractStepRow[]> =>
  select(tx, contractSteps, { contractId }, { order: [['stepOn', 'ASC']] });
export const saveStep = (tx: Tx, row: ContractStepRow): Promise<void> => insert(tx, contractSteps, row);

export const measuresOf = (tx: Tx, contractId: string): Promise<ContractMeasureRow[]> =>
  numbered(tx, contractMeasures, contractId);
export const saveMeasure = (tx: Tx, row: ContractMeasureRow): Promise<void> =>
  insert(tx, contractMeasures, row);

export const paymentsOf = (tx: Tx, contractId: string): Promise<ContractPaymentRow[]> =>
  numbered(tx, contractPayments, contractId);
export const findPayment = (tx: Tx, id: string): Promise<ContractPaymentRow | null> =>
  selectOne(tx, contractPayments, { id });
export const savePayment = (tx: Tx, row: ContractPaymentRow): Promise<void> =>
  insert(tx, contractPayments, row);
export const changePayment = (tx: Tx, id: string, set: Partial<ContractPaymentRow>): Promise<number> =>
  update(tx, contractPayments, set, { id });

export const amendmentsOf = (tx: Tx, contractId: string): Promise<ContractAmendmentRow[]> =>
  numbered(tx, contractAmendments, contractId);
export const findAmendment = (tx: Tx, id: string): Promise<ContractAmendmentRow | null> =>
  selectOne(tx, contractAmendments, { id });
export const saveAmendment = (tx: Tx, row: ContractAmendmentRow): Promise<void> =>
  insert(tx, contractAmendments, row);
export const changeAmendment = (tx: Tx, id: string, set: Partial<ContractAmendmentRow>): Promise<number> =>
  update(tx, contractAmendments, set, { id });

export const settlementsOf = (tx: Tx, contractId: string): Promise<ContractSettlementRow[]> =>
  numbered(tx, contractSettlements, contractId);
export const saveSettlement = (tx: Tx, row: ContractSettlementRow): Promise<void> =>
  insert(tx, contractSettlements, row);
export const changeSettlement = (tx: Tx, id: string, set: Partial<ContractSettlementRow>): Promise<number> =>
  update(tx, contractSettlements, set, { id });

export const accountsOf = (tx: Tx, contractId: string): Promise<ContractAccountsRow[]> =>
  numbered(tx, contractAccounts, contractId);
export const saveAccounts = (tx: Tx, row: ContractAccountsRow): Promise<void> =>
  insert(tx, contractAccounts, row);
export const changeAccounts = (tx: Tx, id: string, set: Partial<ContractAccountsRow>): Promise<number> =>
  update(tx, contractAccounts, set, { id });
