import {
  endLevelExemption,
  lockExemptionsOf,
  lockLevelExemption,
} from '@guanyun/db/equity/level-exemption.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { decideExemptionEnd } from '@guanyun/domain/equity/decide-exemption.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';
import { exemptionOf } from './level-exemptions.ts';
import type { Receipt } from './record-payment.ts';

/**
 * Ends an exemption before its time, on a paper of its own: `on` is the first day without it. The term as it was granted stays
 * on record. Refused as `decideExemptionEnd` says, and DOCUMENT_UNKNOWN.
 */
export function endExemption(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; exemptionId: string; on: LocalDate; because: string; paper: Receipt },
): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const { exemptionId, on, because, paper } = body;
  const about = { kind: 'level_exemption', id: exemptionId, title: '' };
  const command = { requestId, act: 'equity.endExemption', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const row = found(await lockLevelExemption(tx, exemptionId), 'exemption');
    await lockExemptionsOf(tx, row.companyId);
    const papers = await papersThere(tx, [paper.digest]);
    if (papers.outcome === 'refused') return papers;
    const decision = decideExemptionEnd(exemptionOf(row), on);
    if (decision.outcome === 'refused') return decision;
    await endLevelExemption(tx, exemptionId, {
      ...{ endedOn: on, endBecause: because, endDocument: paper.digest, endDocumentName: paper.name },
      ...{ endedBy: actor.person.id, endedAt: deps.now() },
    });
    const company = found((await organizationsById(tx, today(deps), [row.companyId]))[0], 'company');
    const subject = { kind: 'organization', id: row.companyId, title: company.name ?? company.code };
    return accept({ subject, content: body, answer: { id: exemptionId } });
  });
}
