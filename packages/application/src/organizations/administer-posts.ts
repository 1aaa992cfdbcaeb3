import { organizationsById, organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import {
  allPersons,
  findPost,
  lockAppointments,
  personsById,
  postsFrom,
  postsOfKind,
  postsOfPersons,
  savePosts,
  setPostEnd,
} from '@guanyun/db/organizations/person.store.ts';
import { isMachine } from '@guanyun/db/organizations/service.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { decideEnd, decideGrant } from '@guanyun/domain/organizations/appointment.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from './actor.ts';
import { termOf } from './hats.ts';
import { organizationNames, personNames } from './names.ts';

/** Posts in force or to come, with who and where could be named for another. */
export function listPosts(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const rows = await postsFrom(tx, on);
    const [organization, persons] = [await organizationNames(tx, on), await allPersons(tx)];
    const person = await personNames(
      tx,
      rows.map((row) => row.personId),
    );
    return {
      posts: rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        person: person(row.personId),
        organization: organization(row.organizationId),
        from: row.validFrom,
        to: row.validTo,
        begun: row.validFrom <= on,
      })),
      persons: persons.map(({ id, name, code }) => ({ id, name, code })),
      organizations: (await organizationsOn(tx, on))
        .filter((one) => one.kind !== 'supplier')
        .map((one) => ({ id: one.id, name: one.name ?? one.code, company: one.kind === 'company' })),
    };
  });
}

export type NewPost = {
  readonly requestId: string;
  readonly personId: string;
  readonly organizationId: string;
  readonly kind: PostKind;
  readonly from: string;
  readonly to: string | null;
};

/** Grants a post. Refused: PERSON_UNKNOWN for somebody not on record, and as `decideGrant` says. */
export function grantPost(deps: Deps, actor: Actor, asked: NewPost): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const id = deps.newId();
  const about = { kind: 'post', id, title: '' };
  const command = { requestId, act: 'administration.grantPost', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    await lockAppointments(tx);
    const [person] = await personsById(tx, [body.personId]);
    if (person === undefined || (await isMachine(tx, person.id))) return refuse('PERSON_UNKNOWN');
    const [organization] = await organizationsById(tx, today(deps), [body.organizationId]);
    const { personId, kind, from: validFrom, to: validTo } = body;
    const row = {
      ...{ id, personId, kind, validFrom, validTo },
      ...{ organizationId: found(organization, 'organization').id, source: 'entered' as const },
    };
    const held = (await postsOfPersons(tx, [personId])).map(termOf);
    const decision = decideGrant(termOf(row), organization?.kind === 'company', held);
    if (decision.outcome === 'refused') return decision;
    await savePosts(tx, [row]);
    return accept({ subject: { ...about, title: person.name }, content: body, answer: { id } });
  });
}

/**
 * Ends a post with a last day. Sessions that wear it, in person or under a delegation, are out at their first request
 * after that day. Refused as `decideEnd` says.
 */
export function endPost(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; postId: string; lastDay: string; reason: string },
): Promise<Answer<{ lastDay: string }>> {
  const about = { kind: 'post', id: asked.postId, title: '' };
  const command = { requestId: asked.requestId, act: 'administration.endPost', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ lastDay: string }>> => {
    await lockAppointments(tx);
    const row = found(await findPost(tx, asked.postId), 'post');
    const others = (await postsOfKind(tx, row.kind)).filter((one) => one.id !== row.id).map(termOf);
    const [person] = await personsById(tx, [row.personId]);
    const decision = decideEnd(termOf(row), localDate(asked.lastDay), today(deps), others);
    if (decision.outcome === 'refused') return decision;
    await setPostEnd(tx, row.id, asked.lastDay);
    const content = { kind: row.kind, personId: row.personId, lastDay: asked.lastDay, reason: asked.reason };
    const subject = { ...about, title: person?.name ?? '' };
    return accept({ subject, content, answer: { lastDay: asked.lastDay } });
  });
}
