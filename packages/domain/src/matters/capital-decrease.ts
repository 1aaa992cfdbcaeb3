import { z } from 'zod';
import type { Reason } from '../kernel/basis.ts';
import { stateCouncilCalendar } from '../kernel/calendar.ts';
import { addDays, type LocalDate, localDate } from '../kernel/local-date.ts';
import { endOfPeriod } from '../kernel/periods.ts';
import { InputProblem } from '../kernel/problems.ts';
import { rulebookOn } from '../kernel/rule.ts';
import { zDate, zReasons, zRulebook } from '../kernel/wire.ts';
import { civilCode, companyLaw, registrationRules, systemDefault } from './matter-basis.ts';

/** The input of `capital-decrease-clock`; also for mergers and divisions. */
export const zDecreaseInput = z.strictObject({
  decidedOn: zDate,
  creditorsNotifiedOn: zDate.nullish(),
  publishedOn: zDate.nullish(),
});

/** The output of `capital-decrease-clock`. */
export const zDecreaseOutput = z.strictObject({
  notifyBy: zDate,
  publishBy: zDate,
  claimsUntil: zDate.exactOptional(),
  earliestRegistration: zDate.exactOptional(),
  registerBy: zDate.exactOptional(),
  provisional: z.boolean().exactOptional(),
  reasons: zReasons,
  rulebook: zRulebook,
});

/** What `capital-decrease-clock` is asked, as it stands on the wire. */
export type DecreaseInput = z.infer<typeof zDecreaseInput>;
/** What `capital-decrease-clock` answers, as it stands on the wire. */
export type DecreaseOutput = z.infer<typeof zDecreaseOutput>;

type End = { readonly due: LocalDate; readonly provisional: boolean };

function daysAfter(from: LocalDate, amount: number): End {
  return endOfPeriod(stateCouncilCalendar, from, { amount, unit: 'day', direction: 'forward' }, true);
}

function onTime(rule: string, what: string, done: string | null, by: LocalDate): Reason {
  const law = [companyLaw('第二百二十四条'), companyLaw('第二百二十条'), companyLaw('第二百二十二条')];
  const late = done !== null && done > by;
  const because =
    done === null ? `${what}应不晚于 ${by}` : `${what}应不晚于 ${by}，实为 ${done}${late ? '，已逾期' : ''}`;
  return { rule: `capital-decrease-clock.${rule}`, outcome: late ? 'fail' : 'pass', because, basis: law };
}

function clockOf(input: DecreaseInput): DecreaseOutput {
  const decidedOn = localDate(input.decidedOn);
  const { creditorsNotifiedOn = null, publishedOn = null } = input;
  const notify = daysAfter(decidedOn, 10);
  const publish = daysAfter(decidedOn, 30);
  const claims = publishedOn === null ? null : daysAfter(localDate(publishedOn), 45);
  const register = claims === null ? null : daysAfter(claims.due, 30);
  const ends = [notify, publish, claims, register];
  const provisional = ends.some((end) => end?.provisional === true);
  const reasons = [
    onTime('notify', '通知债权人', creditorsNotifiedOn, notify.due),
    onTime('publish', '公告', publishedOn, publish.due),
    ...(claims === null ? [] : [registrationReason(claims.due)]),
    rollReason(provisional),
  ];
  return {
    notifyBy: notify.due,
    publishBy: publish.due,
    ...(claims === null ? {} : { claimsUntil: claims.due, earliestRegistration: addDays(claims.due, 1) }),
    ...(register === null ? {} : { registerBy: register.due }),
    ...(provisional ? { provisional } : {}),
    reasons,
    rulebook: rulebookOn(decidedOn),
  };
}

function registrationReason(claimsUntil: LocalDate): Reason {
  return {
    rule: 'capital-decrease-clock.registration',
    outcome: 'pass',
    because: `公告期45日至 ${claimsUntil} 届满，次日起方可申请登记，登记期30日自届满起算`,
    basis: [registrationRules('第三十六条'), registrationRules('第二十一条'), systemDefault],
  };
}

function rollReason(provisional: boolean): Reason {
  return {
    rule: 'capital-decrease-clock.roll',
    outcome: provisional ? 'data_insufficient' : 'pass',
    because: provisional
      ? '所涉年度放假安排尚未公布，到期日为暂定，公布后须重新计算'
      : '起算日不计入，末日为休息日的顺延至次一工作日',
    basis: [civilCode('第二百零一条'), civilCode('第二百零三条')],
  };
}

/**
 * The creditors' clock of a capital decrease, a merger or a division: notice within 10 days, publication within
 * 30, claims for 45 days from publication, and only then a 30-day window for registration. Calendar days, ends roll.
 */
export function capitalDecreaseClock(input: DecreaseInput): DecreaseOutput {
  try {
    return clockOf(input);
  } catch (error) {
    if (error instanceof RangeError) throw new InputProblem('', '各期限须落在 9999-12-31 之前');
    throw error;
  }
}
