import { changeContract, findContract } from '@guanyun/db/contracts/contract.store.ts';
import type { ContractAmendmentRow, ContractRow } from '@guanyun/db/contracts/contract-life.model.ts';
import { amendmentsOf, changeAmendment, saveAmendment } from '@guanyun/db/contracts/contract-life.store.ts';
import { lockList } from '@guanyun/db/contracts/cooperation-list.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { decideAmendment } from '@guanyun/domain/contracts/amend-contract.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, fen, formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import type { Answer } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { classifyQuestion, type Question } from './classify-question.ts';
import { actOnContract, byAnother, passedOn } from './contract-acts.ts';
import { sentences } from './entrust.ts';
import { leftOf } from './sign-contract.ts';

/** What a change sets: a new amount, day of completion, scope or counterparty. */
export type Change =
  | { readonly kind: 'value'; readonly amount: string }
  | { readonly kind: 'period'; readonly completionDue: string }
  | { readonly kind: 'scope'; readonly scope: string }
  | { readonly kind: 'party'; readonly counterpartyId: string };

export type NewAmendment = {
  readonly requestId: string;
  readonly id: string;
  readonly change: Change;
  readonly cause: ContractAmendmentRow['cause'];
  readonly on: string;
  readonly reason: string;
  readonly document: string;
};

/** The same field before and after, and what the change adds. */
function sidesOf(row: ContractRow, change: Change): { before: object; after: object; delta: Fen } {
  const zero = fen(0n);
  switch (change.kind) {
    case 'value': {
      const delta = fen(parseYuan(change.amount) - parseYuan(row.currentAmount));
      return { before: { amount: row.currentAmount }, after: { amount: change.amount }, delta };
    }
    case 'period':
      return {
        before: { completionDue: row.completionDue },
        after: { completionDue: change.completionDue },
        delta: zero,
      };
    case 'scope':
      return { before: { scope: row.scope }, after: { scope: change.scope }, delta: zero };
    case 'party':
      return {
        before: { counterpartyId: row.counterpartyId },
        after: { counterpartyId: change.counterpartyId },
        delta: zero,
      };
  }
}

type Judged = Pick<ContractAmendmentRow, 'itemId' | 'question' | 'result' | 'questionDigest'>;
const notListed: Judged = { itemId: null, question: null, result: null, questionDigest: null };

/** A change of what is in list is asked at the gate again, with the new amount and on its own day. */
async function askAgain(tx: Tx, row: ContractRow, next: Fen, on: string) {
  const question: Question = {
    ...(row.question as Question),
    amount: formatYuan(next),
    decidedOn: on,
    fundSources: raised((row.question as Question).fundSources, fen(next - parseYuan(row.amount))),
  };
  const first = await classifyQuestion(tx, question, row.id);
  if (first.list !== null) await lockList(tx, first.list.id);
  const { result, item } = await classifyQuestion(tx, question, row.id);
  const inList = result.route === 'in_list' && item !== null;
  const because = sentences([...result.blocks, ...result.outOfList, ...result.warnings]);
  const judged: Judged = { itemId: item?.id ?? null, question, result, questionDigest: digestOf(question) };
  return { judged, listed: { inList, because } };
}

/** The change is paid from the first source, whose paper the change's own paper stands beside. */
function raised(sources: Question['fundSources'], by: Fen): Question['fundSources'] {
  return sources.map((source, index) =>
    index === 0 ? { ...source, amount: formatYuan(fen(parseYuan(source.amount) + by)) } : source,
  );
}

async function judge(
  tx: Tx,
  deps: Deps,
  row: ContractRow,
  change: { kind: ContractAmendmentRow['kind']; delta: Fen; on: string; unchanged: boolean },
): Promise<Decision<Judged, Refusal>> {
  const grows = row.origin === 'list' && change.kind === 'value' && change.delta > 0n;
  const current = parseYuan(row.currentAmount);
  const again = grows ? await askAgain(tx, row, fen(current + change.delta), change.on) : null;
  const parent = row.parentId === null ? null : found(await findContract(tx, row.parentId), 'contract');
  const below = await passedOn(tx, row.id);
  const decision = decideAmendment(
    {
      ...{ origin: row.origin, mode: row.mode, state: row.state, signedOn: localDate(row.signedOn) },
      ...{ original: parseYuan(row.amount), current, certified: parseYuan(row.certified) },
      additions: parseYuan(row.additions),
      estimate: row.approvedEstimate === null ? null : parseYuan(row.approvedEstimate),
      parentLeft: parent === null ? null : leftOf(parent, await passedOn(tx, parent.id)),
      passedOn: sumFen(below.map((c) => parseYuan(c.state === 'terminated' ? c.certified : c.currentAmount))),
    },
    { ...change, on: localDate(change.on), listed: again?.listed ?? null },
    today(deps),
  );
  if (decision.outcome === 'refused') return decision;
  return accept(again?.judged ?? notListed);
}

