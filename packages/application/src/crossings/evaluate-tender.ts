import { openedBidsOf } from '@guanyun/db/contracts/bid.store.ts';
import type { OpenedBidRow } from '@guanyun/db/contracts/bids.model.ts';
import {
  changeTender,
  findTender,
  panelDrawsOf,
  saveEvaluation,
} from '@guanyun/db/contracts/tender.store.ts';
import type { TenderRow } from '@guanyun/db/contracts/tenders.model.ts';
import { bidEvaluationRule } from '@guanyun/domain/contracts/bid-evaluation.rule.ts';
import { evaluationPanelRule } from '@guanyun/domain/contracts/evaluation-panel.rule.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import { issuePapers } from '../contracts/publish-tender.ts';
import { stepOfTender } from '../contracts/tender-step.ts';
import type { Answer } from '../evidence/act.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { conflictsOf } from './tender-conflicts.ts';

/** What the panel found of one bid. */
export type BidFinding = {
  readonly bidId: string;
  readonly rejected?: string | undefined;
  readonly because: string;
  readonly adjustments: readonly { readonly name: string; readonly amount: string }[];
  readonly otherScore?: string | undefined;
  readonly smallEnterpriseDeduction?: string | undefined;
};
type Conflicts = Awaited<ReturnType<typeof conflictsOf>>;

/** The conflicts as the register shows them today, before the panel decides. */
export function readConflicts(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const tender = found(await findTender(tx, id), 'tender');
    return conflictsOf(tx, tender, today(deps));
  });
}

/**
 * The bids as the rule takes them: who stands in a conflict that makes a bid invalid is out; where it has to be looked into,
 * the panel must have said why the bid stays or goes.
 */
function bidsFor(
  opened: readonly OpenedBidRow[],
  findings: readonly BidFinding[],
  conflicts: Conflicts,
): Decision<object[], Refusal> {
  const bids: object[] = [];
  for (const bid of opened) {
    const finding = findings.find((one) => one.bidId === bid.bidId);
    const conflict = conflicts.bids.find((one) => one.id === bid.supplierId);
    if (finding === undefined || (conflict?.outcome === 'review' && finding.because === ''))
      return refuse('EVALUATION_INCOMPLETE');
    if (finding.rejected !== undefined && finding.because === '') return refuse('REASON_MISSING');
    const rejected = conflict?.outcome === 'invalid' ? 'UNQUALIFIED' : finding.rejected;
    const { adjustments, otherScore, smallEnterpriseDeduction } = finding;
    bids.push({
      ...{ id: bid.bidId, price: bid.price, adjustments },
      ...(otherScore === undefined ? {} : { otherScore }),
      ...(smallEnterpriseDeduction === undefined ? {} : { smallEnterpriseDeduction }),
      ...(rejected === undefined ? {} : { rejected }),
    });
  }
  return accept(bids);
}

/** With a bidder in whom the tenderer has an interest, Chongqing lets no representative sit. */
function judgePanel(tender: TenderRow, conflicts: Conflicts): Decision<null, Refusal> {
  const interestedBidder = conflicts.bids.some(({ codes }) => (codes as string[]).includes('INTEREST'));
  const panel = ask(evaluationPanelRule, {
    ...{ members: tender.members, tendererRepresentatives: tender.representatives },
    ...{ interestedBidder, jurisdiction: tender.jurisdiction },
  });
  return panel.lawful
    ? accept(null)
    : refuse('TENDER_PANEL_UNLAWFUL', { problems: panel.problems.join('、') });
}

/**
 * Evaluates by the stated method, every step kept with its input. Refused: PANEL_NOT_COMMITTED (no panel was drawn),
 * TENDER_PANEL_UNLAWFUL, EVALUATION_INCOMPLETE, REASON_MISSING, EVALUATION_NO_WINNER, DOCUMENT_UNKNOWN.
 */
export function evaluateTender(
  deps: Deps,
  actor: Actor,
  asked: {
    requestId: string;
    id: string;
    findings: readonly BidFinding[];
    report: string;
    stillCompetitive: boolean;
  },
): Promise<Answer<{ winner: string }>> {
  const { requestId, ...body } = asked;
  return stepOfTender(deps, actor, {
    ...{ requestId, id: asked.id, act: 'tenders.evaluate', body, states: ['opened'], by: 'tenderer' },
    work: async (tender) => {
      const { tx, row, at } = tender;
      if ((await panelDrawsOf(tx, row.id)).length === 0) return refuse('PANEL_NOT_COMMITTED');
      const opened = (await openedBidsOf(tx, row.id)).filter(({ outcome }) => outcome === 'opened');
      const conflicts = await conflictsOf(tx, row, tender.today);
      const panel = judgePanel(row, conflicts);
      if (panel.outcome === 'refused') return panel;
      const bids = bidsFor(opened, asked.findings, conflicts);
      if (bids.outcome === 'refused') return bids;
      const input = {
        ...{ method: row.evaluation, jurisdiction: row.jurisdiction, bids: bids.effects },
        ...{ parameters: row.parameters, stillCompetitive: asked.stillCompetitive },
        ...(row.ceiling === null ? {} : { ceiling: row.ceiling }),
      };
      const result = ask(bidEvaluationRule, input);
      if (result.winner === null) return refuse('EVALUATION_NO_WINNER', { competition: result.competition });
      const papers = await issuePapers(tender, deps, actor, 'report', [asked.report]);
      if (papers.outcome === 'refused') return papers;
      const candidates = result.ranking.slice(0, 3).map(({ id, rank }) => {
        const bid = found(
          opened.find((one) => one.bidId === id),
          'bid',
        );
        return { tenderId: row.id, rank, bidId: id, supplierId: bid.supplierId, price: bid.price ?? '' };
      });
      const marks = { report: asked.report, evaluatedAt: at, personId: actor.person.id };
      await saveEvaluation(tx, { tenderId: row.id, input, result, conflicts, ...marks }, candidates);
      await changeTender(tx, row.id, { state: 'evaluated' });
      const content = { method: row.evaluation, input, ranking: result.ranking, report: asked.report };
      return accept({ content, answer: { winner: result.winner } });
    },
  });
}
