import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { insert, select, selectOne, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import { type DelegationRow, delegations } from './organizations.model.ts';

export const saveDelegation = (tx: Tx, row: DelegationRow): Promise<void> => insert(tx, delegations, row);
export const lockDelegation = (tx: Tx, id: string): Promise<DelegationRow | null> =>
  selectOne(tx, delegations, { id }, { lock: true });
export const setRevoked = (tx: Tx, id: string, revokedAt: Date): Promise<number> =>
  update(tx, delegations, { revokedAt }, { id });

/** Delegations of a post to a person that are not revoked, past ones too. */
export const delegationsOfPost = (tx: Tx, postId: string, receiverId: string): Promise<DelegationRow[]> =>
  select(tx, delegations, { postId, receiverId, revokedAt: null });

/** A delegation with the post it gives, and whose it is. */
export type GivenPost = DelegationRow & {
  kind: PostKind;
  postFrom: string;
  postTo: string | null;
  organizationName: string | null;
  giverName: string;
  receiverName: string;
};

const given = (
  on: string,
): string => `SELECT d.id, d.post_id AS "postId", d.organization_id AS "organizationId", d.giver_id AS "giverId",
  d.receiver_id AS "receiverId", d.matters, d.document, d.valid_from AS "validFrom", d.valid_to AS "validTo", d.days_max AS "daysMax",
  d.given_on AS "givenOn", d.given_at AS "givenAt", d.revoked_at AS "revokedAt", p.kind, p.valid_from AS "postFrom", p.valid_to AS "postTo",
  n.name AS "organizationName", g.name AS "giverName", r.name AS "receiverName"
  FROM delegations d JOIN posts p ON p.id = d.post_id JOIN persons g ON g.id = d.giver_id JOIN persons r ON r.id = d.receiver_id
  LEFT JOIN organization_names n ON n.organization_id = d.organization_id AND n.valid_from <= ${on} AND (n.valid_to IS NULL OR n.valid_to >= ${on})`;

/** What was given to a person and is in force on that day: begun, not ended, not revoked, the giver still in the post. */
export const delegationsInForce = (tx: Tx, receiverId: string, on: string): Promise<GivenPost[]> =>
  query(
    tx,
    `${given('$2')} WHERE d.receiver_id = $1 AND d.revoked_at IS NULL AND d.valid_from <= $2 AND d.valid_to >= $2
       AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to >= $2) ORDER BY p.kind, d.id`,
    [receiverId, on],
  );

/** Every delegation that this scope sees, the latest first. */
export const allDelegations = (tx: Tx, on: string): Promise<GivenPost[]> =>
  query(tx, `${given('$1')} ORDER BY d.given_at DESC, d.id LIMIT 1000`, [on]);
