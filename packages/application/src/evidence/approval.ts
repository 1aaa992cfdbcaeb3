import { createHash } from 'node:crypto';
import { findKey, keysOf, type SignatureRow, saveSignature } from '@guanyun/db/evidence/signature.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';

/** What the digest of a statement is to a device: WebAuthn's challenge, base64url. */
export const challengeOf = (statement: string): string =>
  createHash('sha256').update(statement).digest('base64url');

/** A signature that was found to be the key's over the statement, to be kept with what it approved. */
export type Signed = { keep(tx: Tx): Promise<void> };

const requestOf = (statement: string): unknown =>
  (JSON.parse(statement) as { input?: { requestId?: unknown } }).input?.requestId;

/**
 * The signature under an act that asks for one; null where the actor has no key and answers by the session alone. Refused:
 * SIGNATURE_WANTED where a key is there and did not sign, SIGNATURE_INVALID where what came is not its signature over what
 * was sent.
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
    return (await keysOf(tx, actor.accountId)).length === 0 ? accept(null) : refuse('SIGNATURE_WANTED');
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
