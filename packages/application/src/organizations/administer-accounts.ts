import { generatorsInForce } from '@guanyun/db/organizations/credential.store.ts';
import { identitiesInForce } from '@guanyun/db/organizations/identity.store.ts';
import {
  allAccounts,
  endSessionsOf,
  findAccount,
  hatsOf,
  lastSeen,
  personsById,
  personsWithoutAccount,
  setAccountDisabled,
} from '@guanyun/db/organizations/person.store.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { FIRST_PASSWORD_HOURS } from '@guanyun/domain/organizations/credentials.ts';
import { sideOf } from '@guanyun/domain/organizations/posts.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from './actor.ts';
import { saveNewAccounts } from './create-accounts.ts';
import type { Hat } from './hats.ts';
import { handedOver } from './passwords.ts';

export type AccountLine = {
  id: string;
  account: string;
  person: { id: string; name: string };
  posts: Hat[];
  disabled: boolean;
  lastSeenAt: string | null;
  /** What a provider calls the identity that is linked to it; null: none is. */
  identity: string | null;
  /** Whether one-time codes are set up. */
  codes: boolean;
  /** Until when a first or reset password may be used; null: the person chose one. */
  firstUntil: string | null;
};

export function listAccounts(deps: Deps, actor: Actor): Promise<AccountLine[]> {
  return read(deps, actor, async (tx) => {
    const accounts = await allAccounts(tx);
    const ids = accounts.map((a) => a.personId);
    const names = new Map((await personsById(tx, ids)).map((p) => [p.id, p.name]));
    const hats = await hatsOf(tx, ids, today(deps));
    const identities = new Map((await identitiesInForce(tx)).map((i) => [i.accountId, i.name]));
    const codes = new Set((await generatorsInForce(tx)).map((one) => one.accountId));
    const seen = new Map((await lastSeen(tx)).map((s) => [s.accountId, s.at.toISOString()]));
    return accounts.map((a) => ({
      id: a.id,
      account: a.login,
      person: { id: a.personId, name: names.get(a.personId) ?? '' },
      posts: hats
        .filter((h) => h.personId === a.personId)
        .map((h) => ({
          id: h.id,
          kind: h.kind,
          organization: { id: h.organizationId, name: h.organizationName ?? '' },
          side: sideOf(h.kind),
          onBehalfOf: null,
        })),
      disabled: a.disabledAt !== null,
      lastSeenAt: seen.get(a.id) ?? null,
      identity: identities.get(a.id) ?? null,
      codes: codes.has(a.id),
      firstUntil: a.passwordUntil?.toISOString() ?? null,
    }));
  });
}

/** Disabling ends every session of the account at once; the next request is refused. */
export function setAccountState(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; accountId: string; disabled: boolean; reason: string },
): Promise<Answer<{ disabled: boolean }>> {
  const name = asked.disabled ? 'administration.disableAccount' : 'administration.enableAccount';
  const about = { kind: 'account', id: asked.accountId, title: '' };
  return act(deps, actor, { requestId: asked.requestId, act: name, body: asked, about }, async (tx) => {
    const account = found(await findAccount(tx, asked.accountId), 'account');
    await setAccountDisabled(
      tx,
      account.id,
      asked.disabled ? deps.now() : null,
      asked.disabled ? asked.reason : null,
    );
    if (asked.disabled) await endSessionsOf(tx, account.id, deps.now());
    const content = { account: account.login, disabled: asked.disabled, reason: asked.reason };
    return accept({
      subject: { ...about, title: account.login },
      content,
      answer: { disabled: asked.disabled },
    });
  });
}

/** Who could be given an account, with the posts held today. */
export function listPersonsWithoutAccount(
  deps: Deps,
  actor: Actor,
): Promise<{ person: { id: string; name: string }; posts: { kind: string; organization: string }[] }[]> {
  return read(deps, actor, async (tx) => {
    const persons = await personsWithoutAccount(tx);
    const hats = await hatsOf(
      tx,
      persons.map((p) => p.id),
      today(deps),
    );
    return persons.map((person) => ({
      person,
      posts: hats
        .filter((h) => h.personId === person.id)
        .map((h) => ({ kind: h.kind, organization: h.organizationName ?? '' })),
    }));
  });
}

/**
 * An account for a person on record, with a random first password that is in this one answer and nowhere else, and that the
 * person changes within a week. It gives nobody a right: posts come from another administrator. Refused: PERSON_UNKNOWN,
 * ACCOUNT_NAME_TAKEN.
 */
export async function openAccount(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; personId: string; account: string },
): Promise<Answer<{ account: string; password: string | null }>> {
  const { requestId, personId } = asked;
  const login = asked.account.toLowerCase();
  const about = { kind: 'account', id: null, title: login };
  const command = { requestId, act: 'administration.createAccount', body: { personId, login }, about };
  const { password, ...kept } = await handedOver(deps, login, FIRST_PASSWORD_HOURS);
  let made = false;
  const answer = await act(deps, actor, command, async (tx): Promise<Outcome<{ account: string }>> => {
    const refused = await saveNewAccounts(tx, deps.newId, [{ login, personId, ...kept }]);
    if (refused !== null) return refused;
    made = true;
    return accept({ subject: about, content: { personId, login }, answer: { account: login } });
  });
  if (answer.outcome === 'refused') return answer;
  return { outcome: 'accepted', answer: { account: login, password: made ? password : null } };
}
