import { changeContract, findContract } from '@guanyun/db/contracts/contract.store.ts';
import type { ContractRow } from '@guanyun/db/contracts/contract-life.model.ts';
import { saveStep } from '@guanyun/db/contracts/contract-life.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type ContractStep, decideStep } from '@guanyun/domain/contracts/contract-state.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { fen, formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import type { Answer } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { actOnContract, type ContractSide, standingOf } from './contract-acts.ts';
import { judgeLot, type Lot } from './judge-lot.ts';

/** Who takes a step: the side that pays lets the works begin and says when they stand still or end; the rest is the performer's. */
export const sideOfStep: Record<ContractStep, ContractSide> = {
  start: 'principal',
  complete: 'performer',
  warrant: 'performer',
  release: 'principal',
  close: 'principal',
  suspend: 'principal',
  dispute: 'performer',
  resume: 'principal',
  terminate: 'principal',
  annul: 'principal',
};

/** What is left unperformed of a contract that is broken off, and whether it must be tendered again (重庆市招标投标条例第三十九条). */
async function unperformed(tx: Tx, row: ContractRow) {
  const left = formatYuan(fen(parseYuan(row.currentAmount) - parseYuan(row.certified)));
  if (row.layer === 'upstream' || row.origin === 'market' || left === '0.00')
    return { unperformed: left, mustTender: false, because: '' };
  const { question } = row as { question: { project?: { funds?: Lot['funds']; sector?: Lot['sector'] } } };
  const { lot } = await judgeLot(tx, {
    parent: row.parentId === null ? null : found(await findContract(tx, row.parentId), 'contract'),
    ...{ layer: row.layer, entityId: row.entityId, amount: left, project: row.project },
    separateReason: '未履行部分',
    funds: question.project?.funds ?? [],
    sector: question.project?.sector,
  });
  return { unperformed: left, mustTender: lot?.mustTender ?? true, because: lot?.because ?? '' };
}

/** One step of a contract's life, with its paper. Refused: what `decideStep` refuses, DOCUMENT_UNKNOWN. */
export function moveContract(
  deps: Deps,
  actor: Actor,
  asked: {
    readonly requestId: string;
    readonly id: string;
    readonly step: ContractStep;
    readonly on: string;
    readonly note: string;
    readonly document: string;
  },
): Promise<Answer<{ state: string; mustTender: boolean }>> {
  const { step, note, document } = asked;
  const of = { act: `contracts.${step}`, side: sideOfStep[step], papers: [document] };
  return actOnContract(deps, actor, asked, of, async (tx, row) => {
    const at = { on: localDate(asked.on), today: today(deps) };
    const decision = decideStep(await standingOf(tx, row), step, at);
    if (decision.outcome === 'refused') return decision;
    const broken = step === 'terminate' ? await unperformed(tx, row) : null;
    const facts = broken ?? {};
    await changeContract(tx, row.id, decision.effects);
    const marks = { id: deps.newId(), contractId: row.id, personId: actor.person.id };
    await saveStep(tx, { ...marks, step, stepOn: asked.on, note, facts, document });
    const mustTender = broken?.mustTender ?? false;
    return accept({
      content: { from: row.state, ...facts },
      answer: { state: decision.effects.state ?? row.state, mustTender },
    });
  });
}
