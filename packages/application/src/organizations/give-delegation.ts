import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import {
  delegationsOfPost,
  lockDelegation,
  saveDelegation,
  setRevoked,
} from '@guanyun/db/organizations/delegation.store.ts';
import { lockPost, personsById, postsOfPersons } from '@guanyun/db/organizations/person.store.ts';
import { isMachine } from '@guanyun/db/organizations/service.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { decideDelegation } from '@guanyun/domain/organizations/delegation.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import type { Actor } from './actor.ts';
import { termOf } from './hats.ts';

export type NewDelegation = {
  readonly requestId: string;
  readonly receiverId: string;
  /** The reserved matters that it covers; null: all that the post can do. */
  readonly matters: readonly string[] | null;
  readonly from: string;
  readonly to: string;
  /** Digest of the written authorisation. */
  readonly document: string | null;
};

/**
 * Lets another person act in the post that the actor wears, for a time. The refusals are those of `decideDelegation`,
 * PERSON_UNKNOWN for a person not on record and DOCUMENT_UNKNOWN for a document that was not handed in.
 */
export function giveDelegation(
  deps: Deps,
  actor: Actor,
  { requestId, ...asked }: NewDelegation,
): Promise<Answer<{ id: string }>> {
  const id = deps.newId();
  const about = { kind: 'delegation', id, title: '' };
  const command = { requestId, act: 'delegations.give', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const post = found(await lockPost(tx, actor.post.id), 'post');
    const [receiver] = await personsById(tx, [asked.receiverId]);
    if (receiver === undefined || (await isMachine(tx, receiver.id))) return refuse('PERSON_UNKNOWN');
    const on = today(deps);
    const decision = decideDelegation({
      giverId: actor.person.id,
      receiverId: receiver.id,
      post: termOf(post),
      receiverPosts: (await postsOfPersons(tx, [receiver.id])).map(termOf),
      from: localDate(asked.from),
      to: localDate(asked.to),
      on,
      hasDocument: asked.document !== null,
      onward: actor.onBehalfOf !== null,
      running: await delegationsOfPost(tx, post.id, receiver.id),
    });
    if (decision.outcome === 'refused') return decision;
    const { document } = asked;
    if (document !== null && (await findDocument(tx, document)) === null)
      return refuse('DOCUMENT_UNKNOWN', { digest: document });
    await saveDelegation(tx, {
      id,
      postId: post.id,
      organizationId: post.organizationId,
      giverId: actor.person.id,
      receiverId: receiver.id,
      matters: asked.matters === null ? null : [...asked.matters],
      document,
      validFrom: asked.from,
      validTo: asked.to,
      daysMax: decision.effects.daysMax,
      givenOn: on,
      givenAt: deps.now(),
      revokedAt: null,
    });
    const content = { ...asked, post: { id: post.id, kind: post.kind } };
    return accept({ subject: { ...about, title: receiver.name }, content, answer: { id } });
  });
}

/** Ends a delegation at once: its receiver's next request is out. Only the giver; once ended it stays (WRONG_STATE). */
export function revokeDelegation(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string },
): Promise<Answer<{ done: true }>> {
  const about = { kind: 'delegation', id: asked.id, title: '' };
  const command = { requestId: asked.requestId, act: 'delegations.revoke', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ done: true }>> => {
    const row = found(await lockDelegation(tx, asked.id), 'delegation');
    if (row.giverId !== actor.person.id) throw new NotFound('delegation');
    if (row.revokedAt !== null) return refuse('WRONG_STATE', { state: 'revoked', step: 'revoke' });
    await setRevoked(tx, row.id, deps.now());
    const [receiver] = await personsById(tx, [row.receiverId]);
    const subject = { ...about, title: receiver?.name ?? '' };
    return accept({ subject, content: { receiverId: row.receiverId }, answer: { done: true as const } });
  });
}
