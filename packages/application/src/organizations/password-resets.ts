import {
  endGenerator,
  endReset,
  findReset,
  generatorOf,
  openResetOf,
  openResets,
  releaseReset,
  saveReset,
  setPassword,
} from '@guanyun/db/organizations/credential.store.ts';
import {
  allAccounts,
  endSessionsOf,
  findAccount,
  personsById,
} from '@guanyun/db/organizations/person.store.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import {
  decideAskReset,
  decideReleaseReset,
  hoursAfter,
  RESET_OPEN_HOURS,
  RESET_PASSWORD_HOURS,
} from '@guanyun/domain/organizations/credentials.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found } from '../kernel/deps.ts';
import { type Actor, read } from './actor.ts';
import { handedOver } from './passwords.ts';

export type ResetLine = {
  id: string;
  account: string;
  person: string;
  withCodes: boolean;
  reason: string;
  askedBy: string;
  askedAt: string;
  /** Until when it may be released. */
  until: string;
};

/** The resets that wait for another administrator. */
export function listResets(deps: Deps, actor: Actor): Promise<ResetLine[]> {
  return read(deps, actor, async (tx) => {
    const now = deps.now().getTime();
    const until = (at: Date): Date => new Date(hoursAfter(at.getTime(), RESET_OPEN_HOURS));
    const open = (await openResets(tx)).filter(({ askedAt }) => until(askedAt).getTime() >= now);
    const accounts = new Map((await allAccounts(tx)).map((one) => [one.id, one]));
    const persons = new Map(
      (
        await personsById(
          tx,
          [...accounts.values()].map((one) => one.personId),
        )
      ).map((one) => [one.id, one.name]),
    );
    const nameOf = (accountId: string): string => persons.get(accounts.get(accountId)?.personId ?? '') ?? '';
    return open.map(({ id, accountId, withCodes, reason, askedBy, askedAt }) => ({
      ...{ id, withCodes, reason, account: accounts.get(accountId)?.login ?? '', person: nameOf(accountId) },
      ...{ askedBy: nameOf(askedBy), askedAt: askedAt.toISOString(), until: until(askedAt).toISOString() },
    }));
  });
}

/**
 * Asks for a new password of somebody who lost theirs, and for the end of lost one-time codes; who it is was established in
 * person. Nothing changes until another administrator releases it. Refused: RESET_OWN, RESET_ASKED_ALREADY.
 */
export function askReset(
  deps: Deps,
  actor: Actor,
  asked: {
    readonly requestId: string;
    readonly accountId: string;
    readonly withCodes: boolean;
    readonly reason: string;
  },
): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'account', id: asked.accountId, title: '' };
  const command = { requestId, act: 'administration.askReset', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const account = found(await findAccount(tx, asked.accountId), 'account');
    // A machine has no password to be reset.
    found(account.passwordHash, 'account');
    const before = await openResetOf(tx, account.id);
    const [own, now] = [account.id === actor.accountId, deps.now()];
    const decision = decideAskReset({
      own,
      openSince: before?.askedAt.getTime() ?? null,
      now: now.getTime(),
    });
    if (decision.outcome === 'refused') return decision;
    if (before !== null) await endReset(tx, before.id, now);
    const row = { id: deps.newId(), accountId: account.id, withCodes: asked.withCodes, reason: asked.reason };
    const open = { releasedBy: null, releasedAt: null, passwordUntil: null, endedAt: null };
    await saveReset(tx, { ...row, askedBy: actor.accountId, askedAt: now, ...open });
    return accept({ subject: { ...about, title: account.login }, content: body, answer: { id: row.id } });
  });
}

/** What deciding about a reset goes by, under lock. */
async function resetOf(deps: Deps, actor: Actor, tx: Parameters<typeof findReset>[0], id: string) {
  const reset = found(await findReset(tx, id), 'reset');
  const account = found(await findAccount(tx, reset.accountId), 'account');
  const decision = decideReleaseReset({
    ...{ releaser: actor.accountId, askedBy: reset.askedBy, account: account.id },
    ...{ askedAt: reset.askedAt.getTime(), closed: (reset.releasedAt ?? reset.endedAt) !== null },
    now: deps.now().getTime(),
  });
  return { reset, account, decision };
}

/**
 * Releases a reset: a random password that is in this one answer and nowhere else, to be handed to the person, who must change
 * it within a day. All sessions end, and the one-time codes where that was asked. Refused: RESET_ALONE, RESET_OVER.
 */
export async function releaseResetOf(
  deps: Deps,
  actor: Actor,
  asked: { readonly requestId: string; readonly id: string },
): Promise<Answer<{ account: string; password: string | null }>> {
  const about = { kind: 'account', id: null, title: '' };
  const command = {
    requestId: asked.requestId,
    act: 'administration.releaseReset',
    body: { id: asked.id },
    about,
  };
  // It stays out of the transaction's answer, which is kept for whoever asks again.
  let password: string | null = null;
  type Done = { account: string };
  const answer = await act(deps, actor, command, async (tx): Promise<Outcome<Done>> => {
    const { reset, account, decision } = await resetOf(deps, actor, tx, asked.id);
    if (decision.outcome === 'refused') return decision;
    const now = deps.now();
    const made = await handedOver(deps, account.login, RESET_PASSWORD_HOURS);
    const released = { releasedBy: actor.accountId, releasedAt: now, passwordUntil: made.passwordUntil };
    await releaseReset(tx, reset.id, released);
    await setPassword(tx, account.id, made.passwordHash, made.passwordUntil);
    await endSessionsOf(tx, account.id, now);
    const generator = reset.withCodes ? await generatorOf(tx, account.id) : null;
    if (generator !== null) await endGenerator(tx, generator.id, now);
    password = made.password;
    const content = { reset: reset.id, account: account.login, codesEnded: generator !== null };
    const subject = { ...about, id: account.id, title: account.login };
    return accept({ subject, content, answer: { account: account.login } });
  });
  if (answer.outcome === 'refused') return answer;
  return { outcome: 'accepted', answer: { ...answer.answer, password } };
}

/** Refuses a reset, with a reason: everything stays as it was. Refused: RESET_OVER. */
export function refuseReset(
  deps: Deps,
  actor: Actor,
  asked: { readonly requestId: string; readonly id: string; readonly reason: string },
): Promise<Answer<{ done: true }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'account', id: null, title: '' };
  return act(deps, actor, { requestId, act: 'administration.refuseReset', body, about }, async (tx) => {
    const { reset, account, decision } = await resetOf(deps, actor, tx, asked.id);
    if (decision.outcome === 'refused') return decision;
    await endReset(tx, reset.id, deps.now());
    const subject = { ...about, id: account.id, title: account.login };
    return accept({ subject, content: body, answer: { done: true as const } });
  });
}
