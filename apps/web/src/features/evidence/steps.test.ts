import { describe, expect, it } from 'vitest';
import { pagePath } from './steps.ts';

describe('pagePath', () => {
  it('leads to the page of a thing', () => {
    expect(pagePath('order', 'o-1')).toBe('/orders/o-1');
    expect(pagePath('land', 'p-1')).toBe('/land/p-1');
    expect(pagePath('vote', 'm-1')).toBe('/meetings/m-1');
    expect(pagePath('list', '2026/1')).toBe('/lists/2026%2F1');
  });

  it('leads nowhere for what has no page', () => {
    expect(pagePath('account', 'v')).toBeNull();
    expect(pagePath('toString', 'v')).toBeNull();
  });
});
