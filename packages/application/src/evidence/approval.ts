import { createHash } from 'node:crypto';
import { findKey, keysOf, type SignatureRow, saveSignature } from '@guanyun/db/evidence/signature.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { generatorOf, saveOtpApproval } from '@guanyun/db/organizations/credential.store.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { takeCode } from '../organizations/take-code.ts';

/** What the digest of a statement is to a device: WebAuthn's challenge, base64url. */
export const challengeOf = (statement: string): string =>
  createHash('sha256').update(statement).digest('base64url');

/** A signature or a code that was found to be good, to be kept with what it approved. */
export type Signed = { keep(tx: Tx): Promise<void> };

const requestOf = (statement: string): unknown =>
  (JSON.parse(statement) as { input?: { requestId?: unknown } }).input?.requestId;

/** The one-time code of who has no key but codes, kept with what it confirmed; null where the session alone answers. */
async function codeUnder(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  requestId: string,
): Promise<Decision<Signed | null, Refusal>> {
  const generator = await generatorOf(tx, actor.accountId);
  if (generator === null) return accept(null);
  const taken = await takeCode(deps, tx, generator, actor.approval?.code ?? null);
  if (taken.outcome === 'refused') return taken;
  const row = { requestId, generatorId: generator.id, step: `${taken.effects}`, confirmedAt: deps.now() };
  return accept({ keep: (within) => saveOtpApproval(within, row) });
}

/**
 * The signature under an act that asks for one, or the one-time code in its place; null where the actor has neither and answers
 * by the session alone. Refused: SIGNATURE_WANTED where a key is there and did not sign, SIGNATURE_INVALID where what came is
 * not its signature over what was sent; CODE_WANTED and CODE_INVALID where codes are set up.
 */
export async function signatureUnder(
  deps: Deps,
  tx: Tx,
  actor: Actor | null,
  requestId: string,
): Promise<Decision<Signed | null, Refusal>> {
  const approval = actor?.approval;
  if (actor === null || approval === undefined) return accept(null);
  const { assertion, origin } = approval;
  if (assertion === null)
    return (await keysOf(tx, actor.accountId)).length === 0
      ? codeUnder(deps, tx, actor, requestId)
      : refuse('SIGNATURE_WANTED');
  const statement = approval.statement();
  const key = await findKey(tx, assertion.id);
  if (
    key === null ||
    key.accountId !== actor.accountId ||
    key.endedAt !== null ||
    requestOf(statement) !== requestId
  )
    return refuse('SIGNATURE_INVALID');
  const expected = {
    challenge: challengeOf(statement),
    origin,
    publicKey: key.publicKey,
    counter: Number(key.counter),
  };
  const counter = (await deps.passkeys?.verified(assertion, expected)) ?? null;
  if (counter === null) return refuse('SIGNATURE_INVALID');
  const row: SignatureRow = {
    ...{ requestId, authenticatorId: key.id, statement, clientData: assertion.clientDataJSON },
    ...{
      authenticatorData: assertion.authenticatorData,
      signature: assertion.signature,
      signedAt: deps.now(),
    },
  };
  return accept({ keep: (within) => saveSignature(within, row, counter) });
}
