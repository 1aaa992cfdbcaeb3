import { saveVoucher } from '@guanyun/db/accounting/voucher.store.ts';
import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { decidePosting, type Voucher } from '@guanyun/domain/accounting/voucher.ts';
import { accept, type Decision, type Refusal } from '@guanyun/domain/kernel/decision.ts';
import { formatYuan } from '@guanyun/domain/kernel/money.ts';
import type { Deps } from '../kernel/deps.ts';

/** Posts a voucher that balances, under the next number of its organisation, book and year. */
export async function postVoucher(
  tx: Tx,
  deps: Deps,
  voucher: Voucher,
  at: {
    organizationId: string;
    on: string;
    summary: string;
    orderId: string | null;
    sheetId?: string | null;
    /** The act in the register that it goes with. */
    causeId?: string;
  },
): Promise<Decision<{ id: string; number: string }, Refusal>> {
  const decision = decidePosting(voucher);
  if (decision.outcome === 'refused') return decision;
  const year = at.on.slice(0, 4);
  const book = voucher.book === 'government_budget' ? 'budget' : 'financial';
  const sequence = await nextNumber(tx, `voucher-${at.organizationId}-${book}-${year}`);
  const number = `${year}-转-${sequence.toString().padStart(4, '0')}`;
  const id = deps.newId();
  await saveVoucher(
    tx,
    {
      id,
      number,
      organizationId: at.organizationId,
      book,
      voucherOn: at.on,
      summary: at.summary,
      orderId: at.orderId,
      sheetId: at.sheetId ?? null,
      causeId: at.causeId ?? null,
    },
    voucher.lines.map((line, index) => ({
      line: index + 1,
      account: line.account,
      memo: line.memo,
      debit: formatYuan(line.debit),
      credit: formatYuan(line.credit),
    })),
  );
  return accept({ id, number });
}
