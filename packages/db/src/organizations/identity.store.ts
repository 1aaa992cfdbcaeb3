import { insert, selectOne, table, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

/** Who an account is at a provider: its issuer and the subject there, which nobody else is given. */
export type IdentityRow = {
  id: string;
  accountId: string;
  issuer: string;
  subject: string;
  /** What the provider calls the person; shown, and nothing more. */
  name: string;
  linkedAt: Date;
  endedAt: Date | null;
};
/** What the provider said of a session that it vouched for. */
export type IdentitySessionRow = {
  tokenDigest: string;
  identityId: string;
  /** The session's name at the provider (`sid`). */
  providerSession: string | null;
  issuedAt: Date;
  authTime: Date | null;
  acr: string | null;
};
/** A provider's word that a session of its own, or all of a subject, ended. */
export type ProviderLogoutRow = {
  issuer: string;
  tokenId: string;
  subject: string | null;
  providerSession: string | null;
  issuedAt: Date;
  receivedAt: Date;
};

const identities = table<IdentityRow>('identities', {
  ...{ id: 'uuid', accountId: 'uuid', issuer: 'text', subject: 'text', name: 'text' },
  ...{ linkedAt: 'time', endedAt: 'time' },
});
const identitySessions = table<IdentitySessionRow>('identity_sessions', {
  ...{ tokenDigest: 'text', identityId: 'uuid', providerSession: 'text' },
  ...{ issuedAt: 'time', authTime: 'time', acr: 'text' },
});
const providerLogouts = table<ProviderLogoutRow>('provider_logouts', {
  ...{ tokenId: 'text', issuer: 'text', subject: 'text', providerSession: 'text' },
  ...{ issuedAt: 'time', receivedAt: 'time' },
});

/** One linking at a time in a zone: what is refused depends on links of others. */
export async function lockIdentities(tx: Tx): Promise<void> {
  await query(tx, `SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '.identities', 3))`);
}
/** The identity in force of an account. */
export const identityOfAccount = (tx: Tx, accountId: string): Promise<IdentityRow | null> =>
  selectOne(tx, identities, { accountId, endedAt: null });
/** The identity in force that a provider calls so. */
export const findIdentity = (tx: Tx, issuer: string, subject: string): Promise<IdentityRow | null> =>
  selectOne(tx, identities, { issuer, subject, endedAt: null });
/** The identities in force, by account. */
export const identitiesInForce = (tx: Tx): Promise<Pick<IdentityRow, 'accountId' | 'name'>[]> =>
  query(tx, 'SELECT account_id AS "accountId", name FROM identities WHERE ended_at IS NULL');
export const saveIdentity = (tx: Tx, row: IdentityRow): Promise<void> => insert(tx, identities, row);

/** Ends an identity and every session that came from it. */
export async function endIdentity(tx: Tx, id: string, at: Date): Promise<void> {
  await update(tx, identities, { endedAt: at }, { id });
  await query(
    tx,
    `UPDATE sessions SET ended_at = $2 WHERE ended_at IS NULL
       AND token_digest IN (SELECT token_digest FROM identity_sessions WHERE identity_id = $1)`,
    [id, at.toISOString()],
  );
}

export const saveIdentitySession = (tx: Tx, row: IdentitySessionRow): Promise<void> =>
  insert(tx, identitySessions, row);

/** Whether the provider has ended the session that it vouches for here, before it began. */
export async function endedByProvider(
  tx: Tx,
  { issuer, subject }: Pick<IdentityRow, 'issuer' | 'subject'>,
  { providerSession, issuedAt }: Pick<IdentitySessionRow, 'providerSession' | 'issuedAt'>,
): Promise<boolean> {
  const [row] = await query<{ ended: boolean }>(
    tx,
    'SELECT ended_by_provider($1, $2, $3, $4::timestamptz) AS ended',
    [issuer, subject, providerSession, issuedAt.toISOString()],
  );
  return row?.ended === true;
}

export const findProviderLogout = (
  tx: Tx,
  issuer: string,
  tokenId: string,
): Promise<ProviderLogoutRow | null> => selectOne(tx, providerLogouts, { issuer, tokenId });

/** Keeps a provider's word and ends the sessions that it names, whoever the account belongs to now. @returns how many */
export async function saveProviderLogout(tx: Tx, row: ProviderLogoutRow): Promise<number> {
  await insert(tx, providerLogouts, row);
  const ended = await query<{ n: string }>(
    tx,
    `UPDATE sessions s SET ended_at = $4 FROM identity_sessions v JOIN identities i ON i.id = v.identity_id
     WHERE v.token_digest = s.token_digest AND s.ended_at IS NULL AND i.issuer = $1
       AND ($2::text IS NULL OR i.subject = $2) AND ($3::text IS NULL OR v.provider_session = $3) RETURNING 1 AS n`,
    [row.issuer, row.subject, row.providerSession, row.receivedAt.toISOString()],
  );
  return ended.length;
}