/** Proposes a change, before beside after. Refused: COUNTERPARTY_WRONG, what `decideAmendment` refuses. */
export function proposeAmendment(
  deps: Deps,
  actor: Actor,
  asked: NewAmendment,
): Promise<Answer<{ id: string }>> {
  const of = { act: 'contracts.proposeAmendment', side: 'performer', papers: [asked.document] } as const;
  return actOnContract(deps, actor, asked, of, async (tx, row) => {
    const { change, cause, on, reason, document } = asked;
    const { before, after, delta } = sidesOf(row, change);
    if (change.kind === 'party') {
      const [party] = await organizationsById(tx, today(deps), [change.counterpartyId]);
      if (party === undefined || party.id === row.entityId) return refuse('COUNTERPARTY_WRONG');
    }
    if (change.kind === 'period' && change.completionDue < row.signedOn)
      return refuse('CONTRACT_DAY_WRONG', { from: row.signedOn, to: '' });
    const unchanged = digestOf(before) === digestOf(after);
    const judged = await judge(tx, deps, row, { kind: change.kind, delta, on, unchanged });
    if (judged.outcome === 'refused') return judged;
    const earlier = await amendmentsOf(tx, row.id);
    const id = deps.newId();
    await saveAmendment(tx, {
      ...{ id, contractId: row.id, personId: actor.person.id, number: earlier.length + 1 },
      ...{
        kind: change.kind,
        cause,
        before,
        after,
        delta: formatYuan(delta),
        amendedOn: on,
        reason,
        document,
      },
      ...judged.effects,
      ...{ state: 'proposed', decidedOn: null, decidedBy: null, opinion: '' },
    });
    return accept({ content: { before, after, delta: formatYuan(delta) }, answer: { id } });
  });
}

/** Whether the contract still is as the change found it. */
const stands = (row: ContractRow, before: unknown): boolean =>
  Object.entries(before as Record<string, unknown>).every(
    ([key, value]) => (key === 'amount' ? row.currentAmount : row[key as keyof ContractRow]) === value,
  );
const setOf = (after: unknown): Partial<ContractRow> => {
  const { amount: _amount, ...rest } = after as { amount?: string } & Partial<ContractRow>;
  return rest;
};

/**
 * The side that pays approves or rejects a change; approved, it is judged once more on its own day. Refused: WRONG_STATE,
 * SAME_PERSON, STALE when the contract has changed since, what `decideAmendment` refuses.
 */
export function decideOnAmendment(
  deps: Deps,
  actor: Actor,
  asked: {
    readonly requestId: string;
    readonly id: string;
    readonly amendmentId: string;
    readonly approve: boolean;
    readonly opinion: string;
  },
): Promise<Answer<{ state: string }>> {
  const of = { act: 'contracts.decideAmendment', side: 'principal', papers: [] } as const;
  return actOnContract(deps, actor, asked, of, async (tx, row) => {
    const change = found(
      (await amendmentsOf(tx, row.id)).find(({ id }) => id === asked.amendmentId),
      'amendment',
    );
    if (change.state !== 'proposed')
      return refuse('WRONG_STATE', { state: change.state, step: 'decideAmendment' });
    const apart = byAnother(actor, change.personId);
    if (apart.outcome === 'refused') return apart;
    const { kind, amendedOn: on, number, before, after } = change;
    const decided = { decidedOn: today(deps), decidedBy: actor.person.id, opinion: asked.opinion };
    if (!asked.approve) {
      await changeAmendment(tx, change.id, { state: 'rejected', ...decided });
      return accept({ content: { amendment: number, before, after }, answer: { state: 'rejected' } });
    }
    if (!stands(row, before)) return refuse('STALE');
    const delta = parseYuan(change.delta);
    const judged = await judge(tx, deps, row, { kind, delta, on, unchanged: false });
    if (judged.outcome === 'refused') return judged;
    await changeAmendment(tx, change.id, { state: 'approved', ...judged.effects, ...decided });
    if (kind !== 'value') await changeContract(tx, row.id, setOf(after));
    return accept({ content: { amendment: number, before, after }, answer: { state: 'approved' } });
  });
}
