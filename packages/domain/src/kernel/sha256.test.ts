import { fc, test } from '@fast-check/vitest';
import { expect, test as once } from 'vitest';
import { fromHex, hmacSha256, sha256, toHex, utf8 } from './sha256.ts';

once('the examples of FIPS 180-4 and RFC 4231', () => {
  expect(toHex(sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(toHex(sha256(new Uint8Array()))).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
  expect(toHex(hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?')))).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test.prop([fc.uint8Array()])('hexadecimal and back', (bytes) => {
  expect(fromHex(toHex(bytes))).toEqual(bytes);
});

once('what is no hexadecimal is refused', () => {
  for (const text of ['0', '0g', 'AB', ' 00']) expect(() => fromHex(text)).toThrow(RangeError);
});
