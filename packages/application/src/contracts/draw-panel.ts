import { openedBidsOf } from '@guanyun/db/contracts/bid.store.ts';
import { allExperts } from '@guanyun/db/contracts/supplier.store.ts';
import {
  panelCommitmentOf,
  panelDrawsOf,
  savePanelCommitment,
  savePanelDraw,
} from '@guanyun/db/contracts/tender.store.ts';
import { panelDrawRule } from '@guanyun/domain/contracts/panel-draw.rule.ts';
import { expertListDigest, seedCommitment } from '@guanyun/domain/contracts/panel-draw.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { Answer } from '../evidence/act.ts';
import { ask } from '../kernel/ask.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { stepOfTender } from './tender-step.ts';

/**
 * The supervisor commits to a seed, and to the list of experts, before the deadline: what is drawn afterwards can be chosen by
 * nobody. Refused: PANEL_COMMITTED, PANEL_EXPERTS_MISSING, TENDER_DEADLINE_PASSED.
 */
export function commitSeed(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; commitment: string },
): Promise<Answer<{ experts: number }>> {
  const { requestId, ...body } = asked;
  return stepOfTender(deps, actor, {
    ...{ requestId, id: asked.id, act: 'tenders.commitSeed', body, states: ['published'], by: 'committee' },
    work: async ({ tx, row, at }) => {
      if (row.deadline === null || at >= row.deadline) return refuse('TENDER_DEADLINE_PASSED');
      if ((await panelCommitmentOf(tx, row.id)) !== null) return refuse('PANEL_COMMITTED');
      const experts = (await allExperts(tx)).filter((one) => one.leftOn === null).map(({ code }) => code);
      const seats = row.members - row.representatives;
      if (experts.length < seats)
        return refuse('PANEL_EXPERTS_MISSING', { there: `${experts.length}`, needed: `${seats}` });
      const listDigest = expertListDigest(experts);
      const { commitment } = asked;
      const marks = { committedAt: at, personId: actor.person.id };
      await savePanelCommitment(tx, { tenderId: row.id, commitment, listDigest, experts, ...marks });
      const content = { commitment, listDigest, experts: experts.length };
      return accept({ content, answer: { experts: experts.length } });
    },
  });
}

/**
 * Draws the panel after the opening with the seed that was committed to and the receipts that were opened; again, with whoever
 * stands aside left out, when a reason is given. Refused: PANEL_NOT_COMMITTED, PANEL_SEED_WRONG, PANEL_EXPERTS_MISSING.
 */
export function drawPanel(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; seed: string; excluded: readonly string[]; because: string },
): Promise<Answer<{ drawn: string[] }>> {
  const { requestId, ...body } = asked;
  return stepOfTender(deps, actor, {
    ...{ requestId, id: asked.id, act: 'tenders.drawPanel', body, states: ['opened'], by: 'committee' },
    work: async ({ tx, row, at }) => {
      const committed = await panelCommitmentOf(tx, row.id);
      if (committed === null) return refuse('PANEL_NOT_COMMITTED');
      if (seedCommitment(asked.seed) !== committed.commitment) return refuse('PANEL_SEED_WRONG');
      const receipts = (await openedBidsOf(tx, row.id)).map(({ digest }) => digest).sort();
      const input = {
        ...{ seed: asked.seed, commitment: committed.commitment, receipts, experts: committed.experts },
        ...{ excluded: asked.excluded, seats: row.members - row.representatives },
      };
      const { drawn, blocks, beacon } = ask(panelDrawRule, input);
      const there = `${drawn.length}`;
      if (blocks.length > 0) return refuse('PANEL_EXPERTS_MISSING', { there, needed: `${input.seats}` });
      const round = (await panelDrawsOf(tx, row.id)).length + 1;
      const { seed, excluded, because } = asked;
      const what = { seed, receipts, excluded: [...excluded], because, seats: input.seats, drawn };
      await savePanelDraw(tx, { tenderId: row.id, round, ...what, drawnAt: at, personId: actor.person.id });
      return accept({ content: { ...what, round, beacon }, answer: { drawn } });
    },
  });
}
