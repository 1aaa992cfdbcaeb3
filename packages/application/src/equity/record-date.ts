import { findEquityEvent, saveEquityDate } from '@guanyun/db/equity/equity.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { decideDate } from '@guanyun/domain/equity/decide-register.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';
import { changeRegister } from './enter-event.ts';
import { mayKeepRegister } from './keeps-register.ts';

/**
 * A day of an event that came after it was entered: the entry in the register, from which on it counts, or the company's
 * registration; with its receipt.
 */
export function recordDate(
  deps: Deps,
  actor: Actor,
  asked: {
    requestId: string;
    eventId: string;
    reading: 'register' | 'registration';
    on: LocalDate;
    receipt: string;
  },
): Promise<Answer<{ eventId: string }>> {
  const about = { kind: 'equity_event', id: asked.eventId, title: '' };
  const command = { requestId: asked.requestId, act: 'equity.recordDate', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ eventId: string }>> => {
    const { eventId, reading, on, receipt } = asked;
    const event = found(await findEquityEvent(tx, eventId), 'equity event');
    if (!(await mayKeepRegister(tx, deps, actor, event.targetId))) return refuse('NOT_YOUR_ORGANIZATION');
    const papers = await papersThere(tx, [receipt]);
    if (papers.outcome === 'refused') return papers;
    const entered = await changeRegister(tx, deps, actor, {
      targetId: event.targetId,
      decide: (entries) => decideDate(entries, { id: eventId, reading, on }, today(deps)),
      save: () =>
        saveEquityDate(tx, {
          ...{ eventId, reading, happenedOn: on, document: receipt },
          ...{ personId: actor.person.id, recordedAt: deps.now() },
        }),
    });
    if (entered.outcome === 'refused') return entered;
    const company = found((await organizationsById(tx, today(deps), [event.targetId]))[0], 'company');
    const subject = { kind: 'organization', id: company.id, title: company.name ?? company.code };
    const content = { eventId, reading, on, receipt };
    return accept({ subject, content, answer: { eventId }, also: entered.effects });
  });
}
