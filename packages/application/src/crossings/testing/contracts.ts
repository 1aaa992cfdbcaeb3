import { randomUUID } from 'node:crypto';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { everything, someCluster, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { publishedList } from '@guanyun/db/testing/cooperation-builders.ts';
import { someAward } from '@guanyun/db/testing/tender-builders.ts';
import type { TestDatabase } from '@guanyun/db/testing/test-database.ts';
import { smallZone } from '@guanyun/db/testing/zone-builders.ts';
import type { ContractPaperKind, ContractStep } from '@guanyun/domain/contracts/contract-state.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import type { Question } from '../../contracts/classify-question.ts';
import {
  applyForPayment,
  certify,
  decideOnPayment,
  type NewPayment,
  recordContractPaper,
} from '../../contracts/contract-money.ts';
import type { WireTerms } from '../../contracts/contract-terms.ts';
import { entrust } from '../../contracts/entrust.ts';
import { moveContract } from '../../contracts/move-contract.ts';
import { decideOnSettlement, submitSettlement } from '../../contracts/settle-contract.ts';
import { type NewContract, signContract } from '../../contracts/sign-contract.ts';
import { testDeps } from '../../kernel/testing/deps.ts';
import type { Actor } from '../../organizations/actor.ts';
import { done } from './transfers.ts';

export const TODAY = '2026-06-16';
export const request = () => ({ requestId: randomUUID() });

/** A group with a list in force on which construction up to fifty million is entrusted to it, its people, and a supplier. */
export async function contractZone({ app: db, owner }: TestDatabase) {
  const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db, everything, body);
  const deps = testDeps(db, `${TODAY}T02:00:00Z`);
  const made = await work(async (tx) => {
    const zone = await smallZone(tx);
    const terms = { capSingle: '50000000.00', capAnnual: null };
    const period = { effectiveFrom: '2026-01-01', effectiveTo: '2026-12-31' };
    const { list, item } = await publishedList(tx, [zone.group], period, terms);
    const bare = { form: null, tier: null } as const;
    return {
      ...{ zone, list, item, cluster: await someCluster(tx) },
      supplier: await someCompany(tx, { ...bare, kind: 'supplier' }),
      committee: await someCompany(tx, {
        ...bare,
        kind: 'committee',
        code: `AA-${randomUUID().slice(0, 8)}`,
      }),
    };
  });
  const digest = made.zone.digest;
  await work(async (tx) =>
    saveDocument(tx, {
      ...{
        digest,
        name: '示例.pdf',
        size: '1',
        mediaType: 'application/pdf',
        organizationId: made.committee,
      },
      uploadedBy: await somePerson(tx),
    }),
  );
  const actorOf = async (organizationId: string, kind: PostKind): Promise<Actor> => {
    const side = kind.startsWith('committee') ? ('committee' as const) : ('company' as const);
    const person = await work((tx) => somePerson(tx));
    return {
      ...{ accountId: randomUUID(), account: 'x', person: { id: person, name: '示例' }, onBehalfOf: null },
      post: { id: randomUUID(), kind, organizationId, side },
    };
  };
  const handler = await actorOf(made.zone.group, 'company_handler');
  const finance = await actorOf(made.zone.group, 'company_finance');
  const reviewer = await actorOf(made.committee, 'committee_reviewer');
  const won = { tendererId: made.zone.group, supplierId: made.supplier, noticeOn: '2026-03-01' };
  /** What the supplier won in a tender of the group, at this price. */
  const award = (price: string) => someAward(owner, { ...won, price, personId: handler.person.id });
  return { ...made, work, deps, actorOf, digest, handler, finance, reviewer, award };
}
export type ContractZone = Awaited<ReturnType<typeof contractZone>>;

/** The acts of both sides, with what a test does not care about filled in. */
export function contractActs(z: ContractZone) {
  const { deps, digest, handler, reviewer } = z;
  const question = (over: Partial<Question> = {}): Question => ({
    ...{
      title: '示例厂房代建',
      item: z.item.code,
      project: `P-${randomUUID().slice(0, 8)}`,
      engineering: true,
    },
    ...{ amount: '30000000.00', taxIncluded: true, requestedMode: 'entrusted', entityId: z.zone.group },
    ...{ clusterId: z.cluster, agentSource: 'authorised', decidedOn: '2026-03-01' },
    fundSources: [{ kind: 'budget', amount: over.amount ?? '30000000.00', budgetDoc: '示例预算' }],
    ...over,
  });
  const entrusted = async (over: Partial<Question> = {}, terms: WireTerms = {}) => {
    const asked = { question: question(over), signedOn: '2026-03-02', completionDue: '2026-12-31', terms };
    return (await done(entrust(deps, handler, { ...request(), ...asked }))).id;
  };
  const paper = (id: string, kind: ContractPaperKind) =>
    recordContractPaper(deps, handler, {
      ...{ ...request(), id, kind, on: '2026-03-03', reference: '示例', document: digest },
    });
  const step = (by: Actor, id: string, name: ContractStep, on = '2026-06-10') =>
    moveContract(deps, by, { ...request(), id, step: name, on, note: '', document: digest });
  const started = async (over: Partial<Question> = {}, terms: WireTerms = {}) => {
    const id = await entrusted(over, terms);
    for (const kind of ['authorisation', 'budget', 'funds', 'wage_account', 'payment_guarantee'] as const)
      await done(paper(id, kind));
    await done(step(reviewer, id, 'start', '2026-03-04'));
    return id;
  };
  const sign = (over: Partial<NewContract> = {}) =>
    signContract(deps, handler, {
      ...{ ...request(), origin: 'direct', layer: 'works', title: '示例标段', counterpartyId: z.supplier },
      ...{ amount: '3000000.00', directText: '未达招标限额，经比选确定', terms: {}, decidedOn: '2026-03-05' },
      ...{ signedOn: '2026-03-06', completionDue: '2026-12-31', document: digest },
      ...over,
    });
  const measure = (by: Actor, id: string, amount: string, periodTo: string) =>
    certify(deps, by, { ...request(), id, amount, periodTo, document: digest });
  const apply = (id: string, kind: NewPayment['kind'], amount: string, over: Partial<NewPayment> = {}) =>
    applyForPayment(deps, handler, { ...request(), id, kind, amount, note: '', document: digest, ...over });
  const approve = (by: Actor, id: string, paymentId: string) =>
    decideOnPayment(deps, by, { ...request(), id, paymentId, approve: true, opinion: '' });
  const hand = (id: string, amount: string, retention = '0.00') => {
    const asked = { id, amount, retention, guaranteed: false, on: '2026-06-12', document: digest };
    return submitSettlement(deps, handler, { ...request(), ...asked });
  };
  const settle = async (by: Actor, id: string, amount: string, retention = '0.00') => {
    await done(hand(id, amount, retention));
    await done(decideOnSettlement(deps, by, { ...request(), id, approve: true, opinion: '' }));
  };
  return { question, entrusted, paper, step, started, sign, measure, apply, approve, hand, settle };
}
