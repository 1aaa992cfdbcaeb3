import {
  changeObligation,
  findObligation,
  lockObligation,
  saveObligations,
} from '@guanyun/db/matters/execution.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { decideConfirm, decideReport } from '@guanyun/domain/matters/obligation.ts';
import type { Answer } from '../evidence/act.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { type Actor, personsOf } from '../organizations/actor.ts';
import { actInCase, papersThere } from './act-in-case.ts';
import { aboutMatter, type StepCommand, type Stepped, takeStep } from './case-step.ts';
import { openObligation } from './owe-after.ts';
import { obligationOf } from './warrant-of.ts';

export type ObligationReport = StepCommand & {
  readonly report: string;
  /** Digests of the papers that show it; at least one. */
  readonly evidence: readonly string[];
};

/** Who owes it says that it is done, with evidence; what is met or fell away is closed (OBLIGATION_CLOSED). */
export function reportObligation(
  deps: Deps,
  actor: Actor,
  asked: ObligationReport,
): Promise<Answer<{ state: string }>> {
  const about = { kind: 'obligation', id: asked.id, title: '' };
  const command = { requestId: asked.requestId, act: 'obligations.report', body: asked, about };
  return actInCase(deps, actor, command, async (tx) => {
    const seen = found(await findObligation(tx, asked.id), 'obligation');
    if (seen.ownerId !== actor.post.organizationId) throw new NotFound('obligation');
    return {
      matterId: seen.matterId,
      subject: { kind: 'matter', id: seen.matterId, title: seen.text },
      step: 'report',
      work: async () => {
        const row = found(await lockObligation(tx, asked.id), 'obligation');
        const decision = decideReport(obligationOf(row));
        if (decision.outcome === 'refused') return decision;
        const papers = await papersThere(tx, asked.evidence);
        if (papers.outcome === 'refused') return papers;
        const { report } = asked;
        const evidence = [...asked.evidence];
        const said = { report, evidence, reportedOn: today(deps), reportedBy: actor.person.id };
        await changeObligation(tx, row.id, { ...said, state: 'reported', opinion: null });
        const content = { obligation: row.id, text: row.text, report, evidence };
        return accept({ content, answer: { state: 'reported' } });
      },
    };
  });
}

/** The supervisor confirms what was reported or sends it back; never who reported it (SAME_PERSON_BOTH_SIDES). */
export function confirmObligation(
  deps: Deps,
  actor: Actor,
  asked: StepCommand & { met: boolean; opinion: string },
): Promise<Answer<{ state: string }>> {
  const about = { kind: 'obligation', id: asked.id, title: '' };
  const command = { requestId: asked.requestId, act: 'obligations.confirm', body: asked, about };
  return actInCase(deps, actor, command, async (tx) => {
    const seen = found(await findObligation(tx, asked.id), 'obligation');
    return {
      matterId: seen.matterId,
      subject: { kind: 'matter', id: seen.matterId, title: seen.text },
      step: 'supervise',
      work: async () => {
        const row = found(await lockObligation(tx, asked.id), 'obligation');
        const decision = decideConfirm(obligationOf(row), asked.met);
        if (decision.outcome === 'refused') return decision;
        if (row.reportedBy !== null && personsOf(actor).includes(row.reportedBy))
          return refuse('SAME_PERSON_BOTH_SIDES');
        const { state } = decision.effects;
        const confirmed = { confirmedOn: today(deps), confirmedBy: actor.person.id };
        await changeObligation(tx, row.id, {
          state,
          opinion: asked.opinion,
          ...(asked.met ? confirmed : {}),
        });
        const { met, opinion } = asked;
        return accept({
          content: { obligation: row.id, text: row.text, met, opinion },
          answer: { state },
        });
      },
    };
  });
}

/** The company reports on the carrying out at any time; the supervisor takes note of it like of anything owed. */
export const reportExecution = (deps: Deps, actor: Actor, asked: ObligationReport): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.report', body: asked },
    { name: 'report' },
    async (tx, row) => {
      const papers = await papersThere(tx, asked.evidence);
      if (papers.outcome === 'refused') return papers;
      const on = today(deps);
      const { report } = asked;
      const evidence = [...asked.evidence];
      const id = deps.newId();
      const { title } = aboutMatter(row);
      await saveObligations(tx, [
        {
          ...openObligation({
            id,
            matterId: row.id,
            ownerId: actor.post.organizationId,
            kind: 'report',
            text: `执行报告 ${on}`,
            basis: '',
            dueOn: on,
          }),
          state: 'reported',
          report,
          evidence,
          reportedOn: on,
          reportedBy: actor.person.id,
        },
      ]);
      return accept({ content: { obligation: id, title, report, evidence } });
    },
  );
