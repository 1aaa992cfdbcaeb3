import { newEvent } from '@guanyun/db/equity/equity.store.ts';
import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { capTable } from '@guanyun/domain/equity/cap-table.ts';
import { transactionsIn } from '@guanyun/domain/equity/register.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import {
  type Fen,
  formatYuan,
  multiplyRatio,
  parseYuan,
  tryParseYuan,
} from '@guanyun/domain/kernel/money.ts';
import { ratio } from '@guanyun/domain/kernel/ratio.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { checkWarrant, spendWarrant } from '../matters/spend-warrant.ts';
import type { Actor } from '../organizations/actor.ts';
import { enterEvent } from './enter-event.ts';
import { entryOf, registerOf } from './register.ts';

export type NewCapital = {
  readonly requestId: string;
  readonly warrantId: string;
  readonly registerOn: LocalDate;
  readonly registrationOn?: LocalDate | undefined;
  /** Of an increase, what was paid in at once; yuan. */
  readonly paid?: string | undefined;
};

/**
 * Enters an increase or decrease of capital into the register of its company: whose capital, how much and at what price are
 * those decided. A decrease takes the paid-in part in the proportion that its holder has paid.
 */
export function enterCapital(
  deps: Deps,
  actor: Actor,
  asked: NewCapital,
): Promise<Answer<{ eventId: string }>> {
  const id = deps.newId();
  const about = { kind: 'warrant', id: asked.warrantId, title: '' };
  const command = { requestId: asked.requestId, act: 'equity.enterCapital', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ eventId: string }>> => {
    const proposal = (await findWarrant(tx, asked.warrantId))?.content.proposal;
    if (proposal === undefined) return refuse('NO_WARRANT');
    if (proposal.matter !== 'capital_change' || proposal.capital === undefined)
      return refuse('WARRANT_OF_OTHER_KIND', { number: '' });
    const { warrantId, registerOn, registrationOn = null } = asked;
    if (registerOn > today(deps)) return refuse('DAY_NOT_COME', { day: registerOn });
    const intent = {
      ...{ warrantId, companyId: actor.post.organizationId, proposal, on: registerOn },
      amount: tryParseYuan(proposal.amount ?? ''),
    };
    const checked = await checkWarrant(tx, intent);
    if (checked.outcome === 'refused') return checked;
    const { companyId: targetId, capital, facts } = proposal;
    const target = found((await organizationsById(tx, registerOn, [targetId]))[0], 'company');
    const title = target.name ?? target.code;
    const grows = facts.direction !== 'decrease';
    const entries = (await registerOf(tx, targetId)).map(entryOf);
    const has = capTable(transactionsIn(entries), registerOn, 'register_book').holders.find(
      (holder) => holder.id === capital.holderId,
    );
    const subscribed = parseYuan(capital.subscribed);
    const paidPart = (held: Fen, paid: Fen): Fen =>
      held <= 0n ? paid : multiplyRatio(paid, ratio(subscribed, held));
    const paid = grows
      ? (asked.paid ?? '0.00')
      : formatYuan(has === undefined ? parseYuan('0.00') : paidPart(has.subscribed, has.paid));
    await spendWarrant(tx, deps, actor, checked.effects, intent, command.act, {
      ...{ kind: 'equity_event', id, title },
    });
    const row = newEvent({
      ...{ id, kind: grows ? 'increase' : 'decrease', targetId, subscribed: capital.subscribed, paid },
      ...(grows ? { toId: capital.holderId } : { fromId: capital.holderId }),
      ...{ price: grows ? (capital.price ?? null) : null, decidedOn: checked.effects.issuedOn },
      ...{ registerOn, registrationOn, warrantId },
      ...{ personId: actor.person.id, recordedAt: deps.now() },
    });
    const entered = await enterEvent(tx, deps, actor, row, checked.effects.matterId);
    if (entered.outcome === 'refused') return entered;
    const subject = { kind: 'organization', id: targetId, title, matters: [proposal.matter] };
    const content = { eventId: id, warrant: checked.effects.number, capital, paid, registerOn };
    return accept({ subject, content, answer: { eventId: id }, also: entered.effects });
  });
}
