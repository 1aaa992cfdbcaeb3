import { newEvent } from '@guanyun/db/equity/equity.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';
import { enterEvents } from './enter-event.ts';
import { mayKeepRegister } from './keeps-register.ts';

export type Receipt = { readonly digest: string; readonly name: string };

/**
 * A holder has paid in what it had subscribed (公司法 49). It needs no warrant, since nothing is decided by it; it needs the
 * receipt. Entered by the company that keeps the register.
 */
export function recordPayment(
  deps: Deps,
  actor: Actor,
  asked: {
    requestId: string;
    companyId: string;
    holderId: string;
    amount: string;
    on: LocalDate;
    receipt: Receipt;
  },
): Promise<Answer<{ eventId: string }>> {
  const about = { kind: 'organization', id: asked.companyId, title: '' };
  const command = { requestId: asked.requestId, act: 'equity.recordPayment', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ eventId: string }>> => {
    if (!(await mayKeepRegister(tx, deps, actor, asked.companyId))) return refuse('NOT_YOUR_ORGANIZATION');
    const { companyId, holderId, amount, on, receipt } = asked;
    const papers = await papersThere(tx, [receipt.digest]);
    if (papers.outcome === 'refused') return papers;
    const row = newEvent({
      ...{ id: deps.newId(), kind: 'payment', targetId: companyId, toId: holderId, paid: amount },
      ...{ decidedOn: on, registerOn: on, registrationOn: on, exemption: 'payment', documents: [receipt] },
      ...{ personId: actor.person.id, recordedAt: deps.now() },
    });
    const entered = await enterEvents(tx, deps, actor, [row]);
    if (entered.outcome === 'refused') return entered;
    const company = found((await organizationsById(tx, today(deps), [companyId]))[0], 'company');
    const subject = { ...about, title: company.name ?? company.code };
    const content = { eventId: row.id, holderId, amount, on, receipt };
    return accept({ subject, content, answer: { eventId: row.id }, also: entered.effects });
  });
}
