import { type BidCheckRow, saveBidCheck } from '../contracts/bid-check.store.ts';
import type { Tx } from '../kernel/transaction.ts';
import { digestLike, newId } from './builders.ts';

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** A check of a lot on which nothing was found; `over` spoils it. */
export async function someBidCheck(
  tx: Tx,
  of: { companyId: string; personId: string },
  over: Partial<Omit<BidCheckRow, 'checkedAt'>> = {},
): Promise<string> {
  const id = newId();
  await saveBidCheck(tx, {
    ...{ id, ...of, title: '示例招标', lot: '全部', lotKey: digestLike('b'), tendererId: null },
    ...{ tendererName: '示例招标人', tendererUscc: '91500110MA5U0000X0', deadline: '2099-12-31' },
    ...{ checkedOn: today(), parties: [], others: [], seen: [], related: [], question: {} },
    ...{ result: { outcome: 'may', findings: [] }, digest: digestLike('d'), outcome: 'may', ...over },
  });
  return id;
}
