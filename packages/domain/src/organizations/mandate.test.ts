import { expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { decideMandate } from './mandate.ts';

const day = localDate;
const lawful = {
  ...{ number: '示例委〔2027〕1号', fromKind: 'sasac', toKind: 'committee' },
  ...{ validFrom: day('2027-09-01'), validTo: day('2029-08-31') },
};
const codes = (over: Partial<typeof lawful>, numbers: string[] = []): string[] => {
  const decision = decideMandate({ ...lawful, ...over }, numbers);
  return decision.outcome === 'refused' ? decision.refusals.map((one) => one.code) : [];
};

test('the state-assets office or the government entrusts the committee, for a term, under a number of its own', () => {
  expect(codes({})).toEqual([]);
  expect(codes({ fromKind: 'government', validTo: lawful.validFrom })).toEqual([]);
});

test('all that is wrong is said at once', () => {
  expect(codes({ fromKind: 'company' })).toEqual(['MANDATE_PARTIES_WRONG']);
  expect(codes({ toKind: 'sasac', validTo: day('2027-08-31') }, [lawful.number])).toEqual([
    'MANDATE_PARTIES_WRONG',
    'MANDATE_TERM_WRONG',
    'MANDATE_NUMBER_TAKEN',
  ]);
});
