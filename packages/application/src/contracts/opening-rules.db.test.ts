import { createHash, randomUUID } from 'node:crypto';
import { saveOpening, sharesOf } from '@guanyun/db/contracts/bid.store.ts';
import type { OpenedBidRow } from '@guanyun/db/contracts/bids.model.ts';
import { changeTender } from '@guanyun/db/contracts/tender.store.ts';
import { inTransaction, query, zoneSchema } from '@guanyun/db/kernel/transaction.ts';
import { digestLike, everything, someCompany, verdict } from '@guanyun/db/testing/builders.ts';
import { someSupplier } from '@guanyun/db/testing/tender-builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import { readBid } from '@guanyun/domain/contracts/sealed-bid.ts';
import { afterAll, expect, test } from 'vitest';
import { digestOf } from '../evidence/digest.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import { chanceOf } from '../matters/testing/random-command.ts';
import { failTender, openBids } from './open-bids.ts';
import { openEnvelope, openingKeyFrom } from './open-envelope.ts';
import { giveShare } from './opening-key.ts';
import { submitBid, takeBidBack } from './submit-bid.ts';
import {
  actorIn,
  asOwner,
  sealedBid,
  setClock,
  type TrialTender,
  trialTender,
} from './testing/tender-trial.ts';

/**
 * Openings with real keys and envelopes, each tried in every way that is forbidden before and after the one that is not; then
 * the record is made again from the log and the envelopes. GUANYUN_OPENINGS sets how many (6), GUANYUN_SEED which.
 */
const OPENINGS = Number(process.env.GUANYUN_OPENINGS ?? 6);
const SEED = Number(process.env.GUANYUN_SEED ?? 20_261_123);
const chance = chanceOf(SEED);

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const { company, suppliers } = await inTransaction(db.app, everything, async (tx) => ({
  company: await someCompany(tx),
  suppliers: [
    ...[await someSupplier(tx), await someSupplier(tx), await someSupplier(tx)],
    ...[await someSupplier(tx), await someSupplier(tx)],
  ],
}));
const bidders = suppliers.map(({ id, person }) => actorIn('supplier_bidder', id, person));

const tried = new Map<string, number>();
const got: string[] = [];
/** One forbidden way: it counts, and it must be refused with one of these. */
async function forbidden(what: string, codes: readonly string[], work: Promise<unknown>): Promise<void> {
  tried.set(what, (tried.get(what) ?? 0) + 1);
  let said: string;
  try {
    const answer = (await work) as { outcome?: string; refusals?: { code: string }[] } | string | undefined;
    said = typeof answer === 'string' ? answer : (answer?.refusals?.[0]?.code ?? 'accepted');
  } catch (error) {
    said = String(error);
  }
  if (!codes.includes(said)) got.push(`${what}: ${said}`);
}

type Played = { tender: TrialTender; at(ms: number): Promise<ReturnType<typeof testDeps>> };
const request = (tender: TrialTender) => ({ requestId: randomUUID(), id: tender.id });

/** The opening written past the use case, its lines as `over` makes them. */
const written = (
  { tender }: Played,
  openedAt: Date,
  over: (rows: OpenedBidRow[]) => OpenedBidRow[] = (rows) => rows,
): Promise<string> =>
  verdict(
    inTransaction(db.app, everything, async (tx) => {
      const sealed = await inTransaction(db.owner, everything, (own) =>
        query<{ id: string; supplier: string; digest: string; back: boolean }>(
          own,
          `SELECT b.id, b.supplier_id AS supplier, b.digest, w.bid_id IS NOT NULL AS back FROM tender_bids b
           LEFT JOIN tender_bid_withdrawals w ON w.bid_id = b.id WHERE b.tender_id = $1`,
          [tender.id],
        ),
      );
      const rows = over(
        sealed.map(({ id, supplier, digest, back }) => ({
          ...{ bidId: id, tenderId: tender.id, supplierId: supplier, digest },
          ...(back
            ? { outcome: 'withdrawn', because: 'WITHDRAWN', price: null, content: null, contentKey: null }
            : { outcome: 'opened', because: '', price: '1.00', content: {}, contentKey: 'k' }),
        })) as OpenedBidRow[],
      );
      const marks = { receipts: rows.length, digest: digestLike('b'), personId: tender.holders[0] as string };
      await saveOpening(tx, { tenderId: tender.id, openedAt, ...marks }, rows);
      await changeTender(tx, tender.id, { state: 'opened' });
    }),
  );

