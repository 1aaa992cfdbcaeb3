import { describe, expect, it } from 'vitest';
import { shortPercent } from './short-percent.ts';

describe('shortPercent', () => {
  it.each([
    ['100.000000', '100'],
    ['81.135903', '81.14'],
    ['0.500000', '0.5'],
    ['99.999999', '100'],
    ['0.000000', '0'],
    ['50', '50'],
  ])('%s is shown as %s', (percent, shown) => expect(shortPercent(percent)).toBe(shown));
});
