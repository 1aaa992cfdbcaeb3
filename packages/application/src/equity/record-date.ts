import {
  type EquityEventRow,
  equityDatesOf,
  eventsOfActs,
  findEquityEvent,
  saveEquityDate,
} from '@guanyun/db/equity/equity.store.ts';
import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { decideDate } from '@guanyun/domain/equity/decide-register.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Also, type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import { reportRegistered } from '../matters/report-registered.ts';
import type { Actor } from '../organizations/actor.ts';
import { changeRegisters } from './enter-event.ts';
import { mayKeepRegister } from './keeps-register.ts';

type Dated = {
  readonly requestId: string;
  readonly eventId: string;
  readonly reading: 'register' | 'registration';
  readonly on: LocalDate;
  /** Digest of the paper that shows it. */
  readonly receipt: string;
};

/** Once every event of an act is registered, what its case owed as registration is reported with it. */
async function registered(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  { warrantId, actId }: EquityEventRow,
  { on, receipt }: Dated,
): Promise<Also[]> {
  if (warrantId === null) return [];
  const all = await eventsOfActs(tx, [actId]);
  const events = all.filter(({ id }) => !all.some(({ corrects }) => corrects === id));
  const later = await equityDatesOf(
    tx,
    events.map(({ id }) => id),
  );
  const open = events.some(
    ({ id, registrationOn }) =>
      registrationOn === null && !later.some((day) => day.eventId === id && day.reading === 'registration'),
  );
  if (open) return [];
  // Whoever keeps the register is not always whose case it was.
  return withWholeZone(tx, async () => {
    const { matterId } = found(await findWarrant(tx, warrantId), 'warrant');
    return reportRegistered(tx, deps, actor, { matterId, on, receipt, act: 'equity.recordDate' });
  });
}

/**
 * A day of an event that came after it was entered: the entry in the register, from which on it counts, or the company's
 * registration; with its receipt. The registration is reported in the case that decided the event.
 */
export function recordDate(deps: Deps, actor: Actor, asked: Dated): Promise<Answer<{ eventId: string }>> {
  const about = { kind: 'equity_event', id: asked.eventId, title: '' };
  const command = { requestId: asked.requestId, act: 'equity.recordDate', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ eventId: string }>> => {
    const { eventId, reading, on, receipt } = asked;
    const event = found(await findEquityEvent(tx, eventId), 'equity event');
    if (!(await mayKeepRegister(tx, deps, actor, event.targetId))) return refuse('NOT_YOUR_ORGANIZATION');
    const papers = await papersThere(tx, [receipt]);
    if (papers.outcome === 'refused') return papers;
    const entered = await changeRegisters(tx, deps, actor, {
      targetIds: [event.targetId],
      decide: (entries, absorbed) =>
        decideDate(entries, { id: eventId, reading, on }, { today: today(deps), absorbed }),
      save: () =>
        saveEquityDate(tx, {
          ...{ eventId, reading, happenedOn: on, document: receipt },
          ...{ personId: actor.person.id, recordedAt: deps.now() },
        }),
    });
    if (entered.outcome === 'refused') return entered;
    const reported = reading === 'registration' ? await registered(tx, deps, actor, event, asked) : [];
    const company = found((await organizationsById(tx, today(deps), [event.targetId]))[0], 'company');
    const subject = { kind: 'organization', id: company.id, title: company.name ?? company.code };
    const content = { eventId, reading, on, receipt };
    return accept({ subject, content, answer: { eventId }, also: [...entered.effects, ...reported] });
  });
}
