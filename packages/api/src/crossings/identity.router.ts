import {
  linkIdentity,
  readIdentity,
  unlinkIdentity,
  unlinkIdentityOf,
} from '@guanyun/application/organizations/identities.ts';
import { countGuess } from '../evidence/signing.router.ts';
import { answered } from '../failure.ts';
import { zIdentityEnd, zIdentityProof } from '../organizations/input.ts';
import { allowed, open, router } from '../procedure.ts';

/** Sign-in through a provider of identities, where the zone has one. */
export const identityRouter = router({
  provider: open.query(async ({ ctx: { provider } }) =>
    provider === undefined ? null : { name: provider.name, reachable: await provider.reachable() },
  ),
  mine: allowed('signed_in').query(async ({ ctx }) => ({
    ...(await readIdentity(ctx.deps, ctx.actor, ctx.provider?.administrators ?? false)),
    waiting: ctx.provider?.waitingFor(ctx.actor.accountId)?.name ?? null,
  })),
  link: allowed('signed_in')
    .input(zIdentityProof)
    .mutation(async ({ ctx, input }) => {
      const right = await countGuess(ctx, ctx.actor.account);
      const proven = ctx.provider?.waitingFor(ctx.actor.accountId) ?? null;
      const administrators = ctx.provider?.administrators ?? false;
      const answer = await answered(linkIdentity(ctx.deps, ctx.actor, { ...input, proven, administrators }));
      await right();
      ctx.provider?.forget();
      return answer;
    }),
  unlink: allowed('signed_in')
    .input(zIdentityProof)
    .mutation(async ({ ctx, input }) => {
      const right = await countGuess(ctx, ctx.actor.account);
      const answer = await answered(unlinkIdentity(ctx.deps, ctx.actor, input));
      await right();
      return answer;
    }),
});

export const identityAdministrationRouter = router({
  unlinkIdentity: allowed(['security_admin'])
    .input(zIdentityEnd)
    .mutation(({ ctx, input }) => answered(unlinkIdentityOf(ctx.deps, ctx.actor, input))),
});
