import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { matterSlugs, stepCodes } from './matter-slug.ts';
import { builtIn, prerequisitesOf } from './parameter-lookup.ts';
import { precheck } from './precheck.ts';
import { matterTypes, type PrecheckInput } from './precheck-input.ts';

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-03-${String(n).padStart(2, '0')}`);
const record = fc.record({
  code: fc.constantFrom(...stepCodes),
  heldOn: day,
  outcome: fc.constantFrom('approved', 'approved', 'heard', 'rejected', null),
  baseDate: fc.constantFrom('2025-12-31', '2025-05-31', null),
});
const input: fc.Arbitrary<PrecheckInput> = fc.constantFrom(...matterSlugs).chain((matter) =>
  fc.record({
    matter: fc.constant(matter),
    ...(matterTypes[matter].length === 0 ? {} : { type: fc.constantFrom(...matterTypes[matter]) }),
    on: day,
    withinGroupWholly: fc.boolean(),
    records: fc.uniqueArray(record, { selector: (item) => item.code, maxLength: 15 }),
    employees: fc.constantFrom({ resettled: true }, { resettled: false }, null),
  }),
) as fc.Arbitrary<PrecheckInput>;

test.prop([input])('the order in which the records are listed does not matter', (asked) => {
  expect(precheck({ ...asked, records: asked.records.toReversed() })).toEqual(precheck(asked));
});

test.prop([input])('it passes exactly when nothing fails and nothing is missing', (asked) => {
  const { findings, passed } = precheck(asked);
  const bad = findings.filter(({ outcome }) => outcome === 'fail' || outcome === 'data_insufficient');
  expect(passed).toBe(bad.length === 0);
});

test.prop([input])('every required step has exactly one finding', (asked) => {
  const { findings } = precheck(asked);
  for (const { code, need } of prerequisitesOf(builtIn, asked.matter, asked.type ?? null)) {
    const own = findings.filter((finding) => finding.code.startsWith(`${code}_`));
    if (need === 'required') expect(own).toHaveLength(1);
    else expect(own.length).toBeLessThanOrEqual(1);
  }
});

test.prop([input])(
  'without the record of a required step nothing passes, unless the step is exempt',
  (asked) => {
    for (const { code, need } of prerequisitesOf(builtIn, asked.matter, asked.type ?? null)) {
      if (need !== 'required') continue;
      const { findings, passed } = precheck({
        ...asked,
        records: asked.records.filter((item) => item.code !== code),
      });
      const exempt = findings.some((finding) => finding.code === `${code}_NOT_APPLICABLE`);
      if (!exempt) expect(passed).toBe(false);
    }
  },
);
