import type { Basis, Finding, Reason } from '../kernel/basis.ts';
import { addWorkingDays, type Calendar, rollForward } from '../kernel/calendar.ts';
import { calendarReason } from '../kernel/calendar-reasons.ts';
import { lawOn } from '../kernel/dated.ts';
import { addDays, type LocalDate } from '../kernel/local-date.ts';
import {
  amendmentLeads,
  announcementPeriods,
  biddingPeriods,
  bondReturns,
  filingPeriods,
  type Jurisdiction,
  noticePeriods,
  objectionLeads,
  publicityPeriods,
  signingPeriods,
  type TenderPeriod,
} from './tender-law.ts';

/** What is known of a tender's days. */
export type TenderTimetableInput = {
  /** The first day on which the tender documents are given out. */
  readonly documentsFrom?: LocalDate | undefined;
  /** The deadline for bids, which is also when they are opened. */
  readonly deadline?: LocalDate | undefined;
  /** When the documents were last clarified or amended in what bidders have to prepare. */
  readonly amendedOn?: LocalDate | undefined;
  readonly candidatesPublishedFrom?: LocalDate | undefined;
  readonly publicityDays?: number | undefined;
  readonly awardNoticeOn?: LocalDate | undefined;
  readonly contractSignedOn?: LocalDate | undefined;
  /** Government procurement 政府采购. */
  readonly procurement?: boolean | undefined;
  readonly jurisdiction?: Jurisdiction | undefined;
};

/** The days that follow; each is there only when what it is counted from is, and null where no law sets it. */
export type TenderTimetable = {
  readonly earliestDeadline?: LocalDate;
  readonly objectionsUntil?: LocalDate;
  /** To when an amendment moves the deadline; null when it may stand. */
  readonly mustExtendTo?: LocalDate | null;
  readonly publicityEnds?: LocalDate;
  readonly noticeBy?: LocalDate | null;
  readonly signBy?: LocalDate;
  readonly returnBondBy?: LocalDate;
  readonly fileBy?: LocalDate | null;
  readonly announceBy?: LocalDate | null;
  readonly provisional: boolean;
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};

type Days = Omit<TenderTimetable, 'provisional' | 'blocks' | 'warnings' | 'reasons'>;

/** What is collected on the way: findings, reasons, and whether an unpublished calendar was leant on. */
type Sheet = {
  readonly calendar: Calendar;
  provisional: boolean;
  readonly blocks: Finding[];
  readonly reasons: Reason[];
};

function explain(sheet: Sheet, rule: string, because: string, basis: readonly Basis[]): void {
  sheet.reasons.push({ rule, outcome: 'pass', because, basis: [...basis] });
}

function stop(sheet: Sheet, code: string, because: string, basis: readonly Basis[]): void {
  const outcome = code === 'DATA_INSUFFICIENT' ? 'data_insufficient' : 'fail';
  sheet.blocks.push({ code, because });
  sheet.reasons.push({ rule: code, outcome, because, basis: [...basis] });
}

function roll(sheet: Sheet, end: LocalDate): LocalDate {
  const { date, provisional } = rollForward(sheet.calendar, end);
  sheet.provisional ||= provisional;
  return date;
}

/** The day on which a period after a day ends: rolled off days on which nobody works (民法典 201, 203). */
export function periodEnd(
  calendar: Calendar,
  { amount, unit }: Pick<TenderPeriod, 'amount' | 'unit'>,
  from: LocalDate,
): { readonly date: LocalDate; readonly provisional: boolean } {
  if (unit === 'day') return rollForward(calendar, addDays(from, amount));
  const { due, provisional } = addWorkingDays(calendar, from, amount);
  return { date: due, provisional };
}

/** The end of a period after a day, told with its ground. */
function after(sheet: Sheet, rule: string, periods: readonly TenderPeriod[], from: LocalDate): LocalDate {
  const period = lawOn(periods, from);
  const unit = period.unit === 'working_day' ? '工作日' : '自然日';
  explain(sheet, rule, `自 ${from} 的次日起 ${period.amount} 个${unit}`, period.basis);
  const { date, provisional } = periodEnd(sheet.calendar, period, from);
  sheet.provisional ||= provisional;
  return date;
}

