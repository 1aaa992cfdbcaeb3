import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { classify } from './classify-matter.ts';
import type { ClassifyInput, MatterToClassify } from './matter-to-classify.ts';

const amount = fc.bigInt({ min: 0n, max: 2000n }).map(fen);
const input: fc.Arbitrary<ClassifyInput> = fc
  .record({
    amount,
    cap: amount,
    funds: amount,
    taxIncluded: fc.constantFrom(true, false, null),
    engineering: fc.boolean(),
    requestedMode: fc.constantFrom('entrusted' as const, 'purchased' as const),
    agentSource: fc.constantFrom('authorised' as const, 'none' as const),
    earlier: fc.array(fc.record({ item: fc.constantFrom('I', 'J'), amount }), { maxLength: 3 }),
  })
  .map(({ amount: sum, cap, funds, earlier, ...rest }) => ({
    matter: {
      title: 't',
      item: 'I',
      project: 'P',
      amount: sum,
      entity: 'g',
      fundSources: [{ kind: 'budget', amount: funds, budgetDoc: 'd' }],
      decidedOn: localDate('2026-05-05'),
      ...rest,
    },
    lists: [
      {
        version: 'V',
        status: 'published',
        effectiveFrom: localDate('2026-01-01'),
        fairCompetition: 'passed',
        items: [
          {
            code: 'I',
            category: 'construction',
            mode: 'entrusted',
            eligible: ['g'],
            capSingle: cap,
            capAnnual: cap,
          },
        ],
      },
    ],
    earlier: earlier.map((each) => ({ ...each, project: 'P', decidedOn: localDate('2026-02-02') })),
    procurement: { limit: fen(500n), openTenderLimit: fen(1500n) },
  }));

const order = ['in_list', 'out_of_list', 'review', 'blocked'] as const;
const rank = (of: ClassifyInput): number => order.indexOf(classify(of).route);
const changed = (of: ClassifyInput, change: Partial<MatterToClassify>): ClassifyInput => ({
  ...of,
  matter: { ...of.matter, ...change },
});

test.prop([input])('the same question has the same answer', (of) => {
  expect(classify(of)).toEqual(classify(of));
});

test.prop([input, amount])('a larger amount never comes back into the list', (of, more) => {
  expect(rank(changed(of, { amount: fen(of.matter.amount + more) }))).toBeGreaterThanOrEqual(rank(of));
});

test.prop([
  input,
  fc.constantFrom<Partial<MatterToClassify>>(
    { financing: true },
    { landReserve: true },
    { governmentDuty: true },
    { clauses: ['fixed_return'] },
    { entityStatus: ['dishonest'] },
    { performer: 'x' },
  ),
])('one more thing against a matter never lets it pass', (of, against) => {
  const before = classify(of);
  const after = classify(changed(of, against));
  expect(after.route).toBe('blocked');
  expect(after.blocks).toEqual(expect.arrayContaining([...before.blocks]));
});

test.prop([input])('every failing code has a reason that failed', (of) => {
  const { blocks, outOfList, warnings, reasons } = classify(of);
  const failed = new Set(
    reasons.filter((reason) => reason.outcome !== 'pass').map((reason) => reason.because),
  );
  for (const finding of [...blocks, ...outOfList, ...warnings]) expect(failed).toContain(finding.because);
});
