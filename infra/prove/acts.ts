import { randomUUID } from 'node:crypto';
import { postVoucher } from '@guanyun/application/accounting/post-voucher.ts';
import { countSheet, signSheet } from '@guanyun/application/assets/hand-over.ts';
import { openOrder } from '@guanyun/application/assets/open-order.ts';
import { type OrderPaperKind, recordOrderPaper } from '@guanyun/application/assets/order-papers.ts';
import { bookSheet } from '@guanyun/application/crossings/book-sheet.ts';
import { someDecision, type TransferZone } from '@guanyun/application/crossings/testing/transfers.ts';
import { type Answer, act } from '@guanyun/application/evidence/act.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import type { Actor } from '@guanyun/application/organizations/actor.ts';
import { sheetsOf } from '@guanyun/db/assets/transfer-order.store.ts';
import { inTransaction } from '@guanyun/db/kernel/transaction.ts';
import { someAsset } from '@guanyun/db/testing/asset-builders.ts';
import { voucherOf } from '@guanyun/domain/accounting/voucher.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { fen } from '@guanyun/domain/kernel/money.ts';

/** A group and its company, with somebody of each: who plays in the proofs. */
export type Cast = { readonly zone: TransferZone; readonly giver: Actor; readonly sub: Actor };
/** One act as it is asked: what it is, under which id, on what. Asked again it is the same. */
export type Asked = {
  readonly kind: Kind;
  readonly requestId: string;
  readonly of: Readonly<Record<string, string>>;
};
export type Stage = { readonly deps: Deps; readonly cast: Cast };

const DAY = localDate('2026-06-16');
type Play = (stage: Stage, asked: Asked) => Promise<Answer<unknown>>;

/** An asset and the decision to hand it over, as they would have come from acts before. */
const supply: Play = ({ deps, cast }, { requestId, of }) => {
  const about = { kind: 'asset', id: null, title: '示例' };
  return act(deps, null, { requestId, act: 'prove.supply', body: of, about }, async (tx) => {
    const assetId = await someAsset(tx, cast.zone.ofSub, cast.zone.group);
    const warrant = await someDecision(tx, cast.zone, cast.giver.person.id, [assetId], {});
    const answer = { assetId, warrantId: warrant.id };
    return accept({ subject: about, content: answer, answer });
  });
};

/** Two vouchers, one on each side, in one act: both or neither. */
const twins: Play = ({ deps, cast }, { requestId, of }) => {
  const about = { kind: 'voucher', id: null, title: '示例' };
  return act(deps, null, { requestId, act: 'prove.twins', body: of, about }, async (tx) => {
    const amount = fen(BigInt(of.fen ?? '1'));
    const entry = { debit: [{ account: '1601', amount }], credit: [{ account: '4002', amount }] };
    const numbers: string[] = [];
    for (const organizationId of [cast.zone.group, cast.zone.sub]) {
      const at = { organizationId, on: DAY, summary: '示例', orderId: null, causeId: requestId };
      const posted = await postVoucher(tx, deps, voucherOf('enterprise', entry, '示例'), at);
      if (posted.outcome === 'refused') return posted;
      numbers.push(posted.effects.number);
    }
    return accept({ subject: about, content: { numbers }, answer: { numbers } });
  });
};

const paper =
  (who: 'giver' | 'sub', kind: OrderPaperKind): Play =>
  ({ deps, cast }, { requestId, of }) =>
    recordOrderPaper(deps, cast[who], {
      ...{ requestId, orderId: of.orderId ?? '', kind, on: DAY, document: cast.zone.digest },
    });
const count =
  (who: 'giver' | 'sub'): Play =>
  ({ deps, cast }, { requestId, of }) =>
    countSheet(deps, cast[who], { requestId, sheetId: of.sheetId ?? '', lines: [], rest: true });
const sign =
  (who: 'giver' | 'sub'): Play =>
  ({ deps, cast }, { requestId, of }) =>
    signSheet(deps, cast[who], { requestId, sheetId: of.sheetId ?? '' });

const plays = {
  supply,
  twins,
  open: ({ deps, cast }, { requestId, of }) =>
    openOrder(deps, cast.giver, { requestId, warrantId: of.warrantId ?? '' }),
  countGiver: count('giver'),
  countTaker: count('sub'),
  signGiver: sign('giver'),
  signTaker: sign('sub'),
  agreement: paper('giver', 'agreement'),
  notice: paper('giver', 'creditors_notice'),
  decision: paper('sub', 'transferee_decision'),
  book: ({ deps, cast }, { requestId, of }) =>
    bookSheet(deps, cast.giver, {
      ...{ requestId, sheetId: of.sheetId ?? '', deliveredOn: DAY, injection: 'reserve' },
      tax: { claims: 'special', administrativeOrder: false, approvalSays: 'silent', businessPurpose: true },
    }),
} satisfies Record<string, Play>;
export type Kind = keyof typeof plays;

export const play = (stage: Stage, asked: Asked): Promise<Answer<unknown>> =>
  (plays[asked.kind] as Play)(stage, asked);

export type Ask = (kind: Kind, of: Readonly<Record<string, string>>) => Promise<unknown>;

/** A whole transfer, step by step, down to the booking with a voucher on each side. */
export async function transfer(stage: Stage, ask: Ask): Promise<void> {
  const { warrantId } = (await ask('supply', { nonce: randomUUID() })) as { warrantId: string };
  const { id: orderId } = (await ask('open', { warrantId })) as { id: string };
  const scope = { zone: stage.deps.zone, organizations: '*' } as const;
  const [sheet] = await stubborn(() => inTransaction(stage.deps.db, scope, (tx) => sheetsOf(tx, orderId)));
  const of = { orderId, sheetId: sheet?.id ?? '' };
  const steps = [
    'countGiver',
    'countTaker',
    'signGiver',
    'signTaker',
    'agreement',
    'notice',
    'decision',
  ] as const;
  for (const step of steps) await ask(step, of);
  await ask('book', of);
}

/** Again and again until it answers, as a client does whose server went away; an answer of no is an answer. */
export async function stubborn<T>(work: () => Promise<T>, seconds = 60): Promise<T> {
  for (const until = Date.now() + seconds * 1000; ; ) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((done) => setTimeout(done, 20));
    }
  }
}
