import { findZone } from '@guanyun/db/evidence/request.store.ts';
import { endGenerator, generatorOf, saveGenerator } from '@guanyun/db/organizations/credential.store.ts';
import { findAccount } from '@guanyun/db/organizations/person.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act } from '../evidence/act.ts';
import { isHolder } from '../evidence/signing-keys.ts';
import { type Deps, found } from '../kernel/deps.ts';
import { type Actor, read } from './actor.ts';
import { boxOf, takeCode } from './take-code.ts';

/** A secret that was shown waits so long for its first code. */
const SET_UP_MINUTES = 15;
const waitingOf = (accountId: string): string => `otp-waiting:${accountId}`;

export type WaitingCodes = {
  readonly secret: string;
  readonly address: string;
  /** The secret as the server takes it back with the first code; it is kept nowhere until then. */
  readonly sealed: string;
};

/** Shows a new secret to the holder of the account, after the password. Refused: PASSWORD_WRONG, CODES_SET_UP_ALREADY. */
export async function beginCodes(deps: Deps, actor: Actor, password: string): Promise<Answer<WaitingCodes>> {
  const [codes, secrets] = [found(deps.codes, 'codes'), found(deps.secrets, 'secrets')];
  if (!(await isHolder(deps, actor, password))) return refuse('PASSWORD_WRONG');
  const { zone, before } = await read(deps, actor, async (tx) => ({
    zone: (await findZone(tx))?.name ?? '',
    before: await generatorOf(tx, actor.accountId),
  }));
  if (before !== null) return refuse('CODES_SET_UP_ALREADY');
  const secret = codes.secret();
  const waiting = JSON.stringify({ secret, since: deps.now().getTime() });
  const address = codes.address(secret, actor.account, zone);
  return {
    outcome: 'accepted',
    answer: { secret, address, sealed: secrets.seal(waiting, waitingOf(actor.accountId)) },
  };
}

/** The secret that was shown to this account not too long ago; null: none. */
function waitingSecret(deps: Deps, actor: Actor, sealed: string): string | null {
  try {
    const { secret, since } = JSON.parse(
      found(deps.secrets, 'secrets').open(sealed, waitingOf(actor.accountId)),
    );
    return deps.now().getTime() - since <= SET_UP_MINUTES * 60_000 ? secret : null;
  } catch {
    return null;
  }
}

/**
 * Sets one-time codes up with the first one: from then on signing in and signing ask for one. Refused: CODES_SET_UP_LATE,
 * CODES_SET_UP_ALREADY, CODE_INVALID.
 */
export function addCodes(
  deps: Deps,
  actor: Actor,
  asked: { readonly requestId: string; readonly sealed: string; readonly code: string },
): Promise<Answer<{ done: true }>> {
  const about = { kind: 'account', id: actor.accountId, title: actor.account };
  const command = { requestId: asked.requestId, act: 'account.addCodes', body: {}, about };
  return act(deps, actor, command, async (tx) => {
    const secret = waitingSecret(deps, actor, asked.sealed);
    if (secret === null) return refuse('CODES_SET_UP_LATE');
    // Under its lock, so that one set-up comes after the other.
    found(await findAccount(tx, actor.accountId), 'account');
    if ((await generatorOf(tx, actor.accountId)) !== null) return refuse('CODES_SET_UP_ALREADY');
    const secretSealed = found(deps.secrets, 'secrets').seal(secret, boxOf(actor.accountId));
    const row = {
      id: deps.newId(),
      accountId: actor.accountId,
      secretSealed,
      addedAt: deps.now(),
      endedAt: null,
    };
    await saveGenerator(tx, row);
    const taken = await takeCode(deps, tx, row, asked.code);
    if (taken.outcome === 'refused') return taken;
    return accept({ subject: about, content: { generator: row.id }, answer: { done: true as const } });
  });
}

/** Ends the actor's own one-time codes, after the password and a last code. Refused: PASSWORD_WRONG, CODE_INVALID. */
export async function removeCodes(
  deps: Deps,
  actor: Actor,
  asked: { readonly requestId: string; readonly password: string; readonly code: string },
): Promise<Answer<{ done: true }>> {
  const holder = await isHolder(deps, actor, asked.password);
  const about = { kind: 'account', id: actor.accountId, title: actor.account };
  const command = { requestId: asked.requestId, act: 'account.removeCodes', body: {}, about };
  return act(deps, actor, command, async (tx) => {
    if (!holder) return refuse('PASSWORD_WRONG');
    found(await findAccount(tx, actor.accountId), 'account');
    const generator = found(await generatorOf(tx, actor.accountId), 'codes');
    const taken = await takeCode(deps, tx, generator, asked.code);
    if (taken.outcome === 'refused') return taken;
    await endGenerator(tx, generator.id, deps.now());
    return accept({ subject: about, content: { generator: generator.id }, answer: { done: true as const } });
  });
}
