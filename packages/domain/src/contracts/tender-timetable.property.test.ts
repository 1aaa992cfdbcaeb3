import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { isWorkingDay, stateCouncilCalendar } from '../kernel/calendar.ts';
import { addDays, daysBetween, type LocalDate, localDate } from '../kernel/local-date.ts';
import { tenderTimetable } from './tender-timetable.ts';

const day = fc.nat({ max: 900 }).map((n) => addDays(localDate('2024-01-02'), n));
const jurisdiction = fc.constantFrom('CN' as const, 'chongqing' as const);
const ask = (input: Parameters<typeof tenderTimetable>[0]) => tenderTimetable(input, stateCouncilCalendar);

test.prop([day, day, jurisdiction, fc.boolean()])(
  'a later start never ends earlier',
  (a, b, where, bought) => {
    const [early, late] = a < b ? [a, b] : [b, a];
    const all = (on: LocalDate) =>
      ask({
        documentsFrom: on,
        candidatesPublishedFrom: on,
        awardNoticeOn: on,
        contractSignedOn: on,
        jurisdiction: where,
        procurement: bought,
      });
    const [one, two] = [all(early), all(late)];
    for (const key of [
      'earliestDeadline',
      'publicityEnds',
      'noticeBy',
      'signBy',
      'returnBondBy',
      'fileBy',
    ] as const) {
      const [first, second] = [one[key], two[key]];
      expect((first ?? null) === null).toBe((second ?? null) === null);
      if (first && second) {
        expect(first <= second).toBe(true);
        expect(isWorkingDay(stateCouncilCalendar, first)).toBe(true);
      }
    }
  },
);

test.prop([day, fc.nat({ max: 60 })])(
  'a deadline stands or is moved to one that stands',
  (amendedOn, after) => {
    const deadline = addDays(amendedOn, after);
    const { mustExtendTo, blocks } = ask({ amendedOn, deadline });
    expect(blocks.length).toBe(mustExtendTo === null ? 0 : 1);
    expect(mustExtendTo === null).toBe(daysBetween(amendedOn, deadline) >= 15);
    if (!mustExtendTo) return;
    expect(mustExtendTo > deadline).toBe(true);
    expect(ask({ amendedOn, deadline: mustExtendTo }).mustExtendTo).toBeNull();
  },
);
