import { allDelegations, type GivenPost } from '@guanyun/db/organizations/delegation.store.ts';
import { findPost, postsOfOrganization, postsOfPersons } from '@guanyun/db/organizations/person.store.ts';
import { isMachine } from '@guanyun/db/organizations/service.store.ts';
import {
  barToStandIn,
  canBeDelegated,
  delegationLimit,
  needsDocument,
} from '@guanyun/domain/organizations/delegation.ts';
import { type PostKind, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from './actor.ts';
import { termOf } from './hats.ts';
import { personNames, type Ref } from './names.ts';

export type DelegationState = 'coming' | 'in_force' | 'ended' | 'revoked';

function stateOf(row: GivenPost, on: string): DelegationState {
  if (row.revokedAt !== null) return 'revoked';
  if (row.validTo < on || (row.postTo !== null && row.postTo < on)) return 'ended';
  return row.validFrom > on ? 'coming' : 'in_force';
}

/** Delegations, the latest first: an auditor sees all, the committee those of its side, a company its own. */
export function listDelegations(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const { side } = actor.post;
    const rows = await allDelegations(tx, on);
    return rows
      .filter((row) => side === 'oversight' || sideOf(row.kind) === side)
      .map((row) => {
        const state = stateOf(row, on);
        const given = row.giverId === actor.person.id;
        return {
          id: row.id,
          kind: row.kind,
          organization: { id: row.organizationId, name: row.organizationName ?? '' },
          giver: { id: row.giverId, name: row.giverName },
          receiver: { id: row.receiverId, name: row.receiverName },
          matters: row.matters,
          document: row.document,
          from: row.validFrom,
          to: row.validTo,
          state,
          given,
          received: row.receiverId === actor.person.id,
          may: given && (state === 'in_force' || state === 'coming') ? ['delegations.revoke'] : [],
        };
      });
  });
}

export type Candidate = { readonly person: Ref; readonly posts: readonly PostKind[] };

/** What the form needs: whether the post worn can be given, to whom, for how long, and whether in writing. */
export function delegationCandidates(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const post = found(await findPost(tx, actor.post.id), 'post');
    const there = (await postsOfOrganization(tx, post.organizationId)).map((row) => row.personId);
    const held = await postsOfPersons(tx, [...new Set(there)]);
    const people = Map.groupBy(held, (row) => row.personId);
    people.delete(actor.person.id);
    const name = await personNames(tx, [...people.keys()]);
    const persons: Candidate[] = [];
    for (const [id, rows] of people) {
      if (await isMachine(tx, id)) continue;
      if (barToStandIn(actor.post, rows.map(termOf), on, on) !== null) continue;
      const now = rows.filter((row) => row.validFrom <= on && (row.validTo === null || row.validTo >= on));
      persons.push({ person: name(id), posts: now.map((row) => row.kind) });
    }
    return {
      mayGive: actor.onBehalfOf === null && canBeDelegated(post.kind),
      needsDocument: needsDocument(post.kind),
      limit: delegationLimit(on),
      latest: post.validTo,
      persons: persons.sort((a, b) => (a.person.name < b.person.name ? -1 : 1)),
    };
  });
}
