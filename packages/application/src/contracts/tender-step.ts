import { lockTender, tenderClock } from '@guanyun/db/contracts/tender.store.ts';
import type { TenderRow, TenderState } from '@guanyun/db/contracts/tenders.model.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Answer, act } from '../evidence/act.ts';
import { businessDay, type Deps, found, NotFound } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { releaseProcess } from './release-process.ts';

/** A tender that is acted on, locked, at the moment that the database's clock shows. */
export type TenderAt = {
  readonly tx: Tx;
  readonly row: TenderRow;
  readonly at: Date;
  readonly today: LocalDate;
};
export type TenderStep<T> = {
  readonly requestId: string;
  readonly id: string;
  readonly act: string;
  readonly body: object;
  /** The states in which it may be done (WRONG_STATE). */
  readonly states: readonly TenderState[];
  /** By the tenderer itself, or by the committee, which sees every tender. */
  readonly by: 'tenderer' | 'committee' | 'both';
  readonly work: (tender: TenderAt) => Promise<Decision<{ content: object; answer: T }, Refusal>>;
};

/** One step of a tender: found, locked and in its state, and written into its own line of the journal. */
export function stepOfTender<T>(deps: Deps, actor: Actor, step: TenderStep<T>): Promise<Answer<T>> {
  const about = { kind: 'tender', id: step.id, title: '' };
  const command = { requestId: step.requestId, act: step.act, body: step.body, about };
  return act(deps, actor, command, async (tx) => {
    const at = await tenderClock(tx, deps.now());
    const row = found(await lockTender(tx, step.id), 'tender');
    const own = row.tendererId === actor.post.organizationId;
    if ((step.by === 'tenderer' && !own) || (actor.post.side === 'company' && !own))
      throw new NotFound('tender');
    if (!step.states.includes(row.state)) return refuse('WRONG_STATE', { state: row.state, step: step.act });
    const done = await step.work({ tx, row, at, today: businessDay(at) });
    if (done.outcome === 'refused') return done;
    await releaseProcess(tx, deps, { tenderId: row.id });
    const { content, answer } = done.effects;
    const subject = { ...about, title: row.title };
    return { outcome: 'accepted', effects: { subject, content: { number: row.number, ...content }, answer } };
  });
}
