import { createHash, randomBytes } from 'node:crypto';
import { findZone } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction } from '@guanyun/db/kernel/transaction.ts';
import { generatorOf } from '@guanyun/db/organizations/credential.store.ts';
import type { AccountRow } from '@guanyun/db/organizations/organizations.model.ts';
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
import {
  type Must,
  mustFirst,
  type SignInPolicy,
  signInPolicy,
} from '@guanyun/domain/organizations/credentials.ts';
import { canSignIn, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { isStorageFull } from '../kernel/storage-full.ts';
import { type Actor, wholeZone } from './actor.ts';
import { type Hat, ownHats, shownHat, wearable } from './hats.ts';
import { takeCode } from './take-code.ts';

/** OWASP's range for a session: idle a quarter of an hour in high-value systems, which is the default here; eight hours at most. */
export const HOURS_MAX = 8;
export const policyOf = (deps: Pick<Deps, 'signIn'>): SignInPolicy => deps.signIn ?? signInPolicy;

export type Me = {
  account: string;
  person: { id: string; name: string };
  post: Hat;
  posts: Hat[];
  zone: { name: string; illustrative: boolean };
  today: string;
  /** What this session is good for before anything else. */
  must: Must;
  idleMinutes: number;
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
 * @param quiet asked by a page by itself, which is no use of the session
 */
export async function actorOf(deps: Deps, token: string, quiet = false): Promise<Actor | null> {
  const [digest, now, day] = [tokenDigest(token), deps.now(), today(deps)];
  const limits = { day, idleMinutes: policyOf(deps).idleMinutes, hoursMax: HOURS_MAX };
  const session = await openSession(deps, digest, now, limits);
  if (session === null) return null;
  if (!quiet && now.getTime() - session.lastSeenAt.getTime() > SEEN_MS)
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
    must: mustFirst({ ...session, vouched: session.signIn !== null }, policyOf(deps)),
    ...worn,
  };
}

/** The password was right; CODE_WANTED: a one-time code is asked for, CODE_INVALID: the one that came is wrong or was used. */
export type HalfWay = { readonly outcome: 'half-way'; readonly code: 'CODE_WANTED' | 'CODE_INVALID' };

/** Is this the account's password, and may it still be used? */
async function isRight(deps: Deps, account: AccountRow | null, password: string): Promise<boolean> {
  const right = await deps.passwords.verify(account?.passwordHash ?? null, password);
  const until = account?.passwordUntil ?? null;
  return right && account?.disabledAt === null && (until === null || until > deps.now());
}

/**
 * Signs in by password, and by one-time code where they are set up.
 * @returns a new session's token, 256 random bits; null for a wrong account or password: which of the two is not said
 */
export async function signIn(
  deps: Deps,
  login: string,
  password: string,
  code: string | null = null,
): Promise<string | HalfWay | null> {
  const account = await inTransaction(deps.db, wholeZone(deps), (tx) =>
    findAccountByLogin(tx, login.trim().toLowerCase()),
  );
  if (!(await isRight(deps, account, password)) || account === null) return null;
  return inTransaction(deps.db, wholeZone(deps), async (tx) => {
    const [hat] = await ownHats(tx, account.personId, today(deps));
    if (hat === undefined) return null;
    const generator = await generatorOf(tx, account.id);
    const taken = generator === null ? null : await takeCode(deps, tx, generator, code);
    if (taken?.outcome === 'refused')
      return { outcome: 'half-way', code: code === null ? 'CODE_WANTED' : 'CODE_INVALID' } as const;
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
      must: actor.must ?? null,
      idleMinutes: policyOf(deps).idleMinutes,
    };
  });
}
