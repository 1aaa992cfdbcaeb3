import { changeContract } from '../contracts/contract.store.ts';
import type {
  ContractAmendmentRow,
  ContractPaymentRow,
  ContractSettlementRow,
} from '../contracts/contract-life.model.ts';
import {
  changeSettlement,
  saveAccounts,
  saveAmendment,
  saveContractPaper,
  saveMeasure,
  savePayment,
  saveSettlement,
  saveStep,
} from '../contracts/contract-life.store.ts';
import type { Tx } from '../kernel/transaction.ts';
import { digestLike, newId } from './builders.ts';

const undecided = { decidedOn: null, decidedBy: null, opinion: '' };
const marks = (contractId: string, personId: string) => ({
  ...{ id: newId(), contractId, personId, document: digestLike('d') },
});

export const paymentRow = (
  contractId: string,
  personId: string,
  over: Partial<ContractPaymentRow> = {},
): ContractPaymentRow => ({
  ...marks(contractId, personId),
  ...undecided,
  ...{
    number: 1,
    kind: 'progress',
    amount: '800.00',
    appliedOn: '2026-05-01',
    dueBy: '2026-06-01',
    note: '',
  },
  ...{ facts: {}, state: 'applied', paidOn: null, paidDocument: null, paidBy: null },
  ...over,
});
export const amendmentRow = (
  contractId: string,
  personId: string,
  over: Partial<ContractAmendmentRow> = {},
): ContractAmendmentRow => ({
  ...marks(contractId, personId),
  ...undecided,
  ...{ number: 1, kind: 'period', cause: 'design_change', before: { completionDue: '2026-11-30' } },
  ...{ after: { completionDue: '2026-12-31' }, delta: '0.00', amendedOn: '2026-05-01', reason: '设计变更' },
  ...{ itemId: null, question: null, result: null, questionDigest: null, state: 'proposed' },
  ...over,
});
export const settlementRow = (
  contractId: string,
  personId: string,
  over: Partial<ContractSettlementRow> = {},
): ContractSettlementRow => ({
  ...marks(contractId, personId),
  ...undecided,
  ...{ number: 1, amount: '4900.00', retention: '0.00', guaranteed: false, submittedOn: '2026-07-01' },
  ...{ reviewBy: '2026-07-21', state: 'submitted' },
  ...over,
});

/** One row of everything that happens to a listed contract in force, up to final accounts handed in. */
export async function someContractLife(
  tx: Tx,
  contractId: string,
  by: { asks: string; decides: string },
): Promise<void> {
  const own = () => marks(contractId, by.asks);
  await saveContractPaper(tx, {
    ...own(),
    kind: 'budget',
    paperOn: '2026-03-02',
    reference: '1',
    amount: null,
  });
  await saveMeasure(tx, { ...own(), number: 1, periodTo: '2026-04-30', amount: '1000.00' });
  await savePayment(tx, paymentRow(contractId, by.asks));
  await saveAmendment(tx, amendmentRow(contractId, by.asks));
  await saveStep(tx, { ...own(), step: 'complete', stepOn: '2026-06-30', note: '', facts: {} });
  await changeContract(tx, contractId, { state: 'completed', completedOn: '2026-06-30' });
  const settlement = settlementRow(contractId, by.asks);
  await saveSettlement(tx, settlement);
  await changeSettlement(tx, settlement.id, {
    ...{ state: 'approved', decidedOn: '2026-07-10', decidedBy: by.decides },
  });
  await changeContract(tx, contractId, { state: 'settled' });
  const item = {
    ...{ name: '厂房', class: 'plant', direct: '4900.00', allocated: '0.00', value: '4900.00' },
    ...{ takesShare: true, publicBenefit: false, area: null, monthlyDepreciation: null },
  };
  await saveAccounts(tx, {
    ...{ ...own(), ...undecided, number: 1, shared: '0.00', total: '4900.00', items: [item], result: {} },
    ...{ preparedOn: '2026-08-01', dueBy: '2026-09-30', state: 'submitted' },
  });
}
