import { findContent, saveExternal, saveReview } from '@guanyun/db/matters/matter.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { Answer } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import type { Actor } from '../organizations/actor.ts';
import { type StepCommand, takeStep } from './case-step.ts';
import { dueFrom, type Gather, routeCase } from './route-case.ts';

type Stepped = Promise<Answer<{ state: string }>>;

/** Accepts: the clock starts, and the catalogue in force today decides the route for good. */
export function acceptCase(deps: Deps, actor: Actor, asked: StepCommand, gather: Gather): Stepped {
  return takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.accept', body: asked },
    { name: 'accept', duty: 'reviewer' },
    async (tx, row) => {
      const on = today(deps);
      const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
      const { route } = await routeCase(
        tx,
        { id: row.id, proposal: content.proposal, on, acceptedOn: on },
        gather,
      );
      if (route.blocks.length > 0)
        return refuse('ROUTE_BLOCKED', { blocks: route.blocks.map((b) => b.because).join(';') });
      const { due, provisional } = dueFrom(await readCalendar(tx), on, route.timeLimit.days);
      const set = {
        acceptedOn: on,
        dueOn: due,
        dueDays: route.timeLimit.days,
        dueProvisional: provisional,
        route,
        level: route.level,
      };
      return accept({
        set,
        content: { due, days: route.timeLimit.days, level: route.level, catalogue: route.catalogueVersion },
      });
    },
  );
}

export const returnToCompany = (deps: Deps, actor: Actor, asked: StepCommand & { reason: string }): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.returnToCompany', body: asked },
    { name: 'returnToCompany', duty: 'reviewer' },
    async () =>
      accept({ set: { acceptedOn: null, dueOn: null, dueDays: null }, content: { reason: asked.reason } }),
  );

/** The reviewer's opinion on exactly this content; an opinion against sends the case back. */
export function review(
  deps: Deps,
  actor: Actor,
  asked: StepCommand & { contentDigest: string; passed: boolean; opinion: string },
): Stepped {
  const step = {
    name: asked.passed ? 'review' : 'returnToCompany',
    duty: 'reviewer',
    seenDigest: asked.contentDigest,
  } as const;
  return takeStep(deps, actor, { ...asked, act: 'matters.review', body: asked }, step, async (tx, row) => {
    await saveReview(tx, {
      matterId: row.id,
      contentVersion: row.contentVersion,
      contentDigest: row.contentDigest,
      personId: actor.person.id,
      passed: asked.passed,
      opinion: asked.opinion,
    });
    const set = asked.passed ? {} : { acceptedOn: null, dueOn: null, dueDays: null };
    return accept({ set, content: { passed: asked.passed, opinion: asked.opinion } });
  });
}

/** Passes an approved case on to the body whose decision it is. */
export const forward = (deps: Deps, actor: Actor, asked: StepCommand): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.forward', body: asked },
    { name: 'forward', duty: 'reviewer' },
    async (_tx, row) => accept({ content: { level: row.level } }),
  );

/** Records what the higher body decided, under its own number and day. */
export function recordExternalDecision(
  deps: Deps,
  actor: Actor,
  asked: StepCommand & { outcome: 'approved' | 'rejected'; number: string; decidedOn: string },
): Stepped {
  const name = asked.outcome === 'approved' ? 'recordApproval' : 'recordRejection';
  return takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.recordExternalDecision', body: asked },
    { name, duty: 'reviewer' },
    async (tx, row) => {
      await saveExternal(tx, {
        matterId: row.id,
        outcome: asked.outcome,
        number: asked.number,
        decidedOn: asked.decidedOn,
        personId: actor.person.id,
      });
      return accept({
        content: { outcome: asked.outcome, number: asked.number, decidedOn: asked.decidedOn },
      });
    },
  );
}