function biddingDays(sheet: Sheet, { documentsFrom, deadline }: TenderTimetableInput): Days {
  if (documentsFrom === undefined) return {};
  const earliestDeadline = after(sheet, 'EARLIEST_DEADLINE', biddingPeriods, documentsFrom);
  if (deadline !== undefined && deadline < earliestDeadline) {
    const { amount, basis } = lawOn(biddingPeriods, documentsFrom);
    const because =
      deadline < documentsFrom
        ? `投标截止日 ${deadline} 早于招标文件开始发出之日 ${documentsFrom}，最早应为 ${earliestDeadline}`
        : `自招标文件开始发出之日起至投标截止不足 ${amount} 日，投标截止日最早应为 ${earliestDeadline}`;
    stop(sheet, 'DEADLINE_TOO_EARLY', because, basis);
  }
  return { earliestDeadline };
}

function objectionDays(sheet: Sheet, { deadline }: TenderTimetableInput): Days {
  if (deadline === undefined) return {};
  const { days, basis } = lawOn(objectionLeads, deadline);
  explain(sheet, 'OBJECTIONS', `对招标文件的异议须在投标截止 ${days} 日前提出，倒算不顺延`, basis);
  return { objectionsUntil: addDays(deadline, -days) };
}

/** Whether an amendment came in time is counted backward from the deadline; the new deadline is a due date. */
function amendmentDays(sheet: Sheet, { deadline, amendedOn }: TenderTimetableInput): Days {
  if (amendedOn === undefined) return {};
  const { days, basis } = lawOn(amendmentLeads, amendedOn);
  if (deadline === undefined) {
    stop(sheet, 'DATA_INSUFFICIENT', '须填写投标截止日（deadline）才能判断是否应当顺延', basis);
    return {};
  }
  if (amendedOn <= addDays(deadline, -days)) {
    explain(sheet, 'AMENDMENT', `澄清或修改在投标截止 ${days} 日前作出，截止日不变`, basis);
    return { mustExtendTo: null };
  }
  const mustExtendTo = roll(sheet, addDays(amendedOn, days));
  const because = `澄清或修改距投标截止不足 ${days} 日，投标截止日应当顺延至 ${mustExtendTo}`;
  stop(sheet, 'MUST_EXTEND', because, basis);
  return { mustExtendTo };
}

function publicityDays(sheet: Sheet, input: TenderTimetableInput): Days {
  const { candidatesPublishedFrom: from, jurisdiction } = input;
  const least = lawOn(publicityPeriods, from);
  const days = input.publicityDays ?? least.amount;
  if (days < least.amount) {
    const because = `中标候选人公示 ${days} 日，少于 ${least.amount} 日`;
    stop(sheet, 'PUBLICITY_TOO_SHORT', because, least.basis);
  }
  if (from === undefined) return {};
  const publicityEnds = after(sheet, 'PUBLICITY', [{ ...least, amount: Math.max(days, least.amount) }], from);
  const noticeBy =
    jurisdiction === 'chongqing' ? after(sheet, 'AWARD_NOTICE', noticePeriods, publicityEnds) : null;
  return { publicityEnds, noticeBy };
}

function contractDays(sheet: Sheet, input: TenderTimetableInput): Days {
  const { contractSignedOn: signed, procurement = false, jurisdiction } = input;
  if (signed === undefined) return {};
  const filing = procurement
    ? filingPeriods.procurement
    : jurisdiction === 'chongqing'
      ? filingPeriods.chongqing
      : null;
  return {
    returnBondBy: after(sheet, 'BID_BOND', bondReturns[procurement ? 'procurement' : 'tender'], signed),
    fileBy: filing === null ? null : after(sheet, 'FILING', filing, signed),
    announceBy: procurement ? after(sheet, 'ANNOUNCEMENT', announcementPeriods, signed) : null,
  };
}

/** The days of a tender from its documents to the filed contract, and what in them the law does not allow. */
export function tenderTimetable(input: TenderTimetableInput, calendar: Calendar): TenderTimetable {
  const sheet: Sheet = { calendar, provisional: false, blocks: [], reasons: [] };
  const { awardNoticeOn } = input;
  const days: Days = {
    ...biddingDays(sheet, input),
    ...objectionDays(sheet, input),
    ...amendmentDays(sheet, input),
    ...publicityDays(sheet, input),
    ...(awardNoticeOn === undefined
      ? {}
      : { signBy: after(sheet, 'SIGNING', signingPeriods, awardNoticeOn) }),
    ...contractDays(sheet, input),
  };
  const { provisional, blocks, reasons } = sheet;
  const leant = calendarReason('CALENDAR', provisional);
  return { ...days, provisional, blocks, warnings: [], reasons: [...reasons, leant] };
}
