import { inSnapshot, type Scope, type Tx } from '@guanyun/db/kernel/transaction.ts';
import type { SignIn } from '@guanyun/db/organizations/organizations.model.ts';
import type { Must } from '@guanyun/domain/organizations/credentials.ts';
import type { PostKind, Side } from '@guanyun/domain/organizations/posts.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Approval } from '../kernel/passkeys.ts';

/** The holder for whom a delegate acts; `matters` are those it was given for, null: all that the post can do. */
export type OnBehalfOf = {
  readonly personId: string;
  readonly name: string;
  readonly delegationId: string;
  readonly matters: readonly string[] | null;
};

/** Who acts, in which post: rights and visibility come from the post. `person` is who does it, also under a delegation. */
export type Actor = {
  readonly accountId: string;
  readonly account: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly post: {
    readonly id: string;
    readonly kind: PostKind;
    readonly organizationId: string;
    readonly side: Side;
  };
  readonly onBehalfOf: OnBehalfOf | null;
  /** Who vouched for the person at sign-in; absent: the account's password. */
  readonly signIn?: SignIn | null;
  /** What the session is good for before anything else; absent: everything. */
  readonly must?: Must;
  /** The key of a machine, whose account this is then, and what the key is for. */
  readonly machine?: { readonly keyId: string; readonly scope: readonly string[] };
  /** What came with an act that asks for a signature of the person's own key. */
  readonly approval?: Approval;
};

/** The natural persons who answer for an act: who does it and, under a delegation, the holder of the post too. */
export const personsOf = ({ person, onBehalfOf }: Actor): string[] =>
  onBehalfOf === null ? [person.id] : [person.id, onBehalfOf.personId];

type Signed = { readonly personId: string; readonly onBehalfPersonId: string | null };
/** Whose names stand under a signature. */
export const signedBy = (actor: Actor): Signed => ({
  personId: actor.person.id,
  onBehalfPersonId: actor.onBehalfOf?.personId ?? null,
});
/** Has one of those who answer for this act signed already, in person or through a delegate? */
export const haveSigned = (signatures: readonly Signed[], actor: Actor): boolean =>
  signatures.some((s) => personsOf(actor).some((id) => id === s.personId || id === s.onBehalfPersonId));

/** Whose rows this actor's transactions see: the committee's side and the auditors all, a company, a supplier and an administration their own. */
export function scopeOf(deps: Deps, actor: Actor | null): Scope {
  if (actor === null) return { zone: deps.zone, organizations: [] };
  return {
    zone: deps.zone,
    organizations: ['company', 'administration', 'supplier'].includes(actor.post.side)
      ? [actor.post.organizationId]
      : '*',
  };
}

/** The system itself: sign-in, imports at the first start. */
export const wholeZone = (deps: Pick<Deps, 'zone'>): Scope => ({ zone: deps.zone, organizations: '*' });

/** Reads everything an answer needs at one moment, as this actor sees it. */
export const read = <T>(deps: Deps, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inSnapshot(deps.db, scopeOf(deps, actor), work);
