import { changeContract } from '@guanyun/db/contracts/contract.store.ts';
import type { ContractRow, ContractSettlementRow } from '@guanyun/db/contracts/contract-life.model.ts';
import {
  changeSettlement,
  saveSettlement,
  settlementsOf,
} from '@guanyun/db/contracts/contract-life.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { decideSettlement } from '@guanyun/domain/contracts/settlement.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import type { Answer } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { actOnContract, byAnother, passedOn } from './contract-acts.ts';

const unsettled = ['signed', 'in_force', 'completed'];

async function judge(
  tx: Tx,
  deps: Deps,
  row: ContractRow,
  asked: Pick<ContractSettlementRow, 'amount' | 'retention' | 'guaranteed' | 'submittedOn'>,
) {
  const below = await passedOn(tx, row.id);
  return decideSettlement(
    {
      ...{ state: row.state, current: parseYuan(row.currentAmount), paid: parseYuan(row.paid) },
      completedOn: row.completedOn === null ? null : localDate(row.completedOn),
      below:
        below.length === 0
          ? null
          : {
              open: below.filter(({ state }) => unsettled.includes(state)).length,
              sum: sumFen(below.map((c) => parseYuan(c.settlement ?? c.certified))),
            },
    },
    {
      ...{ amount: parseYuan(asked.amount), retention: parseYuan(asked.retention) },
      ...{ guaranteed: asked.guaranteed, submittedOn: localDate(asked.submittedOn) },
    },
    today(deps),
  );
}

/** Hands in the settlement of a finished contract. Refused: what `decideSettlement` refuses. */
export function submitSettlement(
  deps: Deps,
  actor: Actor,
  asked: {
    readonly requestId: string;
    readonly id: string;
    readonly amount: string;
    readonly retention: string;
    readonly guaranteed: boolean;
    readonly on: string;
    readonly document: string;
  },
): Promise<Answer<{ id: string; reviewBy: string }>> {
  const of = { act: 'contracts.submitSettlement', side: 'performer', papers: [asked.document] } as const;
  return actOnContract(deps, actor, asked, of, async (tx, row) => {
    const { amount, retention, guaranteed, on: submittedOn, document } = asked;
    const before = await settlementsOf(tx, row.id);
    if (before.some(({ state }) => state !== 'rejected'))
      return refuse('WRONG_STATE', { state: 'submitted', step: 'settle' });
    const decision = await judge(tx, deps, row, { amount, retention, guaranteed, submittedOn });
    if (decision.outcome === 'refused') return decision;
    const { reviewBy } = decision.effects;
    const id = deps.newId();
    await saveSettlement(tx, {
      ...{ id, contractId: row.id, personId: actor.person.id, number: before.length + 1 },
      ...{ amount, retention, guaranteed, submittedOn, reviewBy, document },
      ...{ state: 'submitted', decidedOn: null, decidedBy: null, opinion: '' },
    });
    return accept({ content: { reviewBy }, answer: { id, reviewBy } });
  });
}

/** The side that pays approves or rejects the settlement. Refused: WRONG_STATE, SAME_PERSON, what `decideSettlement` refuses by then. */
export function decideOnSettlement(
  deps: Deps,
  actor: Actor,
  asked: {
    readonly requestId: string;
    readonly id: string;
    readonly approve: boolean;
    readonly opinion: string;
  },
): Promise<Answer<{ state: string }>> {
  const of = { act: 'contracts.decideSettlement', side: 'principal', papers: [] } as const;
  return actOnContract(deps, actor, asked, of, async (tx, row) => {
    const open = found(
      (await settlementsOf(tx, row.id)).find(({ state }) => state === 'submitted'),
      'settlement',
    );
    const apart = byAnother(actor, open.personId);
    if (apart.outcome === 'refused') return apart;
    const decided = { decidedOn: today(deps), decidedBy: actor.person.id, opinion: asked.opinion };
    const { amount, retention } = open;
    if (!asked.approve) {
      await changeSettlement(tx, open.id, { state: 'rejected', ...decided });
      return accept({ content: { amount, retention }, answer: { state: row.state } });
    }
    const again = await judge(tx, deps, row, open);
    if (again.outcome === 'refused') return again;
    await changeSettlement(tx, open.id, { state: 'approved', ...decided });
    await changeContract(tx, row.id, { state: 'settled' });
    return accept({ content: { amount, retention }, answer: { state: 'settled' } });
  });
}
