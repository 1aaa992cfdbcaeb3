import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['administration'];
export type AccountLine = Outputs['accounts'][number];
export type Permissions = Outputs['permissions'];
export type Procedure = Permissions['procedures'][number];
export type PostsView = Outputs['posts'];
export type PostLine = PostsView['posts'][number];
export type PostKind = Permissions['posts'][number];

/** Whether a post may call a procedure. */
export const mayCall = (procedure: Pick<Procedure, 'posts'>, post: string): boolean =>
  typeof procedure.posts === 'string' || procedure.posts.some((kind) => kind === post);

/** Procedures that the post may call, acts only if asked. */
export const procedureRows = <T extends Pick<Procedure, 'posts' | 'type'>>(
  procedures: readonly T[],
  post: string | undefined,
  actsOnly: boolean,
): T[] =>
  procedures.filter(
    (one) => (post === undefined || mayCall(one, post)) && (!actsOnly || one.type === 'mutation'),
  );

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
