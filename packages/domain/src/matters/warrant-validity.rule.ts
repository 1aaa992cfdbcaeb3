import { defineRule } from '../kernel/rule.ts';
import { warrantValidity, zWarrantInput, zWarrantOutput } from './warrant-term.ts';

/** Until when an approval may be acted on. */
export const warrantValidityRule = defineRule({
  name: 'warrant-validity',
  title: { zh: '批复有效期', en: 'Validity of an approval' },
  slice: 'matters',
  input: zWarrantInput,
  output: zWarrantOutput,
  example: { approvedOn: '2026-09-01', months: 12, appraisalBaseDate: '2026-03-31' },
  run: warrantValidity,
});
