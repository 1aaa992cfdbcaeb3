import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { carryOut, entersRegister } from './carry-out.ts';
import { isOfPlan } from './of-plan.ts';

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
    if (proposal.matter !== 'capital_change' || !entersRegister(proposal))
      return refuse('WARRANT_OF_OTHER_KIND', { number: '' });
    const { warrantId, registerOn, registrationOn = null, paid } = asked;
    if (registerOn > today(deps)) return refuse('DAY_NOT_COME', { day: registerOn });
    if (await isOfPlan(tx, warrantId)) return refuse('WARRANT_OF_PLAN');
    const amount = tryParseYuan(proposal.amount ?? '');
    const intent = { warrantId, companyId: actor.post.organizationId, proposal, on: registerOn, amount };
    const done = await carryOut(tx, deps, actor, { id, act: command.act, intent, registrationOn, paid });
    if (done.outcome === 'refused') return done;
    const { targets, rows, warrant, also } = done.effects;
    const subject = { kind: 'organization', ...targets[0], matters: [proposal.matter] };
    const { capital } = proposal;
    const content = { eventId: id, warrant: warrant.number, capital, paid: rows[0]?.paid, registerOn };
    return accept({ subject, content, answer: { eventId: id }, also });
  });
}
