import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import type { Database } from '../kernel/connection.ts';
import { insert, insertMany, select, selectOne, update } from '../kernel/table.ts';
import { query, queryAlone, type Tx } from '../kernel/transaction.ts';
import {
  type AccountRow,
  accounts,
  type PersonRow,
  type PostRow,
  persons,
  posts,
  type SignIn,
  sessions,
} from './organizations.model.ts';

export const savePersons = (tx: Tx, rows: readonly PersonRow[]): Promise<void> =>
  insertMany(tx, persons, rows);
export const savePosts = (tx: Tx, rows: readonly PostRow[]): Promise<void> => insertMany(tx, posts, rows);
export const personsById = (tx: Tx, ids: readonly string[]): Promise<PersonRow[]> =>
  select(tx, persons, { id: ids });
export const postsOfPersons = (tx: Tx, personIds: readonly string[]): Promise<PostRow[]> =>
  select(tx, posts, { personId: personIds });
export const findPost = (tx: Tx, id: string): Promise<PostRow | null> => selectOne(tx, posts, { id });
export const lockPost = (tx: Tx, id: string): Promise<PostRow | null> =>
  selectOne(tx, posts, { id }, { lock: true });
/** One appointment at a time in a zone: what is refused depends on posts of others too. */
export async function lockAppointments(tx: Tx): Promise<void> {
  await query(tx, `SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '.posts', 3))`);
}
/** Natural persons; machines stand among the service accounts. */
export const allPersons = (tx: Tx): Promise<PersonRow[]> =>
  query(
    tx,
    'SELECT id, code, name, source FROM persons p WHERE NOT EXISTS (SELECT 1 FROM service_accounts s WHERE s.person_id = p.id) ORDER BY name',
  );
export const postsOfKind = (tx: Tx, kind: PostKind): Promise<PostRow[]> => select(tx, posts, { kind });
/** Posts in force on that day or beginning later. */
export const postsFrom = (tx: Tx, on: string): Promise<PostRow[]> =>
  query(
    tx,
    `SELECT id, person_id AS "personId", organization_id AS "organizationId", kind, valid_from AS "validFrom", valid_to AS "validTo", source
     FROM posts WHERE valid_to IS NULL OR valid_to >= $1 ORDER BY organization_id, kind, valid_from, id`,
    [on],
  );
export const setPostEnd = (tx: Tx, id: string, validTo: string): Promise<number> =>
  update(tx, posts, { validTo }, { id });
export const postsOfOrganization = (tx: Tx, organizationId: string): Promise<PostRow[]> =>
  select(tx, posts, { organizationId });

/** Which natural persons hold one of these posts on that day. */
export const holdersOf = (
  tx: Tx,
  kinds: readonly PostKind[],
  on: string,
): Promise<{ personId: string; personName: string; kind: PostKind; organizationId: string }[]> =>
  query(
    tx,
    `SELECT p.person_id AS "personId", n.name AS "personName", p.kind, p.organization_id AS "organizationId"
     FROM posts p JOIN persons n ON n.id = p.person_id
     WHERE p.kind = ANY ($1::text[]) AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to >= $2)
       AND NOT EXISTS (SELECT 1 FROM service_accounts s WHERE s.person_id = p.person_id) ORDER BY p.kind, n.name`,
    [kinds, on],
  );

export const findAccountByLogin = (tx: Tx, login: string): Promise<AccountRow | null> =>
  selectOne(tx, accounts, { login });
export const findAccount = (tx: Tx, id: string): Promise<AccountRow | null> =>
  selectOne(tx, accounts, { id }, { lock: true });
/** A password is the person's own unless it is said until when it may be used. */
export const saveAccount = (
  tx: Tx,
  row: Omit<AccountRow, 'passwordUntil'> & Partial<Pick<AccountRow, 'passwordUntil'>>,
): Promise<void> => insert(tx, accounts, row);
export const setAccountDisabled = (
  tx: Tx,
  id: string,
  disabledAt: Date | null,
  disabledReason: string | null,
): Promise<number> => update(tx, accounts, { disabledAt, disabledReason }, { id });
export const allAccounts = (tx: Tx): Promise<AccountRow[]> =>
  select(tx, accounts, {}, { order: [['login', 'ASC']] });
export const lastSeen = (tx: Tx): Promise<{ accountId: string; at: Date }[]> =>
  query(tx, 'SELECT account_id AS "accountId", max(last_seen_at) AS at FROM sessions GROUP BY account_id');

export type HatRow = { id: string; kind: PostKind; organizationId: string; organizationName: string | null };

