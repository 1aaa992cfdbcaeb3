import { describe, expect, it } from 'vitest';
import { changeKeys, codeKey, procedureKey } from './gate-codes.ts';

describe('the codes of the gate', () => {
  it('has a name for every code of the rule', () => {
    const numbered = Array.from({ length: 16 }, (_, at) => `N${String(at + 1).padStart(2, '0')}`);
    const others = ['NO_ITEM', 'OVER_TERM', 'LISTS_OVERLAP', 'AMBIGUOUS_ITEM', 'MODE_MISMATCH', 'TAX_BASIS'];
    expect([...numbered, ...others].filter((code) => codeKey(code) === null)).toEqual([]);
  });

  it('has a name for every next procedure', () => {
    const codes = [
      'GOV_OPEN_TENDER',
      'GOV_PROCUREMENT',
      'GOV_PROCUREMENT_CHECK',
      'TENDER_DOWNSTREAM',
      'MARKET_BIDDING',
      'BIDDER_CONFLICT_CHECK',
    ];
    expect(codes.filter((code) => procedureKey(code) === null)).toEqual([]);
  });

  it('says what would change an answer, once for each code', () => {
    expect(changeKeys(['N09', 'N09', 'N04'])).toEqual(['contracts.change.N09', 'contracts.change.N04']);
    expect(changeKeys(['N08'])).toEqual(['contracts.change.other']);
    expect(changeKeys([])).toEqual([]);
  });
});
