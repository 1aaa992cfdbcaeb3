import { answerSupplementRow, saveSupplement, supplementsOf } from '@guanyun/db/matters/examination.store.ts';
import { findContent } from '@guanyun/db/matters/matter.store.ts';
import { addWorkingDays } from '@guanyun/domain/kernel/calendar.ts';
import { accept, refuse, refuseAll } from '@guanyun/domain/kernel/decision.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import type { Actor } from '../organizations/actor.ts';
import { beginStop, dueNow, endStops } from './case-clock.ts';
import { type StepCommand, type Stepped, takeStep } from './case-step.ts';
import { figuresOn } from './figures.ts';
import type { CaseRoute } from './route-case.ts';
import { whatIsMissing } from './submit.ts';

/**
 * Asks the company to make good everything that is lacking, at once. The first round stops a running clock from
 * tomorrow; a second one does not, so that nobody buys time with it.
 */
export const askSupplement = (
  deps: Deps,
  actor: Actor,
  asked: StepCommand & { items: readonly string[] },
): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.askSupplement', body: asked },
    { name: 'askSupplement' },
    async (tx, row) => {
      const on = today(deps);
      const round = row.supplements + 1;
      const { supplementDays } = await figuresOn(tx, on, row.acceptedOn);
      const due = addWorkingDays(await readCalendar(tx), on, supplementDays).due;
      const stopsClock = round === 1 && row.acceptedOn !== null;
      await saveSupplement(tx, {
        matterId: row.id,
        round,
        items: [...asked.items],
        askedOn: on,
        dueOn: due,
        stopsClock,
        answeredOn: null,
        personId: actor.person.id,
      });
      if (stopsClock)
        await beginStop(tx, deps, actor, {
          matterId: row.id,
          cause: 'supplement',
          because: asked.items.join(';'),
          expectedDays: supplementDays,
        });
      return accept({
        set: { supplements: round },
        content: { round, items: asked.items, due, stopsClock },
      });
    },
  );

/** The company has made good what was asked and signed it anew; the clock goes on tomorrow. */
export const answerSupplement = (
  deps: Deps,
  actor: Actor,
  asked: StepCommand & { contentDigest: string; note: string },
): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.answerSupplement', body: asked },
    { name: 'answerSupplement', seenDigest: asked.contentDigest },
    async (tx, row) => {
      const on = today(deps);
      const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
      const refused = refuseAll(await whatIsMissing(tx, row, content, row.route as CaseRoute, on));
      if (refused) return refused;
      await answerSupplementRow(tx, row.id, row.supplements, on);
      await endStops(tx, deps, row.id);
      return accept({
        set: await dueNow(tx, row, on),
        content: { round: row.supplements, note: asked.note },
      });
    },
  );

/**
 * Sends the case back with its reason. While the company still has time for its supplement it is not sent back
 * (SUPPLEMENT_NOT_OVERDUE with `dueOn`).
 */
export const returnToCompany = (deps: Deps, actor: Actor, asked: StepCommand & { reason: string }): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.returnToCompany', body: asked },
    { name: 'returnToCompany' },
    async (tx, row) => {
      const open = (await supplementsOf(tx, row.id)).at(-1);
      if (row.state === 'supplementing' && open !== undefined && today(deps) <= open.dueOn)
        return refuse('SUPPLEMENT_NOT_OVERDUE', { dueOn: open.dueOn });
      await endStops(tx, deps, row.id);
      return accept({ set: notAccepted, content: { reason: asked.reason } });
    },
  );

/** A case that goes back to the company has no clock; it gets a new one when it is accepted again. */
export const notAccepted = { acceptedOn: null, dueOn: null, dueDays: null, dueProvisional: false } as const;
