import { createHash } from 'node:crypto';
import { bidsOf, openingKeyOf, saveBid, saveObjector, withdrawBid } from '@guanyun/db/contracts/bid.store.ts';
import {
  findTender,
  invitedTo,
  lotsOf,
  saveObjection,
  tenderClock,
} from '@guanyun/db/contracts/tender.store.ts';
import type { ObjectionRow, TenderRow } from '@guanyun/db/contracts/tenders.model.ts';
import { journalOf } from '@guanyun/db/evidence/journal.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { readEnvelope } from '@guanyun/domain/contracts/sealed-bid.ts';
import { answerDay, decideObjection } from '@guanyun/domain/contracts/tender.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import { businessDay, type Deps, found } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { sealedAct } from './sealed-act.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

async function mayBid(
  tx: Tx,
  tender: TenderRow,
  supplierId: string,
  at: Date,
): Promise<Decision<null, Refusal>> {
  if (tender.state !== 'published' || tender.deadline === null || at >= tender.deadline)
    return refuse('TENDER_DEADLINE_PASSED');
  if (tender.method === 'invited' && !(await invitedTo(tx, tender.id)).includes(supplierId))
    return refuse('BID_NOT_INVITED');
  return accept(null);
}

/**
 * Hands a sealed bid in, in place of an earlier one. The envelope is never read here: nobody could. Refused:
 * BID_ENVELOPE_WRONG, TENDER_DEADLINE_PASSED, BID_NOT_INVITED.
 */
export function submitBid(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; envelope: string },
) {
  const [bidId, digest, supplierId] = [deps.newId(), hash(asked.envelope), actor.post.organizationId];
  const sealed = {
    ...{ requestId: asked.requestId, tenderId: asked.id, receiptId: bidId, secret: { digest } },
  };
  return sealedAct(deps, actor, sealed, async (tx, tender, at) => {
    if (readEnvelope(asked.envelope) === null) return refuse('BID_ENVELOPE_WRONG');
    const may = await mayBid(tx, tender, supplierId, at);
    if (may.outcome === 'refused') return may;
    const by = { tenderId: tender.id, supplierId, personId: actor.person.id };
    const standing = (await bidsOf(tx, supplierId, tender.id)).find((bid) => bid.withdrawnAt === null);
    if (standing !== undefined) await withdrawBid(tx, { bidId: standing.id, ...by });
    await saveBid(tx, { id: bidId, envelope: asked.envelope, digest, ...by });
    return accept(null);
  });
}

/** Takes the standing bid back before the deadline. Refused: BID_NONE, TENDER_DEADLINE_PASSED. */
export function takeBidBack(deps: Deps, actor: Actor, asked: { requestId: string; id: string }) {
  const supplierId = actor.post.organizationId;
  const sealed = {
    ...{ requestId: asked.requestId, tenderId: asked.id, receiptId: deps.newId() },
    secret: { withdraws: asked.id, chance: asked.requestId },
  };
  return sealedAct(deps, actor, sealed, async (tx, tender, at) => {
    const may = await mayBid(tx, tender, supplierId, at);
    if (may.outcome === 'refused') return may;
    const standing = (await bidsOf(tx, supplierId, tender.id)).find((bid) => bid.withdrawnAt === null);
    if (standing === undefined) return refuse('BID_NONE');
    const by = { tenderId: tender.id, supplierId, personId: actor.person.id };
    await withdrawBid(tx, { bidId: standing.id, ...by });
    return accept(null);
  });
}

/**
 * Objects to the documents or the result, or complains to the supervisor. Until it is answered nothing goes on. Who objects
 * is known to nobody before the opening. Refused: TENDER_OBJECTION_OUT_OF_TIME.
 */
export function raiseObjection(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; kind: ObjectionRow['kind']; text: string },
) {
  const [objectionId, supplierId] = [deps.newId(), actor.post.organizationId];
  const sealed = {
    ...{ requestId: asked.requestId, tenderId: asked.id, receiptId: objectionId },
    secret: { kind: asked.kind, text: asked.text, chance: asked.requestId },
  };
  return sealedAct(deps, actor, sealed, async (tx, tender, at) => {
    const today = businessDay(at);
    const decision = decideObjection(tender, asked.kind, today);
    if (decision.outcome === 'refused') return decision;
    const answerBy = answerDay(asked.kind, today, await readCalendar(tx));
    const { kind, text } = asked;
    await saveObjection(tx, { id: objectionId, tenderId: tender.id, kind, text, raisedAt: at, answerBy });
    await saveObjector(tx, { objectionId, tenderId: tender.id, supplierId, personId: actor.person.id });
    return accept(null);
  });
}

/** A supplier's own bids with their receipts: digest, the database's time, the entry of the journal. */
export function readOwnBids(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const rows = await bidsOf(tx, actor.post.organizationId, null);
    const entries = new Map(
      (
        await journalOf(
          tx,
          rows.map(({ id }) => id),
        )
      ).map((line) => [line.subjectId, line]),
    );
    const shown = [];
    for (const { tenderId, receivedAt, withdrawnAt, ...row } of rows) {
      const tender = found(await findTender(tx, tenderId), 'tender');
      const entry = entries.get(row.id);
      shown.push({
        ...row,
        tender: { id: tenderId, number: tender.number, title: tender.title, state: tender.state },
        deadline: tender.deadline?.toISOString() ?? null,
        receivedAt: receivedAt.toISOString(),
        withdrawnAt: withdrawnAt?.toISOString() ?? null,
        journal: entry === undefined ? null : { index: entry.index, digest: entry.digest, leaf: entry.leaf },
      });
    }
    return shown;
  });
}

/** What a bidder's browser needs to seal: the lots, the public opening key, and for whom it seals. */
export function readBidForm(deps: Deps, actor: Actor, tenderId: string) {
  return read(deps, actor, async (tx) => {
    const at = await tenderClock(tx, deps.now());
    const tender = found(await findTender(tx, tenderId), 'tender');
    const key = found(await openingKeyOf(tx, tenderId), 'opening key');
    const may = await mayBid(tx, tender, actor.post.organizationId, at);
    return {
      ...{ id: tender.id, number: tender.number, title: tender.title, ceiling: tender.ceiling },
      deadline: tender.deadline?.toISOString() ?? null,
      lots: (await lotsOf(tx, tenderId)).map(({ id, code, title }) => ({ id, code, title })),
      ...{ publicKey: key.publicKey, supplierId: actor.post.organizationId },
      open: may.outcome === 'accepted',
    };
  });
}
