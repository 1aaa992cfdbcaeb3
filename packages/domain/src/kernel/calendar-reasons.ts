import type { Basis, Reason } from './basis.ts';
import { calendarYears } from './calendar-data.ts';
import type { LocalDate } from './local-date.ts';
import { yearOf } from './local-date.ts';

const startDayDoesNotCount: Basis = { title: '中华人民共和国民法典', article: '第二百零一条', grade: 'law' };
const endRolls: Basis = { title: '中华人民共和国民法典', article: '第二百零三条', grade: 'law' };
const workingDaysOnly: Basis = { title: '中华人民共和国行政许可法', article: '第八十二条', grade: 'law' };
const noCalendar: Basis = { title: '工作日历未公布年度按暂定处理', grade: 'default' };

/** Why a period starts on the day after. */
export function startReason(rule: string): Reason {
  return { rule, outcome: 'pass', because: '起算日不计入', basis: [startDayDoesNotCount] };
}

/** Why days off do not count, with the notices of the years between the two days. */
export function workingDayReason(rule: string, from: LocalDate, due: LocalDate): Reason {
  const notices = calendarYears
    .filter((row) => row.year >= yearOf(from) && row.year <= yearOf(due))
    .map((row): Basis => ({ title: `${row.notice.title}(${row.notice.number})`, grade: 'law' }));
  const because = '法定节假日和休息日不计，调休上班日计入，中止期间不计';
  return { rule, outcome: 'pass', because, basis: [workingDaysOnly, ...notices] };
}

/** Why the end moved, or did not. */
export function rollReason(rule: string, rolls: boolean): Reason {
  return rolls
    ? { rule, outcome: 'pass', because: '末日为休息日的，顺延至次一工作日', basis: [endRolls] }
    : { rule, outcome: 'not_applicable', because: '未要求顺延', basis: [endRolls] };
}

/** Whether the answer leans on a year without a published calendar. */
export function calendarReason(rule: string, provisional: boolean): Reason {
  return provisional
    ? {
        rule,
        outcome: 'data_insufficient',
        because: '经过尚未公布放假安排的年度，结果为暂定，公布后须重新计算',
        basis: [noCalendar],
      }
    : { rule, outcome: 'pass', because: '所涉年度的放假安排均已公布', basis: [] };
}
