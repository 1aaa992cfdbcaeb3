import {
  contractsUnder,
  lockContract,
  plainContract,
  saveContract,
} from '@guanyun/db/contracts/contract.store.ts';
import type { ContractRow } from '@guanyun/db/contracts/contract-life.model.ts';
import { findAward } from '@guanyun/db/contracts/tender.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import { fen, formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';
import { contractNumber, termsOf, type WireTerms } from './contract-terms.ts';
import { judgeLot, type Lot } from './judge-lot.ts';
import { releaseProcess } from './release-process.ts';

export type NewContract = {
  readonly requestId: string;
  readonly origin: 'award' | 'direct' | 'market';
  readonly layer: Lot['layer'];
  readonly title: string;
  readonly scope?: string | undefined;
  readonly parentId?: string | undefined;
  readonly project?: string | undefined;
  readonly clusterId?: string | undefined;
  readonly counterpartyId: string;
  readonly amount: string;
  readonly awardId?: string | undefined;
  readonly funds?: Lot['funds'] | undefined;
  readonly sector?: Lot['sector'];
  readonly exemption?: Lot['exemption'];
  readonly separateReason?: string | undefined;
  readonly directText?: string | undefined;
  readonly terms: WireTerms;
  readonly decidedOn: string;
  readonly signedOn: string;
  readonly completionDue: string;
  readonly document: string;
};

/** What is left of a contract for passing on. */
export const leftOf = (parent: ContractRow, below: readonly ContractRow[]) =>
  fen(
    parseYuan(parent.currentAmount) -
      sumFen(
        below
          .filter(({ state }) => state !== 'void')
          .map((c) => parseYuan(c.state === 'terminated' ? c.certified : c.currentAmount)),
      ),
  );

async function underParent(
  tx: Tx,
  actor: Actor,
  asked: NewContract,
): Promise<Decision<ContractRow | null, Refusal>> {
  if (asked.parentId === undefined) return accept(null);
  const parent = found(await lockContract(tx, asked.parentId), 'contract');
  if (parent.entityId !== actor.post.organizationId) throw new NotFound('contract');
  if (
    parent.mode !== 'entrusted' ||
    !['signed', 'in_force'].includes(parent.state) ||
    asked.origin === 'market'
  )
    return refuse('PARENT_NOT_ENTRUSTED', { number: parent.number });
  const left = leftOf(parent, await contractsUnder(tx, parent.id));
  if (parseYuan(asked.amount) > left)
    return refuse('DOWNSTREAM_OVER_PARENT', { left: formatYuan(left), amount: asked.amount });
  return accept(parent);
}

type Ground = Pick<
  ContractRow,
  | 'question'
  | 'result'
  | 'questionDigest'
  | 'mustTender'
  | 'awardId'
  | 'directCause'
  | 'directText'
  | 'directDocument'
>;
const noGround = { awardId: null, directCause: null, directText: null, directDocument: null };

/** The contract is the award: its bidder, its price, after its notice (招标投标法 §46), and once. */
async function asAwarded(
  tx: Tx,
  actor: Actor,
  asked: NewContract,
  awardId: string,
): Promise<Decision<string, Refusal>> {
  const award = await findAward(tx, awardId);
  if (award === null || award.tendererId !== actor.post.organizationId) return refuse('AWARD_UNKNOWN');
  const { number, contractId, supplierId, price, noticeOn } = award;
  if (contractId !== null) return refuse('AWARD_SIGNED', { number });
  if (asked.signedOn < noticeOn) return refuse('CONTRACT_DAY_WRONG', { from: noticeOn, to: asked.signedOn });
  if (supplierId !== asked.counterpartyId || parseYuan(price) !== parseYuan(asked.amount)) {
    const [supplier] = await organizationsById(tx, asked.signedOn, [supplierId]);
    return refuse('AWARD_DIFFERS', { number, name: supplier?.name ?? '', price });
  }
  return accept(award.id);
}

