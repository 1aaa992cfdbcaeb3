import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { lockMatter } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { StepName } from '@guanyun/domain/matters/matter-case.ts';
import { type Answer, act, type Command, type Outcome, type Subject } from '../evidence/act.ts';
import { type Deps, found } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { stepOn } from './case-step.ts';

/** A thing of a case that somebody acts on: its case, what the journal calls it, which step it is, and what it does. */
export type Reached<T> = {
  readonly matterId: string;
  readonly subject: Subject;
  readonly step: StepName;
  readonly work: (row: MatterRow) => Promise<Decision<{ content: object; answer: T }, Refusal>>;
};

/**
 * A step of a case that is reached by something of it: a warrant, a spending, an obligation. The thing is found first,
 * without a lock, then the case is locked, and `work` locks and decides. Who may reach the thing is for `reach` to say.
 */
export function actInCase<T>(
  deps: Deps,
  actor: Actor,
  command: Command,
  reach: (tx: Tx) => Promise<Reached<T>>,
): Promise<Answer<T>> {
  return act(deps, actor, command, async (tx): Promise<Outcome<T>> => {
    const reached = await reach(tx);
    const row = found(await lockMatter(tx, reached.matterId), 'matter');
    const answers: T[] = [];
    const done = await stepOn(tx, deps, actor, row, reached.step, async () => {
      const worked = await reached.work(row);
      if (worked.outcome === 'refused') return worked;
      answers.push(worked.effects.answer);
      return accept({ content: worked.effects.content });
    });
    if (done.outcome === 'refused') return done;
    const { content } = done.effects;
    return accept({
      subject: { ...reached.subject, matters: [row.matter] },
      content,
      answer: answers[0] as T,
    });
  });
}

/** Every document named must have been handed in, by somebody whose papers the actor sees (DOCUMENT_UNKNOWN). */
export async function papersThere(tx: Tx, digests: readonly string[]): Promise<Decision<null, Refusal>> {
  for (const digest of digests)
    if ((await findDocument(tx, digest)) === null) return refuse('DOCUMENT_UNKNOWN', { digest });
  return accept(null);
}
