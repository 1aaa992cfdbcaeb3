import { insert, select, selectOne, table, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import { accounts } from './organizations.model.ts';

/** What makes the one-time codes of an account (RFC 6238); its secret is kept as ciphertext. */
export type OtpGeneratorRow = {
  id: string;
  accountId: string;
  secretSealed: string;
  addedAt: Date;
  endedAt: Date | null;
};
/** That an act was confirmed by the code of a step of thirty seconds. */
export type OtpApprovalRow = { requestId: string; generatorId: string; step: string; confirmedAt: Date };
/** A new password that one administrator asks for and another releases. */
export type PasswordResetRow = {
  id: string;
  accountId: string;
  /** Whether the one-time codes are ended with it. */
  withCodes: boolean;
  reason: string;
  askedBy: string;
  askedAt: Date;
  releasedBy: string | null;
  releasedAt: Date | null;
  /** Until when the password that it made may be used. */
  passwordUntil: Date | null;
  endedAt: Date | null;
};
/** A session that neither ended, ran out nor idled out. */
export type OwnSession = {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  postKind: string;
  tokenDigest: string;
};

const generators = table<OtpGeneratorRow>('otp_generators', {
  ...{ id: 'uuid', accountId: 'uuid', secretSealed: 'text', addedAt: 'time', endedAt: 'time' },
});
const approvals = table<OtpApprovalRow>('otp_approvals', {
  ...{ requestId: 'uuid', generatorId: 'uuid', step: 'bigint', confirmedAt: 'time' },
});
const resets = table<PasswordResetRow>('password_resets', {
  ...{
    id: 'uuid',
    accountId: 'uuid',
    withCodes: 'boolean',
    reason: 'text',
    askedBy: 'uuid',
    askedAt: 'time',
  },
  ...{ releasedBy: 'uuid', releasedAt: 'time', passwordUntil: 'time', endedAt: 'time' },
});

/** The generator in force of an account. */
export const generatorOf = (tx: Tx, accountId: string): Promise<OtpGeneratorRow | null> =>
  selectOne(tx, generators, { accountId, endedAt: null });
export const generatorsInForce = (tx: Tx): Promise<OtpGeneratorRow[]> =>
  select(tx, generators, { endedAt: null });
export const saveGenerator = (tx: Tx, row: OtpGeneratorRow): Promise<void> => insert(tx, generators, row);
export const endGenerator = (tx: Tx, id: string, endedAt: Date): Promise<number> =>
  update(tx, generators, { endedAt }, { id });

/** Takes the code of a step; false where it was used before, by whoever came first. */
export async function useStep(tx: Tx, generatorId: string, step: number): Promise<boolean> {
  const taken = await query(
    tx,
    'INSERT INTO otp_uses (generator_id, step) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING step',
    [generatorId, step],
  );
  return taken.length === 1;
}
export const saveOtpApproval = (tx: Tx, row: OtpApprovalRow): Promise<void> => insert(tx, approvals, row);

/** A person's own choice of a password, or one until a moment that somebody else made. */
export const setPassword = (
  tx: Tx,
  id: string,
  passwordHash: string,
  passwordUntil: Date | null,
): Promise<number> => update(tx, accounts, { passwordHash, passwordUntil }, { id });

export const saveReset = (tx: Tx, row: PasswordResetRow): Promise<void> => insert(tx, resets, row);
export const findReset = (tx: Tx, id: string): Promise<PasswordResetRow | null> =>
  selectOne(tx, resets, { id }, { lock: true });
/** Resets that are neither released nor ended, the oldest first. */
export const openResets = (tx: Tx): Promise<PasswordResetRow[]> =>
  select(tx, resets, { releasedAt: null, endedAt: null }, { order: [['askedAt', 'ASC']] });
export const openResetOf = (tx: Tx, accountId: string): Promise<PasswordResetRow | null> =>
  selectOne(tx, resets, { accountId, releasedAt: null, endedAt: null }, { lock: true });
export const releaseReset = (
  tx: Tx,
  id: string,
  released: Pick<PasswordResetRow, 'releasedBy' | 'releasedAt' | 'passwordUntil'>,
): Promise<number> => update(tx, resets, released, { id });
export const endReset = (tx: Tx, id: string, endedAt: Date): Promise<number> =>
  update(tx, resets, { endedAt }, { id });

/** An account's sessions that can still be used, the latest first. */
export const sessionsOf = (
  tx: Tx,
  accountId: string,
  now: Date,
  limits: { readonly idleMinutes: number; readonly hoursMax: number },
): Promise<OwnSession[]> =>
  query(
    tx,
    `SELECT s.id, s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt", p.kind AS "postKind", s.token_digest AS "tokenDigest"
     FROM sessions s JOIN posts p ON p.id = s.post_id
     WHERE s.account_id = $1 AND s.ended_at IS NULL AND s.last_seen_at > $2::timestamptz - make_interval(mins => $3)
       AND s.created_at > $2::timestamptz - make_interval(hours => $4) ORDER BY s.last_seen_at DESC, s.id`,
    [accountId, now.toISOString(), limits.idleMinutes, limits.hoursMax],
  );
/** Ends one of an account's sessions by its id, or all but the one of this token. */
export async function endSessions(
  tx: Tx,
  accountId: string,
  which: { readonly id: string } | { readonly but: string },
  now: Date,
): Promise<number> {
  const [condition, value] = 'id' in which ? ['id = $3', which.id] : ['token_digest <> $3', which.but];
  const ended = await query(
    tx,
    `UPDATE sessions SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL AND ${condition} RETURNING id`,
    [accountId, now.toISOString(), value],
  );
  return ended.length;
}
