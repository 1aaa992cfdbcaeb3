import { createHash, createHmac } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { hmacSha256, sha256, toHex, utf8 } from '@guanyun/domain/kernel/sha256.ts';
import { expect } from 'vitest';

test.prop([fc.uint8Array({ maxLength: 300 })])('agrees with another implementation', (message) => {
  expect(toHex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'));
});

test.prop([fc.uint8Array({ maxLength: 150 }), fc.uint8Array({ maxLength: 150 })])(
  'so does the keyed hash, keys longer than a block too',
  (key, message) => {
    expect(toHex(hmacSha256(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
  },
);

test.prop([fc.string({ unit: 'grapheme' })])('text is written as everybody writes UTF-8', (text) => {
  expect(toHex(utf8(text))).toBe(Buffer.from(text, 'utf8').toString('hex'));
});
