import { inSnapshot, type Scope, type Tx } from '@guanyun/db/kernel/transaction.ts';
import type { PostKind, Side } from '@guanyun/domain/organizations/posts.ts';
import type { Deps } from '../kernel/deps.ts';

/** Who acts, in which post: rights and visibility come from the post. */
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
};

/** Whose rows this actor's transactions see: the committee's side and the auditors all, a company and an administration its own. */
export function scopeOf(deps: Deps, actor: Actor | null): Scope {
  if (actor === null) return { zone: deps.zone, organizations: [] };
  return {
    zone: deps.zone,
    organizations: ['company', 'administration'].includes(actor.post.side)
      ? [actor.post.organizationId]
      : '*',
  };
}

/** The system itself: sign-in, imports at the first start. */
export const wholeZone = (deps: Deps): Scope => ({ zone: deps.zone, organizations: '*' });

/** Reads everything an answer needs at one moment, as this actor sees it. */
export const read = <T>(deps: Deps, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inSnapshot(deps.db, scopeOf(deps, actor), work);
