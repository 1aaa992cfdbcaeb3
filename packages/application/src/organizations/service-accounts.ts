import { createHash, randomBytes } from 'node:crypto';
import { organizationsById, organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import {
  allAccounts,
  findAccount,
  hatsOf,
  lockAppointments,
  personsById,
  postsOfPersons,
  saveAccount,
  savePersons,
  savePosts,
} from '@guanyun/db/organizations/person.store.ts';
import {
  allServiceAccounts,
  allServiceKeys,
  findServiceAccount,
  findServiceKey,
  revokeServiceKey,
  saveServiceAccount,
  saveServiceKey,
} from '@guanyun/db/organizations/service.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { decideGrant } from '@guanyun/domain/organizations/appointment.ts';
import {
  decideKeyEnd,
  KEY_PREFIX,
  latestKeyEnd,
  type MachinePost,
  machineName,
} from '@guanyun/domain/organizations/machines.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from './actor.ts';
import { termOf } from './hats.ts';
import { organizationNames } from './names.ts';

/** The SHA-256 under which a key is kept. */
export const keyDigest = (key: string): string => createHash('sha256').update(key).digest('hex');

/** The accounts of machines with their post and their keys; a key itself is shown nowhere. */
export function listServices(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const [services, keys] = [await allServiceAccounts(tx), await allServiceKeys(tx)];
    const accounts = new Map((await allAccounts(tx)).map((one) => [one.id, one]));
    const ids = services.map((one) => one.personId);
    const persons = new Map((await personsById(tx, ids)).map((one) => [one.id, one.name]));
    const hats = await hatsOf(tx, ids, on);
    const organization = await organizationNames(tx, on);
    return {
      today: on,
      latestEnd: latestKeyEnd(on),
      organizations: (await organizationsOn(tx, on))
        .filter((one) => one.kind !== 'supplier')
        .map((one) => ({ id: one.id, name: one.name ?? one.code, company: one.kind === 'company' })),
      services: services.map((one) => ({
        id: one.accountId,
        account: accounts.get(one.accountId)?.login ?? '',
        name: persons.get(one.personId) ?? '',
        organization: organization(one.organizationId),
        disabled: accounts.get(one.accountId)?.disabledAt != null,
        post: hats.find((hat) => hat.personId === one.personId)?.kind ?? null,
        keys: keys
          .filter((key) => key.accountId === one.accountId)
          .map((key) => ({
            ...{ id: key.id, name: key.name, hint: key.hint, scope: key.scope, addresses: key.addresses },
            ...{ madeOn: key.madeOn, endsOn: key.endsOn, revoked: key.revokedAt !== null },
            lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
          })),
      })),
    };
  });
}

export type NewService = {
  readonly requestId: string;
  readonly account: string;
  readonly name: string;
  readonly organizationId: string;
};

/**
 * An account for a machine of an organisation, without password, post or key: those are the other administrator's.
 * Refused: ACCOUNT_NAME_TAKEN; NotFound for an organisation that is none of the zone's.
 */
export function createService(deps: Deps, actor: Actor, asked: NewService): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const [id, personId, login] = [deps.newId(), deps.newId(), asked.account.toLowerCase()];
  const about = { kind: 'account', id, title: login };
  const command = { requestId, act: 'services.create', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const [of] = await organizationsById(tx, today(deps), [body.organizationId]);
    const organizationId = found(of?.kind === 'supplier' ? null : of, 'organization').id;
    if ((await allAccounts(tx)).some((one) => one.login === login))
      return refuse('ACCOUNT_NAME_TAKEN', { account: login });
    await savePersons(tx, [{ id: personId, code: null, name: machineName(body.name), source: 'entered' }]);
    const account = { id, login, personId, passwordHash: null };
    await saveAccount(tx, { ...account, disabledAt: null, disabledReason: null });
    await saveServiceAccount(tx, { accountId: id, personId, organizationId, createdAt: deps.now() });
    return accept({ subject: about, content: { ...body, personId }, answer: { id } });
  });
}

