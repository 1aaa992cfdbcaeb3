import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { ClockStopRow } from '@guanyun/db/matters/examination.model.ts';
import { endStop, saveStop, stopsOf } from '@guanyun/db/matters/examination.store.ts';
import { voidObligations } from '@guanyun/db/matters/execution.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { addWorkingDays, type Calendar } from '@guanyun/domain/kernel/calendar.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { addDays, type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import {
  accountOf,
  type ClockAccount,
  type ClockStop,
  type SuspensionCause,
} from '@guanyun/domain/matters/clock.ts';
import type { ProcedureFigures } from '@guanyun/domain/matters/procedure-figures.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import type { Actor } from '../organizations/actor.ts';
import { type StepCommand, type Stepped, takeStep } from './case-step.ts';

export const stopOf = (row: ClockStopRow): ClockStop => ({
  cause: row.cause,
  from: localDate(row.fromOn),
  to: row.toOn === null ? null : localDate(row.toOn),
});

/** The account of the case's clock as it stands today; null before acceptance. */
export async function readClock(
  tx: Tx,
  row: Pick<MatterRow, 'id' | 'acceptedOn' | 'dueDays'>,
  calendar: Calendar,
  on: LocalDate,
): Promise<ClockAccount | null> {
  if (row.acceptedOn === null || row.dueDays === null) return null;
  const stops = (await stopsOf(tx, row.id)).map(stopOf);
  return accountOf(calendar, localDate(row.acceptedOn), row.dueDays, stops, on);
}

/** The due day as the account has it now: set whenever a stop begins or ends, or the calendar says otherwise. */
export async function dueNow(
  tx: Tx,
  row: Pick<MatterRow, 'id' | 'acceptedOn' | 'dueDays'>,
  on: LocalDate,
): Promise<Pick<MatterRow, 'dueOn' | 'dueProvisional'>> {
  const account = await readClock(tx, row, await readCalendar(tx), on);
  return account === null
    ? { dueOn: null, dueProvisional: false }
    : { dueOn: account.due, dueProvisional: account.provisional };
}

/** When an answer is due if the case is accepted on that day: working days, the first day not counted. */
export const dueFrom = (
  calendar: Calendar,
  acceptedOn: LocalDate,
  days: number,
): { due: LocalDate; provisional: boolean; counted: LocalDate[] } =>
  addWorkingDays(calendar, acceptedOn, days);

/** How many working days the answer may take; a filing has the period for objecting. */
export const limitOf = (
  route: { readonly level: string; readonly timeLimit: { readonly days: number } },
  figures: ProcedureFigures,
): number => (route.level === 'file' ? figures.filingObjectionDays : route.timeLimit.days);

/** Stops the clock from tomorrow: the day on which it is said still counts. The cause that stood before ends. */
export async function beginStop(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  stop: { matterId: string; cause: SuspensionCause; because: string; expectedDays: number | null },
): Promise<void> {
  await endStops(tx, deps, stop.matterId);
  await saveStop(tx, {
    ...stop,
    id: deps.newId(),
    fromOn: addDays(today(deps), 1),
    toOn: null,
    personId: actor.person.id,
  });
}

/** The case lies with the higher body from now on, whose time is not the committee's. */
export const standForHigherBody = (
  tx: Tx,
  deps: Deps,
  actor: Actor,
  row: Pick<MatterRow, 'id' | 'acceptedOn'>,
): Promise<void> =>
  row.acceptedOn === null
    ? Promise.resolve()
    : beginStop(tx, deps, actor, {
        matterId: row.id,
        cause: 'higher_body',
        because: '报上级决定',
        expectedDays: null,
      });

/**
 * A case that goes back to the company has no clock and owes nothing for having been accepted as lacking; both begin anew
 * when it is accepted again.
 */
export async function backToCompany(tx: Tx, deps: Deps, matterId: string): Promise<Partial<MatterRow>> {
  await endStops(tx, deps, matterId);
  await voidObligations(tx, matterId);
  return { acceptedOn: null, dueOn: null, dueDays: null, dueProvisional: false };
}

/** Ends the standing stop today: the day on which it ends still stands, the next one counts. */
export async function endStops(tx: Tx, deps: Deps, matterId: string): Promise<void> {
  for (const stop of await stopsOf(tx, matterId))
    if (stop.toOn === null) await endStop(tx, stop.id, today(deps));
}

/**
 * Stops the clock by written cause. The supplement has its own way; consultation inside the committee never stops it.
 * One stop at a time.
 */
export const stopClock = (
  deps: Deps,
  actor: Actor,
  asked: StepCommand & {
    cause: Exclude<SuspensionCause, 'supplement'>;
    because: string;
    expectedDays: number;
  },
): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.stopClock', body: asked },
    { name: 'holdClock' },
    async (tx, row) => {
      if ((await stopsOf(tx, row.id)).some((s) => s.toOn === null))
        return refuse('WRONG_STATE', { state: row.state, step: 'holdClock' });
      const { cause, because, expectedDays } = asked;
      await beginStop(tx, deps, actor, { matterId: row.id, cause, because, expectedDays });
      return accept({ content: { cause, because, expectedDays } });
    },
  );

export const resumeClock = (deps: Deps, actor: Actor, asked: StepCommand): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.resumeClock', body: asked },
    { name: 'holdClock' },
    async (tx, row) => {
      if (!(await stopsOf(tx, row.id)).some((s) => s.toOn === null))
        return refuse('WRONG_STATE', { state: row.state, step: 'resumeClock' });
      await endStops(tx, deps, row.id);
      const set = await dueNow(tx, row, today(deps));
      return accept({ set, content: { due: set.dueOn } });
    },
  );
