import type { CooperationListRow } from '@guanyun/db/contracts/contracts.model.ts';
import {
  agreementsOf,
  allLists,
  changeList,
  lockList,
  saveAgreement,
} from '@guanyun/db/contracts/cooperation-list.store.ts';
import { decidePublication, type ListVersion } from '@guanyun/domain/contracts/list-versions.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, haveSigned, signedBy } from '../organizations/actor.ts';

export type ListCommand = { readonly requestId: string; readonly id: string };
export const versionOf = (row: CooperationListRow): ListVersion => ({
  ...{ id: row.id, version: row.version, state: row.state },
  effectiveFrom: localDate(row.effectiveFrom),
  effectiveTo: localDate(row.effectiveTo),
  publishedOn: row.publishedOn === null ? null : localDate(row.publishedOn),
});
export const aboutList = (row: CooperationListRow) => ({
  kind: 'cooperation_list',
  id: row.id,
  title: row.name,
});

/** One side agrees to the draft as it stands; with both, it is agreed. */
export function agreeList(deps: Deps, actor: Actor, asked: ListCommand): Promise<Answer<{ state: string }>> {
  const about = { kind: 'cooperation_list', id: asked.id, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'contracts.agreeList', body: asked, about },
    async (tx): Promise<Outcome<{ state: string }>> => {
      const list = found(await lockList(tx, asked.id), 'list');
      const side = actor.post.side === 'company' ? 'company' : 'committee';
      const agreements = await agreementsOf(tx, list.id);
      if (list.state !== 'draft' || agreements.some((a) => a.side === side))
        return refuse('WRONG_STATE', { state: list.state, step: 'agreeList' });
      if (haveSigned(agreements, actor)) return refuse('SAME_PERSON_BOTH_SIDES');
      await saveAgreement(tx, { listId: list.id, side, ...signedBy(actor) });
      const state = agreements.length === 1 ? 'agreed' : 'draft';
      await changeList(tx, list.id, { state });
      return accept({
        subject: aboutList(list),
        content: { version: list.version, side },
        answer: { state },
      });
    },
  );
}

/**
 * Publishes an agreed list: with its fair-competition review on file (公平竞争审查条例), and no other version in force on any
 * of its days; the version that it supersedes, if it names one, ends the day before.
 */
export function publishList(
  deps: Deps,
  actor: Actor,
  asked: ListCommand & { readonly supersedesId?: string | undefined },
): Promise<Answer<{ state: string }>> {
  const about = { kind: 'cooperation_list', id: asked.id, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'contracts.publishList', body: asked, about },
    async (tx): Promise<Outcome<{ state: string }>> => {
      const list = found(await lockList(tx, asked.id), 'list');
      if ((await agreementsOf(tx, list.id)).length < 2) return refuse('LIST_NOT_AGREED');
      if (list.state !== 'agreed') return refuse('WRONG_STATE', { state: list.state, step: 'publishList' });
      if (list.fairCompetition !== 'passed' || list.fairCompetitionDocument === null)
        return refuse('LIST_REVIEW_MISSING');
      const decision = decidePublication(
        versionOf(list),
        (await allLists(tx)).map(versionOf),
        asked.supersedesId ?? null,
        today(deps),
      );
      if (decision.outcome === 'refused') return decision;
      const { ends } = decision.effects;
      if (ends !== null) await changeList(tx, ends.id, { state: 'superseded', effectiveTo: ends.to });
      const supersedesId = ends?.id ?? null;
      await changeList(tx, list.id, { state: 'published', publishedOn: today(deps), supersedesId });
      return accept({
        subject: aboutList(list),
        content: {
          ...{ version: list.version, effectiveFrom: list.effectiveFrom, effectiveTo: list.effectiveTo },
          ...{ ends },
        },
        answer: { state: 'published' },
      });
    },
  );
}