/**
 * Gives a machine its one post in its own organisation, from today. Refused: POST_HELD_ALREADY where it has one, and as
 * `decideGrant` says.
 */
export function grantService(
  deps: Deps,
  actor: Actor,
  asked: { readonly requestId: string; readonly accountId: string; readonly kind: MachinePost },
): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const id = deps.newId();
  const about = { kind: 'post', id, title: '' };
  const command = { requestId, act: 'services.grant', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    await lockAppointments(tx);
    const { personId, organizationId } = found(await findServiceAccount(tx, body.accountId), 'account');
    const [person] = await personsById(tx, [personId]);
    const [organization] = await organizationsById(tx, today(deps), [organizationId]);
    const [kind, validFrom] = [body.kind, today(deps)];
    const row = { id, personId, organizationId, kind, validFrom, validTo: null, source: 'entered' as const };
    const held = (await postsOfPersons(tx, [personId])).map(termOf);
    if (held.some(({ validTo }) => validTo === null || validTo >= validFrom))
      return refuse('POST_HELD_ALREADY');
    const decision = decideGrant(termOf(row), organization?.kind === 'company', held);
    if (decision.outcome === 'refused') return decision;
    await savePosts(tx, [row]);
    return accept({ subject: { ...about, title: person?.name ?? '' }, content: body, answer: { id } });
  });
}

export type NewKey = {
  readonly requestId: string;
  readonly accountId: string;
  readonly name: string;
  readonly scope: readonly string[];
  readonly addresses: readonly string[];
  readonly endsOn: string;
};

/**
 * Makes a key of 256 random bits; its text is in this one answer and nowhere else, so that the same request asked again
 * has none. Refused: SERVICE_KEY_TERM.
 */
export async function createServiceKey(
  deps: Deps,
  actor: Actor,
  asked: NewKey,
): Promise<Answer<{ id: string; key: string | null }>> {
  const { requestId, ...body } = asked;
  const key = `${KEY_PREFIX}${randomBytes(32).toString('base64url')}`;
  const id = deps.newId();
  const about = { kind: 'account', id: asked.accountId, title: '' };
  const command = { requestId, act: 'services.createKey', body, about };
  const made = await act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    found(await findServiceAccount(tx, asked.accountId), 'account');
    const account = found(await findAccount(tx, asked.accountId), 'account');
    const madeOn = today(deps);
    const decision = decideKeyEnd(localDate(body.endsOn), madeOn);
    if (decision.outcome === 'refused') return decision;
    const of = {
      id,
      accountId: body.accountId,
      name: body.name,
      digest: keyDigest(key),
      hint: key.slice(-4),
    };
    const reach = { scope: [...body.scope], addresses: [...body.addresses] };
    await saveServiceKey(tx, { ...of, ...reach, madeOn, endsOn: body.endsOn, revokedAt: null });
    return accept({
      subject: { ...about, title: account.login },
      content: { keyId: id, ...body },
      answer: { id },
    });
  });
  if (made.outcome === 'refused') return made;
  return { outcome: 'accepted', answer: { id: made.answer.id, key: made.answer.id === id ? key : null } };
}

/** Ends a key at once: the next request with it is refused. One that is revoked stays so. */
export function revokeKey(
  deps: Deps,
  actor: Actor,
  asked: { readonly requestId: string; readonly keyId: string; readonly reason: string },
): Promise<Answer<{ revoked: true }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'account', id: null, title: '' };
  const command = { requestId, act: 'services.revokeKey', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ revoked: true }>> => {
    const key = found(await findServiceKey(tx, body.keyId), 'key');
    const account = found(await findAccount(tx, key.accountId), 'account');
    if (key.revokedAt === null) await revokeServiceKey(tx, key.id, deps.now());
    const subject = { ...about, id: account.id, title: account.login };
    return accept({ subject, content: body, answer: { revoked: true } });
  });
}
