import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { delegationsInForce } from '@guanyun/db/organizations/delegation.store.ts';
import type { PostRow } from '@guanyun/db/organizations/organizations.model.ts';
import { hatsOf, postsOfPersons } from '@guanyun/db/organizations/person.store.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { barToStandIn, type PostTerm } from '@guanyun/domain/organizations/delegation.ts';
import { canSignIn, type PostKind, type Side, sideOf } from '@guanyun/domain/organizations/posts.ts';
import type { OnBehalfOf } from './actor.ts';

/** A post that can be worn: one's own, or another's under a delegation. */
export type Hat = {
  /** What `switchPost` takes: the post's id, under a delegation that of the delegation. */
  readonly id: string;
  readonly kind: PostKind;
  readonly organization: { readonly id: string; readonly name: string };
  readonly side: Side;
  readonly onBehalfOf: { readonly id: string; readonly name: string } | null;
};
export type WornHat = Hat & { readonly postId: string; readonly delegation: OnBehalfOf | null };

/** A post's row as the rules read it. */
export const termOf = (row: PostRow): PostTerm => ({
  kind: row.kind,
  organizationId: row.organizationId,
  validFrom: localDate(row.validFrom),
  validTo: row.validTo === null ? null : localDate(row.validTo),
});

/** A hat as the web shows it. */
export const shownHat = ({ postId: _post, delegation: _delegation, ...hat }: WornHat): Hat => hat;

/** The posts of one's own that let sign in, in force on a day. */
export async function ownHats(tx: Tx, personId: string, on: LocalDate): Promise<WornHat[]> {
  return (await hatsOf(tx, [personId], on))
    .filter((row) => canSignIn(row.kind))
    .map((row) => ({
      id: row.id,
      postId: row.id,
      kind: row.kind,
      organization: { id: row.organizationId, name: row.organizationName ?? '' },
      side: sideOf(row.kind),
      onBehalfOf: null,
      delegation: null,
    }));
}

/** The posts given to the person and in force on a day, while the person may still stand in for them. */
async function delegatedHats(tx: Tx, personId: string, on: LocalDate): Promise<WornHat[]> {
  const rows = await delegationsInForce(tx, personId, on);
  if (rows.length === 0) return [];
  const own = (await postsOfPersons(tx, [personId])).map(termOf);
  return rows
    .filter((row) => barToStandIn(row, own, on, on) === null)
    .map((row) => ({
      id: row.id,
      postId: row.postId,
      kind: row.kind,
      organization: { id: row.organizationId, name: row.organizationName ?? '' },
      side: sideOf(row.kind),
      onBehalfOf: { id: row.giverId, name: row.giverName },
      delegation: {
        personId: row.giverId,
        name: row.giverName,
        delegationId: row.id,
        matters: row.matters,
      },
    }));
}

/** Every hat that the person can wear on a day; the own ones first. */
export const wearable = async (tx: Tx, personId: string, on: LocalDate): Promise<WornHat[]> => [
  ...(await ownHats(tx, personId, on)),
  ...(await delegatedHats(tx, personId, on)),
];
