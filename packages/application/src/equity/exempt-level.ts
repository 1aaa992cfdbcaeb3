import {
  levelExemptionsOf,
  lockExemptionsOf,
  saveLevelExemption,
} from '@guanyun/db/equity/level-exemption.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { decideExemption } from '@guanyun/domain/equity/decide-exemption.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, NotFound, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';
import { exemptionOf } from './level-exemptions.ts';
import type { Receipt } from './record-payment.ts';

/**
 * Exempts a company from the level check for a term, both days included, on the paper that grants it. Refused as
 * `decideExemption` says, and DOCUMENT_UNKNOWN; NotFound for what is no company of the zone.
 */
export function exemptLevel(
  deps: Deps,
  actor: Actor,
  asked: {
    requestId: string;
    companyId: string;
    validFrom: LocalDate;
    validTo: LocalDate;
    because: string;
    paper: Receipt;
  },
): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const { companyId, validFrom, validTo, because, paper } = body;
  const about = { kind: 'organization', id: companyId, title: '' };
  const command = { requestId, act: 'equity.exemptLevel', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const [company] = await organizationsById(tx, today(deps), [companyId]);
    if (company?.kind !== 'company') throw new NotFound('company');
    const papers = await papersThere(tx, [paper.digest]);
    if (papers.outcome === 'refused') return papers;
    await lockExemptionsOf(tx, companyId);
    const others = (await levelExemptionsOf(tx, companyId)).map((row) => exemptionOf(row));
    const decision = decideExemption({ validFrom, validTo }, others);
    if (decision.outcome === 'refused') return decision;
    const id = deps.newId();
    await saveLevelExemption(tx, {
      ...{ id, companyId, validFrom, validTo, because, document: paper.digest, documentName: paper.name },
      ...{ recordedBy: actor.person.id, recordedAt: deps.now() },
    });
    const subject = { ...about, title: company.name ?? company.code };
    return accept({ subject, content: { exemptionId: id, ...body }, answer: { id } });
  });
}