/** Why this contract may be signed as it is: an award, or a coded legal cause with its text; on the market neither. */
async function groundOf(
  tx: Tx,
  actor: Actor,
  asked: NewContract,
  parent: ContractRow | null,
): Promise<Decision<Ground, Refusal>> {
  if (asked.origin === 'market') {
    const question = { title: asked.title, amount: asked.amount };
    const result = { route: 'market' };
    return accept({ ...noGround, question, result, questionDigest: digestOf(question), mustTender: false });
  }
  const funds = asked.funds ?? [];
  if (parent === null && funds.length === 0) return refuse('FUNDS_UNKNOWN');
  const { question, result, lot } = await judgeLot(tx, {
    ...{ parent, layer: asked.layer, entityId: actor.post.organizationId, amount: asked.amount, funds },
    project: parent?.project ?? asked.project ?? null,
    separateReason: asked.separateReason ?? null,
    ...{ sector: asked.sector, exemption: asked.exemption },
  });
  const mustTender = lot?.mustTender ?? true;
  const frozen = { question, result, questionDigest: digestOf(question), mustTender };
  if (asked.origin === 'award') {
    if (asked.awardId === undefined) return refuse('MUST_TENDER', { because: lot?.because ?? '' });
    const award = await asAwarded(tx, actor, asked, asked.awardId);
    return award.outcome === 'refused' ? award : accept({ ...noGround, ...frozen, awardId: award.effects });
  }
  if (asked.exemption !== undefined && result.exemption?.holds !== true)
    return refuse('DIRECT_CAUSE_WRONG', { because: result.exemption?.because ?? '' });
  if (mustTender) return refuse('MUST_TENDER', { because: lot?.because ?? '' });
  if ((asked.directText ?? '').trim() === '') return refuse('DIRECT_CAUSE_MISSING');
  const exempt = lot?.code === 'EXEMPT' ? asked.exemption : undefined;
  return accept({
    ...{ ...noGround, ...frozen, directText: asked.directText ?? null },
    directCause: exempt?.kind ?? lot?.code ?? null,
    directDocument: exempt?.document ?? null,
  });
}

/**
 * Signs a contract below an entrusted one or off the list: let by tender, let directly on a legal ground, or won on the
 * market. The question to must-tender and its answer are frozen with it. Refused: COUNTERPARTY_WRONG, PARENT_NOT_ENTRUSTED,
 * DOWNSTREAM_OVER_PARENT, FUNDS_UNKNOWN, MUST_TENDER, AWARD_UNKNOWN, AWARD_SIGNED, AWARD_DIFFERS, DIRECT_CAUSE_MISSING, DIRECT_CAUSE_WRONG, CONTRACT_DAY_WRONG, what
 * `judgeTerms` refuses, DOCUMENT_UNKNOWN.
 */
export function signContract(deps: Deps, actor: Actor, asked: NewContract): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const id = deps.newId();
  const about = { kind: 'contract', id, title: asked.title };
  return act(deps, actor, { requestId, act: 'contracts.sign', body, about }, (tx) =>
    sign(tx, deps, actor, asked, id),
  );
}

async function sign(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  asked: NewContract,
  id: string,
): Promise<Outcome<{ id: string }>> {
  const { layer, origin, signedOn, decidedOn, completionDue, title, amount } = asked;
  if (signedOn > today(deps) || decidedOn > signedOn || completionDue < signedOn)
    return refuse('CONTRACT_DAY_WRONG', { from: decidedOn, to: today(deps) });
  const [counterparty] = await organizationsById(tx, today(deps), [asked.counterpartyId]);
  if (counterparty === undefined || counterparty.id === actor.post.organizationId)
    return refuse('COUNTERPARTY_WRONG');
  const parent = await underParent(tx, actor, asked);
  if (parent.outcome === 'refused') return parent;
  const ground = await groundOf(tx, actor, asked, parent.effects);
  if (ground.outcome === 'refused') return ground;
  const terms = await termsOf(tx, asked.terms, { layer, origin, price: parseYuan(amount), signedOn });
  if (terms.outcome === 'refused') return terms;
  const papers = await papersThere(tx, [
    asked.document,
    ...(ground.effects.directDocument === null ? [] : [ground.effects.directDocument]),
  ]);
  if (papers.outcome === 'refused') return papers;
  const number = await contractNumber(tx, deps);
  await saveContract(tx, {
    ...plainContract,
    ...terms.effects,
    ...ground.effects,
    ...{ id, number, title, origin, layer, mode: null, listId: null, itemId: null, amount },
    ...{ parentId: parent.effects?.id ?? null, entityId: actor.post.organizationId },
    ...{ counterpartyId: asked.counterpartyId, scope: asked.scope ?? '' },
    clusterId: parent.effects?.clusterId ?? asked.clusterId ?? null,
    project: parent.effects?.project ?? asked.project ?? null,
    separateReason: asked.separateReason ?? null,
    ...{ document: asked.document, decidedOn, signedOn, completionDue, state: 'signed' },
    personId: actor.person.id,
  });
  await releaseProcess(tx, deps, { contractId: id });
  const { result, directCause, awardId } = ground.effects;
  const content = { number, ...asked, entityId: actor.post.organizationId, directCause, awardId, result };
  return accept({ subject: { kind: 'contract', id, title }, content, answer: { id } });
}
