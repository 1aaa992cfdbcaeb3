import { expect, test } from 'vitest';
import { hashOfOrigin, markedOrigin } from './log-hash.ts';

test('a log of SHA-256 is called as ever, one of SM3 bears it in its name', () => {
  expect(markedOrigin('guanyun/zone', 'sha256')).toBe('guanyun/zone');
  expect(markedOrigin('guanyun/zone', 'sm3')).toBe('guanyun/zone#sm3');
  for (const hash of ['sha256', 'sm3'] as const) expect(hashOfOrigin(markedOrigin('a', hash))).toBe(hash);
});

test('a mark that nobody knows is no SHA-256', () => {
  for (const origin of ['a#sha256', 'a#sha1', 'a#', 'a#SM3', 'a#sm3#sm3'])
    expect(() => hashOfOrigin(origin)).toThrow(RangeError);
});
