import { createCipheriv, createECDH, createHash, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { type Bid, ENVELOPE_VERSION, envelopeContext, padBid } from '@guanyun/domain/contracts/sealed-bid.ts';
import { splitSecret } from '@guanyun/domain/contracts/secret-sharing.ts';
import { toHex } from '@guanyun/domain/kernel/sha256.ts';
import type pg from 'pg';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const KEY_BYTES = 32;

function encrypt(key: Uint8Array, iv: Uint8Array, context: string, content: Uint8Array): string {
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** What a bidder's browser does, with node's own functions. */
export function sealBid(publicKey: string, bid: Bid): string {
  const context = envelopeContext(bid.tenderId, bid.supplierId);
  const own = createECDH('prime256v1');
  const ephemeral = own.generateKeys('base64');
  const secret = own.computeSecret(Buffer.from(publicKey, 'base64'));
  const wrapping = new Uint8Array(hkdfSync('sha256', secret, '', context, KEY_BYTES));
  const [contentKey, iv, keyIv] = [randomBytes(KEY_BYTES), randomBytes(12), randomBytes(12)];
  return JSON.stringify({
    ...{ v: ENVELOPE_VERSION, ephemeral, keyIv: keyIv.toString('base64'), iv: iv.toString('base64') },
    key: encrypt(wrapping, keyIv, context, contentKey),
    body: encrypt(contentKey, iv, context, padBid(Buffer.from(JSON.stringify(bid)))),
  });
}

/** An opening key, and the shares of which any two give it back. */
export function openingKey(): { publicKey: string; shares: string[] } {
  const key = createECDH('prime256v1');
  const publicKey = key.generateKeys('base64');
  const secret = Buffer.concat([Buffer.alloc(KEY_BYTES), key.getPrivateKey()]).subarray(-KEY_BYTES);
  return { publicKey, shares: splitSecret(secret, 3, 2, randomBytes).map(toHex) };
}

/** Who bids, and for whom a bench's tender is let. */
export type Cast = {
  readonly tendererId: string;
  readonly personId: string;
  readonly suppliers: readonly string[];
};

/** $1: how many. Each with its name, its head and the person who bids for it. */
const suppliersSql = `
WITH made AS (INSERT INTO organizations (id, code, kind, established_on, source)
    SELECT gen_random_uuid(), 'BID' || lpad(n::text, 5, '0'), 'supplier', '2020-01-01', 'illustrative' FROM generate_series(1, $1::int) n RETURNING id, code),
  named AS (INSERT INTO organization_names (organization_id, name, status, valid_from) SELECT id, '示例投标人 ' || code, 'known', '2020-01-01' FROM made)
INSERT INTO suppliers (organization_id, head_name, head_key, phone, registered_at)
SELECT id, '示例负责人', encode(sha256(convert_to(code, 'UTF8')), 'hex'), '023-00000000', now() FROM made RETURNING organization_id AS id`;

/** The bidders, made past the checks of registration, which ask for credit codes. */
export async function makeSuppliers(client: pg.Client, count: number): Promise<string[]> {
  await client.query('SET session_replication_role = replica');
  const { rows } = await client.query<{ id: string }>(suppliersSql, [count]);
  await client.query('SET session_replication_role = origin');
  return rows.map(({ id }) => id);
}

const tenderSql = `
INSERT INTO tenders (id, number, title, project, tenderer_id, method, jurisdiction, question, judged, judged_digest, ceiling, evaluation, parameters, planned_on,
  members, representatives, documents_from, earliest_deadline, objections_until, deadline, opens_at, published_at, state, person_id)
SELECT $1, $2, '示例招标', '示例项目', $3, 'open', 'chongqing', '{}', '{"blocks": []}', $4, 100000000, 'composite',
  '{"fullScore": "60", "above": "1", "below": "0.5", "trimFrom": 5, "discount": "0"}', d - 40, 5, 1, d - 40, d - 20, d - 12, at, at, at - interval '40 days', 'published', $5
FROM (SELECT now() - interval '1 second' AS at, (now() AT TIME ZONE 'Asia/Shanghai')::date AS d) x`;

export type Made = {
  readonly id: string;
  readonly lotId: string;
  readonly publicKey: string;
  readonly shares: readonly string[];
  readonly bids: readonly { readonly supplierId: string; readonly envelope: string }[];
};

async function insertTender(client: pg.Client, cast: Cast, made: Made): Promise<void> {
  const { id, lotId, publicKey, shares } = made;
  await client.query(tenderSql, [id, `B-${id.slice(0, 8)}`, cast.tendererId, sha('q'), cast.personId]);
  await client.query(
    `INSERT INTO tender_lots (id, tender_id, code, title, kind, estimate) VALUES ($1, $2, 'L01', '示例标段', 'works', 100000000)`,
    [lotId, id],
  );
  await client.query(
    'INSERT INTO tender_keys (tender_id, public_key, needed, total, made_at, person_id) VALUES ($1, $2, 2, 3, now(), $3)',
    [id, publicKey, cast.personId],
  );
  for (const [at, share] of shares.entries()) {
    await client.query(
      'INSERT INTO tender_key_holders (tender_id, place, role, person_id, organization_id, share_digest) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, at + 1, ['tenderer', 'supervisor', 'third'][at], randomUUID(), cast.tendererId, sha(share)],
    );
    if (at < 2)
      await client.query(
        'INSERT INTO tender_shares (tender_id, place, share, given_at, person_id) VALUES ($1, $2, $3, now(), $4)',
        [id, at + 1, share, cast.personId],
      );
  }
}

/** A tender whose deadline has just passed, each supplier's bid sealed in it, its panel drawn: as its own steps would leave it. */
export async function makeTender(client: pg.Client, cast: Cast): Promise<Made> {
  const [id, lotId] = [randomUUID(), randomUUID()];
  const key = openingKey();
  const bids = cast.suppliers.map((supplierId, at) => {
    const total = `${90_000_000 + ((at * 7_919) % 1_000) * 9_000}.00`;
    const bid = { tenderId: id, supplierId, prices: [{ lotId, price: total }], total, termDays: 300 };
    const rest = { signedBy: '示例签署人', statement: '示例', papers: [], nonce: toHex(randomBytes(16)) };
    return { supplierId, envelope: sealBid(key.publicKey, { ...bid, ...rest }) };
  });
  const made = { id, lotId, ...key, bids };
  await client.query('BEGIN');
  await client.query('SET LOCAL session_replication_role = replica');
  await insertTender(client, cast, made);
  for (const { supplierId, envelope } of bids)
    await client.query(
      `INSERT INTO tender_bids (id, tender_id, supplier_id, envelope, digest, received_at, person_id)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, now() - interval '1 minute', $5)`,
      [id, supplierId, envelope, sha(envelope), cast.personId],
    );
  const seed = toHex(randomBytes(KEY_BYTES));
  await client.query(
    `INSERT INTO tender_panel_draws (tender_id, round, seed, receipts, excluded, because, seats, drawn, drawn_at, person_id)
     VALUES ($1, 1, $2, $3, '{}', '', 4, '{Z1,Z2,Z3,Z4}', now(), $4)`,
    [id, seed, bids.map(({ envelope }) => sha(envelope)).sort(), cast.personId],
  );
  await client.query('COMMIT');
  return made;
}
