import { allContracts, findContract } from '@guanyun/db/contracts/contract.store.ts';
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
import type { Question } from './classify-question.ts';

export function listCooperationLists(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const items = await allItems(tx);
    return (await allLists(tx)).map((list) => ({
      ...list,
      items: items.filter((i) => i.listId === list.id).length,
    }));
  });
}

const itemOf = (
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
      items: (await itemsOf(tx, id)).map((item) => itemOf(item, organization, cluster)),
      history: await historyOf(tx, id),
      may: [
        ...(mayAgree ? ['contracts.agreeList'] : []),
        ...(list.state === 'agreed' && kind === 'committee_reviewer' ? ['contracts.publishList'] : []),
      ],
    };
  });
}

export function listContracts(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const [organization, cluster] = [await organizationNames(tx, on), await clusterNames(tx, on)];
    return (await allContracts(tx)).map((c) => ({
      id: c.id,
      number: c.number,
      title: c.title,
      mode: c.mode,
      entity: organization(c.entityId),
      cluster: c.clusterId === null ? null : cluster(c.clusterId),
      amount: c.amount,
      signedOn: c.signedOn,
      completionDue: c.completionDue,
      state: c.state,
    }));
  });
}

/** A contract with its whole line before it: list version and item, the frozen question and answer. */
export function readContract(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const row = found(await findContract(tx, id), 'contract');
    const on = today(deps);
    const [organization, cluster] = [await organizationNames(tx, on), await clusterNames(tx, on)];
    const list = found(await findList(tx, row.listId), 'list');
    const item = found(
      (await itemsOf(tx, row.listId)).find((i) => i.id === row.itemId),
      'item',
    );
    const mine =
      actor.post.organizationId === row.entityId &&
      ['company_handler', 'company_finance'].includes(actor.post.kind);
    return {
      id: row.id,
      number: row.number,
      title: row.title,
      mode: row.mode,
      state: row.state,
      entity: organization(row.entityId),
      cluster: row.clusterId === null ? null : cluster(row.clusterId),
      amount: row.amount,
      decidedOn: row.decidedOn,
      signedOn: row.signedOn,
      completionDue: row.completionDue,
      completedOn: row.completedOn,
      question: row.question as Question,
      questionDigest: row.questionDigest,
      result: row.result as { route: string; reasons: unknown[]; nextProcedures: string[] },
      listVersion: { id: list.id, version: list.version, name: list.name },
      item: itemOf(item, organization, cluster),
      history: await historyOf(tx, id),
      may: mine && row.state === 'in_force' ? ['contracts.complete'] : [],
    };
  });
}
