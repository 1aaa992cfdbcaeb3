import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { allAccounts, personsById, saveAccount } from '@guanyun/db/organizations/person.store.ts';
import { accept, type Refused, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act } from '../evidence/act.ts';
import type { Deps } from '../kernel/deps.ts';

/** An account to be made; the password itself is never seen here. */
export type NewAccount = {
  readonly login: string;
  readonly personId: string;
  readonly passwordHash: string;
  /** Until when a password that is not the person's own may be used. */
  readonly passwordUntil?: Date;
};

/**
 * Saves accounts, one for a natural person. Refused for a person not on record (PERSON_UNKNOWN), and for a login or a
 * person that has an account already (ACCOUNT_NAME_TAKEN); null when all were saved.
 */
export async function saveNewAccounts(
  tx: Tx,
  newId: () => string,
  accounts: readonly NewAccount[],
): Promise<Refused | null> {
  const taken = await allAccounts(tx);
  const [logins, persons] = [new Set(taken.map((a) => a.login)), new Set(taken.map((a) => a.personId))];
  const known = new Set(
    (
      await personsById(
        tx,
        accounts.map((a) => a.personId),
      )
    ).map((person) => person.id),
  );
  for (const { login: written, personId, passwordHash, passwordUntil = null } of accounts) {
    const login = written.toLowerCase();
    if (!known.has(personId)) return refuse('PERSON_UNKNOWN', { person: personId });
    if (logins.has(login) || persons.has(personId)) return refuse('ACCOUNT_NAME_TAKEN', { account: login });
    logins.add(login);
    persons.add(personId);
    await saveAccount(tx, {
      id: newId(),
      login,
      personId,
      passwordHash,
      passwordUntil,
      disabledAt: null,
      disabledReason: null,
    });
  }
  return null;
}

/** Makes accounts on behalf of the system, all or none. The journal keeps logins and persons, never a hash. */
export function createAccounts(
  deps: Deps,
  accounts: readonly NewAccount[],
): Promise<Answer<{ count: number }>> {
  const about = { kind: 'account', id: null, title: '' };
  const body = { accounts: accounts.map(({ login, personId }) => ({ login, personId })) };
  const command = { requestId: deps.newId(), act: 'administration.createAccounts', body, about };
  return act(deps, null, command, async (tx) => {
    const refused = await saveNewAccounts(tx, deps.newId, accounts);
    return refused ?? accept({ subject: about, content: body, answer: { count: accounts.length } });
  });
}
