import { z } from 'zod';
import type { Reason } from '../kernel/basis.ts';
import { addDays, addMonths, addYears, type LocalDate, localDate } from '../kernel/local-date.ts';
import { InputProblem } from '../kernel/problems.ts';
import { rulebookOn } from '../kernel/rule.ts';
import { zDate, zReasons, zRulebook } from '../kernel/wire.ts';
import { appraisalGuide, registrationRules, systemDefault } from './matter-basis.ts';
import { builtIn } from './parameter-lookup.ts';

/** The input of `warrant-validity`. */
export const zWarrantInput = z.strictObject({
  approvedOn: zDate,
  months: z.int().min(0).max(1200),
  appraisalBaseDate: zDate.nullish(),
  planYear: z.int().min(1).max(9999).nullish(),
  noticePeriodEnds: zDate.nullish(),
  warningDays: z.int().min(1).max(3660).optional(),
});

/** The output of `warrant-validity`. */
export const zWarrantOutput = z.strictObject({
  expiresOn: zDate,
  warnFrom: zDate,
  boundBy: z.enum(['term', 'appraisal', 'plan_year']),
  earliestRegistration: zDate.exactOptional(),
  reasons: zReasons,
  rulebook: zRulebook,
});

/** What `warrant-validity` is asked, as it stands on the wire. */
export type WarrantInput = z.infer<typeof zWarrantInput>;
/** What `warrant-validity` answers, as it stands on the wire. */
export type WarrantOutput = z.infer<typeof zWarrantOutput>;

type Bound = { readonly by: WarrantOutput['boundBy']; readonly on: LocalDate; readonly reason: Reason };

function bound(by: Bound['by'], on: LocalDate, because: string): Bound {
  const basis = by === 'appraisal' ? [appraisalGuide] : [systemDefault];
  return { by, on, reason: { rule: `warrant-validity.${by}`, outcome: 'pass', because, basis } };
}

function boundsOf(input: WarrantInput): [Bound, ...Bound[]] {
  const term = addMonths(localDate(input.approvedOn), input.months);
  const bounds: [Bound, ...Bound[]] = [bound('term', term, `批复有效期${input.months}个月，至 ${term}`)];
  const { appraisalBaseDate = null, planYear = null } = input;
  if (appraisalBaseDate !== null) {
    const last = addYears(localDate(appraisalBaseDate), 1);
    bounds.push(bound('appraisal', last, `评估结果自基准日起一年有效，至 ${last}`));
  }
  if (planYear !== null) {
    const last = localDate(`${String(planYear).padStart(4, '0')}-12-31`);
    bounds.push(bound('plan_year', last, `年度事项至年末 ${last}`));
  }
  return bounds;
}

function termOf(input: WarrantInput): WarrantOutput {
  const bounds = boundsOf(input);
  let [first] = bounds;
  for (const next of bounds) if (next.on < first.on) first = next;
  const noticeEnds = input.noticePeriodEnds ?? null;
  const registration = noticeEnds === null ? null : addDays(localDate(noticeEnds), 1);
  const registrationReason: Reason[] =
    registration === null
      ? []
      : [
          {
            rule: 'warrant-validity.registration',
            outcome: 'pass',
            because: `公告期届满次日 ${registration} 起方可申请登记`,
            basis: [registrationRules('第三十六条')],
          },
        ];
  return {
    expiresOn: first.on,
    warnFrom: addDays(first.on, -(input.warningDays ?? builtIn.whole('procedure.warning_days'))),
    boundBy: first.by,
    ...(registration === null ? {} : { earliestRegistration: registration }),
    reasons: [...bounds.map((item) => item.reason), ...registrationReason],
    rulebook: rulebookOn(localDate(input.approvedOn)),
  };
}

/**
 * Until when an approval may be acted on: the earliest of its own term, the appraisal's year and the end of the
 * plan year. Validity never rolls to a working day; the warning starts 30 days before, or as the zone has set.
 */
export function warrantValidity(input: WarrantInput): WarrantOutput {
  try {
    return termOf(input);
  } catch (error) {
    if (error instanceof RangeError)
      throw new InputProblem('months', '期限须落在 0001-01-01 至 9999-12-31 之间');
    throw error;
  }
}
