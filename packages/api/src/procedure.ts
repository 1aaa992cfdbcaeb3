import { NotFound } from '@guanyun/application/kernel/deps.ts';
import type { Approval } from '@guanyun/application/kernel/passkeys.ts';
import { signedProcedures, statementText } from '@guanyun/domain/evidence/approval.ts';
import { unfitFor } from '@guanyun/domain/kernel/problems.ts';
import { type Permission, permits } from '@guanyun/domain/organizations/permissions.ts';
import { initTRPC, TRPCError } from '@trpc/server';
import type { Context } from './context.ts';
import { zAssertion } from './evidence/signing-input.ts';
import { BadInput, failureOf, Refused } from './failure.ts';
import { machineMay } from './machines.ts';

/** Under what the questions of an account are counted. */
const QUESTIONS = 'questions';
export type Meta = { readonly permission: Permission };

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false,
    // Codes and facts leave the house; stacks, SQL and the messages of bugs do not.
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      message: error.code,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path,
        failure: failureOf(error),
      },
    }),
  });

export const { router, mergeRouters, createCallerFactory } = t;

/** What is open before an own password or one-time codes are there (`Must`). */
const beforeAll: ReadonlySet<string> = new Set([
  ...['session.me', 'session.signIn', 'session.signOut', 'setup.state'],
  ...['account.security', 'account.changePassword', 'account.beginCodes', 'account.addCodes'],
]);

const guarded = t.procedure.use(async ({ ctx, meta, path, type, next, getRawInput }) => {
  const permission = meta?.permission;
  if (permission === undefined)
    throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: `${path} declares no permission` });
  if (!permits(permission, ctx.actor?.post.kind ?? null))
    throw new TRPCError({ code: ctx.actor === null ? 'UNAUTHORIZED' : 'FORBIDDEN' });
  if ((ctx.actor?.must ?? null) !== null && !beforeAll.has(path)) throw new TRPCError({ code: 'FORBIDDEN' });
  const machine = ctx.actor?.machine;
  if (machine !== undefined && !machineMay(machine.scope, path)) throw new TRPCError({ code: 'FORBIDDEN' });
  const key = ctx.actor?.accountId ?? ctx.client;
  // Acts are counted each for itself, questions all together.
  if (!(await ctx.attempt(type === 'mutation' ? path : QUESTIONS, key)))
    throw new TRPCError({ code: 'TOO_MANY_REQUESTS' });
  const unfit = unfitFor(await getRawInput());
  if (unfit.length > 0) throw new TRPCError({ code: 'BAD_REQUEST', cause: new BadInput(unfit) });
  const result = await next();
  if (!result.ok && result.error.cause instanceof NotFound)
    throw new TRPCError({ code: 'NOT_FOUND', cause: result.error.cause });
  return result;
});

/** A header that cannot be read is a signature of no key. */
const unreadable = { id: '', clientDataJSON: '', authenticatorData: '', signature: '' };

const approvalOf = ({ assertion, code, origin }: Context, path: string, input: unknown): Approval => ({
  statement: () => statementText(path, input),
  assertion: assertion == null ? null : (zAssertion.safeParse(assertion).data ?? unreadable),
  code: code ?? null,
  origin: origin ?? '',
});

/** A code is guessed as often as a password, and no more; whatever else refuses an act has cost no guess. */
async function countingCodes<R extends { ok: true } | { ok: false; error: TRPCError }>(
  ctx: Context & { readonly actor: { readonly accountId: string } },
  work: () => Promise<R>,
): Promise<R> {
  if (ctx.code == null) return work();
  const key = `account:code:${ctx.actor.accountId}`;
  if (!(await ctx.attempt('session.signIn', key))) throw new TRPCError({ code: 'TOO_MANY_REQUESTS' });
  const result = await work();
  const wrong =
    !result.ok &&
    result.error.cause instanceof Refused &&
    result.error.cause.refusals.some(({ code }) => code === 'CODE_INVALID');
  if (!wrong) await ctx.resetAttempts('session.signIn', key);
  return result;
}

/** For everyone, signed in or not. */
export const open = guarded.meta({ permission: 'anyone' });

/** For the posts named, or for whoever is signed in; the actor is known. */
export const allowed = (permission: Exclude<Permission, 'anyone'>) =>
  guarded.meta({ permission }).use(async ({ ctx, path, getRawInput, next }) => {
    // A machine has no session; what needs one is closed to it.
    const token = ctx.session.token ?? (ctx.actor?.machine === undefined ? null : '');
    if (ctx.actor === null || token === null) throw new TRPCError({ code: 'UNAUTHORIZED' });
    if (!signedProcedures.has(path)) return next({ ctx: { ...ctx, actor: ctx.actor, token } });
    const actor = { ...ctx.actor, approval: approvalOf(ctx, path, await getRawInput()) };
    return countingCodes({ ...ctx, actor }, () => next({ ctx: { ...ctx, actor, token } }));
  });
