import { answersOf, findObjection, saveAnswer } from '@guanyun/db/contracts/tender.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { Answer } from '../evidence/act.ts';
import { type Deps, found } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { stepOfTender } from './tender-step.ts';

/**
 * Answers an objection as the tenderer, or a complaint as the supervisor; with the last of them the tender goes on. Refused:
 * TENDER_ANSWER_NOT_YOURS, TENDER_OBJECTION_ANSWERED.
 */
export function answerObjection(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; objectionId: string; text: string; upheld: boolean },
): Promise<Answer<{ done: true }>> {
  const { requestId, ...body } = asked;
  return stepOfTender(deps, actor, {
    ...{ requestId, id: asked.id, act: 'tenders.answer', body, by: 'both' },
    states: ['published', 'opened', 'evaluated', 'publicized'],
    work: async ({ tx, row, at }) => {
      const objection = found(await findObjection(tx, asked.objectionId), 'objection');
      if ((objection.kind === 'complaint') !== (actor.post.side === 'committee'))
        return refuse('TENDER_ANSWER_NOT_YOURS');
      if ((await answersOf(tx, row.id)).some((one) => one.objectionId === objection.id))
        return refuse('TENDER_OBJECTION_ANSWERED');
      const { text, upheld } = asked;
      const marks = { answeredAt: at, personId: actor.person.id };
      await saveAnswer(tx, { objectionId: objection.id, tenderId: row.id, text, upheld, ...marks });
      const content = { objectionId: objection.id, kind: objection.kind, text, upheld };
      return accept({ content, answer: { done: true as const } });
    },
  });
}
