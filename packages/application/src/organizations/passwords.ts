import { randomInt } from 'node:crypto';
import { endSessions, setPassword } from '@guanyun/db/organizations/credential.store.ts';
import { findAccount } from '@guanyun/db/organizations/person.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { hoursAfter } from '@guanyun/domain/organizations/credentials.ts';
import { type Answer, act } from '../evidence/act.ts';
import { isHolder } from '../evidence/signing-keys.ts';
import { type Deps, found } from '../kernel/deps.ts';
import type { Actor } from './actor.ts';
import { strongEnough } from './password-policy.ts';
import { tokenDigest } from './sign-in.ts';

/** Letters and digits that nobody takes for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUPS = 5;

/** A password to be handed over: twenty random characters in groups, 115 bits, never shown again. */
export function newPassword(login: string): string {
  const group = (): string => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const password = Array.from({ length: GROUPS }, group).join('-');
  return strongEnough(password, login) ? password : newPassword(login);
}

/** A new password with its hash, and until when it may be used. */
export async function handedOver(
  deps: Deps,
  login: string,
  hours: number,
): Promise<{ password: string; passwordHash: string; passwordUntil: Date }> {
  const password = newPassword(login);
  const passwordUntil = new Date(hoursAfter(deps.now().getTime(), hours));
  return { password, passwordHash: await deps.passwords.hash(password), passwordUntil };
}

/**
 * The actor's own password, after the one before; every other session of the account ends. Refused: PASSWORD_WRONG,
 * PASSWORD_TOO_WEAK, PASSWORD_SAME.
 */
export async function changePassword(
  deps: Deps,
  actor: Actor,
  token: string,
  asked: { readonly requestId: string; readonly password: string; readonly next: string },
): Promise<Answer<{ ended: number }>> {
  const holder = await isHolder(deps, actor, asked.password);
  const strong = strongEnough(asked.next, actor.account);
  // Whoever does not know the password makes the server hash none.
  const passwordHash = holder && strong ? await deps.passwords.hash(asked.next) : '';
  const about = { kind: 'account', id: actor.accountId, title: actor.account };
  const command = { requestId: asked.requestId, act: 'account.changePassword', body: {}, about };
  return act(deps, actor, command, async (tx) => {
    if (!holder) return refuse('PASSWORD_WRONG');
    if (!strong) return refuse('PASSWORD_TOO_WEAK', { account: actor.account });
    if (asked.next === asked.password) return refuse('PASSWORD_SAME');
    const account = found(await findAccount(tx, actor.accountId), 'account');
    await setPassword(tx, account.id, passwordHash, null);
    const ended = await endSessions(tx, account.id, { but: tokenDigest(token) }, deps.now());
    return accept({ subject: about, content: { sessionsEnded: ended }, answer: { ended } });
  });
}
