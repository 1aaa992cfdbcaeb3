import type { CooperationItemRow } from '@guanyun/db/contracts/contracts.model.ts';
import {
  agreementsOf,
  allItems,
  allLists,
  findList,
  itemsOf,
} from '@guanyun/db/contracts/cooperation-list.store.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { clusterNames, organizationNames, personNames, type Ref, signers } from '../organizations/names.ts';

export function listCooperationLists(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const items = await allItems(tx);
    return (await allLists(tx)).map((list) => ({
      ...list,
      items: items.filter((i) => i.listId === list.id).length,
    }));
  });
}

export const listItemOf = (
  item: CooperationItemRow,
  organization: (id: string) => Ref,
  cluster: (id: string) => Ref,
) => ({
  ...item,
  eligible: item.eligible.map(organization),
  clusters: item.clusters?.map(cluster) ?? null,
});

export function readCooperationList(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const list = found(await findList(tx, id), 'list');
    const on = today(deps);
    const [organization, cluster] = [await organizationNames(tx, on), await clusterNames(tx, on)];
    const agreements = await agreementsOf(tx, id);
    const person = await personNames(tx, signers(agreements));
    const { kind } = actor.post;
    const side =
      kind === 'company_representative' ? 'company' : kind === 'committee_director' ? 'committee' : null;
    const mayAgree = list.state === 'draft' && side !== null && !agreements.some((a) => a.side === side);
    return {
      ...list,
      agreements: agreements.map((a) => ({
        side: a.side,
        person: person(a.personId),
        onBehalfOf: a.onBehalfPersonId === null ? null : person(a.onBehalfPersonId),
        at: a.agreedAt.toISOString(),
      })),
      items: (await itemsOf(tx, id)).map((item) => listItemOf(item, organization, cluster)),
      history: await historyOf(tx, id),
      may: [
        ...(mayAgree ? ['contracts.agreeList'] : []),
        ...(list.state === 'agreed' && kind === 'committee_reviewer' ? ['contracts.publishList'] : []),
        ...(['draft', 'agreed'].includes(list.state) && kind === 'committee_legal'
          ? ['contracts.fileReview']
          : []),
        ...(list.state === 'published' && kind === 'committee_director' ? ['contracts.revokeList'] : []),
      ],
      others: (await allLists(tx))
        .filter((other) => other.id !== id)
        .map((other) => ({
          ...{ id: other.id, version: other.version, state: other.state },
          ...{ effectiveFrom: other.effectiveFrom, effectiveTo: other.effectiveTo },
          overlaps:
            ['published', 'superseded'].includes(other.state) &&
            other.effectiveFrom <= list.effectiveTo &&
            list.effectiveFrom <= other.effectiveTo,
        })),
    };
  });
}
