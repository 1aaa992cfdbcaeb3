import {
  listAccounts,
  listPersonsWithoutAccount,
  openAccount,
  setAccountState,
} from '@guanyun/application/organizations/administer-accounts.ts';
import { endPost, grantPost, listPosts } from '@guanyun/application/organizations/administer-posts.ts';
import { enterSupplier } from '@guanyun/application/organizations/enter-supplier.ts';
import { endSessionsOfAccount } from '@guanyun/application/organizations/own-sessions.ts';
import {
  askReset,
  listResets,
  refuseReset,
  releaseResetOf,
} from '@guanyun/application/organizations/password-resets.ts';
import {
  findCounterparties,
  listClusters,
  listMandates,
  listOrganizations,
  readOrganization,
} from '@guanyun/application/organizations/read-organizations.ts';
import { needsSetUp, setUpZone } from '@guanyun/application/organizations/set-up-zone.ts';
import { actorOf, signIn, signOut, switchPost, whoAmI } from '@guanyun/application/organizations/sign-in.ts';
import { business, contractPerformers } from '@guanyun/domain/organizations/permissions.ts';
import { administratorKinds } from '@guanyun/domain/organizations/posts.ts';
import { TRPCError } from '@trpc/server';
import { answered, Refused } from '../failure.ts';
import { zIdInput } from '../kernel/input.ts';
import { allowed, open, router } from '../procedure.ts';
import { zNewReset, zReset, zResetRefusal } from './account-input.ts';
import {
  zAccountState,
  zFind,
  zNewAccount,
  zNewPost,
  zNewSupplier,
  zPostEnd,
  zSetUp,
  zSignIn,
  zSwitchPost,
} from './input.ts';

export const sessionRouter = router({
  me: allowed('signed_in').query(({ ctx }) => whoAmI(ctx.deps, ctx.actor)),
  signIn: open.input(zSignIn).mutation(async ({ ctx, input }) => {
    const account = `account:${input.account.toLowerCase()}`;
    const client = `client:${ctx.client}`;
    // Counted here, inside a batch too, and before the hash is computed.
    const may =
      (await ctx.attempt('session.signIn', account)) && (await ctx.attempt('session.signIn', client));
    if (!may) throw new TRPCError({ code: 'TOO_MANY_REQUESTS' });
    const token = await signIn(ctx.deps, input.account, input.password, input.code ?? null);
    // Whoever is asked for a code knows the password already.
    if (typeof token === 'object' && token !== null)
      throw new TRPCError({ code: 'UNAUTHORIZED', cause: new Refused([{ code: token.code, facts: {} }]) });
    const actor = token === null ? null : await actorOf(ctx.deps, token);
    if (token === null || actor === null) throw new TRPCError({ code: 'UNAUTHORIZED' });
    await ctx.resetAttempts('session.signIn', account);
    // Whoever signs in anew leaves no session behind that nobody sees any more.
    if (ctx.session.token !== null) await signOut(ctx.deps, ctx.session.token);
    ctx.session.set(token);
    return whoAmI(ctx.deps, actor);
  }),
  signOut: allowed('signed_in').mutation(async ({ ctx }) => {
    const elsewhere = (await ctx.provider?.farewell(ctx.token)) ?? null;
    await signOut(ctx.deps, ctx.token);
    ctx.session.clear();
    return { done: true as const, elsewhere };
  }),
  switchPost: allowed('signed_in')
    .input(zSwitchPost)
    .mutation(async ({ ctx, input }) => {
      await switchPost(ctx.deps, ctx.actor, ctx.token, input.postId);
      const actor = await actorOf(ctx.deps, ctx.token);
      if (actor === null) throw new TRPCError({ code: 'UNAUTHORIZED' });
      return whoAmI(ctx.deps, actor);
    }),
});

export const setUpRouter = router({
  state: open.query(async ({ ctx }) => ({ needed: await needsSetUp(ctx.deps) })),
  createAdministrators: open.input(zSetUp).mutation(({ ctx, input }) => answered(setUpZone(ctx.deps, input))),
});

export const organizationsRouter = router({
  companies: allowed(business).query(({ ctx }) => listOrganizations(ctx.deps, ctx.actor)),
  company: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readOrganization(ctx.deps, ctx.actor, input.id)),
  clusters: allowed(business).query(({ ctx }) => listClusters(ctx.deps, ctx.actor)),
  mandates: allowed(business).query(({ ctx }) => listMandates(ctx.deps, ctx.actor)),
  counterparties: allowed(business)
    .input(zFind)
    .query(({ ctx, input }) => findCounterparties(ctx.deps, ctx.actor, input.text)),
  enterSupplier: allowed(contractPerformers)
    .input(zNewSupplier)
    .mutation(({ ctx, input }) => answered(enterSupplier(ctx.deps, ctx.actor, input))),
});

export const administrationRouter = router({
  accounts: allowed(administratorKinds).query(({ ctx }) => listAccounts(ctx.deps, ctx.actor)),
  personsWithoutAccount: allowed(['system_admin']).query(({ ctx }) =>
    listPersonsWithoutAccount(ctx.deps, ctx.actor),
  ),
  createAccount: allowed(['system_admin'])
    .input(zNewAccount)
    .mutation(({ ctx, input }) => answered(openAccount(ctx.deps, ctx.actor, input))),
  posts: allowed(['security_admin']).query(({ ctx }) => listPosts(ctx.deps, ctx.actor)),
  grantPost: allowed(['security_admin'])
    .input(zNewPost)
    .mutation(({ ctx, input }) => answered(grantPost(ctx.deps, ctx.actor, input))),
  endPost: allowed(['security_admin'])
    .input(zPostEnd)
    .mutation(({ ctx, input }) => answered(endPost(ctx.deps, ctx.actor, input))),
  /** Ends sessions alone: whoever has lost a device is not locked out by it. */
  endSessions: allowed(['system_admin', 'security_admin'])
    .input(zAccountState)
    .mutation(({ ctx, input }) => answered(endSessionsOfAccount(ctx.deps, ctx.actor, input))),
  resets: allowed(['system_admin', 'security_admin']).query(({ ctx }) => listResets(ctx.deps, ctx.actor)),
  askReset: allowed(['system_admin'])
    .input(zNewReset)
    .mutation(({ ctx, input }) => answered(askReset(ctx.deps, ctx.actor, input))),
  releaseReset: allowed(['security_admin'])
    .input(zReset)
    .mutation(({ ctx, input }) => answered(releaseResetOf(ctx.deps, ctx.actor, input))),
  refuseReset: allowed(['security_admin'])
    .input(zResetRefusal)
    .mutation(({ ctx, input }) => answered(refuseReset(ctx.deps, ctx.actor, input))),
  disableAccount: allowed(['system_admin'])
    .input(zAccountState)
    .mutation(({ ctx, input }) =>
      answered(setAccountState(ctx.deps, ctx.actor, { ...input, disabled: true })),
    ),
  enableAccount: allowed(['system_admin'])
    .input(zAccountState)
    .mutation(({ ctx, input }) =>
      answered(setAccountState(ctx.deps, ctx.actor, { ...input, disabled: false })),
    ),
});
