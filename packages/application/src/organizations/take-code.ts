import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type OtpGeneratorRow, useStep } from '@guanyun/db/organizations/credential.store.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { Deps } from '../kernel/deps.ts';

/** What the secret of an account's codes is sealed for. */
export const boxOf = (accountId: string): string => `otp:${accountId}`;

/** The step of a code and the generator that makes it; null: no code of now. */
function stepOf(deps: Deps, generator: OtpGeneratorRow, code: string): number | null {
  const { codes, secrets } = deps;
  if (codes === undefined || secrets === undefined) return null;
  return codes.stepOf(secrets.open(generator.secretSealed, boxOf(generator.accountId)), code);
}

/** Takes a code, once. Refused: CODE_WANTED where none came, CODE_INVALID where it is wrong, late or was used. */
export async function takeCode(
  deps: Deps,
  tx: Tx,
  generator: OtpGeneratorRow,
  code: string | null,
): Promise<Decision<number, Refusal>> {
  if (code === null) return refuse('CODE_WANTED');
  const step = stepOf(deps, generator, code);
  if (step === null || !(await useStep(tx, generator.id, step))) return refuse('CODE_INVALID');
  return accept(step);
}
