import type { ContractRow } from '@guanyun/db/contracts/contract-life.model.ts';
import { finalAccountsDue } from '@guanyun/domain/contracts/settlement.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';

type Submitted = { readonly state: string; readonly reviewBy: string };

/** The days by which something of a contract is due, as far as they are known; done ones are left out. */
export function datesOf(row: ContractRow, settlements: readonly Submitted[]) {
  const open = settlements.find(({ state }) => state === 'submitted');
  const running = ['signed', 'in_force'].includes(row.state);
  const accounts =
    row.mode === 'entrusted' &&
    row.completedOn !== null &&
    row.finalAccounts === null &&
    row.endedOn === null;
  return [
    ...(running ? [{ code: 'completion', on: row.completionDue }] : []),
    ...(open === undefined ? [] : [{ code: 'settlementReview', on: open.reviewBy }]),
    ...(accounts ? [{ code: 'finalAccounts', on: finalAccountsDue(localDate(row.completedOn ?? '')) }] : []),
    ...(row.state === 'warranty' && row.warrantyTo !== null
      ? [{ code: 'warranty', on: row.warrantyTo }]
      : []),
  ];
}
