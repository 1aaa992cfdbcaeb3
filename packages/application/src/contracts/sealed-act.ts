import { asBidder } from '@guanyun/db/contracts/bid.store.ts';
import { findTender, tenderClock } from '@guanyun/db/contracts/tender.store.ts';
import type { TenderRow } from '@guanyun/db/contracts/tenders.model.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { accept, type Decision, type Refusal } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, found } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';

/** What a supplier does under seal; `secret` is what the commitment in the journal is the digest of. */
export type Sealed = {
  readonly requestId: string;
  readonly tenderId: string;
  /** Under which the journal keeps it: a chance number that stands only in the supplier's own rows. */
  readonly receiptId: string;
  readonly secret: object;
};

/**
 * An act of a supplier that says nothing of itself before the opening (招标投标法 22): the journal and the answered requests
 * keep a commitment and no name, no post, no tender; whatever is saved is saved as the supplier and seen by it alone.
 */
export function sealedAct(
  deps: Deps,
  actor: Actor,
  sealed: Sealed,
  work: (tx: Tx, tender: TenderRow, at: Date) => Promise<Decision<null, Refusal>>,
): Promise<Answer<{ done: true }>> {
  const supplierId = actor.post.organizationId;
  const commitment = digestOf({
    ...sealed.secret,
    supplierId,
    tenderId: sealed.tenderId,
    of: sealed.requestId,
  });
  const about = { kind: 'sealed', id: sealed.receiptId, title: '' };
  const command = { requestId: sealed.requestId, act: 'tenders.seal', body: { commitment }, about };
  return act(deps, null, command, async (tx): Promise<Outcome<{ done: true }>> => {
    const at = await tenderClock(tx, deps.now());
    const done = await asBidder(tx, supplierId, async () => {
      const tender = found(await findTender(tx, sealed.tenderId), 'tender');
      return work(tx, tender, at);
    });
    if (done.outcome === 'refused')
      return { ...done, refusals: [{ code: done.refusals[0].code, facts: {} }] };
    return accept({ subject: about, content: { commitment }, answer: { done: true as const } });
  });
}