async function bidsOf(played: Played, count: number): Promise<void> {
  const { tender, at } = played;
  const deps = await at(-3_600_000);
  for (const bidder of bidders.slice(0, count)) {
    const total = `${100 + chance.below(900)}.00`;
    const envelope = sealedBid(tender, bidder.post.organizationId, total);
    const said = await submitBid(deps, bidder, { ...request(tender), envelope });
    if (said.outcome === 'refused') throw new Error(said.refusals[0].code);
  }
}

const handler = (tender: TrialTender) => actorIn('company_handler', company, tender.holders[0] as string);
const share = async ({ tender, at }: Played, place: number, ms = 1) =>
  giveShare(await at(ms), actorIn('company_handler', company, tender.holders[place] as string), {
    ...{ ...request(tender), share: tender.shares[place] as string },
  });

async function newTender(): Promise<Played> {
  await setClock(db, new Date());
  const tender = await trialTender(db, company);
  const at = async (ms: number) => {
    const now = new Date(tender.deadline.getTime() + ms);
    await setClock(db, now);
    return testDeps(db.app, () => now);
  };
  return { tender, at };
}

/** Too few: nothing is opened, and only then may it fail for want of bids. */
async function withTooFew(): Promise<void> {
  const played = await newTender();
  const { tender, at } = played;
  await bidsOf(played, chance.below(3));
  await forbidden(
    'fails before the deadline',
    ['TENDER_DEADLINE_NOT_COME'],
    (async () => failTender(await at(-1), handler(tender), { ...request(tender), because: '示例' }))(),
  );
  for (const place of [0, 1]) await share(played, place);
  const deps = await at(1 + chance.below(5000));
  await forbidden(
    'fewer than three',
    ['TENDER_TOO_FEW_BIDS'],
    openBids(deps, handler(tender), request(tender)),
  );
  await forbidden('fewer than three, written', ['GY075'], written(played, deps.now()));
}

async function enough(): Promise<void> {
  const played = await newTender();
  const { tender, at } = played;
  const count = 4 + chance.below(2);
  await bidsOf(played, count);
  const [first, last] = [bidders[0], bidders[count - 1]] as const;
  if (first === undefined || last === undefined) throw new Error('no bidders');
  // One takes his back: three are left at least.
  await takeBidBack(await at(-1000), last, request(tender));
  const by = handler(tender);
  const early = await at(-1);
  await forbidden('early', ['TENDER_DEADLINE_NOT_COME'], openBids(early, by, request(tender)));
  await forbidden('early, written', ['GY072', 'GY075'], written(played, early.now()));
  await forbidden('share before the deadline', ['TENDER_DEADLINE_NOT_COME'], share(played, 0, -1));
  const late = await at(chance.below(3));
  const envelope = sealedBid(tender, last.post.organizationId, '1.00');
  await forbidden(
    'late bid',
    ['TENDER_DEADLINE_PASSED'],
    submitBid(late, last, { ...request(tender), envelope }),
  );
  await forbidden('late withdrawal', ['TENDER_DEADLINE_PASSED'], takeBidBack(late, first, request(tender)));
  await forbidden(
    'fails with three',
    ['TENDER_THREE_BIDS'],
    failTender(late, by, { ...request(tender), because: '示例' }),
  );
  await forbidden('without shares', ['TENDER_SHARES_MISSING'], openBids(late, by, request(tender)));
  await share(played, 0);
  await forbidden('one share', ['TENDER_SHARES_MISSING'], openBids(late, by, request(tender)));
  await forbidden('one share, written', ['GY073', 'GY075'], written(played, late.now()));
  const other = actorIn('company_handler', company, tender.holders[1] as string);
  const wrong = { ...request(tender), share: tender.shares[2] as string };
  await forbidden('another’s share', ['TENDER_SHARE_WRONG'], giveShare(late, other, wrong));
  await share(played, 1);
  const now = await at(10);
  await forbidden(
    'a receipt left out',
    ['GY075'],
    written(played, now.now(), (rows) => rows.slice(1)),
  );
  const altered = await alter(played);
  await forbidden('changed ciphertext, written as opened', ['GY075'], written(played, now.now()));
  const opened = await openBids(now, by, request(tender));
  if (opened.outcome === 'refused') throw new Error(opened.refusals[0].code);
  await forbidden('a second time', ['WRONG_STATE'], openBids(now, by, request(tender)));
  await forbidden('a second time, written', ['GY075', '23505'], written(played, now.now()));
  await reproduced(played, altered);
}

