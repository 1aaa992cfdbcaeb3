import { expect, test } from 'vitest';
import { type Duty, decideDuty, duties, sideOfDuty } from './decide-duty.ts';

const said = (had: Duty, taken: Duty): string => {
  const decision = decideDuty([{ personId: 'p', duty: had }], 'p', taken);
  return decision.outcome === 'accepted' ? 'accepted' : decision.refusals[0].code;
};

test('one person has one duty, on one side; members vote besides, only the secretary does not, and the company carries out', () => {
  for (const had of duties)
    for (const taken of duties) {
      const votes = had === 'member' || taken === 'member';
      const carriesOut = had === 'executor' || taken === 'executor';
      const keeps = had === 'secretary' || taken === 'secretary';
      const expected =
        sideOfDuty(had) !== sideOfDuty(taken)
          ? 'SAME_PERSON_BOTH_SIDES'
          : had === taken || carriesOut || (votes && !keeps)
            ? 'accepted'
            : 'DUTIES_NOT_SEPARATE';
      expect([had, taken, said(had, taken)]).toEqual([had, taken, expected]);
    }
});

test('what others do in the case is no bar, and a duty is taken once', () => {
  const others: Duty[] = ['handler', 'secretary', 'signer'];
  const held = others.map((duty) => ({ personId: 'other', duty }));
  expect(decideDuty(held, 'p', 'reviewer')).toEqual({ outcome: 'accepted', effects: { isNew: true } });
  const again = [...held, { personId: 'p', duty: 'reviewer' as const }];
  expect(decideDuty(again, 'p', 'reviewer')).toEqual({ outcome: 'accepted', effects: { isNew: false } });
});
