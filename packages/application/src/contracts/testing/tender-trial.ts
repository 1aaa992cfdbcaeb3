import { createCipheriv, createECDH, createHash, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { saveOpeningKey } from '@guanyun/db/contracts/bid.store.ts';
import { changeTender, saveTender, saveTenderPapers } from '@guanyun/db/contracts/tender.store.ts';
import { inTransaction, query, zoneSchema } from '@guanyun/db/kernel/transaction.ts';
import { digestLike, everything, somePerson } from '@guanyun/db/testing/builders.ts';
import { lotRow, noticeDays, tenderRow } from '@guanyun/db/testing/tender-builders.ts';
import { TEST_ZONE, type TestDatabase } from '@guanyun/db/testing/test-database.ts';
import { splitSecret } from '@guanyun/domain/contracts/secret-sharing.ts';
import { toHex } from '@guanyun/domain/kernel/sha256.ts';
import { type PostKind, sideOf } from '@guanyun/domain/organizations/posts.ts';
import type { Actor } from '../../organizations/actor.ts';

/** Tenders with real keys and envelopes, and a clock of the database that a test can set. */

export const hash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export const actorIn = (kind: PostKind, organizationId: string, personId: string): Actor => ({
  ...{ accountId: randomUUID(), account: 'x', person: { id: personId, name: '示例' }, onBehalfOf: null },
  post: { id: randomUUID(), kind, organizationId, side: sideOf(kind) },
});

/** In place of the database's own clock one that stands where it is set: only the owner of the database can. */
export async function setClock(db: TestDatabase, at: Date): Promise<void> {
  const schema = zoneSchema(TEST_ZONE);
  await db.owner.sequelize.query(
    `CREATE OR REPLACE FUNCTION ${schema}.tender_clock() RETURNS timestamptz LANGUAGE sql VOLATILE SECURITY DEFINER AS $$
       SELECT timestamptz '${at.toISOString()}' $$`,
  );
}

export type TrialTender = {
  readonly id: string;
  readonly publicKey: string;
  readonly lotId: string;
  readonly deadline: Date;
  readonly holders: readonly string[];
  readonly shares: readonly string[];
};

/** A published tender whose key is shared among three, two of whom open it. */
export function trialTender(db: TestDatabase, tendererId: string): Promise<TrialTender> {
  const key = createECDH('prime256v1');
  const publicKey = key.generateKeys('base64');
  const secret = key.getPrivateKey();
  const padded = Buffer.concat([Buffer.alloc(32 - secret.length), secret]);
  const shares = splitSecret(padded, 3, 2, (n) => new Uint8Array(randomBytes(n))).map(toHex);
  return inTransaction(db.app, everything, async (tx) => {
    const holders = [await somePerson(tx), await somePerson(tx), await somePerson(tx)];
    const row = tenderRow(tendererId, holders[0] as string);
    const lot = lotRow(row.id);
    await saveTender(tx, row, [lot], []);
    const paper = { digest: digestLike('d'), name: '招标文件.pdf', size: '1', mediaType: 'application/pdf' };
    const marks = { kind: 'documents' as const, issuedAt: new Date(), personId: row.personId };
    await saveTenderPapers(tx, [{ id: randomUUID(), tenderId: row.id, ...paper, ...marks }]);
    const roles = ['tenderer', 'supervisor', 'third'] as const;
    const made = { needed: 2, total: 3, madeAt: new Date(), personId: row.personId };
    await saveOpeningKey(
      tx,
      { tenderId: row.id, publicKey, ...made },
      holders.map((personId, i) => ({
        ...{ tenderId: row.id, place: i + 1, role: roles[i] as 'third', personId },
        ...{ organizationId: tendererId, shareDigest: hash(shares[i] as string) },
      })),
    );
    const days = noticeDays();
    await changeTender(tx, row.id, days);
    return { id: row.id, publicKey, lotId: lot.id, deadline: days.deadline as Date, holders, shares };
  });
}

function encrypt(key: Buffer, iv: Buffer, context: string, content: Buffer): string {
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** A bid's envelope as the bidder's browser makes it. */
export function sealedBid(tender: TrialTender, supplierId: string, total: string): string {
  const content = Buffer.from(
    JSON.stringify({
      ...{ tenderId: tender.id, supplierId, total, termDays: 120, signedBy: '示例', statement: '' },
      ...{ prices: [{ lotId: tender.lotId, price: total }], papers: [] },
      nonce: randomBytes(16).toString('hex'),
    }),
  );
  const padded = Buffer.alloc(16_384);
  padded.writeUInt32BE(content.length);
  content.copy(padded, 4);
  const context = `guanyun sealed bid 1|${tender.id}|${supplierId}`;
  const own = createECDH('prime256v1');
  const ephemeral = own.generateKeys('base64');
  const secret = own.computeSecret(Buffer.from(tender.publicKey, 'base64'));
  const wrapping = Buffer.from(hkdfSync('sha256', secret, '', context, 32));
  const [contentKey, iv, keyIv] = [randomBytes(32), randomBytes(12), randomBytes(12)];
  return JSON.stringify({
    ...{ v: 1, ephemeral, keyIv: keyIv.toString('base64'), iv: iv.toString('base64') },
    ...{ key: encrypt(wrapping, keyIv, context, contentKey), body: encrypt(contentKey, iv, context, padded) },
  });
}

/** What the owner of the database does past every trigger. */
export const asOwner = (db: TestDatabase, sql: string, bind: readonly unknown[]): Promise<unknown> =>
  inTransaction(db.owner, everything, async (tx) => {
    await query(tx, 'SET LOCAL session_replication_role = replica');
    await query(tx, sql, bind);
  });
