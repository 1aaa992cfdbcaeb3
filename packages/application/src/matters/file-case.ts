import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { yearOf } from '@guanyun/domain/kernel/local-date.ts';
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

/** What an objection leaves in the journal: the paper is made of it. */
export type Objection = { readonly reason: string; readonly number: string; readonly receivedOn: string };

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
      const year = yearOf(today(deps));
      const number = `管委异〔${year}〕${await nextNumber(tx, `objection-${year}`)}号`;
      const content: Objection = { reason: asked.reason, number, receivedOn: row.acceptedOn ?? today(deps) };
      return accept({ set: await backToCompany(tx, deps, row.id), content });
    },
  );

/** A report is taken note of. */
export const acknowledge = (deps: Deps, actor: Actor, asked: StepCommand): Stepped =>
  takeStep(deps, actor, { ...asked, act: 'matters.acknowledge', body: asked }, { name: 'acknowledge' });
