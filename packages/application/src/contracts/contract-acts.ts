import { contractsUnder, findContract, lockContract } from '@guanyun/db/contracts/contract.store.ts';
import type { ContractRow } from '@guanyun/db/contracts/contract-life.model.ts';
import { papersOf, paymentsOf } from '@guanyun/db/contracts/contract-life.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { ContractStanding } from '@guanyun/domain/contracts/contract-state.ts';
import type { Decision, Refusal } from '@guanyun/domain/kernel/decision.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import { contractDeciders, contractPerformers } from '@guanyun/domain/organizations/permissions.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, NotFound } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import { type Actor, personsOf } from '../organizations/actor.ts';
import { releaseProcess } from './release-process.ts';

/** Who acts on a contract: whoever performs or lets it, or whoever decides for the side that pays. */
export type ContractSide = 'performer' | 'principal';

/**
 * The side that pays decides: above, the committee for what it entrusted; below, finance or the legal representative of the
 * company that let the contract. On the market the company keeps the record alone.
 */
export function decides(actor: Actor, row: ContractRow): boolean {
  if (!contractDeciders.includes(actor.post.kind)) return false;
  if (row.layer === 'upstream') return actor.post.side === 'committee';
  return actor.post.side === 'company' && actor.post.organizationId === row.entityId;
}
export const performs = (actor: Actor, row: ContractRow): boolean =>
  actor.post.organizationId === row.entityId && contractPerformers.includes(actor.post.kind);

const day = (text: string | null): LocalDate | null => (text === null ? null : localDate(text));

/** A contract as its steps are judged. */
export async function standingOf(tx: Tx, row: ContractRow): Promise<ContractStanding> {
  const parent = row.parentId === null ? null : await findContract(tx, row.parentId);
  const payments = await paymentsOf(tx, row.id);
  return {
    ...{ layer: row.layer, origin: row.origin, mode: row.mode, state: row.state, halt: row.halt },
    signedOn: localDate(row.signedOn),
    completedOn: day(row.completedOn),
    deliveredOn: day(row.deliveredOn),
    warrantyTo: day(row.warrantyTo),
    warrantyMonths: row.warrantyMonths,
    bonded: parseYuan(row.performanceBond) > 0n,
    papers: (await papersOf(tx, row.id)).map(({ kind }) => kind),
    parentState: parent?.state ?? null,
    openPayments: payments.filter(({ state }) => state === 'applied' || state === 'approved').length,
  };
}

type Worked<T> = Decision<{ readonly content: object; readonly answer: T }, Refusal>;

/**
 * An act on a contract: it is locked (the one above it first, where sums over what is passed on are touched), the actor is on
 * the side that may, every paper named is there. Refused: NOT_YOUR_ORGANIZATION, DOCUMENT_UNKNOWN, what the work refuses.
 */
export function actOnContract<T>(
  deps: Deps,
  actor: Actor,
  asked: { readonly requestId: string; readonly id: string },
  of: { readonly act: string; readonly side: ContractSide; readonly papers: readonly string[] },
  work: (tx: Tx, row: ContractRow) => Promise<Worked<T>>,
): Promise<Answer<T>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'contract', id: asked.id, title: '' };
  return act(deps, actor, { requestId, act: of.act, body, about }, async (tx): Promise<Outcome<T>> => {
    const seen = found(await findContract(tx, asked.id), 'contract');
    if (seen.parentId !== null) await lockContract(tx, seen.parentId);
    const row = found(await lockContract(tx, asked.id), 'contract');
    if (!(of.side === 'performer' ? performs(actor, row) : decides(actor, row))) {
      if (actor.post.side === 'company' && actor.post.organizationId !== row.entityId)
        throw new NotFound('contract');
      return refuse('NOT_YOUR_ORGANIZATION');
    }
    const papers = await papersThere(tx, of.papers);
    if (papers.outcome === 'refused') return papers;
    const worked = await work(tx, row);
    if (worked.outcome === 'refused') return worked;
    await releaseProcess(tx, deps, { contractId: row.id });
    const { content, answer } = worked.effects;
    const subject = { kind: 'contract', id: row.id, title: row.title };
    return accept({ subject, content: { number: row.number, ...body, ...content }, answer });
  });
}

/** Who decides is another natural person than who asked, in person or through a delegate. */
export const byAnother = (actor: Actor, askedBy: string): Decision<null, Refusal> =>
  personsOf(actor).includes(askedBy) ? refuse('SAME_PERSON') : accept(null);

/** What was passed on under a contract that still counts. */
export const passedOn = async (tx: Tx, id: string): Promise<ContractRow[]> =>
  (await contractsUnder(tx, id)).filter(({ state }) => state !== 'void');
