import type { ECDH } from 'node:crypto';
import { createHash } from 'node:crypto';
import {
  bidsToOpen,
  dueCount,
  envelopeOf,
  openedBidsOf,
  openingKeyOf,
  type SealedBid,
  saveOpening,
  sharesOf,
} from '@guanyun/db/contracts/bid.store.ts';
import type { OpenedBidRow } from '@guanyun/db/contracts/bids.model.ts';
import { changeTender, findTender, lotsOf, suspended } from '@guanyun/db/contracts/tender.store.ts';
import { type Bid, readBid } from '@guanyun/domain/contracts/sealed-bid.ts';
import { decideFailure, decideOpening } from '@guanyun/domain/contracts/tender.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { Answer } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, found } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { openBody, openEnvelope, openingKeyFrom } from './open-envelope.ts';
import { stepOfTender } from './tender-step.ts';

type Sought = { readonly tenderId: string; readonly lotIds: readonly string[] };

const paperDigest = (data: string): string =>
  createHash('sha256').update(Buffer.from(data, 'base64')).digest('hex');
/** What is kept of a bid in the record: its papers by digest, their bytes stay in the envelope. */
const contentOf = ({ papers, nonce: _nonce, ...bid }: Bid) => ({
  ...bid,
  papers: papers.map(({ name, mediaType, data }) => ({ name, mediaType, digest: paperDigest(data) })),
});

/** One receipt, as it was found: opened, withdrawn, altered since it was received, or nothing that can be read. */
function openOne(key: ECDH, sealed: SealedBid, sought: Sought): OpenedBidRow {
  const { id: bidId, supplierId, digest, envelope } = sealed;
  const row = { bidId, tenderId: sought.tenderId, supplierId, digest };
  const not = (outcome: 'withdrawn' | 'altered' | 'unreadable', because: string): OpenedBidRow => ({
    ...{ ...row, outcome, because, price: null, content: null, contentKey: null },
  });
  if (sealed.withdrawnAt !== null) return not('withdrawn', 'WITHDRAWN');
  if (createHash('sha256').update(envelope, 'utf8').digest('hex') !== digest)
    return not('altered', 'DIGEST_DIFFERS');
  const opened = openEnvelope(key, envelope, { tenderId: sought.tenderId, supplierId });
  if (opened === null) return not('unreadable', 'NOT_SEALED_FOR_THIS');
  const bid = readBid(opened.text, { ...sought, supplierId });
  if ('fault' in bid) return not('unreadable', bid.fault);
  const { contentKey } = opened;
  const content = contentOf(bid.bid);
  return { ...row, outcome: 'opened', because: '', price: bid.bid.total, content, contentKey };
}

/**
 * Opens the bids: one act, at the deadline, with enough shares; every receipt is listed as it is found. The key exists in
 * this act alone. Refused: TENDER_DEADLINE_NOT_COME, TENDER_SUSPENDED, TENDER_TOO_FEW_BIDS, TENDER_SHARES_MISSING,
 * TENDER_SHARE_WRONG.
 */
export function openBids(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string },
): Promise<Answer<{ receipts: number }>> {
  const { requestId, id } = asked;
  return stepOfTender(deps, actor, {
    ...{ requestId, id, act: 'tenders.open', body: { id }, states: ['published'], by: 'tenderer' },
    work: async ({ tx, row, at }) => {
      const key = found(await openingKeyOf(tx, row.id), 'opening key');
      const shares = await sharesOf(tx, row.id);
      const decision = decideOpening({
        ...{ suspended: await suspended(tx, row.id), bids: await dueCount(tx, row.id) },
        ...{ shares: shares.length, needed: key.needed },
      });
      if (decision.outcome === 'refused') return decision;
      const opening = openingKeyFrom(
        shares.map(({ share }) => share),
        key.publicKey,
      );
      if (opening === null) return refuse('TENDER_SHARE_WRONG');
      const lotIds = (await lotsOf(tx, row.id)).map((lot) => lot.id);
      const sealed = await bidsToOpen(tx, row.id);
      const opened = sealed.map((bid) => openOne(opening, bid, { tenderId: row.id, lotIds }));
      const record = opened.map(({ bidId, supplierId, digest, outcome, because, price }) => ({
        ...{ bidId, supplierId, digest, outcome, because, price },
      }));
      const marks = { receipts: opened.length, digest: digestOf(record), personId: actor.person.id };
      await saveOpening(tx, { tenderId: row.id, openedAt: at, ...marks }, opened);
      await changeTender(tx, row.id, { state: 'opened' });
      const content = { openedAt: at.toISOString(), bids: record, digest: marks.digest };
      return accept({ content, answer: { receipts: opened.length } });
    },
  });
}

/**
 * The tender has failed: fewer than three bids by the deadline, or later for a reason that is given; it is tendered again.
 * Refused: TENDER_DEADLINE_NOT_COME, TENDER_THREE_BIDS.
 */
export function failTender(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; because: string },
): Promise<Answer<{ state: 'failed' }>> {
  const { requestId, ...body } = asked;
  return stepOfTender(deps, actor, {
    ...{ requestId, id: asked.id, act: 'tenders.fail', body, by: 'tenderer' },
    states: ['published', 'opened', 'evaluated', 'publicized'],
    work: async ({ tx, row }) => {
      const bids = row.state === 'published' ? await dueCount(tx, row.id) : null;
      const decision = decideFailure(row.state, bids);
      if (decision.outcome === 'refused') return decision;
      await changeTender(tx, row.id, { state: 'failed', endedBecause: asked.because });
      return accept({ content: { because: asked.because, bids }, answer: { state: 'failed' as const } });
    },
  });
}

/** Ends a tender before the opening, for a reason that everybody reads. */
export function cancelTender(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; because: string },
): Promise<Answer<{ state: 'cancelled' }>> {
  const { requestId, ...body } = asked;
  return stepOfTender(deps, actor, {
    ...{ requestId, id: asked.id, act: 'tenders.cancel', body, by: 'tenderer' },
    states: ['draft', 'published'],
    work: async ({ tx, row }) => {
      await changeTender(tx, row.id, { state: 'cancelled', endedBecause: asked.because });
      return accept({ content: { because: asked.because }, answer: { state: 'cancelled' as const } });
    },
  });
}

/** An opened bid with the papers in it, for the tenderer and the committee. */
export function readOpenedBid(deps: Deps, actor: Actor, asked: { id: string; bidId: string }) {
  return read(deps, actor, async (tx) => {
    const tender = found(await findTender(tx, asked.id), 'tender');
    const row = found(
      (await openedBidsOf(tx, tender.id)).find((bid) => bid.bidId === asked.bidId),
      'bid',
    );
    const envelope = found(await envelopeOf(tx, row.bidId), 'bid');
    const of = { tenderId: tender.id, supplierId: row.supplierId };
    const lotIds = (await lotsOf(tx, tender.id)).map((lot) => lot.id);
    const bid = readBid(openBody(envelope, row.contentKey ?? '', of) ?? '', { ...of, lotIds });
    return found('bid' in bid ? bid.bid : null, 'bid');
  });
}
