import { newEvent } from '@guanyun/db/equity/equity.store.ts';
import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { decideShareTransfer } from '@guanyun/domain/equity/decide-share-transfer.ts';
import { type RegisterEntry, transactionsIn } from '@guanyun/domain/equity/register.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import type { Proposal, ProposalOf } from '@guanyun/domain/matters/proposal.ts';
import { modeOf } from '@guanyun/domain/matters/proposal-terms.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { checkWarrant, spendWarrant } from '../matters/spend-warrant.ts';
import type { Actor } from '../organizations/actor.ts';
import { enterEvent } from './enter-event.ts';
import { entryOf, registerOf } from './register.ts';

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
function proposalFor(decided: Proposal, asked: NewTransfer): ProposalOf<'equity_transfer'> {
  const { targetId, fromId, toId, share } = asked;
  const base = decided.matter === 'equity_transfer' ? decided : { ...decided, amount: '0.00' };
  return {
    ...base,
    matter: 'equity_transfer',
    targetId,
    fromId,
    toId,
    share,
  } as ProposalOf<'equity_transfer'>;
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
    const { targetId, fromId, toId, share } = asked;
    const proposal = proposalFor(decided, asked);
    const on = localDate(asked.registerOn);
    if (on > today(deps)) return refuse('WARRANT_NOT_IN_FORCE', { issuedOn: on, number: '' });
    const intent = {
      warrantId: asked.warrantId,
      companyId: actor.post.organizationId,
      proposal,
      amount: tryParseYuan(proposal.amount),
      on,
    };
    const checked = await checkWarrant(tx, intent);
    if (checked.outcome === 'refused') return checked;
    const entries = (await registerOf(tx, targetId)).map(entryOf);
    const { amends } = asked;
    const turnedBack: RegisterEntry[] =
      amends === undefined
        ? []
        : [{ id, kind: 'void', amends: amends.eventId, decidedOn: on, registerBookOn: on }];
    if (amends !== undefined && !entries.some((entry) => entry.id === amends.eventId))
      return refuse('ALREADY_CORRECTED');
    const decision = decideShareTransfer(transactionsIn([...entries, ...turnedBack]), {
      ...{ fromId, toId, targetId, share, registerOn: on },
    });
    const names = await organizationsById(tx, on, [targetId, fromId, toId]);
    const target = names.find((o) => o.id === targetId);
    if (names.length !== 3 || target === undefined) return refuse('HOLDER_UNKNOWN');
    if (decision.outcome === 'refused') return decision;
    const subscribed = formatYuan(decision.effects.subscribed);
    const title = target.name ?? target.code;
    const subject = { ...about, title, matters: [proposal.matter] };
    const { number, issuedOn, matterId } = checked.effects;
    await spendWarrant(tx, deps, actor, checked.effects, intent, command.act, {
      ...{ kind: 'equity_event', id, title },
    });
    const row = newEvent({
      ...{ id, kind: modeOf(proposal) === 'free_transfer' ? 'free_transfer' : 'transfer' },
      ...{ targetId, fromId, toId, subscribed, paid: formatYuan(decision.effects.paid) },
      ...{ decidedOn: issuedOn, registerOn: on, registrationOn: asked.registrationOn ?? null },
      ...(amends === undefined ? {} : { amends: amends.eventId, because: amends.because }),
      ...{ warrantId: asked.warrantId, personId: actor.person.id, recordedAt: deps.now() },
    });
    const entered = await enterEvent(tx, deps, actor, row, matterId);
    if (entered.outcome === 'refused') return entered;
    const content = { eventId: id, warrant: number, proposal, subscribed, registerOn: on };
    return accept({ subject, content, answer: { eventId: id }, also: entered.effects });
  });
}
