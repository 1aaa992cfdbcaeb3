import { endKey, findKey, keysOf, saveKey } from '@guanyun/db/evidence/signature.store.ts';
import { generatorOf } from '@guanyun/db/organizations/credential.store.ts';
import { findAccountByLogin } from '@guanyun/db/organizations/person.store.ts';
import { statementText } from '@guanyun/domain/evidence/approval.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Deps, found } from '../kernel/deps.ts';
import type { NewPasskey } from '../kernel/passkeys.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { type Answer, act } from './act.ts';
import { challengeOf } from './approval.ts';

/** The actor's own signing keys that are in use. */
export const readKeys = (
  deps: Deps,
  actor: Actor,
): Promise<{ id: string; name: string; addedAt: string }[]> =>
  read(deps, actor, async (tx) =>
    (await keysOf(tx, actor.accountId)).map(({ id, name, addedAt }) => ({
      id,
      name,
      addedAt: addedAt.toISOString(),
    })),
  );

/** By what the actor confirms an act: the ids of keys, and whether one-time codes are set up. */
export const readMeans = (deps: Deps, actor: Actor): Promise<{ keys: string[]; codes: boolean }> =>
  read(deps, actor, async (tx) => ({
    keys: (await keysOf(tx, actor.accountId)).map(({ id }) => id),
    codes: (await generatorOf(tx, actor.accountId)) !== null,
  }));

/** Whether it is the person of the account who asks, and not somebody at an open screen. */
export async function isHolder(deps: Deps, actor: Actor, password: string): Promise<boolean> {
  const account = await read(deps, actor, (tx) => findAccountByLogin(tx, actor.account));
  return deps.passwords.verify(account?.passwordHash ?? null, password);
}

/**
 * A new key for the actor's own account, after its password. From then on the acts that ask for a signature are not done
 * without one. Refused: PASSWORD_WRONG, KEY_REFUSED (not this origin, not verified by the device, known already).
 */
export async function addKey(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; name: string; password: string; key: NewPasskey; origin: string },
): Promise<Answer<{ id: string }>> {
  const { requestId, name, password, key, origin } = asked;
  const holder = await isHolder(deps, actor, password);
  const challenge = challengeOf(statementText('signing.add', { requestId, name }));
  const about = { kind: 'signing_key', id: null, title: name };
  const command = { requestId, act: 'signing.add', body: { name, key }, about };
  return act(deps, actor, command, async (tx) => {
    if (!holder) return refuse('PASSWORD_WRONG');
    const made = (await deps.passkeys?.registered(key, { challenge, origin })) ?? null;
    if (made === null || (await findKey(tx, key.id)) !== null) return refuse('KEY_REFUSED');
    const { publicKey, counter } = made;
    const times = { addedAt: deps.now(), endedAt: null };
    const row = { id: key.id, accountId: actor.accountId, name, publicKey, counter: counter.toString() };
    await saveKey(tx, { ...row, ...times });
    return accept({ subject: about, content: { key: key.id, publicKey, name }, answer: { id: key.id } });
  });
}

/** Ends one of the actor's own keys, after the password; what it signed stays signed. Refused: PASSWORD_WRONG. */
export async function removeKey(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; password: string },
): Promise<Answer<{ done: true }>> {
  const { requestId, id, password } = asked;
  const holder = await isHolder(deps, actor, password);
  const about = { kind: 'signing_key', id: null, title: '' };
  return act(deps, actor, { requestId, act: 'signing.remove', body: { id }, about }, async (tx) => {
    if (!holder) return refuse('PASSWORD_WRONG');
    const key = await findKey(tx, id);
    const own = found(key?.accountId === actor.accountId && key.endedAt === null ? key : null, 'key');
    await endKey(tx, own.id, deps.now());
    const subject = { ...about, title: own.name };
    return accept({ subject, content: { key: own.id }, answer: { done: true as const } });
  });
}
