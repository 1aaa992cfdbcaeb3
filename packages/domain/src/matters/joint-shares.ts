import { fen, formatYuan, parseYuan, sumFen } from '../kernel/money.ts';
import type { Participant } from './proposal.ts';

export type JointShare = { readonly companyId: string; readonly amount: string | null };

/**
 * What each company of a case bears of its amount (yuan; null where the matter has none), the lead first with what the
 * participants leave. No part of an amount is nothing to spend, never a share without bound.
 */
export function jointShares(
  leadId: string,
  amount: string | null,
  participants: readonly Pick<Participant, 'companyId' | 'amount'>[],
): JointShare[] {
  if (amount === null) return [leadId, ...participants.map((p) => p.companyId)].map(none);
  const borne = sumFen(participants.map((p) => (p.amount === null ? fen(0n) : parseYuan(p.amount))));
  return [
    { companyId: leadId, amount: formatYuan(fen(parseYuan(amount) - borne)) },
    ...participants.map((p) => ({ companyId: p.companyId, amount: p.amount ?? '0.00' })),
  ];
}

const none = (companyId: string): JointShare => ({ companyId, amount: null });
