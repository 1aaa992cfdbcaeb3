import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  endIdentity,
  findIdentity,
  identityOfAccount,
  lockIdentities,
  saveIdentity,
} from '@guanyun/db/organizations/identity.store.ts';
import { findAccount } from '@guanyun/db/organizations/person.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { decideLink, mayBeVouchedFor } from '@guanyun/domain/organizations/identity.ts';
import { type Answer, act } from '../evidence/act.ts';
import { isHolder } from '../evidence/signing-keys.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from './actor.ts';
import { ownHats } from './hats.ts';

/** Whom a provider of OpenID Connect has just vouched for: a verified ID token, without the token. */
export type ProvenIdentity = {
  readonly issuer: string;
  /** Who it is there, never given to anybody else (`sub`). */
  readonly subject: string;
  /** What the provider calls the person; shown, and never looked up by. */
  readonly name: string;
};

export type LinkedIdentity = { name: string; issuer: string; linkedAt: string };

/** The actor's own identity, and whether the posts held let one be linked at all. */
export function readIdentity(
  deps: Deps,
  actor: Actor,
  administrators: boolean,
): Promise<{ linked: LinkedIdentity | null; allowed: boolean }> {
  return read(deps, actor, async (tx) => {
    const linked = await identityOfAccount(tx, actor.accountId);
    const posts = (await ownHats(tx, actor.person.id, today(deps))).map(({ kind }) => kind);
    return {
      linked: linked && {
        name: linked.name,
        issuer: linked.issuer,
        linkedAt: linked.linkedAt.toISOString(),
      },
      allowed: mayBeVouchedFor(posts, administrators),
    };
  });
}

/**
 * Links the identity that a provider has just proven in this browser to the actor's own account, after its password. Refused:
 * PASSWORD_WRONG, IDENTITY_NOT_PROVEN (none, or too long ago), IDENTITY_NOT_FOR_POST, IDENTITY_LINKED_ALREADY, IDENTITY_TAKEN.
 */
export async function linkIdentity(
  deps: Deps,
  actor: Actor,
  asked: {
    requestId: string;
    password: string;
    proven: ProvenIdentity | null;
    administrators: boolean;
  },
): Promise<Answer<{ name: string }>> {
  const { requestId, password, proven, administrators } = asked;
  const holder = await isHolder(deps, actor, password);
  const about = { kind: 'account', id: actor.accountId, title: actor.account };
  const command = { requestId, act: 'identity.link', body: { identity: proven }, about };
  return act<{ name: string }>(deps, actor, command, async (tx) => {
    if (!holder) return refuse('PASSWORD_WRONG');
    if (proven === null) return refuse('IDENTITY_NOT_PROVEN');
    await lockIdentities(tx);
    const decision = decideLink({
      posts: (await ownHats(tx, actor.person.id, today(deps))).map(({ kind }) => kind),
      administrators,
      linked: (await identityOfAccount(tx, actor.accountId)) !== null,
      taken: (await findIdentity(tx, proven.issuer, proven.subject)) !== null,
    });
    if (decision.outcome === 'refused') return decision;
    const times = { linkedAt: deps.now(), endedAt: null };
    await saveIdentity(tx, { id: deps.newId(), accountId: actor.accountId, ...proven, ...times });
    return accept({ subject: about, content: { ...proven }, answer: { name: proven.name } });
  });
}

async function endOf(deps: Deps, tx: Tx, accountId: string): Promise<ProvenIdentity> {
  await lockIdentities(tx);
  const { id, issuer, subject, name } = found(await identityOfAccount(tx, accountId), 'identity');
  await endIdentity(tx, id, deps.now());
  return { issuer, subject, name };
}

/** Unlinks the actor's own identity, after the password; sessions that came from it end. Refused: PASSWORD_WRONG. */
export async function unlinkIdentity(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; password: string },
): Promise<Answer<{ done: true }>> {
  const holder = await isHolder(deps, actor, asked.password);
  const about = { kind: 'account', id: actor.accountId, title: actor.account };
  const command = { requestId: asked.requestId, act: 'identity.unlink', body: {}, about };
  return act(deps, actor, command, async (tx) => {
    if (!holder) return refuse('PASSWORD_WRONG');
    const content = await endOf(deps, tx, actor.accountId);
    return accept({ subject: about, content, answer: { done: true as const } });
  });
}

/** Unlinks the identity of somebody's account, with a reason; sessions that came from it end. */
export function unlinkIdentityOf(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; accountId: string; reason: string },
): Promise<Answer<{ done: true }>> {
  const { requestId, accountId, reason } = asked;
  const about = { kind: 'account', id: accountId, title: '' };
  const command = { requestId, act: 'administration.unlinkIdentity', body: asked, about };
  return act(deps, actor, command, async (tx) => {
    const account = found(await findAccount(tx, accountId), 'account');
    const content = { ...(await endOf(deps, tx, account.id)), reason };
    return accept({
      subject: { ...about, title: account.login },
      content,
      answer: { done: true as const },
    });
  });
}
