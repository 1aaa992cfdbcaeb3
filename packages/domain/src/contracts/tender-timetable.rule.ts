import { z } from 'zod';
import { extendCalendar, stateCouncilCalendar } from '../kernel/calendar.ts';
import { type LocalDate, localDate } from '../kernel/local-date.ts';
import { defineRule, rulebook, rulebookOn } from '../kernel/rule.ts';
import { calendarExtra, zCalendar, zDate, zFinding, zReasons, zRulebook } from '../kernel/wire.ts';
import { jurisdictions } from './tender-law.ts';
import { type TenderTimetableInput, tenderTimetable } from './tender-timetable.ts';

const zInput = z.strictObject({
  documentsFrom: zDate.optional(),
  deadline: zDate.optional(),
  amendedOn: zDate.optional(),
  candidatesPublishedFrom: zDate.optional(),
  publicityDays: z.int().min(0).max(10_000).default(3),
  awardNoticeOn: zDate.optional(),
  contractSignedOn: zDate.optional(),
  procurement: z.boolean().default(false),
  jurisdiction: z.enum(jurisdictions).default('CN'),
  calendar: zCalendar.optional(),
});

const zOutput = z.strictObject({
  earliestDeadline: zDate.exactOptional(),
  objectionsUntil: zDate.exactOptional(),
  mustExtendTo: zDate.nullable().exactOptional(),
  publicityEnds: zDate.exactOptional(),
  noticeBy: zDate.nullable().exactOptional(),
  signBy: zDate.exactOptional(),
  returnBondBy: zDate.exactOptional(),
  fileBy: zDate.nullable().exactOptional(),
  announceBy: zDate.nullable().exactOptional(),
  provisional: z.boolean(),
  blocks: z.array(zFinding),
  warnings: z.array(zFinding),
  reasons: zReasons,
  rulebook: zRulebook,
});

const day = (text: string | undefined): LocalDate | undefined =>
  text === undefined ? text : localDate(text);

function readInput({ calendar: _, ...wire }: z.infer<typeof zInput>): TenderTimetableInput {
  return {
    ...wire,
    documentsFrom: day(wire.documentsFrom),
    deadline: day(wire.deadline),
    amendedOn: day(wire.amendedOn),
    candidatesPublishedFrom: day(wire.candidatesPublishedFrom),
    awardNoticeOn: day(wire.awardNoticeOn),
    contractSignedOn: day(wire.contractSignedOn),
  };
}

/** The day the question is about: the first that it names. */
function asOf(input: TenderTimetableInput): LocalDate {
  const { documentsFrom, deadline, amendedOn, candidatesPublishedFrom, awardNoticeOn } = input;
  const named = documentsFrom ?? deadline ?? amendedOn ?? candidatesPublishedFrom ?? awardNoticeOn;
  return named ?? input.contractSignedOn ?? rulebook.asOf;
}

/** The days of a tender. */
export const tenderTimetableRule = defineRule({
  name: 'tender-timetable',
  title: { zh: '招标时间安排', en: 'Timetable of a tender' },
  slice: 'contracts',
  input: zInput,
  output: zOutput,
  example: {
    documentsFrom: '2026-06-01',
    deadline: '2026-06-22',
    amendedOn: '2026-06-10',
    candidatesPublishedFrom: '2026-06-24',
    awardNoticeOn: '2026-07-01',
    contractSignedOn: '2026-07-20',
    jurisdiction: 'chongqing',
  },
  run: (wire) => {
    const input = readInput(wire);
    const calendar = extendCalendar(stateCouncilCalendar, calendarExtra(wire.calendar));
    const { blocks, warnings, reasons, ...days } = tenderTimetable(input, calendar);
    return {
      ...days,
      blocks: [...blocks],
      warnings: [...warnings],
      reasons: [...reasons],
      rulebook: rulebookOn(asOf(input)),
    };
  },
});
