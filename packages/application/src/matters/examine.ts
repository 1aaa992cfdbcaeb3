import { saveClearance } from '@guanyun/db/matters/examination.store.ts';
import { findContent, saveExternal, saveReview } from '@guanyun/db/matters/matter.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { matterPrecheckRule } from '@guanyun/domain/matters/matter-precheck.rule.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { backToCompany, dueNow, endStops, standForHigherBody } from './case-clock.ts';
import { type StepCommand, type Stepped, takeStep } from './case-step.ts';
import { catalogueAt } from './catalogue-versions.ts';
import { keepAnswer } from './keep-answer.ts';
import type { CaseRoute } from './route-case.ts';
import { precheckQuestion } from './submit.ts';

type Opinion = StepCommand & { contentDigest: string; passed: boolean; opinion: string };

/**
 * The reviewer's opinion on exactly this content, against the checklist that the rules filled: an opinion for it does not
 * go with a failing prior step (PRECHECK_FAILED); one against sends the case back.
 */
export function review(deps: Deps, actor: Actor, asked: Opinion): Stepped {
  const step = {
    name: asked.passed ? 'review' : 'notReview',
    seenDigest: asked.contentDigest,
  } as const;
  return takeStep(deps, actor, { ...asked, act: 'matters.review', body: asked }, step, async (tx, row) => {
    const on = today(deps);
    const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
    const question = precheckQuestion(
      content,
      on,
      row.route as CaseRoute,
      await catalogueAt(tx, on, row.acceptedOn),
    );
    const precheck = ask(matterPrecheckRule, question);
    if (asked.passed && !precheck.passed)
      return refuse('PRECHECK_FAILED', {
        findings: precheck.findings
          .filter((f) => f.outcome === 'fail' || f.outcome === 'data_insufficient')
          .map((f) => f.because)
          .join(';'),
      });
    const kept = { rule: 'matter-precheck', occasion: 'review', asOf: on } as const;
    await keepAnswer(tx, deps, row, kept, { asked: question, answered: precheck });
    await saveReview(tx, {
      matterId: row.id,
      contentVersion: row.contentVersion,
      contentDigest: row.contentDigest,
      personId: actor.person.id,
      passed: asked.passed,
      opinion: asked.opinion,
    });
    return accept({
      set: asked.passed ? {} : await backToCompany(tx, deps, row.id),
      content: { passed: asked.passed, opinion: asked.opinion },
    });
  });
}

/** Legal clearance 法治审核: asking for opinions does not stand in for it. */
export function clear(deps: Deps, actor: Actor, asked: Opinion): Stepped {
  const step = { name: asked.passed ? 'clear' : 'notClear', seenDigest: asked.contentDigest } as const;
  return takeStep(deps, actor, { ...asked, act: 'matters.clear', body: asked }, step, async (tx, row) => {
    await saveClearance(tx, {
      matterId: row.id,
      contentVersion: row.contentVersion,
      contentDigest: row.contentDigest,
      personId: actor.person.id,
      passed: asked.passed,
      opinion: asked.opinion,
    });
    return accept({
      set: asked.passed ? {} : await backToCompany(tx, deps, row.id),
      content: { passed: asked.passed, opinion: asked.opinion },
    });
  });
}

/** Passes an approved case on to the body whose decision it is; its time is not the committee's. */
export const forward = (deps: Deps, actor: Actor, asked: StepCommand): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.forward', body: asked },
    { name: 'forward' },
    async (tx, row) => {
      await standForHigherBody(tx, deps, actor, row);
      return accept({ content: { level: row.level } });
    },
  );

/** Records what the higher body decided, under its own number and day; the committee's clock goes on. */
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
    { name },
    async (tx, row) => {
      const { outcome, number, decidedOn } = asked;
      await saveExternal(tx, { matterId: row.id, outcome, number, decidedOn, personId: actor.person.id });
      await endStops(tx, deps, row.id);
      return accept({ set: await dueNow(tx, row, today(deps)), content: { outcome, number, decidedOn } });
    },
  );
}
