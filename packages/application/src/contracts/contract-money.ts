import { changeContract } from '@guanyun/db/contracts/contract.store.ts';
import {
  changePayment,
  measuresOf,
  paymentsOf,
  saveContractPaper,
  saveMeasure,
  savePayment,
} from '@guanyun/db/contracts/contract-life.store.ts';
import { agencyFeeRule } from '@guanyun/domain/contracts/agency-fee.rule.ts';
import type { ContractPaperKind } from '@guanyun/domain/contracts/contract-state.ts';
import { type AskedPayment, decideMeasure, decidePayment } from '@guanyun/domain/contracts/payment-bound.ts';
import { paymentDue } from '@guanyun/domain/contracts/payment-terms.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import type { Answer } from '../evidence/act.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import type { Actor } from '../organizations/actor.ts';
import { actOnContract, byAnother } from './contract-acts.ts';
import { moneyOf } from './contract-terms.ts';

type OnContract = { readonly requestId: string; readonly id: string };

/** Puts a paper on a contract's file: who authorised the agent, budget, funds, accounts and guarantees. */
export function recordContractPaper(
  deps: Deps,
  actor: Actor,
  asked: OnContract & {
    readonly kind: ContractPaperKind;
    readonly on: string;
    readonly reference: string;
    readonly amount?: string | undefined;
    readonly document: string;
  },
): Promise<Answer<{ id: string }>> {
  const of = { act: 'contracts.recordPaper', side: 'performer', papers: [asked.document] } as const;
  return actOnContract(deps, actor, asked, of, async (tx, row) => {
    if (asked.on > today(deps)) return refuse('CONTRACT_DAY_WRONG', { from: '', to: today(deps) });
    if (['closed', 'void'].includes(row.state))
      return refuse('WRONG_STATE', { state: row.state, step: 'recordPaper' });
    const id = deps.newId();
    const { kind, on: paperOn, reference, document } = asked;
    const marks = { id, contractId: row.id, personId: actor.person.id };
    await saveContractPaper(tx, {
      ...marks,
      kind,
      paperOn,
      reference,
      document,
      amount: asked.amount ?? null,
    });
    return accept({ content: {}, answer: { id } });
  });
}

/**
 * Sets the fee of the agent of an entrusted project, under the cap that agency-fee works out from the approved investment;
 * question and arithmetic stay with the contract. Refused: WRONG_STATE, AGENCY_FEE_OVER_CAP.
 */
export function setAgencyFee(
  deps: Deps,
  actor: Actor,
  asked: OnContract & {
    readonly totalInvestment: string;
    readonly includedManagementFee?: string | undefined;
    readonly landCost?: string | undefined;
    readonly managementFeeSpent?: string | undefined;
    readonly fee: string;
    readonly document: string;
  },
): Promise<Answer<{ cap: string }>> {
  const of = { act: 'contracts.setAgencyFee', side: 'performer', papers: [asked.document] } as const;
  return actOnContract(deps, actor, asked, of, async (tx, row) => {
    if (row.mode !== 'entrusted' || row.state !== 'signed')
      return refuse('WRONG_STATE', { state: row.state, step: 'setAgencyFee' });
    const { totalInvestment, includedManagementFee, landCost, managementFeeSpent, fee } = asked;
    const feeQuestion = JSON.parse(
      JSON.stringify({
        ...{ on: row.decidedOn, totalInvestment, includedManagementFee, landCost },
        ...{ managementFeeSpent: managementFeeSpent ?? '0.00', proposedFee: fee },
      }),
    );
    const feeResult = ask(agencyFeeRule, feeQuestion);
    const cap = feeResult.remaining ?? feeResult.cap;
    const [block] = feeResult.blocks;
    if (block !== undefined) return refuse('AGENCY_FEE_OVER_CAP', { because: block.because, cap });
    const set = { agencyFee: fee, feeCap: cap, feeBinding: feeResult.binding, feeQuestion, feeResult };
    await changeContract(tx, row.id, set);
    return accept({ content: { cap, result: feeResult }, answer: { cap } });
  });
}

/** Certifies what was done in a period: only ever added to. Refused: what `decideMeasure` refuses. */
export function certify(
  deps: Deps,
  actor: Actor,
  asked: OnContract & { readonly periodTo: string; readonly amount: string; readonly document: string },
): Promise<Answer<{ number: number }>> {
  const of = { act: 'contracts.certify', side: 'principal', papers: [asked.document] } as const;
  return actOnContract(deps, actor, asked, of, async (tx, row) => {
    const before = await measuresOf(tx, row.id);
    const last = before.at(-1)?.periodTo ?? null;
    const decision = decideMeasure(
      moneyOf(row),
      { amount: parseYuan(asked.amount), periodTo: localDate(asked.periodTo) },
      { lastTo: last === null ? null : localDate(last), today: today(deps) },
    );
    if (decision.outcome === 'refused') return decision;
    const number = before.length + 1;
    const { periodTo, amount, document } = asked;
    const marks = { id: deps.newId(), contractId: row.id, personId: actor.person.id };
    await saveMeasure(tx, { ...marks, number, periodTo, amount, document });
    return accept({ content: { measure: number }, answer: { number } });
  });
}

