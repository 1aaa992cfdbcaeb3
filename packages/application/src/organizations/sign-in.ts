import { createHash, randomBytes } from 'node:crypto';
import { findZone } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction } from '@guanyun/db/kernel/transaction.ts';
import {
  endSession,
  findAccountByLogin,
  openSession,
  type SessionView,
  saveSession,
  sawSession,
  setSessionPost,
} from '@guanyun/db/organizations/person.store.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { canSignIn, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { isStorageFull } from '../kernel/storage-full.ts';
import { type Actor, wholeZone } from './actor.ts';
import { type Hat, ownHats, shownHat, wearable } from './hats.ts';

/** OWASP's range for a session: idle a quarter of an hour in high-value systems; a working morning here, eight hours at most. */
export const IDLE_MINUTES = 60;
export const HOURS_MAX = 8;

export type Me = {
  account: string;
  person: { id: string; name: string };
  post: Hat;
  posts: Hat[];
  zone: { name: string; illustrative: boolean };
  today: string;
};

export const tokenDigest = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Being seen is written down at most this often. */
const SEEN_MS = 60_000;

type Worn = Pick<Actor, 'post' | 'onBehalfOf'>;

const ownPost = (post: SessionView['post']): Worn | null =>
  post === null || !canSignIn(post.kind)
    ? null
    : { post: { ...post, side: sideOf(post.kind) }, onBehalfOf: null };

/** Only who stands in for somebody pays for asking whether that is still so. */
function delegatedPost(
  deps: Deps,
  personId: string,
  delegationId: string,
  day: LocalDate,
): Promise<Worn | null> {
  return inTransaction(deps.db, wholeZone(deps), async (tx) => {
    const hat = (await wearable(tx, personId, day)).find((one) => one.id === delegationId);
    if (hat === undefined) return null;
    const { postId, kind, organization, side } = hat;
    return { post: { id: postId, kind, organizationId: organization.id, side }, onBehalfOf: hat.delegation };
  });
}

/** On a full disk nobody's reading ends because it cannot be noted. */
function readOn(error: unknown): void {
  if (!isStorageFull(error)) throw error;
}

/**
 * The actor behind a session token; null if the session ended or idled out, the account is disabled, or the hat it wears
 * is no longer in force: nobody slips from one hat into another unasked.
 */
export async function actorOf(deps: Deps, token: string): Promise<Actor | null> {
  const [digest, now, day] = [tokenDigest(token), deps.now(), today(deps)];
  const limits = { day, idleMinutes: IDLE_MINUTES, hoursMax: HOURS_MAX };
  const session = await openSession(deps, digest, now, limits);
  if (session === null) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > SEEN_MS)
    await inTransaction(deps.db, wholeZone(deps), (tx) => sawSession(tx, digest, now)).catch(readOn);
  const worn =
    session.delegationId === null
      ? ownPost(session.post)
      : await delegatedPost(deps, session.personId, session.delegationId, day);
  if (worn === null) return null;
  return {
    accountId: session.accountId,
    account: session.login,
    person: { id: session.personId, name: session.personName },
    signIn: session.signIn,
    ...worn,
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
    const [hat] = await ownHats(tx, account.personId, today(deps));
    if (hat === undefined) return null;
    const token = randomBytes(32).toString('base64url');
    await saveSession(tx, tokenDigest(token), account.id, hat.id, deps.now());
    return token;
  });
}

export async function signOut(deps: Deps, token: string): Promise<void> {
  await inTransaction(deps.db, wholeZone(deps), (tx) => endSession(tx, tokenDigest(token), deps.now()));
}

/** Puts on another hat, one's own or one that is delegated; it must be in force. */
export async function switchPost(deps: Deps, actor: Actor, token: string, hatId: string): Promise<void> {
  await inTransaction(deps.db, wholeZone(deps), async (tx) => {
    const hats = await wearable(tx, actor.person.id, today(deps));
    const hat = found(
      hats.find((one) => one.id === hatId),
      'post',
    );
    await setSessionPost(tx, tokenDigest(token), hat.postId, hat.delegation?.delegationId ?? null);
  });
}

export async function whoAmI(deps: Deps, actor: Actor): Promise<Me> {
  return inTransaction(deps.db, wholeZone(deps), async (tx) => {
    const zone = await findZone(tx);
    const posts = (await wearable(tx, actor.person.id, today(deps))).map(shownHat);
    const worn = actor.onBehalfOf?.delegationId ?? actor.post.id;
    return {
      account: actor.account,
      person: actor.person,
      post: found(
        posts.find((one) => one.id === worn),
        'post',
      ),
      posts,
      zone: { name: zone?.name ?? '', illustrative: zone?.illustrative ?? false },
      today: today(deps),
    };
  });
}
