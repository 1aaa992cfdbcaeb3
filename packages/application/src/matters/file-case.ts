import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Deps, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { backToCompany } from './case-clock.ts';
import { type StepCommand, type Stepped, takeStep } from './case-step.ts';
import { issueInstruments } from './issue-warrant.ts';

/** Receives a filing: it is known, not approved. The receipt is what the company's act then stands on. */
export const receive = (deps: Deps, actor: Actor, asked: StepCommand): Stepped =>
  takeStep(deps, actor, { ...asked, act: 'matters.receive', body: asked }, { name: 'receive' }, (tx, row) =>
    issueInstruments(tx, deps, actor, row, 'filing_receipt'),
  );

/**
 * Objects to a filing, which the company then adjusts; a filing is never rejected. After the objection period it stands
 * (OBJECTION_PERIOD_OVER).
 */
export const object = (deps: Deps, actor: Actor, asked: StepCommand & { reason: string }): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.object', body: asked },
    { name: 'object' },
    async (tx, row) => {
      if (row.dueOn !== null && today(deps) > row.dueOn)
        return refuse('OBJECTION_PERIOD_OVER', { due: row.dueOn });
      return accept({ set: await backToCompany(tx, deps, row.id), content: { reason: asked.reason } });
    },
  );

/** A report is taken note of. */
export const acknowledge = (deps: Deps, actor: Actor, asked: StepCommand): Stepped =>
  takeStep(deps, actor, { ...asked, act: 'matters.acknowledge', body: asked }, { name: 'acknowledge' });
