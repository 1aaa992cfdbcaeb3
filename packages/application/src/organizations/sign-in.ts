import { createHash, randomBytes } from 'node:crypto';
import { findZone } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction } from '@guanyun/db/kernel/transaction.ts';
import {
  endSession,
  findAccountByLogin,
  hatsOf,
  openSession,
  saveSession,
  sawSession,
  setSessionPost,
} from '@guanyun/db/organizations/person.store.ts';
import { canSignIn, type PostKind, type Side, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { type Deps, NotFound, today } from '../kernel/deps.ts';
import { type Actor, wholeZone } from './actor.ts';

/** OWASP's range for a session: idle a quarter of an hour in high-value systems; a working morning here, eight hours at most. */
const IDLE_MINUTES = 60;
const HOURS_MAX = 8;

export type Hat = { id: string; kind: PostKind; organization: { id: string; name: string }; side: Side };
export type Me = {
  account: string;
  person: { id: string; name: string };
  post: Hat;
  posts: Hat[];
  zone: { name: string; illustrative: boolean };
  today: string;
};

const tokenDigest = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Being seen is written down at most this often. */
const SEEN_MS = 60_000;

/** The actor behind a session token; null if the session ended, idled out, or the account or the post is no longer in force. */
export async function actorOf(deps: Deps, token: string): Promise<Actor | null> {
  const [digest, now] = [tokenDigest(token), deps.now()];
  const limits = { day: today(deps), idleMinutes: IDLE_MINUTES, hoursMax: HOURS_MAX };
  const session = await openSession(deps, digest, now, limits);
  if (session === null) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > SEEN_MS)
    await inTransaction(deps.db, wholeZone(deps), (tx) => sawSession(tx, digest, now));
  const hat =
    session.posts.find((h) => h.id === session.postId) ?? session.posts.find((h) => canSignIn(h.kind));
  if (hat === undefined) return null;
  return {
    accountId: session.accountId,
    account: session.login,
    person: { id: session.personId, name: session.personName },
    post: { id: hat.id, kind: hat.kind, organizationId: hat.organizationId, side: sideOf(hat.kind) },
  };
}

/** @returns a new session's token, 256 random bits, or null for a wrong account or password: which of the two is not said. */
export async function signIn(deps: Deps, login: string, password: string): Promise<string | null> {
  const account = await inTransaction(deps.db, wholeZone(deps), (tx) =>
    findAccountByLogin(tx, login.trim().toLowerCase()),
  );
  const right = await deps.passwords.verify(account?.passwordHash ?? null, password);
  if (!right || account === null || account.disabledAt !== null) return null;
  return inTransaction(deps.db, wholeZone(deps), async (tx) => {
    const hat = (await hatsOf(tx, [account.personId], today(deps))).find((h) => canSignIn(h.kind));
    if (hat === undefined) return null;
    const token = randomBytes(32).toString('base64url');
    await saveSession(tx, tokenDigest(token), account.id, hat.id, deps.now());
    return token;
  });
}

export async function signOut(deps: Deps, token: string): Promise<void> {
  await inTransaction(deps.db, wholeZone(deps), (tx) => endSession(tx, tokenDigest(token), deps.now()));
}

/** Puts on another hat; the session must be the person's own, the post in force. */
export async function switchPost(deps: Deps, actor: Actor, token: string, postId: string): Promise<void> {
  await inTransaction(deps.db, wholeZone(deps), async (tx) => {
    const hats = await hatsOf(tx, [actor.person.id], today(deps));
    if (!hats.some((h) => h.id === postId && canSignIn(h.kind))) throw new NotFound('post');
    await setSessionPost(tx, tokenDigest(token), postId);
  });
}

export async function whoAmI(deps: Deps, actor: Actor): Promise<Me> {
  return inTransaction(deps.db, wholeZone(deps), async (tx) => {
    const zone = await findZone(tx);
    const posts = (await hatsOf(tx, [actor.person.id], today(deps)))
      .filter((h) => canSignIn(h.kind))
      .map((h) => ({
        id: h.id,
        kind: h.kind,
        organization: { id: h.organizationId, name: h.organizationName ?? '' },
        side: sideOf(h.kind),
      }));
    const post = posts.find((p) => p.id === actor.post.id);
    if (post === undefined) throw new NotFound('post');
    return {
      account: actor.account,
      person: actor.person,
      post,
      posts,
      zone: { name: zone?.name ?? '', illustrative: zone?.illustrative ?? false },
      today: today(deps),
    };
  });
}