/** Somebody who has the whole database changes an envelope that lies in it, at times; its id. */
async function alter({ tender }: Played): Promise<string | null> {
  const [row] = await inTransaction(db.owner, everything, (tx) =>
    query<{ id: string }>(
      tx,
      `SELECT b.id FROM tender_bids b WHERE b.tender_id = $1 AND NOT EXISTS (SELECT 1 FROM tender_bid_withdrawals w WHERE w.bid_id = b.id) ORDER BY b.received_at LIMIT 1`,
      [tender.id],
    ),
  );
  if (row === undefined) return null;
  await db.owner.sequelize.query(
    `ALTER TABLE ${zoneSchema(TEST_ZONE)}.tender_bids DROP CONSTRAINT IF EXISTS tender_bids_digest`,
  );
  await asOwner(db, `UPDATE tender_bids SET envelope = replace(envelope, 'A', 'B') WHERE id = $1`, [row.id]);
  return row.id;
}

type Line = {
  bidId: string;
  supplierId: string;
  digest: string;
  outcome: string;
  because: string;
  price: string | null;
};
const reproductions: string[] = [];

/** From the shares, the envelopes and the log alone: the same record, line by line, and the digest that the log names. */
async function reproduced({ tender }: Played, altered: string | null): Promise<void> {
  const { told, sealed, shares } = await inTransaction(db.owner, everything, async (tx) => ({
    told: await query<{ content: { bids: Line[]; digest: string }; digest: string }>(
      tx,
      `SELECT content, digest FROM journal WHERE act = 'tenders.open' AND outcome = 'accepted' AND subject_id = $1`,
      [tender.id],
    ),
    sealed: await query<{
      id: string;
      supplier: string;
      digest: string;
      envelope: string;
      back: boolean;
      told: boolean;
    }>(
      tx,
      `SELECT b.id, b.supplier_id AS supplier, b.digest, b.envelope, w.bid_id IS NOT NULL AS back,
         EXISTS (SELECT 1 FROM journal j WHERE j.act = 'tenders.seal' AND j.outcome = 'accepted' AND j.subject_id = b.id) AS told
       FROM tender_bids b LEFT JOIN tender_bid_withdrawals w ON w.bid_id = b.id WHERE b.tender_id = $1 ORDER BY b.received_at, b.id`,
      [tender.id],
    ),
    shares: await sharesOf(tx, tender.id),
  }));
  const key = openingKeyFrom(
    shares.map((one) => one.share),
    tender.publicKey,
  );
  const entry = told[0]?.content;
  if (key === null || entry === undefined || told.length !== 1) throw new Error('no opening in the log');
  const lines = sealed.map((bid): Line => {
    const row = { bidId: bid.id, supplierId: bid.supplier, digest: bid.digest };
    const not = (outcome: string, because: string): Line => ({ ...row, outcome, because, price: null });
    if (bid.back) return not('withdrawn', 'WITHDRAWN');
    if (createHash('sha256').update(bid.envelope).digest('hex') !== bid.digest)
      return not('altered', 'DIGEST_DIFFERS');
    const of = { tenderId: tender.id, supplierId: bid.supplier };
    const read = readBid(openEnvelope(key, bid.envelope, of)?.text ?? '', { ...of, lotIds: [tender.lotId] });
    return 'bid' in read
      ? { ...row, outcome: 'opened', because: '', price: read.bid.total }
      : not('unreadable', read.fault);
  });
  const same =
    JSON.stringify(lines) === JSON.stringify(entry.bids.map((one) => ({ ...lines[0], ...one }))) &&
    digestOf(lines) === entry.digest &&
    digestOf(entry) === told[0]?.digest &&
    sealed.every((bid) => bid.told) &&
    lines.find(({ bidId }) => bidId === altered)?.outcome === 'altered';
  reproductions.push(same ? 'same' : JSON.stringify({ lines, bids: entry.bids }));
}

test(`${OPENINGS} openings: every forbidden way is refused, and the record is made again from the log`, async () => {
  for (let n = 0; n < OPENINGS; n += 1) {
    await enough();
    await withTooFew();
  }
  const tries = [...tried.values()].reduce((sum, one) => sum + one, 0);
  const same = reproductions.filter((one) => one === 'same').length;
  process.stdout.write(
    `G25: ${tries} forbidden tries in ${tried.size} ways, ${got.length} let through; ${same} of ${OPENINGS} records made again from the log, seed ${SEED}\n`,
  );
  expect(got).toEqual([]);
  expect(reproductions.filter((one) => one !== 'same')).toEqual([]);
  expect(same).toBe(OPENINGS);
}, 900_000);
