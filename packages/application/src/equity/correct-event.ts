import { type EquityEventRow, findEquityEvent, newEvent } from '@guanyun/db/equity/equity.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';
import { enterEvents } from './enter-event.ts';
import { mayKeepRegister } from './keeps-register.ts';
import type { Receipt } from './record-payment.ts';

/** What should have stood there; absent: nothing should. */
export type Replacement = Pick<
  EquityEventRow,
  'fromId' | 'toId' | 'subscribed' | 'paid' | 'decidedOn' | 'registerOn' | 'registrationOn'
>;

export type Correction = {
  readonly requestId: string;
  readonly eventId: string;
  readonly because: string;
  readonly receipt: Receipt;
  readonly replacement: Replacement | null;
};

/** The entry at the beginning of a row of corrections: the one that spent a warrant, if any did. */
async function decidedAs(tx: Tx, wrong: EquityEventRow): Promise<EquityEventRow> {
  let first = wrong;
  while (first.corrects !== null) first = found(await findEquityEvent(tx, first.corrects), 'equity event');
  return first;
}

/** Parties and amounts that were decided are not a clerk's to change; the days are. */
function differsFromWarrant(
  wrong: EquityEventRow,
  first: EquityEventRow,
  replacement: Replacement | null,
): boolean {
  if (first.warrantId === null) return false;
  return (
    replacement === null ||
    replacement.fromId !== wrong.fromId ||
    replacement.toId !== wrong.toId ||
    replacement.subscribed !== wrong.subscribed ||
    replacement.paid !== wrong.paid
  );
}

/**
 * Puts a clerical error 笔误 right. The wrong entry stays, and is what was known until now; from now on the right one counts,
 * from its own days. What was decided is not touched by it, so it needs no warrant: the parties and the amounts may only be
 * brought to what the papers say. A change of substance is an amendment, and goes through its own matter.
 */
export function correctEvent(
  deps: Deps,
  actor: Actor,
  asked: Correction,
): Promise<Answer<{ eventId: string }>> {
  const about = { kind: 'equity_event', id: asked.eventId, title: '' };
  const command = { requestId: asked.requestId, act: 'equity.correct', body: asked, about };
  return act(deps, actor, command, async (tx: Tx): Promise<Outcome<{ eventId: string }>> => {
    const { because, receipt, replacement } = asked;
    const wrong = found(await findEquityEvent(tx, asked.eventId), 'equity event');
    if (!(await mayKeepRegister(tx, deps, actor, wrong.targetId))) return refuse('NOT_YOUR_ORGANIZATION');
    if (because.trim() === '') return refuse('REASON_MISSING');
    if (differsFromWarrant(wrong, await decidedAs(tx, wrong), replacement))
      return refuse('WARRANT_CONTENT_DIFFERS', { number: '' });
    const papers = await papersThere(tx, [receipt.digest]);
    if (papers.outcome === 'refused') return papers;
    const row = newEvent({
      ...{ id: deps.newId(), kind: replacement === null ? 'void' : wrong.kind, targetId: wrong.targetId },
      ...{ decidedOn: wrong.decidedOn, price: wrong.price },
      // One of several entries of an act stays one of them.
      ...(wrong.occasion === null
        ? {}
        : { occasion: wrong.occasion, actId: wrong.actId, absorbedBy: wrong.absorbedBy }),
      ...(replacement ?? {}),
      ...{ corrects: wrong.id, amends: wrong.amends, because, exemption: 'clerical_error' },
      ...{ documents: [receipt], personId: actor.person.id, recordedAt: deps.now() },
    });
    const entered = await enterEvents(tx, deps, actor, [row]);
    if (entered.outcome === 'refused') return entered;
    const company = found((await organizationsById(tx, today(deps), [wrong.targetId]))[0], 'company');
    const subject = { kind: 'organization', id: company.id, title: company.name ?? company.code };
    const content = { eventId: row.id, corrects: wrong.id, because, receipt, replacement };
    return accept({ subject, content, answer: { eventId: row.id }, also: entered.effects });
  });
}
