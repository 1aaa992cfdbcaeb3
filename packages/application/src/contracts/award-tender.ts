import { candidatesOf, changeTender, saveAward, suspended } from '@guanyun/db/contracts/tender.store.ts';
import { decideAward } from '@guanyun/domain/contracts/tender.ts';
import { tenderTimetableRule } from '@guanyun/domain/contracts/tender-timetable.rule.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { Answer } from '../evidence/act.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { stepOfTender } from './tender-step.ts';

/** Publishes the candidates from today on; objections are raised until the period ends. Refused: TENDER_SUSPENDED. */
export function publishCandidates(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; days: number },
): Promise<Answer<{ until: string }>> {
  const { requestId, ...body } = asked;
  return stepOfTender(deps, actor, {
    ...{ requestId, id: asked.id, act: 'tenders.publicize', body, states: ['evaluated'], by: 'tenderer' },
    work: async ({ tx, row, today }) => {
      if (await suspended(tx, row.id)) return refuse('TENDER_SUSPENDED');
      const { publicityEnds } = ask(tenderTimetableRule, {
        ...{ candidatesPublishedFrom: today, publicityDays: asked.days, jurisdiction: row.jurisdiction },
      });
      const until = found(publicityEnds, 'end of the publicity period');
      await changeTender(tx, row.id, { state: 'publicized', publicityFrom: today, publicityEnds: until });
      const candidates = (await candidatesOf(tx, row.id)).map(({ rank, bidId, supplierId, price }) => ({
        ...{ rank, bidId, supplierId, price },
      }));
      return accept({ content: { from: today, until, candidates }, answer: { until } });
    },
  });
}

/**
 * Gives the award notice to the first candidate, at its own price; the contract is signed by the day that follows from it.
 * Refused: PUBLICITY_NOT_OVER, TENDER_SUSPENDED.
 */
export function awardTender(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string },
): Promise<Answer<{ awardId: string; signBy: string }>> {
  const { requestId, id } = asked;
  return stepOfTender(deps, actor, {
    ...{ requestId, id, act: 'tenders.award', body: { id }, states: ['publicized'], by: 'tenderer' },
    work: async ({ tx, row, today }) => {
      const decision = decideAward(row.publicityEnds, today, await suspended(tx, row.id));
      if (decision.outcome === 'refused') return decision;
      const first = found((await candidatesOf(tx, row.id))[0], 'candidate');
      const days = ask(tenderTimetableRule, { awardNoticeOn: today, jurisdiction: row.jurisdiction });
      const signBy = found(days.signBy, 'day of signing');
      const awardId = deps.newId();
      const { bidId, supplierId, price } = first;
      const award = { id: awardId, tenderId: row.id, bidId, supplierId, price, noticeOn: today, signBy };
      await saveAward(tx, { ...award, personId: actor.person.id });
      await changeTender(tx, row.id, { state: 'awarded' });
      return accept({ content: award, answer: { awardId, signBy } });
    },
  });
}
