import { accept, type Decision, type Refusal, refuseAll } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen, multiplyRatio } from '../kernel/money.ts';
import { parseRatio, ratio } from '../kernel/ratio.ts';
import { capTable } from './cap-table.ts';
import type { ShareTransaction } from './share-transaction.ts';

export type ShareTransfer = {
  readonly fromId: string;
  readonly toId: string;
  readonly targetId: string;
  /** Share of the target's whole registered capital, a fraction. */
  readonly share: string;
  readonly registerOn: LocalDate;
};

export type TransferredCapital = { readonly subscribed: Fen; readonly paid: Fen };

/**
 * May this share of the target pass from one holder to the other on that day? Accepted with the capital that moves, the
 * paid-in part in proportion. Refused: SAME_HOLDER; SHARE_EXCEEDS_HOLDING (`held`, `asked`, yuan as 分 text), also when a
 * share is no whole number of 分; DATE_BEFORE_LAST_EVENT when a later entry of the target's register exists.
 */
export function decideShareTransfer(
  events: readonly ShareTransaction[],
  transfer: ShareTransfer,
): Decision<TransferredCapital, Refusal<'SAME_HOLDER' | 'SHARE_EXCEEDS_HOLDING' | 'DATE_BEFORE_LAST_EVENT'>> {
  const table = capTable(events, transfer.registerOn, 'register_book');
  const holder = table.holders.find((h) => h.id === transfer.fromId);
  const share = parseRatio(transfer.share);
  const subscribed = multiplyRatio(table.registeredCapital, share);
  const held = holder?.subscribed ?? fen(0n);
  const exact = subscribed * share.denominator === table.registeredCapital * share.numerator;
  const later = events.map((e) => e.registerBookOn ?? e.decidedOn).filter((day) => day > transfer.registerOn);
  const last = later.toSorted().at(-1);
  const refusals: Refusal<'SAME_HOLDER' | 'SHARE_EXCEEDS_HOLDING' | 'DATE_BEFORE_LAST_EVENT'>[] = [];
  if (transfer.fromId === transfer.toId) refusals.push({ code: 'SAME_HOLDER', facts: {} });
  if (subscribed <= 0n || subscribed > held || !exact)
    refusals.push({
      code: 'SHARE_EXCEEDS_HOLDING',
      facts: { held: held.toString(), asked: subscribed.toString() },
    });
  if (last !== undefined) refusals.push({ code: 'DATE_BEFORE_LAST_EVENT', facts: { last } });
  const refused = refuseAll(refusals);
  if (refused) return refused;
  const paid =
    subscribed === held
      ? (holder?.paid ?? fen(0n))
      : multiplyRatio(holder?.paid ?? fen(0n), ratio(subscribed, held));
  return accept({ subscribed, paid });
}
