import { randomBytes } from 'node:crypto';
import { inTransaction } from '@guanyun/db/kernel/transaction.ts';
import {
  endedByProvider,
  findIdentity,
  findProviderLogout,
  type IdentityRow,
  lockIdentities,
  saveIdentitySession,
  saveProviderLogout,
} from '@guanyun/db/organizations/identity.store.ts';
import { endSession, findAccount, saveSession } from '@guanyun/db/organizations/person.store.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import {
  decideLogout,
  decideProviderSession,
  mayBeVouchedFor,
} from '@guanyun/domain/organizations/identity.ts';
import { type Answer, act } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, wholeZone } from './actor.ts';
import { ownHats } from './hats.ts';
import type { ProvenIdentity } from './identities.ts';
import { tokenDigest } from './sign-in.ts';

/** What a provider said of a sign-in that it vouches for. */
export type ProvenSignIn = ProvenIdentity & {
  /** The session's name at the provider (`sid`). */
  readonly providerSession: string | null;
  readonly issuedAt: Date;
  /** When the person proved who it is there, and how strongly. */
  readonly authTime: Date | null;
  readonly acr: string | null;
};

/** NOT_LINKED: no account has this identity. ACCOUNT_OUT: disabled, without a post, or one that signs in by password alone. */
export type NoSignIn = 'NOT_LINKED' | 'ACCOUNT_OUT';
type Ready = { readonly identity: IdentityRow; readonly actor: Actor };

/** The account behind a proven identity in the first of its posts, if it may come in this way. */
function readyFor(deps: Deps, proven: ProvenSignIn, administrators: boolean): Promise<Ready | NoSignIn> {
  return inTransaction(deps.db, wholeZone(deps), async (tx) => {
    const identity = await findIdentity(tx, proven.issuer, proven.subject);
    if (identity === null) return 'NOT_LINKED';
    const account = found(await findAccount(tx, identity.accountId), 'account');
    const hats = await ownHats(tx, account.personId, today(deps));
    const [hat] = hats;
    const may = mayBeVouchedFor(
      hats.map(({ kind }) => kind),
      administrators,
    );
    if (account.disabledAt !== null || hat === undefined || !may) return 'ACCOUNT_OUT';
    const post = { id: hat.postId, kind: hat.kind, organizationId: hat.organization.id, side: hat.side };
    const person = { id: account.personId, name: '' };
    const authTime = proven.authTime?.toISOString() ?? null;
    const signIn = { issuer: proven.issuer, acr: proven.acr, authTime };
    const actor = { accountId: account.id, account: account.login, person, post, onBehalfOf: null, signIn };
    return { identity, actor };
  });
}

/**
 * Signs in whom a provider vouched for: a session like any other, which also ends with its identity and at the provider's word.
 * It is an act of the journal, with how the person was signed in. Refused: IDENTITY_ENDED_THERE.
 * @param previous digest of the token of the session that this browser had; it ends
 * @returns the new session's token, or why there is none
 */
export async function signInByProvider(
  deps: Deps,
  proven: ProvenSignIn,
  { administrators, previous }: { administrators: boolean; previous: string | null },
): Promise<{ token: string } | NoSignIn> {
  const ready = await readyFor(deps, proven, administrators);
  if (typeof ready === 'string') return ready;
  const { identity, actor } = ready;
  const token = randomBytes(32).toString('base64url');
  const about = { kind: 'account', id: actor.accountId, title: actor.account };
  const { issuer, subject, providerSession, issuedAt, authTime, acr } = proven;
  const content = { issuer, subject, acr, authTime: authTime?.toISOString() ?? null };
  const command = { requestId: deps.newId(), act: 'session.signInByProvider', body: content, about };
  const answer = await act(deps, actor, command, async (tx) => {
    // What the provider ends, and who unlinks, waits or is seen here.
    await lockIdentities(tx);
    const decision = decideProviderSession(await endedByProvider(tx, identity, proven));
    if (decision.outcome === 'refused') return decision;
    await saveSession(tx, tokenDigest(token), actor.accountId, actor.post.id, deps.now());
    const said = { providerSession, issuedAt, authTime, acr };
    await saveIdentitySession(tx, { tokenDigest: tokenDigest(token), identityId: identity.id, ...said });
    if (previous !== null) await endSession(tx, previous, deps.now());
    return accept({ subject: about, content, answer: null });
  });
  return answer.outcome === 'accepted' ? { token } : 'ACCOUNT_OUT';
}

/** A provider's verified word that a session there, or all of a subject's, is over (back-channel logout). */
export type ProviderLogout = {
  readonly issuer: string;
  readonly tokenId: string;
  readonly subject: string | null;
  readonly providerSession: string | null;
  readonly issuedAt: Date;
};

/** Ends the sessions that the provider names; the next request of each is out. Refused: LOGOUT_REPLAYED. */
export function endByProvider(deps: Deps, word: ProviderLogout): Promise<Answer<{ sessions: number }>> {
  const { issuer, subject, tokenId, providerSession } = word;
  const about = { kind: 'identity', id: null, title: '' };
  const body = { issuer, subject, providerSession, tokenId, issuedAt: word.issuedAt.toISOString() };
  const command = { requestId: deps.newId(), act: 'identity.endByProvider', body, about };
  return act(deps, null, command, async (tx) => {
    await lockIdentities(tx);
    const decision = decideLogout((await findProviderLogout(tx, issuer, tokenId)) !== null);
    if (decision.outcome === 'refused') return decision;
    const sessions = await saveProviderLogout(tx, { ...word, receivedAt: deps.now() });
    const identity = subject === null ? null : await findIdentity(tx, issuer, subject);
    const account = identity === null ? null : await findAccount(tx, identity.accountId);
    const whose = account === null ? {} : { kind: 'account', id: account.id, title: account.login };
    return accept({ subject: { ...about, ...whose }, content: { ...body, sessions }, answer: { sessions } });
  });
}
