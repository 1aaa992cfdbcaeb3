import { endSessions, generatorOf, sessionsOf } from '@guanyun/db/organizations/credential.store.ts';
import { endSessionsOf, findAccount } from '@guanyun/db/organizations/person.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act } from '../evidence/act.ts';
import { isHolder } from '../evidence/signing-keys.ts';
import { type Deps, found } from '../kernel/deps.ts';
import { type Actor, read } from './actor.ts';
import { HOURS_MAX, policyOf, tokenDigest } from './sign-in.ts';

export type OwnSecurity = {
  /** When one-time codes were set up; null: they are not. */
  codesSince: string | null;
  codesRequired: boolean;
  sessions: { id: string; post: string; since: string; lastSeenAt: string; this: boolean }[];
};

/** What guards the actor's own account, and where it is signed in. */
export function readSecurity(deps: Deps, actor: Actor, token: string): Promise<OwnSecurity> {
  return read(deps, actor, async (tx) => {
    const { idleMinutes, secondFactor } = policyOf(deps);
    const generator = await generatorOf(tx, actor.accountId);
    const sessions = await sessionsOf(tx, actor.accountId, deps.now(), { idleMinutes, hoursMax: HOURS_MAX });
    return {
      codesSince: generator?.addedAt.toISOString() ?? null,
      codesRequired: secondFactor === 'required',
      sessions: sessions.map((one) => ({
        id: one.id,
        post: one.postKind,
        since: one.createdAt.toISOString(),
        lastSeenAt: one.lastSeenAt.toISOString(),
        this: one.tokenDigest === tokenDigest(token),
      })),
    };
  });
}

/** Ends one of the actor's sessions, or with null all but this one, after the password. Refused: PASSWORD_WRONG. */
export async function endOwnSessions(
  deps: Deps,
  actor: Actor,
  token: string,
  asked: { readonly requestId: string; readonly id: string | null; readonly password: string },
): Promise<Answer<{ ended: number }>> {
  const holder = await isHolder(deps, actor, asked.password);
  const about = { kind: 'account', id: actor.accountId, title: actor.account };
  const command = { requestId: asked.requestId, act: 'account.endSessions', body: { id: asked.id }, about };
  return act(deps, actor, command, async (tx) => {
    if (!holder) return refuse('PASSWORD_WRONG');
    const which = asked.id === null ? { but: tokenDigest(token) } : { id: asked.id };
    const ended = await endSessions(tx, actor.accountId, which, deps.now());
    return accept({ subject: about, content: { session: asked.id, ended }, answer: { ended } });
  });
}

/** Ends every session of somebody's account, with a reason; the account stays. */
export function endSessionsOfAccount(
  deps: Deps,
  actor: Actor,
  asked: { readonly requestId: string; readonly accountId: string; readonly reason: string },
): Promise<Answer<{ done: true }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'account', id: asked.accountId, title: '' };
  const command = { requestId, act: 'administration.endSessions', body, about };
  return act(deps, actor, command, async (tx) => {
    const account = found(await findAccount(tx, asked.accountId), 'account');
    await endSessionsOf(tx, account.id, deps.now());
    const content = { account: account.login, reason: asked.reason };
    return accept({ subject: { ...about, title: account.login }, content, answer: { done: true as const } });
  });
}
