import { saveTender } from '@guanyun/db/contracts/tender.store.ts';
import type { LotRow, TenderRow } from '@guanyun/db/contracts/tenders.model.ts';
import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import { evaluationPanelRule } from '@guanyun/domain/contracts/evaluation-panel.rule.ts';
import { mustTenderRule } from '@guanyun/domain/contracts/must-tender.rule.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import { yearOf } from '@guanyun/domain/kernel/local-date.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';

export type TenderDraft = {
  readonly requestId: string;
  readonly title: string;
  readonly project: string;
  readonly jurisdiction: TenderRow['jurisdiction'];
  readonly funds: readonly { readonly kind: string; readonly amount: string }[];
  readonly method: TenderRow['method'];
  /** The ground of an invited tender, with its document. */
  readonly ground?: { readonly kind: string; readonly document: string } | undefined;
  readonly invited: readonly string[];
  readonly lots: readonly Pick<LotRow, 'title' | 'kind' | 'estimate'>[];
  readonly ceiling: string | null;
  readonly evaluation: TenderRow['evaluation'];
  readonly parameters: Readonly<Record<string, string | number | undefined>>;
  readonly plannedOn: string;
  readonly members: number;
  readonly representatives: number;
};

/** The lots of one tender are let together to one bidder; what is to be let apart is another tender. */
const questionOf = (draft: TenderDraft, lots: readonly LotRow[]) => ({
  project: {
    funds: draft.funds,
    method: {
      requested: draft.method,
      ...(draft.ground === undefined ? {} : { ground: draft.ground.kind, document: draft.ground.document }),
    },
  },
  lots: lots.map(({ code, kind, estimate }) => ({ id: code, kind, amount: estimate, mergeable: 'tender' })),
  jurisdiction: draft.jurisdiction,
});

/** May these lots be tendered in this way, by a panel of this kind? The must-tender answer is what is frozen. */
function judge(
  draft: TenderDraft,
  lots: readonly LotRow[],
): Decision<{ question: object; judged: object }, Refusal> {
  const question = questionOf(draft, lots);
  const judged = ask(mustTenderRule, question);
  if (judged.blocks.length > 0)
    return refuse('TENDER_UNJUDGED', { because: judged.blocks.map((b) => b.because).join('；') });
  if (judged.method?.allowed === false)
    return refuse('TENDER_METHOD_NOT_ALLOWED', { because: judged.method.because });
  if (draft.method === 'invited' && new Set(draft.invited).size < 3) return refuse('TENDER_INVITE_THREE');
  const { members, representatives, jurisdiction } = draft;
  const panel = ask(evaluationPanelRule, {
    ...{ members, tendererRepresentatives: representatives, jurisdiction },
    // With both given, more representatives than seats are a finding and no malformed question.
    experts: Math.max(0, members - representatives),
  });
  if (!panel.lawful) return refuse('TENDER_PANEL_UNLAWFUL', { problems: panel.problems.join('、') });
  return accept({ question, judged });
}

/**
 * Plans a tender: lots, method, ceiling, how it is evaluated and by what panel. Whether it had to be tendered is asked now
 * and frozen with what was asked. Refused: TENDER_UNJUDGED, TENDER_METHOD_NOT_ALLOWED, TENDER_INVITE_THREE,
 * TENDER_PANEL_UNLAWFUL.
 */
export function draftTender(deps: Deps, actor: Actor, asked: TenderDraft): Promise<Answer<{ id: string }>> {
  const { requestId, ...draft } = asked;
  const id = deps.newId();
  const about = { kind: 'tender', id, title: asked.title };
  const command = { requestId, act: 'tenders.draft', body: draft, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const lots = asked.lots.map((lot, index) => ({
      ...lot,
      ...{ id: deps.newId(), tenderId: id, code: `L${`${index + 1}`.padStart(2, '0')}` },
    }));
    const decision = judge(asked, lots);
    if (decision.outcome === 'refused') return decision;
    const { question, judged } = decision.effects;
    const year = yearOf(today(deps));
    const number = `${year}-招-${(await nextNumber(tx, `tender-${year}`)).toString().padStart(3, '0')}`;
    const judgedDigest = digestOf({ question, judged });
    const { title, project, method, jurisdiction, ceiling, evaluation, parameters, plannedOn } = asked;
    const unset = {
      ...{ documentsFrom: null, earliestDeadline: null, objectionsUntil: null, deadline: null },
      ...{ opensAt: null, publishedAt: null, publicityFrom: null, publicityEnds: null, endedBecause: null },
    };
    const row: TenderRow = {
      ...{ id, number, title, project, tendererId: actor.post.organizationId, method, jurisdiction },
      ...{ question, judged, judgedDigest, ceiling, evaluation, parameters, plannedOn },
      ...{ members: asked.members, representatives: asked.representatives },
      ...{ ...unset, state: 'draft', personId: actor.person.id },
    };
    await saveTender(tx, row, lots, method === 'invited' ? [...new Set(asked.invited)] : []);
    const content = { number, ...draft, lots, judgedDigest };
    return accept({ subject: about, content, answer: { id } });
  });
}
