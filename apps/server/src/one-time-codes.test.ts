import { expect, test } from 'vitest';
import { oneTimeCodes } from './one-time-codes.ts';

/** RFC 6238, appendix B (SHA-1), the last six of its eight digits. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('the code of second %i is that of the RFC', (second, code) => {
  const codes = oneTimeCodes(() => second * 1000);
  expect(codes.stepOf(secret, code)).toBe(Math.floor(second / 30));
});

test('a step early or late is taken, two are not; nor is what is no code', () => {
  const at = 1_234_567_890;
  for (const [shift, taken] of [
    ...[-30, 0, 30].map((shift) => [shift, true] as const),
    ...[-60, 60, 3600].map((shift) => [shift, false] as const),
  ]) {
    const codes = oneTimeCodes(() => (at + shift) * 1000);
    expect([shift, codes.stepOf(secret, '005924')]).toEqual([shift, taken ? Math.floor(at / 30) : null]);
  }
  const codes = oneTimeCodes(() => at * 1000);
  for (const none of ['', '00592', '0059240', '5924', '００５９２４', 'abcdef'])
    expect(codes.stepOf(secret, none)).toBeNull();
});

test('secrets are 160 bits, none twice, and the address names zone and account', () => {
  const codes = oneTimeCodes();
  const made = new Set(Array.from({ length: 1000 }, () => codes.secret()));
  expect(made.size).toBe(1000);
  for (const one of made) expect(one).toMatch(/^[A-Z2-7]{32}$/);
  const address = new URL(codes.address(secret, 'gwh.zhuren', '示例高新区'));
  expect([address.protocol, address.searchParams.get('secret')]).toEqual(['otpauth:', secret]);
  expect(decodeURIComponent(address.href)).toContain('管运 示例高新区:gwh.zhuren');
});
