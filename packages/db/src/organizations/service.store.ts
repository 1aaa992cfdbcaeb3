import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import type { Database } from '../kernel/connection.ts';
import { insert, select, selectOne, table, update } from '../kernel/table.ts';
import { query, queryAlone, type Tx } from '../kernel/transaction.ts';

export type ServiceAccountRow = {
  accountId: string;
  personId: string;
  organizationId: string;
  createdAt: Date;
};
export type ServiceKeyRow = {
  id: string;
  accountId: string;
  name: string;
  digest: string;
  hint: string;
  scope: string[];
  addresses: string[];
  madeOn: string;
  endsOn: string;
  revokedAt: Date | null;
};

const serviceAccounts = table<ServiceAccountRow>('service_accounts', {
  accountId: 'uuid',
  personId: 'uuid',
  organizationId: 'uuid',
  createdAt: 'time',
});
const serviceKeys = table<ServiceKeyRow>('service_keys', {
  id: 'uuid',
  accountId: 'uuid',
  name: 'text',
  digest: 'text',
  hint: 'text',
  scope: 'texts',
  addresses: 'texts',
  madeOn: 'date',
  endsOn: 'date',
  revokedAt: 'time',
});

export const saveServiceAccount = (tx: Tx, row: ServiceAccountRow): Promise<void> =>
  insert(tx, serviceAccounts, row);
export const findServiceAccount = (tx: Tx, accountId: string): Promise<ServiceAccountRow | null> =>
  selectOne(tx, serviceAccounts, { accountId });
export const isMachine = async (tx: Tx, personId: string): Promise<boolean> =>
  (await selectOne(tx, serviceAccounts, { personId })) !== null;
export const allServiceAccounts = (tx: Tx): Promise<ServiceAccountRow[]> =>
  select(tx, serviceAccounts, {}, { order: [['createdAt', 'ASC']] });
export const saveServiceKey = (tx: Tx, row: ServiceKeyRow): Promise<void> => insert(tx, serviceKeys, row);
export const findServiceKey = (tx: Tx, id: string): Promise<ServiceKeyRow | null> =>
  selectOne(tx, serviceKeys, { id }, { lock: true });
export const revokeServiceKey = (tx: Tx, id: string, revokedAt: Date): Promise<number> =>
  update(tx, serviceKeys, { revokedAt }, { id });

/** Every key with its last use, without its digest. */
export const allServiceKeys = (
  tx: Tx,
): Promise<(Omit<ServiceKeyRow, 'digest'> & { lastUsedAt: Date | null })[]> =>
  query(
    tx,
    `SELECT k.id, k.account_id AS "accountId", k.name, k.hint, k.scope, k.addresses, k.made_on AS "madeOn", k.ends_on AS "endsOn",
       k.revoked_at AS "revokedAt", u.used_at AS "lastUsedAt"
     FROM service_keys k LEFT JOIN service_key_uses u ON u.key_id = k.id ORDER BY k.made_on, k.name, k.id`,
  );

export type KeyHolder = {
  keyId: string;
  scope: string[];
  lastUsedAt: Date | null;
  accountId: string;
  login: string;
  personId: string;
  personName: string;
  postId: string;
  postKind: PostKind;
  organizationId: string;
};

/**
 * The machine behind a key's digest on that day and from that address, with its one post in force; null if the key ended or
 * was revoked, the account is disabled, or the address is none of the key's. Every request asks, so it is one statement.
 */
export async function keyHolder(
  { db, zone }: { readonly db: Database; readonly zone: string },
  digest: string,
  day: string,
  address: string,
): Promise<KeyHolder | null> {
  const [row] = await queryAlone<KeyHolder>(
    db,
    zone,
    (schema) =>
      `SELECT k.id AS "keyId", k.scope, u.used_at AS "lastUsedAt", a.id AS "accountId", a.login, p.id AS "personId", p.name AS "personName",
         h.id AS "postId", h.kind AS "postKind", h.organization_id AS "organizationId"
       FROM ${schema}.service_keys k JOIN ${schema}.service_accounts s ON s.account_id = k.account_id
         JOIN ${schema}.accounts a ON a.id = s.account_id JOIN ${schema}.persons p ON p.id = s.person_id
         JOIN ${schema}.posts h ON h.person_id = s.person_id AND h.organization_id = s.organization_id
           AND h.valid_from <= $2::date AND (h.valid_to IS NULL OR h.valid_to >= $2::date)
         LEFT JOIN ${schema}.service_key_uses u ON u.key_id = k.id
       WHERE k.digest = $1 AND k.revoked_at IS NULL AND k.ends_on >= $2::date AND a.disabled_at IS NULL
         AND (cardinality(k.addresses) = 0 OR $3::inet <<= ANY (k.addresses::cidr[]))`,
    [digest, day, address],
  );
  return row ?? null;
}

export async function usedServiceKey(tx: Tx, keyId: string, usedAt: Date): Promise<void> {
  await query(
    tx,
    'INSERT INTO service_key_uses (key_id, used_at) VALUES ($1, $2) ON CONFLICT (key_id) DO UPDATE SET used_at = excluded.used_at',
    [keyId, usedAt.toISOString()],
  );
}