export type NewPayment = OnContract & {
  readonly kind: AskedPayment['kind'];
  readonly amount: string;
  readonly note: string;
  readonly performance?: AskedPayment['performance'];
  readonly document: string;
};

const askedOf = (kind: AskedPayment['kind'], amount: string, facts: unknown): AskedPayment => ({
  kind,
  amount: parseYuan(amount),
  performance: (facts as { performance?: AskedPayment['performance'] }).performance,
});

/** Applies for a payment; by when it is to be paid is worked out from the terms. Refused: what `decidePayment` refuses. */
export function applyForPayment(
  deps: Deps,
  actor: Actor,
  asked: NewPayment,
): Promise<Answer<{ id: string; dueBy: string }>> {
  const of = { act: 'contracts.applyForPayment', side: 'performer', papers: [asked.document] } as const;
  return actOnContract(deps, actor, asked, of, async (tx, row) => {
    const facts = asked.performance === undefined ? {} : { performance: asked.performance };
    const decision = decidePayment(moneyOf(row), askedOf(asked.kind, asked.amount, facts));
    if (decision.outcome === 'refused') return decision;
    const before = await paymentsOf(tx, row.id);
    const appliedOn = today(deps);
    const { layer, origin, sme, payDueDays } = row;
    const dueBy = paymentDue({ layer, origin, sme, payDueDays, appliedOn }, await readCalendar(tx));
    const { kind, amount, note, document } = asked;
    const id = deps.newId();
    await savePayment(tx, {
      ...{ id, contractId: row.id, personId: actor.person.id, number: before.length + 1 },
      ...{ kind, amount, note, document, appliedOn, dueBy, facts, state: 'applied' },
      ...{ decidedOn: null, decidedBy: null, opinion: '', paidOn: null, paidDocument: null, paidBy: null },
    });
    return accept({ content: { payment: before.length + 1, dueBy }, answer: { id, dueBy } });
  });
}

/**
 * The side that pays approves or rejects an application; what is approved counts as paid from then on. Refused: WRONG_STATE,
 * SAME_PERSON, what `decidePayment` refuses by then.
 */
export function decideOnPayment(
  deps: Deps,
  actor: Actor,
  asked: OnContract & { readonly paymentId: string; readonly approve: boolean; readonly opinion: string },
): Promise<Answer<{ state: string }>> {
  const of = { act: 'contracts.decidePayment', side: 'principal', papers: [] } as const;
  return actOnContract(deps, actor, asked, of, async (tx, row) => {
    const payment = found(
      (await paymentsOf(tx, row.id)).find(({ id }) => id === asked.paymentId),
      'payment',
    );
    if (payment.state !== 'applied')
      return refuse('WRONG_STATE', { state: payment.state, step: 'decidePayment' });
    const apart = byAnother(actor, payment.personId);
    if (apart.outcome === 'refused') return apart;
    if (asked.approve) {
      const again = decidePayment(moneyOf(row), askedOf(payment.kind, payment.amount, payment.facts));
      if (again.outcome === 'refused') return again;
    }
    const state = asked.approve ? 'approved' : 'rejected';
    const set = { decidedOn: today(deps), decidedBy: actor.person.id, opinion: asked.opinion };
    await changePayment(tx, payment.id, { state, ...set });
    const { number, kind, amount } = payment;
    return accept({ content: { payment: number, kind, amount }, answer: { state } });
  });
}

/** Records that an approved payment was made, with its paper. Refused: WRONG_STATE, CONTRACT_DAY_WRONG. */
export function recordPaid(
  deps: Deps,
  actor: Actor,
  asked: OnContract & { readonly paymentId: string; readonly on: string; readonly document: string },
): Promise<Answer<{ state: string }>> {
  const of = { act: 'contracts.recordPaid', side: 'principal', papers: [asked.document] } as const;
  return actOnContract(deps, actor, asked, of, async (tx, row) => {
    const payment = found(
      (await paymentsOf(tx, row.id)).find(({ id }) => id === asked.paymentId),
      'payment',
    );
    if (payment.state !== 'approved' || payment.decidedOn === null)
      return refuse('WRONG_STATE', { state: payment.state, step: 'recordPaid' });
    if (asked.on < payment.decidedOn || asked.on > today(deps))
      return refuse('CONTRACT_DAY_WRONG', { from: payment.decidedOn, to: today(deps) });
    const set = { paidOn: asked.on, paidDocument: asked.document, paidBy: actor.person.id };
    await changePayment(tx, payment.id, { state: 'paid', ...set });
    const { number, kind, amount } = payment;
    return accept({ content: { payment: number, kind, amount }, answer: { state: 'paid' } });
  });
}