/** The posts an account's person holds on that day. */
export const hatsOf = (
  tx: Tx,
  personIds: readonly string[],
  on: string,
): Promise<(HatRow & { personId: string })[]> =>
  query(
    tx,
    `SELECT p.id, p.kind, p.person_id AS "personId", p.organization_id AS "organizationId", n.name AS "organizationName"
     FROM posts p LEFT JOIN organization_names n ON n.organization_id = p.organization_id AND n.valid_from <= $2 AND (n.valid_to IS NULL OR n.valid_to >= $2)
     WHERE p.person_id = ANY ($1::uuid[]) AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to >= $2) ORDER BY p.kind, p.id`,
    [personIds, on],
  );

export type SessionView = {
  accountId: string;
  login: string;
  personId: string;
  personName: string;
  /** The post that the session acts in. */
  postId: string;
  /** By which the session acts in another's post; null: in one's own. */
  delegationId: string | null;
  lastSeenAt: Date;
  /** Who vouched for the person; null: the password did. */
  signIn: SignIn | null;
  /** Whether the password is one that somebody else made, and whether one-time codes are set up. */
  temporary: boolean;
  codes: boolean;
  /** The person's own post that it acts in; null if that is not in force on the day, or another's. */
  post: { id: string; kind: PostKind; organizationId: string } | null;
};

/**
 * The account behind a session token's digest with the post that it acts in, if the session neither ended, is idle over
 * `idleMinutes`, older than `hoursMax`, nor its account disabled, nor its identity at a provider unlinked. Every request asks, so it is one statement.
 */
export async function openSession(
  { db, zone }: { readonly db: Database; readonly zone: string },
  tokenDigest: string,
  now: Date,
  limits: { readonly day: string; readonly idleMinutes: number; readonly hoursMax: number },
): Promise<SessionView | null> {
  const [row] = await queryAlone<SessionView>(
    db,
    zone,
    (schema) =>
      `SELECT a.id AS "accountId", a.login, a.person_id AS "personId", p.name AS "personName", s.post_id AS "postId",
         s.delegation_id AS "delegationId", s.last_seen_at AS "lastSeenAt", a.password_until IS NOT NULL AS temporary,
         EXISTS (SELECT 1 FROM ${schema}.otp_generators g WHERE g.account_id = a.id AND g.ended_at IS NULL) AS codes,
         CASE WHEN i.id IS NOT NULL THEN json_build_object('issuer', i.issuer, 'acr', v.acr,
           'authTime', to_char(v.auth_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) END AS "signIn",
         CASE WHEN h.id IS NOT NULL THEN json_build_object('id', h.id, 'kind', h.kind, 'organizationId', h.organization_id) END AS post
       FROM ${schema}.sessions s JOIN ${schema}.accounts a ON a.id = s.account_id JOIN ${schema}.persons p ON p.id = a.person_id
       LEFT JOIN ${schema}.posts h ON h.id = s.post_id AND h.person_id = a.person_id AND s.delegation_id IS NULL
         AND h.valid_from <= $5 AND (h.valid_to IS NULL OR h.valid_to >= $5)
       LEFT JOIN ${schema}.identity_sessions v ON v.token_digest = s.token_digest LEFT JOIN ${schema}.identities i ON i.id = v.identity_id
       WHERE i.ended_at IS NULL AND s.token_digest = $1 AND s.ended_at IS NULL AND a.disabled_at IS NULL
         AND s.last_seen_at > $2::timestamptz - make_interval(mins => $3) AND s.created_at > $2::timestamptz - make_interval(hours => $4)`,
    [tokenDigest, now.toISOString(), limits.idleMinutes, limits.hoursMax, limits.day],
  );
  return row ?? null;
}

export const sawSession = (tx: Tx, tokenDigest: string, now: Date): Promise<number> =>
  update(tx, sessions, { lastSeenAt: now }, { tokenDigest });

export const saveSession = (
  tx: Tx,
  tokenDigest: string,
  accountId: string,
  postId: string,
  now: Date,
): Promise<void> => insert(tx, sessions, { tokenDigest, accountId, postId, createdAt: now, lastSeenAt: now });
export const setSessionPost = (
  tx: Tx,
  tokenDigest: string,
  postId: string,
  delegationId: string | null,
): Promise<number> => update(tx, sessions, { postId, delegationId }, { tokenDigest });
export const endSession = (tx: Tx, tokenDigest: string, now: Date): Promise<number> =>
  update(tx, sessions, { endedAt: now }, { tokenDigest });
export async function endSessionsOf(tx: Tx, accountId: string, now: Date): Promise<void> {
  await query(tx, 'UPDATE sessions SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL', [
    accountId,
    now.toISOString(),
  ]);
}

/** People who have no account yet. */
export const personsWithoutAccount = (tx: Tx): Promise<{ id: string; name: string }[]> =>
  query(
    tx,
    'SELECT p.id, p.name FROM persons p WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.person_id = p.id) ORDER BY p.name, p.id',
  );
