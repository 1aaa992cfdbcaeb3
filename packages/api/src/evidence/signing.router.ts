import { addKey, readKeys, readMeans, removeKey } from '@guanyun/application/evidence/signing-keys.ts';
import { TRPCError } from '@trpc/server';
import type { Context } from '../context.ts';
import { answered } from '../failure.ts';
import { allowed, router } from '../procedure.ts';
import { zNewKey, zOldKey } from './signing-input.ts';

/** A password asked for again is guessed as often as one at the door, and no more. */
export async function countGuess(ctx: Context, account: string): Promise<() => Promise<void>> {
  const key = `account:${account}`;
  if (!(await ctx.attempt('session.signIn', key))) throw new TRPCError({ code: 'TOO_MANY_REQUESTS' });
  return () => ctx.resetAttempts('session.signIn', key);
}

export const signingRouter = router({
  keys: allowed('signed_in').query(({ ctx }) => readKeys(ctx.deps, ctx.actor)),
  /** By what the actor confirms an act: keys, one-time codes, or the session alone. */
  means: allowed('signed_in').query(({ ctx }) => readMeans(ctx.deps, ctx.actor)),
  add: allowed('signed_in')
    .input(zNewKey)
    .mutation(async ({ ctx, input }) => {
      const right = await countGuess(ctx, ctx.actor.account);
      const answer = await answered(addKey(ctx.deps, ctx.actor, { ...input, origin: ctx.origin ?? '' }));
      await right();
      return answer;
    }),
  remove: allowed('signed_in')
    .input(zOldKey)
    .mutation(async ({ ctx, input }) => {
      const right = await countGuess(ctx, ctx.actor.account);
      const answer = await answered(removeKey(ctx.deps, ctx.actor, input));
      await right();
      return answer;
    }),
});
