import { type Calendar, rollForward } from '../kernel/calendar.ts';
import { accept, type Decision, type Refusal, refuse, refuseAll } from '../kernel/decision.ts';
import { addDays, type LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen, formatYuan } from '../kernel/money.ts';
import type { Ratio } from '../kernel/ratio.ts';
import type { ContractLayer, ContractOrigin } from './contract-state.ts';
import {
  bondLimit,
  lateInterest,
  type PaymentLimit,
  paymentTerm,
  progressLimit,
  retentionLimit,
  wageCycle,
} from './payment-limits.ts';

/** A percentage as it is written, `"3.00"`, in hundredths of a percent. */
export const percentOf = (amount: Fen, percent: Fen): Fen => {
  const [size, rest] = [(amount * percent) / 10_000n, (amount * percent) % 10_000n];
  return fen(rest * 2n >= 10_000n ? size + 1n : size);
};

/** On what terms a contract is paid; percentages in hundredths of a percent. */
export type PaymentTerms = {
  readonly advance: Fen;
  readonly progress: Fen;
  readonly retention: Fen;
  readonly performanceBond: Fen;
  readonly payDueDays: number | null;
  readonly wageCycleDays: number | null;
  readonly clauses: readonly ('back_to_back' | 'audit_as_condition')[];
  readonly sme: boolean;
  readonly lateRate: Ratio | null;
  readonly lprAtSigning: Ratio | null;
};

/** Who pays under a contract, as the rules on payments tell payers apart. */
export const payerOf = (
  layer: ContractLayer,
  origin: ContractOrigin,
): 'government' | 'state_enterprise' | 'private' =>
  layer === 'upstream' ? 'government' : origin === 'market' ? 'private' : 'state_enterprise';

const ADVANCE_MOST = fen(3_000n);
const WHOLE = fen(10_000n);

const becauseOf = (limit: PaymentLimit): string => limit.blocks.map(({ because }) => because).join('；');
const failed = <C extends Refusal['code']>(code: C, limit: PaymentLimit, said: string): Refusal<C>[] =>
  limit.blocks.length === 0 ? [] : [{ code, facts: { because: becauseOf(limit), said } }];

/**
 * Judges the terms of payment of a contract about to be signed, by the rule payment-limits. Every refusal that applies is
 * given: TERM_ADVANCE (财建〔2004〕369号, from memory), TERM_PROGRESS, TERM_RETENTION, TERM_RETENTION_AND_BOND, TERM_BOND,
 * TERM_WAGE_CYCLE, TERM_PAYMENT_DAYS, TERM_UNFAIR, TERM_INTEREST.
 */
export function judgeTerms(
  terms: PaymentTerms,
  of: {
    readonly layer: ContractLayer;
    readonly origin: ContractOrigin;
    readonly price: Fen;
    readonly signedOn: LocalDate;
  },
  calendar: Calendar,
): Decision<null, Refusal> {
  const payer = payerOf(of.layer, of.origin);
  const subject =
    of.layer === 'goods' ? 'goods' : of.layer === 'works' || of.layer === 'upstream' ? 'works' : 'services';
  const progress = progressLimit({
    payer,
    signedOn: of.signedOn,
    certified: WHOLE,
    proposed: terms.progress,
  });
  const retention = retentionLimit({
    stage: 'after_completion',
    settlement: WHOLE,
    proposed: terms.retention,
  });
  const bond = bondLimit({
    bond: 'performance',
    subject,
    contractPrice: of.price,
    proposed: terms.performanceBond,
  });
  const bonded = terms.performanceBond > 0n && terms.retention > 0n;
  const cycle = terms.wageCycleDays === null ? null : wageCycle({ amount: terms.wageCycleDays, unit: 'day' });
  const days = termOf(terms, payer, of.signedOn, calendar);
  const interest = lateInterest({
    ...{ due: fen(0n), days: 0 },
    ...(terms.lateRate === null ? {} : { agreedAnnualRate: terms.lateRate }),
    ...(terms.lprAtSigning === null ? {} : { lprAtSigning: terms.lprAtSigning }),
  });
  const refusals: Refusal[] = [
    ...(terms.advance > ADVANCE_MOST
      ? [
          {
            code: 'TERM_ADVANCE' as const,
            facts: { said: formatYuan(terms.advance), limit: formatYuan(ADVANCE_MOST) },
          },
        ]
      : []),
    ...failed('TERM_PROGRESS', progress, formatYuan(terms.progress)),
    ...failed('TERM_RETENTION', retention, formatYuan(terms.retention)),
    ...(bonded ? [{ code: 'TERM_RETENTION_AND_BOND' as const, facts: {} }] : []),
    ...failed('TERM_BOND', bond, formatYuan(terms.performanceBond)),
    ...(cycle === null ? [] : failed('TERM_WAGE_CYCLE', cycle, String(terms.wageCycleDays))),
    ...(days === null ? [] : unfairOrLong(days, terms)),
    ...(terms.sme || terms.lateRate !== null ? failed('TERM_INTEREST', interest, '') : []),
  ];
  return refuseAll(refusals) ?? accept(null);
}

/** Only small and medium enterprises are protected by the term of payment; who pays privately is not bound by it. */
function termOf(
  terms: PaymentTerms,
  payer: ReturnType<typeof payerOf>,
  on: LocalDate,
  calendar: Calendar,
): PaymentLimit | null {
  if (!terms.sme || payer === 'private') return null;
  return paymentTerm(
    {
      payer: payer === 'government' ? 'government' : 'large_enterprise',
      deliveredOn: on,
      ...(terms.payDueDays === null ? {} : { agreedDays: terms.payDueDays }),
      clauses: terms.clauses,
    },
    calendar,
  );
}

function unfairOrLong(limit: PaymentLimit, terms: PaymentTerms): Refusal[] {
  const of = (code: string) => limit.blocks.filter((found) => found.code === code);
  const said = String(terms.payDueDays ?? '');
  return [
    ...of('TERM_TOO_LONG').map(({ because }) => ({
      code: 'TERM_PAYMENT_DAYS' as const,
      facts: { because, said },
    })),
    ...of('N16').map(({ because }) => ({ code: 'TERM_UNFAIR' as const, facts: { because } })),
  ];
}

/** When an application made on a day is to be paid: as agreed, or within the term the payer has by the rule. */
export function paymentDue(
  of: {
    readonly layer: ContractLayer;
    readonly origin: ContractOrigin;
    readonly sme: boolean;
    readonly payDueDays: number | null;
    readonly appliedOn: LocalDate;
  },
  calendar: Calendar,
): LocalDate {
  const payer = payerOf(of.layer, of.origin);
  if (payer === 'private') return rollForward(calendar, addDays(of.appliedOn, of.payDueDays ?? 30)).date;
  return paymentTerm(
    {
      payer: payer === 'government' ? 'government' : 'large_enterprise',
      deliveredOn: of.appliedOn,
      ...(of.payDueDays === null ? {} : { agreedDays: of.payDueDays }),
    },
    calendar,
  ).dueBy;
}

/** Refused when somebody decides what the same person asked for. */
export const anotherPerson = (askedBy: string, decidedBy: readonly string[]): Decision<null, Refusal> =>
  decidedBy.includes(askedBy) ? refuse('SAME_PERSON') : accept(null);
