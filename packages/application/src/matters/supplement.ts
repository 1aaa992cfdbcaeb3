import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  answerSupplementRow,
  deficiencyOf,
  saveSupplement,
  supplementsOf,
} from '@guanyun/db/matters/examination.store.ts';
import { findContent } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { addWorkingDays } from '@guanyun/domain/kernel/calendar.ts';
import { accept, type Refusal, refuse, refuseAll } from '@guanyun/domain/kernel/decision.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import type { Actor } from '../organizations/actor.ts';
import { owedAsLacking } from './accept-case.ts';
import { backToCompany, beginStop, dueNow, endStops } from './case-clock.ts';
import { type StepCommand, type Stepped, takeStep } from './case-step.ts';
import { figuresOn } from './figures.ts';
import type { CaseRoute } from './route-case.ts';
import { missingMaterials, whatIsMissing } from './submit.ts';

/**
 * Asks the company to make good everything that is lacking, at once. The first round stops a running clock from
 * tomorrow; a second one does not unless the zone says so, or time could be bought with it.
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
      const { supplementDays, secondSupplementStops } = await figuresOn(tx, on, row.acceptedOn);
      const due = addWorkingDays(await readCalendar(tx), on, supplementDays).due;
      const stopsClock = (round === 1 || secondSupplementStops) && row.acceptedOn !== null;
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

/** After acceptance nothing more can be promised for later: what was not accepted as lacking must be there. */
async function newlyLacking(
  tx: Tx,
  row: MatterRow,
  missing: readonly { code: string; name: string }[],
): Promise<Refusal[]> {
  if (row.acceptedOn === null) return [];
  const owed = await owedAsLacking(tx, row.id);
  const items = owed.length === 0 ? [] : ((await deficiencyOf(tx, row.id))?.items ?? []);
  const more = missing.filter((m) => !items.includes(m.code));
  const materials = more.map((m) => m.name).join('、');
  return more.length === 0 ? [] : [{ code: 'MATERIAL_MISSING', facts: { materials } }];
}

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
      const route = row.route as CaseRoute;
      const refused = refuseAll([
        ...(await newlyLacking(tx, row, missingMaterials(route, content))),
        ...(await whatIsMissing(tx, row, content, route, on)),
      ]);
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
 * (SUPPLEMENT_NOT_OVERDUE with `dueOn`), and a filing only for what did not come: against it there is the objection.
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
      if (row.state === 'accepted' && row.level === 'file' && (await owedAsLacking(tx, row.id)).length === 0)
        return refuse('WRONG_STATE', { state: row.state, step: 'returnToCompany' });
      return accept({ set: await backToCompany(tx, deps, row.id), content: { reason: asked.reason } });
    },
  );
