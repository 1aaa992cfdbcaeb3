import type { AppRouter } from '@guanyun/api/router.ts';
import { canSignIn } from '@guanyun/domain/organizations/posts.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['administration'];
export type AccountLine = Outputs['accounts'][number];
export type Permissions = Outputs['permissions'];
export type Procedure = Permissions['procedures'][number];
export type PostsView = Outputs['posts'];
export type PostLine = PostsView['posts'][number];
export type PostKind = Permissions['posts'][number];

/** Who calls: a post, or nobody who is signed in. */
export const NOBODY = 'anonymous';
export type Caller = PostKind | typeof NOBODY;

/** Whether a caller may call a procedure; a post that lets nobody sign in is nobody. */
export function mayCall(procedure: Pick<Procedure, 'posts'>, caller: Caller): boolean {
  const { posts } = procedure;
  if (posts === 'anyone') return true;
  if (caller === NOBODY || !canSignIn(caller)) return false;
  return posts === 'signed_in' || posts.some((kind) => kind === caller);
}

/** The part of the house that a procedure belongs to: `matters` of `matters.accept`. */
export const areaOf = (name: string): string => name.split('.')[0] ?? '';

type Named = Pick<Procedure, 'posts' | 'type'> & { readonly name: string };
export type Wanted = {
  readonly caller: Caller | undefined;
  readonly actsOnly: boolean;
  readonly words: string;
};
export type Area<T> = { readonly area: string; readonly procedures: readonly T[] };

/** Procedures by area, in the order of the house: those that the caller may call, acts only if asked, and found by all words. */
export function procedureAreas<T extends Named>(
  procedures: readonly T[],
  { caller, actsOnly, words }: Wanted,
  textOf: (name: string) => string,
): Area<T>[] {
  const sought = words.toLowerCase().split(/\s+/).filter(Boolean);
  const areas = new Map<string, T[]>();
  for (const one of procedures) {
    if (caller !== undefined && !mayCall(one, caller)) continue;
    if (actsOnly && one.type !== 'mutation') continue;
    const text = `${textOf(one.name)} ${one.name}`.toLowerCase();
    if (!sought.every((word) => text.includes(word))) continue;
    const area = areaOf(one.name);
    areas.set(area, [...(areas.get(area) ?? []), one]);
  }
  return [...areas].map(([area, found]) => ({ area, procedures: found }));
}

/** Where a post of this kind can be: a company's in a company, the others elsewhere. */
export const placesFor = <T extends { readonly company: boolean }>(
  places: readonly T[],
  kind: PostKind,
): T[] => places.filter((place) => place.company === kind.startsWith('company_'));

/** Posts whose holder or organisation holds the words. */
export function postsWith<
  T extends { readonly person: { readonly name: string }; readonly organization: { readonly name: string } },
>(posts: readonly T[], words: string): T[] {
  const wanted = words.trim();
  return posts.filter((one) => one.person.name.includes(wanted) || one.organization.name.includes(wanted));
}

type Findable = {
  readonly account: string;
  readonly person: { readonly name: string };
  readonly posts: readonly { readonly organization: { readonly name: string } }[];
};

/** Accounts whose name, holder or organisation holds the words. */
export function accountsWith<T extends Findable>(accounts: readonly T[], words: string): T[] {
  const wanted = words.trim().toLowerCase();
  return accounts.filter((one) =>
    [one.account, one.person.name, ...one.posts.map((post) => post.organization.name)].some((text) =>
      text.toLowerCase().includes(wanted),
    ),
  );
}
