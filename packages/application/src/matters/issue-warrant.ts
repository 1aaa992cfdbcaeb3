import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { externalOf, findContent } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { agendaOfMatter, findMeeting } from '@guanyun/db/matters/meeting.store.ts';
import { saveWarrant, warrantOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type LocalDate, localDate, yearOf } from '@guanyun/domain/kernel/local-date.ts';
import { tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import { forwardedLevels } from '@guanyun/domain/matters/matter-case.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import type { RouteOutput } from '@guanyun/domain/matters/route-output.ts';
import { warrantValidityRule } from '@guanyun/domain/matters/warrant-validity.rule.ts';
import { mandateFor } from '@guanyun/domain/organizations/mandate.ts';
import type { Answer } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { type StepCommand, takeStep } from './case-step.ts';
import { mandatesOf } from './route-case.ts';

/** A warrant without a term of its own holds for a year (the zone's default for all matters). */
const MONTHS_DEFAULT = 12;

function validityOf(
  row: MatterRow,
  content: MatterContent,
  on: LocalDate,
): { expiresOn: string; boundBy: string } {
  const route = row.route as RouteOutput;
  const appraisal = content.records.find((r) => r.code === 'APPR')?.baseDate;
  return ask(warrantValidityRule, {
    approvedOn: on,
    months: route.validity.months ?? MONTHS_DEFAULT,
    ...(appraisal === undefined ? {} : { appraisalBaseDate: appraisal }),
    ...(route.validity.endOfYear === true ? { planYear: yearOf(on) } : {}),
  });
}

/** The mandate under which the meeting decided. */
async function mandateOf(tx: Tx, row: MatterRow): Promise<string | null> {
  const item = (await agendaOfMatter(tx, row.id)).find(
    (a) => a.contentDigest === row.contentDigest && a.result !== null,
  );
  const meeting = item === undefined ? null : await findMeeting(tx, item.meetingId);
  if (meeting === null) return null;
  const amount = row.amount === null ? null : tryParseYuan(row.amount);
  return (
    mandateFor(await mandatesOf(tx), localDate(meeting.heldOn), row.matter, row.companyId, amount)?.id ?? null
  );
}

/**
 * Issues the reply, which is the warrant: bound to the digest of what was decided, numbered without gaps, for one act,
 * until the earliest of its own term, the appraisal's year and the plan year. What another body decides is issued only
 * after that body agreed (EXTERNAL_DECISION_MISSING, EXTERNAL_DECISION_NEGATIVE).
 */
export async function issueWarrant(
  deps: Deps,
  actor: Actor,
  asked: StepCommand,
): Promise<Answer<{ warrantId: string; number: string }>> {
  const answer = await takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.issue', body: asked },
    { name: 'issue', duty: 'signer' },
    async (tx, row) => {
      const external = await externalOf(tx, row.id);
      if (forwardedLevels.includes(row.level) && external === null)
        return refuse('EXTERNAL_DECISION_MISSING');
      if (external?.outcome === 'rejected')
        return refuse('EXTERNAL_DECISION_NEGATIVE', { number: external.number });
      const mandateId = await mandateOf(tx, row);
      if (mandateId === null) return refuse('MANDATE_MISSING');
      const on = today(deps);
      const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
      const { expiresOn, boundBy } = validityOf(row, content, on);
      const year = yearOf(on);
      const number = `管委批〔${year}〕${await nextNumber(tx, `warrant-${year}`)}号`;
      const id = deps.newId();
      await saveWarrant(tx, {
        id,
        number,
        matterId: row.id,
        companyId: row.companyId,
        parties: row.parties,
        kind: row.matter,
        title: row.title,
        content,
        contentDigest: row.contentDigest,
        proposalDigest: digestOf(content.proposal),
        amount: row.amount,
        spent: '0.00',
        uses: 0,
        usesMax: 1,
        issuedOn: on,
        expiresOn,
        boundBy,
        revokedOn: null,
        mandateId,
        personId: actor.person.id,
      });
      return accept({ content: { warrantId: id, number, expiresOn, boundBy } });
    },
  );
  if (answer.outcome === 'refused') return answer;
  const warrant = found(await read(deps, actor, (tx) => warrantOfMatter(tx, asked.id)), 'warrant');
  return { outcome: 'accepted', answer: { warrantId: warrant.id, number: warrant.number } };
}
