import { addCodes, beginCodes, removeCodes } from '@guanyun/application/organizations/one-time-codes.ts';
import { endOwnSessions, readSecurity } from '@guanyun/application/organizations/own-sessions.ts';
import { changePassword } from '@guanyun/application/organizations/passwords.ts';
import type { Context } from '../context.ts';
import { countGuess } from '../evidence/signing.router.ts';
import { answered } from '../failure.ts';
import {
  zCodesBegin,
  zCodesEnd,
  zFirstCode,
  zPasswordChange,
  zSessionsEnd,
} from '../organizations/account-input.ts';
import { allowed, router } from '../procedure.ts';

/** What asks for a password or a code again is guessed at as seldom as at the door. */
async function guessed<T>(ctx: Context, account: string, work: () => Promise<T>): Promise<T> {
  const right = await countGuess(ctx, account);
  const answer = await work();
  await right();
  return answer;
}

/** One's own account: its password, its one-time codes, where it is signed in. */
export const accountRouter = router({
  security: allowed('signed_in').query(({ ctx }) => readSecurity(ctx.deps, ctx.actor, ctx.token)),
  changePassword: allowed('signed_in')
    .input(zPasswordChange)
    .mutation(({ ctx, input }) =>
      guessed(ctx, ctx.actor.account, () => answered(changePassword(ctx.deps, ctx.actor, ctx.token, input))),
    ),
  beginCodes: allowed('signed_in')
    .input(zCodesBegin)
    .mutation(({ ctx, input }) =>
      guessed(ctx, ctx.actor.account, () => answered(beginCodes(ctx.deps, ctx.actor, input.password))),
    ),
  addCodes: allowed('signed_in')
    .input(zFirstCode)
    .mutation(({ ctx, input }) =>
      guessed(ctx, ctx.actor.account, () => answered(addCodes(ctx.deps, ctx.actor, input))),
    ),
  removeCodes: allowed('signed_in')
    .input(zCodesEnd)
    .mutation(({ ctx, input }) =>
      guessed(ctx, ctx.actor.account, () => answered(removeCodes(ctx.deps, ctx.actor, input))),
    ),
  endSessions: allowed('signed_in')
    .input(zSessionsEnd)
    .mutation(({ ctx, input }) =>
      guessed(ctx, ctx.actor.account, () => answered(endOwnSessions(ctx.deps, ctx.actor, ctx.token, input))),
    ),
});
