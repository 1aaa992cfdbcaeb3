import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import type { Proposal } from '@guanyun/domain/matters/proposal.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { carryOut } from './carry-out.ts';
import type { DecidedTransfer } from './movements.ts';
import { isOfPlan } from './of-plan.ts';

export type NewTransfer = {
  readonly requestId: string;
  readonly warrantId: string;
  readonly targetId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly share: string;
  readonly registerOn: string;
  readonly registrationOn?: string | undefined;
  /** 变更: the entry of the same register that this one turns back, and why. */
  readonly amends?: { readonly eventId: string; readonly because: string } | undefined;
};

/** What was decided, with the parties and the share that are about to be entered. */
function proposalFor(decided: Proposal, asked: NewTransfer): DecidedTransfer {
  const { targetId, fromId, toId, share } = asked;
  const base = decided.matter === 'equity_transfer' ? decided : { ...decided, amount: '0.00' };
  return {
    ...base,
    matter: 'equity_transfer',
    targetId,
    fromId,
    toId,
    share,
  } as DecidedTransfer;
}

/**
 * Enters a transfer, free or for value, into the register of members, spending its warrant in the same transaction. What is entered
 * must be what was decided, to the letter; the register's own rule comes after the warrant's. Where another investor stands
 * behind a company afterwards, that company's cases follow.
 */
export function executeTransfer(
  deps: Deps,
  actor: Actor,
  asked: NewTransfer,
): Promise<Answer<{ eventId: string }>> {
  const id = deps.newId();
  const about = { kind: 'organization', id: asked.targetId, title: '' };
  const command = { requestId: asked.requestId, act: 'equity.executeTransfer', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ eventId: string }>> => {
    const decided = (await findWarrant(tx, asked.warrantId))?.content.proposal;
    if (decided === undefined) return refuse('NO_WARRANT');
    const proposal = proposalFor(decided, asked);
    const on = localDate(asked.registerOn);
    if (on > today(deps)) return refuse('WARRANT_NOT_IN_FORCE', { issuedOn: on, number: '' });
    if (await isOfPlan(tx, asked.warrantId)) return refuse('WARRANT_OF_PLAN');
    const done = await carryOut(tx, deps, actor, {
      ...{ id, act: command.act, amends: asked.amends, registrationOn: asked.registrationOn ?? null },
      intent: {
        ...{ warrantId: asked.warrantId, companyId: actor.post.organizationId, proposal, on },
        amount: tryParseYuan(proposal.amount),
      },
    });
    if (done.outcome === 'refused') return done;
    const { targets, rows, warrant, also } = done.effects;
    const subject = { ...about, title: targets[0].title, matters: [proposal.matter] };
    const subscribed = rows[0]?.subscribed;
    const content = { eventId: id, warrant: warrant.number, proposal, subscribed, registerOn: on };
    return accept({ subject, content, answer: { eventId: id }, also });
  });
}
