import {
  type EquityDateRow,
  type EquityEventRow,
  equityDatesOf,
  eventsOfActs,
  findEquityEvent,
} from '@guanyun/db/equity/equity.store.ts';
import { findPlan } from '@guanyun/db/equity/plan.store.ts';
import { casesOfPlan, type PlanCaseRow } from '@guanyun/db/equity/plan-case.store.ts';
import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import type { ObligationRow } from '@guanyun/db/matters/execution.model.ts';
import { obligationsOf } from '@guanyun/db/matters/execution.store.ts';
import { mattersById } from '@guanyun/db/matters/matter.store.ts';
import type { PlanItem } from '@guanyun/domain/equity/plan.ts';
import { mayKeepRegister } from '../equity/keeps-register.ts';
import { registerOf } from '../equity/register.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { obligationLines } from '../matters/read-obligations.ts';
import { REGISTERED } from '../matters/report-registered.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { organizationNames } from '../organizations/names.ts';

type Executed = PlanCaseRow & { readonly registerOf: string; readonly eventId: string };
const isExecuted = (row: PlanCaseRow): row is Executed => row.registerOf !== null && row.eventId !== null;

async function receiptOf(tx: Tx, day: EquityDateRow | undefined) {
  if (day === undefined) return null;
  return { digest: day.document, name: (await findDocument(tx, day.document))?.name ?? '' };
}

/** The entry that stands in the place of one, whose own clerical errors may have been put right. */
async function standingOf(tx: Tx, event: EquityEventRow): Promise<EquityEventRow> {
  const rows = await registerOf(tx, event.targetId);
  let row = found(
    rows.find(({ id }) => id === event.id),
    'event',
  );
  for (let next: EquityEventRow | undefined = row; next !== undefined; ) {
    row = next;
    next = rows.find(({ corrects }) => corrects === row.id);
  }
  return row;
}

/** One entry of a case, its registration with the window that it has, and the receipt. */
async function changeOf(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  { row, event, owed }: { row: Executed; event: EquityEventRow; owed: readonly ObligationRow[] },
) {
  const { id, kind, targetId, registerOn, registrationOn } = event;
  const days = await equityDatesOf(tx, [id]);
  const day = days.find(({ reading }) => reading === 'registration');
  const dueOn = owed.find(({ matterId, code }) => matterId === row.matterId && code === REGISTERED)?.dueOn;
  return {
    ...{ eventId: id, itemId: row.itemId, kind, registerOn, companyId: targetId },
    ...{ registeredOn: registrationOn, receipt: await receiptOf(tx, day), dueOn: dueOn ?? null },
    overdue: registrationOn === null && dueOn !== undefined && dueOn < today(deps),
    mayRecord: registrationOn === null && (await mayKeepRegister(tx, deps, actor, targetId)),
  };
}

/**
 * What comes after the execution of a plan: of each change the registration with its window and receipt, and all else that
 * the cases which the actor sees still owe.
 */
export function readPlanFollowUp(deps: Deps, actor: Actor, asked: { id: string }) {
  return read(deps, actor, async (tx) => {
    const plan = found(await findPlan(tx, asked.id), 'plan');
    const rows = await withWholeZone(tx, () => casesOfPlan(tx, plan.id));
    const cases = rows.map(({ matterId }) => matterId);
    const seen = new Set((await mattersById(tx, cases)).map(({ id }) => id));
    const owed = await withWholeZone(tx, async () => {
      const all: ObligationRow[] = [];
      for (const id of cases) all.push(...(await obligationsOf(tx, id)));
      return all;
    });
    const name = await organizationNames(tx, today(deps));
    const changes = [];
    for (const row of rows.filter(isExecuted)) {
      const { actId } = found(await findEquityEvent(tx, row.eventId), 'event');
      // A merger is one act of several entries, each registered of its own company.
      const entries = (await eventsOfActs(tx, [actId])).filter(({ corrects }) => corrects === null);
      for (const entry of entries) {
        const event = await standingOf(tx, entry);
        const change = await changeOf(tx, deps, actor, { row, event, owed });
        changes.push({ ...change, company: name(change.companyId) });
      }
    }
    const order = (plan.items as readonly PlanItem[]).map(({ id }) => id);
    const carried = new Set(rows.filter(isExecuted).map(({ matterId }) => matterId));
    const others = owed.filter(
      ({ matterId, code }) => seen.has(matterId) && !(code === REGISTERED && carried.has(matterId)),
    );
    return {
      changes: changes.map((change) => ({ ...change, place: order.indexOf(change.itemId) + 1 })),
      owed: await obligationLines(tx, deps, actor, others),
    };
  });
}
