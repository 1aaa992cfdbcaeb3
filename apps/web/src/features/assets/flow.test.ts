import { describe, expect, it } from 'vitest';
import { factsAgree, flowWidths } from './flow.ts';

describe('flowWidths', () => {
  it('divides a bar by stage', () => {
    expect(
      flowWidths({ formed: '400.00', toTransfer: '100.00', inTransfer: '100.00', transferred: '200.00' }),
    ).toEqual({ transferred: 50, inTransfer: 25, toTransfer: 25 });
  });

  it('is empty where nothing was formed', () => {
    expect(
      flowWidths({ formed: '0.00', toTransfer: '0.00', inTransfer: '0.00', transferred: '0.00' }),
    ).toEqual({
      transferred: 0,
      inTransfer: 0,
      toTransfer: 0,
    });
  });
});

describe('factsAgree', () => {
  it('sees that custody went ahead of title', () => {
    const a = { id: 'a' };
    expect(factsAgree({ title: a, book: a, custody: a })).toBe(true);
    expect(factsAgree({ title: a, book: a, custody: { id: 'b' } })).toBe(false);
  });
});
