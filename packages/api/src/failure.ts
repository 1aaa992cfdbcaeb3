import type { Answer } from '@guanyun/application/evidence/act.ts';
import { NotFound } from '@guanyun/application/kernel/deps.ts';
import { isStorageFull } from '@guanyun/application/kernel/storage-full.ts';
import type { Refusal } from '@guanyun/domain/kernel/decision.ts';
import { type Problem, problemsOf } from '@guanyun/domain/kernel/problems.ts';
import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';

/** The ways in which a call fails for a reason, and bad input; `full`: a disk is, and nothing was written. What is none of these is a bug and says nothing of itself. */
export type Failure =
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'stale' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'full' }
  | { readonly kind: 'bad_input'; readonly problems: readonly Problem[] };

/** Carries refusals out of a procedure. */
export class Refused extends Error {
  readonly refusals: readonly Refusal[];
  constructor(refusals: readonly Refusal[]) {
    super(refusals.map((r) => r.code).join(' '));
    this.refusals = refusals;
  }
}

/** Carries what is wrong with an input out of a procedure. */
export class BadInput extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super('bad input');
    this.problems = problems;
  }
}

/** A use case's answer as the procedure's: what was accepted, or a refusal on its way to the client. */
export async function answered<T>(answer: Promise<Answer<T>>): Promise<T> {
  const result = await answer;
  if (result.outcome === 'accepted') return result.answer;
  throw new TRPCError({ code: 'UNPROCESSABLE_CONTENT', cause: new Refused(result.refusals) });
}

/** The failure that an error stands for; null for a bug. */
export function failureOf(error: TRPCError): Failure | null {
  const { cause } = error;
  if (cause instanceof Refused)
    return {
      kind: cause.refusals.some((r) => r.code === 'STALE') ? 'stale' : 'refused',
      refusals: cause.refusals,
    } as Failure;
  if (cause instanceof BadInput) return { kind: 'bad_input', problems: cause.problems };
  if (cause instanceof ZodError) return { kind: 'bad_input', problems: problemsOf(cause) };
  if (cause instanceof NotFound || error.code === 'NOT_FOUND') return { kind: 'not_found' };
  if (isStorageFull(cause)) return { kind: 'full' };
  if (error.code === 'FORBIDDEN') return { kind: 'forbidden' };
  return error.code === 'TOO_MANY_REQUESTS' ? { kind: 'busy' } : null;
}
