import { plainContract, saveContract } from '@guanyun/db/contracts/contract.store.ts';
import { lockList } from '@guanyun/db/contracts/cooperation-list.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { classifyQuestion, type Question } from './classify-question.ts';
import { contractNumber, termsOf, type WireTerms } from './contract-terms.ts';
import { releaseProcess } from './release-process.ts';

export const sentences = (findings: readonly { because: string }[]): string =>
  findings.map((f) => f.because).join(';');

/**
 * Signs what the gate answered *in list* under the list version in force on the day of decision. The question, the
 * answer and the version are frozen with the contract: a later list changes nothing. The cooperation list is what
 * allows this act in place of a warrant. Entrusted construction is signed and begins once its papers are there; purchased
 * services are in force at once. Refused: CLASSIFICATION_BLOCKED, LIST_NOT_IN_FORCE, NOT_ON_LIST, what `judgeTerms` refuses.
 */
export function entrust(
  deps: Deps,
  actor: Actor,
  asked: {
    requestId: string;
    question: Question;
    signedOn: string;
    completionDue: string;
    terms?: WireTerms | undefined;
  },
): Promise<Answer<{ id: string }>> {
  const id = deps.newId();
  const { question } = asked;
  const about = { kind: 'contract', id, title: question.title };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'contracts.entrust', body: asked, about },
    async (tx): Promise<Outcome<{ id: string }>> => {
      if (question.entityId !== actor.post.organizationId) return refuse('NOT_YOUR_ORGANIZATION');
      if (question.decidedOn > today(deps)) return refuse('LIST_NOT_IN_FORCE', { on: question.decidedOn });
      const first = await classifyQuestion(tx, question);
      // Caps are sums over contracts, so the list is locked and the question asked again.
      if (first.list !== null) await lockList(tx, first.list.id);
      const { result, list, item } = await classifyQuestion(tx, question);
      if (result.route === 'blocked')
        return refuse('CLASSIFICATION_BLOCKED', { because: sentences(result.blocks) });
      if (result.listVersion === null) return refuse('LIST_NOT_IN_FORCE', { on: question.decidedOn });
      if (result.route !== 'in_list' || list === null || item === null || result.mode === null)
        return refuse('NOT_ON_LIST', { because: sentences([...result.outOfList, ...result.warnings]) });
      const of = { layer: 'upstream', origin: 'list', price: parseYuan(question.amount) } as const;
      const terms = await termsOf(tx, asked.terms ?? {}, { ...of, signedOn: asked.signedOn });
      if (terms.outcome === 'refused') return terms;
      const number = await contractNumber(tx, deps);
      await saveContract(tx, {
        ...plainContract,
        ...terms.effects,
        id,
        number,
        title: question.title,
        mode: result.mode,
        listId: list.id,
        itemId: item.id,
        entityId: question.entityId,
        clusterId: question.clusterId ?? null,
        project: question.project ?? null,
        amount: question.amount,
        question,
        result,
        questionDigest: digestOf(question),
        decidedOn: question.decidedOn,
        signedOn: asked.signedOn,
        completionDue: asked.completionDue,
        state: result.mode === 'entrusted' ? 'signed' : 'in_force',
        personId: actor.person.id,
      });
      await releaseProcess(tx, deps, { contractId: id });
      return accept({
        subject: about,
        content: {
          ...{ number, question, route: result.route, item: item.code, listVersion: list.version },
          ...{ signedOn: asked.signedOn, completionDue: asked.completionDue, terms: asked.terms ?? {} },
        },
        answer: { id },
      });
    },
  );
}
