import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  changeExtension,
  extensionOf,
  lockExtension,
  saveExtension,
} from '@guanyun/db/matters/execution.store.ts';
import type { MatterRow, WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { extendWarrant, findWarrant, lockWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate, yearOf } from '@guanyun/domain/kernel/local-date.ts';
import { decideExtension } from '@guanyun/domain/matters/decide-extension.ts';
import type { RouteOutput } from '@guanyun/domain/matters/route-output.ts';
import { warrantValidityRule } from '@guanyun/domain/matters/warrant-validity.rule.ts';
import type { Answer } from '../evidence/act.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { type Actor, personsOf } from '../organizations/actor.ts';
import { actInCase } from './act-in-case.ts';
import { figuresOn } from './figures.ts';

/** What a warrant's end depends on besides its own term: the appraisal's base date and the plan year. */
export function boundsOf(
  warrant: Pick<WarrantRow, 'content' | 'issuedOn'>,
  row: Pick<MatterRow, 'route'>,
): { appraisalBaseDate?: string; planYear?: number } {
  const appraisal = warrant.content.records.find((r) => r.code === 'APPR')?.baseDate;
  const { validity } = row.route as Partial<RouteOutput>;
  return {
    ...(appraisal === undefined ? {} : { appraisalBaseDate: appraisal }),
    ...(validity?.endOfYear === true ? { planYear: yearOf(localDate(warrant.issuedOn)) } : {}),
  };
}

/** The last day to which a warrant can be extended, and what sets it. */
export async function latestOf(
  tx: Tx,
  deps: Deps,
  warrant: WarrantRow,
  row: MatterRow,
): Promise<{ expiresOn: string; boundBy: string }> {
  const { warrantExtensionMonths } = await figuresOn(tx, today(deps), row.acceptedOn);
  return ask(warrantValidityRule, {
    approvedOn: warrant.expiresOn,
    months: warrantExtensionMonths,
    ...boundsOf(warrant, row),
  });
}

const subjectOf = (warrant: WarrantRow) => ({ kind: 'warrant', id: warrant.id, title: warrant.title });

/** The company asks once, while the warrant is in force, for a longer term, with its reason. */
export function askExtension(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; warrantId: string; until: string; reason: string },
): Promise<Answer<{ until: string }>> {
  const about = { kind: 'warrant', id: asked.warrantId, title: '' };
  const command = { requestId: asked.requestId, act: 'warrants.askExtension', body: asked, about };
  return actInCase(deps, actor, command, async (tx) => {
    const warrant = found(await findWarrant(tx, asked.warrantId), 'warrant');
    if (warrant.companyId !== actor.post.organizationId) throw new NotFound('warrant');
    return {
      matterId: warrant.matterId,
      subject: subjectOf(warrant),
      step: 'askExtension',
      work: async (row) => {
        const locked = found(await lockWarrant(tx, warrant.id), 'warrant');
        if (locked.revokedOn !== null)
          return refuse('WARRANT_NOT_IN_FORCE', { number: locked.number, issuedOn: locked.issuedOn });
        const latest = localDate((await latestOf(tx, deps, locked, row)).expiresOn);
        const on = today(deps);
        const decision = decideExtension(
          {
            number: locked.number,
            expiresOn: localDate(locked.expiresOn),
            latest,
            askedBefore: (await extensionOf(tx, locked.id)) !== null,
          },
          { on, until: localDate(asked.until) },
        );
        if (decision.outcome === 'refused') return decision;
        const { until, reason } = asked;
        await saveExtension(tx, {
          warrantId: locked.id,
          askedOn: on,
          until,
          reason,
          askedBy: actor.person.id,
          granted: null,
          opinion: null,
          answeredOn: null,
          answeredBy: null,
        });
        return accept({ content: { warrant: locked.number, until, latest, reason }, answer: { until } });
      },
    };
  });
}

/**
 * The director grants the longer term or refuses it; the one who asked never answers (SAME_PERSON_BOTH_SIDES). What was
 * asked in time is still answered after the old end, as long as nobody has found the warrant expired.
 */
export function answerExtension(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; warrantId: string; granted: boolean; opinion: string },
): Promise<Answer<{ expiresOn: string }>> {
  const about = { kind: 'warrant', id: asked.warrantId, title: '' };
  const command = { requestId: asked.requestId, act: 'warrants.answerExtension', body: asked, about };
  return actInCase(deps, actor, command, async (tx) => {
    const warrant = found(await findWarrant(tx, asked.warrantId), 'warrant');
    return {
      matterId: warrant.matterId,
      subject: subjectOf(warrant),
      step: 'answerExtension',
      work: async (row) => {
        const extension = found(await lockExtension(tx, warrant.id), 'extension');
        if (extension.granted !== null) return refuse('EXTENSION_USED', { number: warrant.number });
        if (personsOf(actor).includes(extension.askedBy)) return refuse('SAME_PERSON_BOTH_SIDES');
        const { granted, opinion } = asked;
        const answer = { granted, opinion, answeredOn: today(deps), answeredBy: actor.person.id };
        await changeExtension(tx, warrant.id, answer);
        const latest = await latestOf(tx, deps, warrant, row);
        const boundBy = extension.until === latest.expiresOn ? latest.boundBy : 'term';
        const expiresOn = granted ? extension.until : warrant.expiresOn;
        if (granted) await extendWarrant(tx, warrant.id, { expiresOn, boundBy });
        const content = { warrant: warrant.number, granted, opinion, expiresOn };
        return accept({ content, answer: { expiresOn } });
      },
    };
  });
}
