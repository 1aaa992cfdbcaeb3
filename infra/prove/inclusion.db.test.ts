import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { openBids } from '@guanyun/application/contracts/open-bids.ts';
import { giveShare } from '@guanyun/application/contracts/opening-key.ts';
import { submitBid } from '@guanyun/application/contracts/submit-bid.ts';
import {
  actorIn,
  sealedBid,
  setClock,
  trialTender,
} from '@guanyun/application/contracts/testing/tender-trial.ts';
import { done, transferZone } from '@guanyun/application/crossings/testing/transfers.ts';
import { makeCheckpoint } from '@guanyun/application/evidence/log-tree.ts';
import { receiptOf } from '@guanyun/application/evidence/receipt.ts';
import { type LogSigner, verifierKey } from '@guanyun/application/evidence/signed-note.ts';
import { tellExport } from '@guanyun/application/evidence/tell-export.ts';
import { testDeps } from '@guanyun/application/kernel/testing/deps.ts';
import type { Quest } from '@guanyun/application/matters/testing/choose-command.ts';
import { nothingChecked } from '@guanyun/application/matters/testing/model-invariants.ts';
import { openZone } from '@guanyun/application/matters/testing/model-zone.ts';
import { playCase } from '@guanyun/application/matters/testing/play-case.ts';
import { chanceOf } from '@guanyun/application/matters/testing/random-command.ts';
import { grantPost } from '@guanyun/application/organizations/administer-posts.ts';
import { sheetsOf } from '@guanyun/db/assets/transfer-order.store.ts';
import { inTransaction, query } from '@guanyun/db/kernel/transaction.ts';
import { everything, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { numberTransactions, recordOf } from '@guanyun/db/testing/numbered.ts';
import { someSupplier } from '@guanyun/db/testing/tender-builders.ts';
import { cloneTestDatabase, type TestDatabase } from '@guanyun/db/testing/test-database.ts';
import { inclusionSpans } from '@guanyun/domain/evidence/merkle.ts';
import { afterAll, expect, test } from 'vitest';
import { ROOT } from '../paths.ts';
import { countOf, number, random, seed, tell } from './runs.ts';

/**
 * A log that real acts have filled: cases with their signatures and votes, sealed bids, transfers of assets, posts and
 * delegations. Every entry gets its receipt, and each receipt is checked by the verifier that knows nothing of the server.
 * GUANYUN_INCLUSIONS sets how many cases, tenders and transfers (6).
 */
const ROUNDS = countOf('GUANYUN_INCLUSIONS', 6);
/** So many hashes are promised to be enough in a log of a million entries. */
const [MILLION, HASHES] = [1_000_000, 21];

type Findings = { readonly lines: readonly string[] };
type Verifier = {
  readKey(text: string): object | undefined;
  checkReceipt(bytes: Buffer, key: object | undefined, findings: Findings): string[];
  Findings: new () => Findings;
};
const from = async (file: string): Promise<object> =>
  import(pathToFileURL(`${ROOT}infra/verify/${file}`).href) as Promise<object>;
const verifier = {
  ...(await from('signed-note.mjs')),
  ...(await from('check-receipt.mjs')),
  ...(await from('findings.mjs')),
} as Verifier;

const keys = generateKeyPairSync('ed25519');
const signer: LogSigner = {
  origin: 'guanyun/test',
  publicKey: keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  sign: (bytes) => sign(null, bytes, keys.privateKey),
};
const dbs = [await cloneTestDatabase(), await cloneTestDatabase()] as const;
const [ofCases, ofTransfers] = dbs;
afterAll(() => Promise.all(dbs.map((db) => db.drop())));

async function playCases(db: TestDatabase): Promise<void> {
  const zone = await openZone(db.app);
  const quest: Quest = { pairs: new Map(), share: [], times: 0 };
  for (let n = 0; n < ROUNDS; n += 1)
    await playCase(zone, chanceOf(seed + n * 7919), quest, nothingChecked());
  const deps = testDeps(db.app, '2026-07-01T02:00:00Z');
  const [organizationId, personId] = [
    zone.committee,
    await inTransaction(db.app, everything, (tx) => somePerson(tx)),
  ];
  const post = {
    personId,
    organizationId,
    kind: 'committee_reviewer',
    from: '2026-07-01',
    to: null,
  } as const;
  await done(grantPost(deps, zone.admin, { requestId: randomUUID(), ...post }));
  const file = { name: '重大事项.xlsx', asked: {}, sha256: 'a'.repeat(64), bytes: 1 };
  for (let n = 0; n < ROUNDS; n += 1) await done(tellExport(deps, zone.admin, file));
}

async function tender(db: TestDatabase): Promise<void> {
  const [company, ...suppliers] = await inTransaction(
    db.app,
    everything,
    async (tx) =>
      [
        await someCompany(tx),
        ...[await someSupplier(tx), await someSupplier(tx), await someSupplier(tx)],
      ] as const,
  );
  await setClock(db, new Date());
  const made = await trialTender(db, company);
  const about = () => ({ requestId: randomUUID(), id: made.id });
  const at = async (ms: number) => {
    const now = new Date(made.deadline.getTime() + ms);
    await setClock(db, now);
    return testDeps(db.app, () => now);
  };
  const before = await at(-1000);
  for (const { id, person } of suppliers) {
    const envelope = sealedBid(made, id, `${random.below(900) + 100}.00`);
    await done(submitBid(before, actorIn('supplier_bidder', id, person), { ...about(), envelope }));
  }
  const after = await at(1);
  for (const place of [0, 1]) {
    const holder = actorIn('company_handler', company, made.holders[place] as string);
    await done(giveShare(after, holder, { ...about(), share: made.shares[place] as string }));
  }
  await done(openBids(after, actorIn('company_handler', company, made.holders[0] as string), about()));
}

async function transfer(t: Awaited<ReturnType<typeof transferZone>>): Promise<void> {
  const order = await t.order([await t.asset()]);
  await t.papers(order.id, t.sub);
  const [sheet] = await t.work((tx) => sheetsOf(tx, order.id));
  const sheetId = sheet?.id ?? '';
  await t.countAll(sheetId, t.sub);
  await t.signBoth(sheetId, t.sub);
  await done(t.book(sheetId));
}

type Entry = { index: string; leaf: string; act: string };
/** What the entries are of, by the first of these that fits the act. */
const kinds: Readonly<Record<string, RegExp>> = {
  approvals:
    /^(matters\.(sign|review|clear|decide|endorse|signInstrument|issue|accept)|meetings\.(vote|close))/,
  'bid receipts': /^tenders\.seal$/,
  openings: /^tenders\.open$/,
  transfers: /^assets\.(book|signOrder|order|signSheet|count)/,
  permissions: /^(administration|delegations)\./,
  exports: /^evidence\.export$/,
};

async function provenIn(
  db: TestDatabase,
): Promise<{ longest: number; size: number; counts: Map<string, number>; wrong: string[] }> {
  const deps = testDeps(db.app, () => new Date());
  const key = verifier.readKey(verifierKey(signer));
  await makeCheckpoint(deps, signer);
  const entries = await inTransaction(db.owner, everything, (tx) =>
    query<Entry>(tx, 'SELECT index::text, leaf, act FROM journal ORDER BY index'),
  );
  const [counts, wrong] = [new Map<string, number>(), [] as string[]];
  let longest = 0;
  for (const { index, leaf, act } of entries) {
    const receipt = await receiptOf(deps, signer, BigInt(index), leaf);
    const findings = new verifier.Findings();
    const told = verifier.checkReceipt(Buffer.from(JSON.stringify(receipt)), key, findings);
    longest = Math.max(longest, receipt.proof.length);
    if (findings.lines.length > 0 || told[0] !== `VALID entry ${index}`) wrong.push(`${index} ${act}`);
    const kind = Object.keys(kinds).find((one) => kinds[one]?.test(act)) ?? 'others';
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return { longest, size: entries.length, counts, wrong };
}

/** Of every accepted act: whether its entry came in the transaction of what it changed, and tells all of it. */
async function completeIn(db: TestDatabase): Promise<{ acts: string[]; wrong: string[] }> {
  const asked = await inTransaction(db.owner, everything, (tx) =>
    query<{ id: string; act: string }>(
      tx,
      `SELECT DISTINCT request_id AS id, act FROM journal WHERE outcome = 'accepted'`,
    ),
  );
  const wrong: string[] = [];
  for (const { id, act } of asked) {
    const { together, rows, told } = await recordOf(db, id);
    if (!together || rows !== told) wrong.push(`${act} ${id}`);
  }
  return { acts: asked.map(({ act }) => act), wrong };
}

test(`every entry of logs that ${ROUNDS} cases, tenders and transfers filled has a receipt that holds`, async () => {
  for (const db of dbs) await numberTransactions(db);
  await playCases(ofCases);
  for (let n = 0; n < ROUNDS; n += 1) await tender(ofCases);
  const t = await transferZone(ofTransfers.app);
  for (let n = 0; n < ROUNDS; n += 1) await transfer(t);
  const proven = [await provenIn(ofCases), await provenIn(ofTransfers)];
  const total = proven.reduce((sum, { size }) => sum + size, 0);
  const wrong = proven.flatMap((one) => one.wrong);
  const counts = new Map<string, number>();
  for (const one of proven)
    for (const [kind, count] of one.counts) counts.set(kind, (counts.get(kind) ?? 0) + count);
  const deepest = Math.max(
    ...Array.from({ length: 1000 }, () => inclusionSpans(random.below(MILLION), MILLION).length),
    ...[0, MILLION - 1].map((index) => inclusionSpans(index, MILLION).length),
  );
  tell(
    'G12',
    `${number(total)} entries, ${number(total - wrong.length)} proven offline (${[...counts].map(([kind, count]) => `${kind} ${count}`).join(', ')})`,
    `at most ${Math.max(...proven.map(({ longest }) => longest))} hashes here, ${deepest} in a log of a million`,
  );
  const complete = [await completeIn(ofCases), await completeIn(ofTransfers)];
  const acts = complete.flatMap((one) => one.acts);
  const apart = complete.flatMap((one) => one.wrong);
  tell(
    'G16 in those logs',
    `${number(acts.length)} accepted acts of ${new Set(acts).size} kinds, ${apart.length} not in the transaction of what they tell`,
  );
  expect([wrong, apart]).toEqual([[], []]);
  expect(Object.keys(kinds).filter((kind) => !counts.has(kind))).toEqual([]);
  expect(deepest).toBeLessThanOrEqual(HASHES);
}, 900_000);
