import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { carryOut, entersRegister } from './carry-out.ts';
import { isOfPlan } from './of-plan.ts';

export type EnteredReorganization = {
  readonly requestId: string;
  readonly warrantId: string;
  readonly registerOn: LocalDate;
  readonly registrationOn?: LocalDate | undefined;
};

/**
 * Enters a merger or division into every register that it changes, as one act under one warrant: all or nothing. Who takes
 * whom in and at what exchange, or what becomes of which part of the capital, are those decided.
 */
export function reorganize(
  deps: Deps,
  actor: Actor,
  asked: EnteredReorganization,
): Promise<Answer<{ eventId: string; entries: number }>> {
  const id = deps.newId();
  const about = { kind: 'warrant', id: asked.warrantId, title: '' };
  const command = { requestId: asked.requestId, act: 'equity.reorganize', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ eventId: string; entries: number }>> => {
    const proposal = (await findWarrant(tx, asked.warrantId))?.content.proposal;
    if (proposal === undefined) return refuse('NO_WARRANT');
    if (proposal.matter !== 'reorganization' || !entersRegister(proposal))
      return refuse('WARRANT_OF_OTHER_KIND', { number: '' });
    const { warrantId, registerOn, registrationOn = null } = asked;
    if (registerOn > today(deps)) return refuse('DAY_NOT_COME', { day: registerOn });
    if (await isOfPlan(tx, warrantId)) return refuse('WARRANT_OF_PLAN');
    const amount = tryParseYuan(proposal.amount ?? '');
    const intent = { warrantId, companyId: actor.post.organizationId, proposal, on: registerOn, amount };
    const done = await carryOut(tx, deps, actor, { id, act: command.act, intent, registrationOn });
    if (done.outcome === 'refused') return done;
    const { targets, rows, warrant, also } = done.effects;
    const { absorption, division } = proposal;
    const entries = rows.map(({ id: eventId, kind, targetId, fromId, toId, subscribed, paid }) => ({
      ...{ eventId, kind, targetId, fromId, toId, subscribed, paid },
    }));
    const content = { eventId: id, warrant: warrant.number, absorption, division, registerOn, entries };
    // Each company's own history tells it.
    const [target, ...others] = targets;
    const told = others.map((of) => ({
      act: command.act,
      subject: { kind: 'organization', ...of },
      content: { eventId: id, warrant: warrant.number, registerOn },
    }));
    const subject = { kind: 'organization', ...target, matters: [proposal.matter] };
    return accept({
      subject,
      content,
      answer: { eventId: id, entries: rows.length },
      also: [...told, ...also],
    });
  });
}
