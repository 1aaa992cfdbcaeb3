import { z } from 'zod';
import { extendCalendar, stateCouncilCalendar } from '../kernel/calendar.ts';
import { type LocalDate, localDate } from '../kernel/local-date.ts';
import { type Fen, formatYuan, parseYuan } from '../kernel/money.ts';
import { parseRatio, type Ratio, showRatio } from '../kernel/ratio.ts';
import { defineRule, rulebook, rulebookOn } from '../kernel/rule.ts';
import {
  calendarExtra,
  zAmount,
  zCalendar,
  zDate,
  zFinding,
  zMoney,
  zRatio,
  zReasons,
  zRulebook,
  zShownRatio,
} from '../kernel/wire.ts';
import {
  addendumLimit,
  bondLimit,
  estimateLimit,
  lateInterest,
  type PaymentLimit,
  paymentTerm,
  progressLimit,
  retentionLimit,
  wageCycle,
} from './payment-limits.ts';

const proposed = { proposed: zAmount.optional() };
const rateForm = '利率须为不为负的分数或小数字符串，如 "0.031"';
const zRate = zRatio.refine((text) => !text.startsWith('-'), { error: rateForm });

const zInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('progress'),
    payer: z.enum(['government', 'institution', 'state_enterprise', 'private']),
    signedOn: zDate,
    certified: zAmount,
    ...proposed,
  }),
  z.strictObject({
    kind: z.literal('retention'),
    stage: z.enum(['before_completion', 'after_completion']),
    settlement: zAmount.optional(),
    contractPrice: zAmount.optional(),
    performanceBond: z.strictObject({ amount: zAmount }).optional(),
    guaranteeOrInsurance: z.boolean().optional(),
    ...proposed,
  }),
  z.strictObject({
    kind: z.literal('bond'),
    bond: z.enum(['bid', 'performance']),
    subject: z.enum(['works', 'goods', 'services']),
    estimate: zAmount.optional(),
    contractPrice: zAmount.optional(),
    ...proposed,
  }),
  z.strictObject({
    kind: z.literal('addendum'),
    original: zAmount,
    earlier: zAmount.default('0.00'),
    ...proposed,
  }),
  z.strictObject({
    kind: z.literal('late_interest'),
    due: zAmount,
    days: z.int().min(0).max(100_000),
    agreedAnnualRate: zRate.optional(),
    lprAtSigning: zRate.optional(),
  }),
  z.strictObject({
    kind: z.literal('estimate'),
    feasibilityEstimate: zAmount.refine((text) => /[1-9]/.test(text), { error: '估算须大于 0' }),
    designEstimate: zAmount,
  }),
  z.strictObject({
    kind: z.literal('wage_cycle'),
    cycle: z.strictObject({ amount: z.int().min(1).max(10_000), unit: z.enum(['day', 'month']) }),
  }),
  z.strictObject({
    kind: z.literal('payment_term'),
    payer: z.enum(['government', 'institution', 'large_enterprise']),
    deliveredOn: zDate,
    agreedDays: z.int().min(0).max(10_000).optional(),
    clauses: z.array(z.enum(['back_to_back', 'audit_as_condition'])).optional(),
    calendar: zCalendar.optional(),
  }),
]);
type WireInput = z.infer<typeof zInput>;

const money = (text: string | undefined): Fen | undefined => (text === undefined ? text : parseYuan(text));
const rate = (text: string | undefined): Ratio | undefined => (text === undefined ? text : parseRatio(text));

type Asked = PaymentLimit & {
  readonly remaining?: Fen;
  readonly interest?: Fen;
  readonly excess?: Ratio;
  readonly dueBy?: LocalDate;
  readonly latest?: LocalDate | null;
  readonly provisional?: boolean;
};

function ask(wire: WireInput): Asked {
  switch (wire.kind) {
    case 'progress':
      return progressLimit({
        ...wire,
        signedOn: localDate(wire.signedOn),
        certified: parseYuan(wire.certified),
        proposed: money(wire.proposed),
      });
    case 'retention':
      return retentionLimit({
        ...wire,
        settlement: money(wire.settlement),
        performanceBond: wire.performanceBond && { amount: parseYuan(wire.performanceBond.amount) },
        proposed: money(wire.proposed),
      });
    case 'bond':
      return bondLimit({
        ...wire,
        estimate: money(wire.estimate),
        contractPrice: money(wire.contractPrice),
        proposed: money(wire.proposed),
      });
    case 'addendum':
      return addendumLimit({
        original: parseYuan(wire.original),
        earlier: money(wire.earlier),
        proposed: money(wire.proposed),
      });
    case 'late_interest':
      return lateInterest({
        due: parseYuan(wire.due),
        days: wire.days,
        agreedAnnualRate: rate(wire.agreedAnnualRate),
        lprAtSigning: rate(wire.lprAtSigning),
      });
    case 'estimate':
      return estimateLimit({
        feasibilityEstimate: parseYuan(wire.feasibilityEstimate),
        designEstimate: parseYuan(wire.designEstimate),
      });
    case 'wage_cycle':
      return wageCycle(wire.cycle);
    case 'payment_term':
      return paymentTerm(
        { ...wire, deliveredOn: localDate(wire.deliveredOn) },
        extendCalendar(stateCouncilCalendar, calendarExtra(wire.calendar)),
      );
  }
}

/** The day for which a question is asked, where it names one. */
function dayOf(wire: WireInput): LocalDate {
  if (wire.kind === 'progress') return localDate(wire.signedOn);
  return wire.kind === 'payment_term' ? localDate(wire.deliveredOn) : rulebook.asOf;
}

/** How much, or until when, of the payments around a contract. */
export const paymentLimitsRule = defineRule({
  name: 'payment-limits',
  title: { zh: '款项限额与付款期限', en: 'Limits and terms of payments' },
  slice: 'contracts',
  input: zInput,
  output: z.strictObject({
    limit: zAmount.nullable(),
    bound: z.enum(['max', 'min', 'none']),
    allowed: z.boolean().nullable(),
    remaining: zMoney.exactOptional(),
    interest: zAmount.exactOptional(),
    excess: zShownRatio.exactOptional(),
    dueBy: zDate.exactOptional(),
    latest: zDate.nullable().exactOptional(),
    provisional: z.boolean().exactOptional(),
    blocks: z.array(zFinding),
    warnings: z.array(zFinding),
    reasons: zReasons,
    rulebook: zRulebook,
  }),
  example: { kind: 'retention', stage: 'after_completion', settlement: '10000000.00', proposed: '300000.00' },
  run: (wire) => {
    const { remaining, interest, excess, dueBy, latest, provisional, ...result } = ask(wire);
    return {
      limit: result.limit === null ? null : formatYuan(result.limit),
      bound: result.bound,
      allowed: result.allowed,
      ...(remaining === undefined ? {} : { remaining: formatYuan(remaining) }),
      ...(interest === undefined ? {} : { interest: formatYuan(interest) }),
      ...(excess === undefined ? {} : { excess: showRatio(excess) }),
      ...(dueBy === undefined ? {} : { dueBy }),
      ...(latest === undefined ? {} : { latest }),
      ...(provisional === undefined ? {} : { provisional }),
      blocks: [...result.blocks],
      warnings: [...result.warnings],
      reasons: [...result.reasons],
      rulebook: rulebookOn(dayOf(wire)),
    };
  },
});
