import { releasesOf, saveRelease } from '@guanyun/db/matters/execution.store.ts';
import { findSpending, findWarrant, lockWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { decideRelease } from '@guanyun/domain/matters/decide-release.ts';
import type { Answer } from '../evidence/act.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { actInCase, papersThere } from './act-in-case.ts';
import { remainingOf } from './warrant-of.ts';

export type Release = {
  readonly requestId: string;
  readonly spendingId: string;
  /** Yuan, above zero. */
  readonly amount: string;
  readonly reason: string;
  readonly on: string;
  readonly document: string;
};

/**
 * Gives back part of what an act took up, such as a guarantee that ended; it can be taken up again while the warrant is in
 * force. Refused beyond what was taken up (RELEASE_EXCEEDS_SPENDING) and before the act (WARRANT_NOT_IN_FORCE).
 */
export function releaseWarrant(
  deps: Deps,
  actor: Actor,
  asked: Release,
): Promise<Answer<{ remaining: string | null }>> {
  const about = { kind: 'warrant', id: null, title: '' };
  const command = { requestId: asked.requestId, act: 'warrants.release', body: asked, about };
  return actInCase(deps, actor, command, async (tx) => {
    const spending = found(await findSpending(tx, asked.spendingId), 'spending');
    const warrant = found(await findWarrant(tx, spending.warrantId), 'warrant');
    if (warrant.companyId !== actor.post.organizationId) throw new NotFound('spending');
    const { number } = warrant;
    return {
      matterId: warrant.matterId,
      subject: { kind: 'warrant', id: warrant.id, title: warrant.title },
      step: 'release',
      work: async () => {
        await lockWarrant(tx, warrant.id);
        const before = await releasesOf(tx, [spending.id]);
        const decision = decideRelease(
          {
            amount: spending.amount === null ? null : parseYuan(spending.amount),
            released: sumFen(before.map((r) => parseYuan(r.amount))),
          },
          parseYuan(asked.amount),
        );
        if (decision.outcome === 'refused') return decision;
        if (asked.on < spending.spentOn || asked.on > today(deps))
          return refuse('WARRANT_NOT_IN_FORCE', { number, issuedOn: spending.spentOn });
        const papers = await papersThere(tx, [asked.document]);
        if (papers.outcome === 'refused') return papers;
        const { amount, reason, document } = asked;
        const release = { spendingId: spending.id, amount, reason, document, releasedOn: asked.on };
        await saveRelease(tx, { ...release, id: deps.newId(), personId: actor.person.id });
        const remaining = remainingOf(found(await findWarrant(tx, warrant.id), 'warrant'));
        const content = { warrant: number, ...release, amount: formatYuan(parseYuan(amount)), remaining };
        return accept({ content, answer: { remaining } });
      },
    };
  });
}
