import { saveContract } from '../contracts/contract.store.ts';
import type { ContractRow } from '../contracts/contract-life.model.ts';
import { type SplitFlagRow, saveFlag } from '../contracts/split-radar.store.ts';
import type { Tx } from '../kernel/transaction.ts';
import { newId } from './builders.ts';
import { contractRow, publishedList } from './cooperation-builders.ts';

/** A list in force with one item of services that the committee purchases, up to any amount. */
export const purchasing = (tx: Tx, companies: string[], year: number) =>
  publishedList(
    tx,
    companies,
    { effectiveFrom: `${year}-01-01`, effectiveTo: `${year}-12-31` },
    { category: 'enterprise_service', mode: 'purchased', scope: '企业服务', capSingle: null },
  );

/** A contract of purchased services under such a list. */
export async function somePurchase(
  tx: Tx,
  on: { listId: string; itemId: string; entityId: string; personId: string },
  over: Partial<ContractRow> = {},
): Promise<ContractRow> {
  const day = over.decidedOn ?? '2026-03-01';
  const row = contractRow(on, {
    ...{ mode: 'purchased', title: '园区企业服务', signedOn: day, completionDue: day, amount: '1000000.00' },
    ...over,
  });
  await saveContract(tx, row);
  return row;
}

/** A flag on purchases of one project, as the radar would raise it; `over` spoils it. */
export async function someFlag(
  tx: Tx,
  contracts: readonly Pick<ContractRow, 'id' | 'amount' | 'decidedOn' | 'project'>[],
  over: Partial<SplitFlagRow> = {},
): Promise<string> {
  const days = contracts.map(({ decidedOn }) => decidedOn).sort();
  const sum = contracts.reduce((all, { amount }) => all + Math.round(Number(amount) * 100), 0);
  const row = {
    ...{ id: newId(), code: 'SPLIT_SUM', tie: 'project', class: 'procurement', period: 'budget_year' },
    subject: contracts[0]?.project ?? '',
    fromOn: days[0] ?? '',
    toOn: days.at(-1) ?? '',
    amount: (sum / 100).toFixed(2),
    threshold: '2000000.00',
    contractId: contracts.at(-1)?.id ?? '',
    because: '示例',
    basis: [{ title: '中华人民共和国政府采购法实施条例', article: '第二十八条', grade: 'law' }],
    figures: 'v1',
    foundOn: '2026-06-01',
    foundAt: new Date(),
    ...over,
  } as SplitFlagRow;
  const { continuedBy: _, ...flag } = row;
  await saveFlag(
    tx,
    flag,
    contracts.map(({ id, amount, decidedOn }) => ({ contractId: id, amount, decidedOn })),
  );
  return row.id;
}
