import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import { carriedOutBy } from '@guanyun/domain/matters/carried-out-by.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { papersThere } from './act-in-case.ts';
import { carries, useWarrant } from './spend-warrant.ts';

export type ReportedAct = {
  readonly requestId: string;
  readonly warrantId: string;
  /** What was done, such as the contract that was signed. */
  readonly title: string;
  readonly counterparty: string;
  /** Yuan; null where the warrant has no amount. */
  readonly amount: string | null;
  readonly on: string;
  /** Digests of the papers that show it. */
  readonly documents: readonly string[];
};

/**
 * The company reports an act under its warrant that has no form of its own in the system: the amount and the papers bind
 * it. Acts that have a form are refused here (WARRANT_OF_OTHER_KIND), days to come too (WARRANT_NOT_IN_FORCE).
 */
export function spendByReport(
  deps: Deps,
  actor: Actor,
  asked: ReportedAct,
): Promise<Answer<{ spendingId: string }>> {
  const about = { kind: 'warrant', id: asked.warrantId, title: '' };
  const command = { requestId: asked.requestId, act: 'warrants.spend', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ spendingId: string }>> => {
    const on = localDate(asked.on);
    const checked = await carries(tx, asked.warrantId, ({ kind }) => ({
      kind,
      companyId: actor.post.organizationId,
      proposalDigest: null,
      amount: asked.amount === null ? null : parseYuan(asked.amount),
      on,
    }));
    if (checked.outcome === 'refused') return checked;
    const warrant = checked.effects;
    const { number } = warrant;
    if (carriedOutBy(warrant.content.proposal) !== null) return refuse('WARRANT_OF_OTHER_KIND', { number });
    if (on > today(deps)) return refuse('WARRANT_NOT_IN_FORCE', { number, issuedOn: warrant.issuedOn });
    const papers = await papersThere(tx, asked.documents);
    if (papers.outcome === 'refused') return papers;
    const id = deps.newId();
    const { title, counterparty, amount, documents } = asked;
    const used = await useWarrant(tx, deps, actor, warrant, {
      id,
      act: 'warrants.spend',
      subjectKind: 'reported_act',
      subjectId: id,
      subjectTitle: title,
      amount,
      spentOn: on,
      counterparty,
      documents: [...documents],
    });
    if (used.outcome === 'refused') return used;
    const content = { warrant: number, spendingId: id, title, counterparty, amount, on, documents };
    return accept({
      subject: { ...about, title: warrant.title, matters: [warrant.kind] },
      content,
      answer: { spendingId: id },
    });
  });
}
