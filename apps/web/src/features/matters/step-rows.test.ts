import { expect, test } from 'vitest';
import type { Matter } from './matter-data.ts';
import { stepRows } from './step-rows.ts';

const matter = {
  route: {
    prerequisites: [
      { code: 'PARTY', need: 'required' },
      { code: 'SH', need: 'conditional' },
    ],
  },
  records: [
    { code: 'PARTY', heldOn: '2026-08-12', outcome: 'approved' },
    { code: 'LEGAL', heldOn: '2026-08-13' },
  ],
  precheck: {
    passed: false,
    findings: [
      { code: 'PARTY_OK', outcome: 'pass', because: '' },
      { code: 'APPR_NOT_APPLICABLE', outcome: 'not_applicable', because: '' },
      { code: 'SEQUENCE_VIOLATION', outcome: 'fail', because: '程序倒置' },
    ],
  },
} as unknown as Matter;

test('every step asked for, recorded or judged has one row', () => {
  const rows = stepRows(matter);
  expect(rows.map((row) => row.code)).toEqual(['PARTY', 'SH', 'LEGAL', 'APPR']);
  expect(rows[0]).toMatchObject({ need: 'required', finding: { outcome: 'pass' } });
  expect(rows[3]).toMatchObject({ need: null, record: null, finding: { outcome: 'not_applicable' } });
});
