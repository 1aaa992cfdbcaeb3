import { expect, test } from 'vitest';
import { z } from 'zod';
import { createSeal } from './sealed-cookie.ts';

const schema = z.object({ state: z.string() });
let now = 1_000_000;
const seal = createSeal('secret of the client', () => now);

test('what is closed is opened for its purpose and time, by whoever has the secret', () => {
  const text = seal.close('flow', { state: 's' }, 1000);
  expect(text).not.toContain('state');
  expect(seal.open('flow', schema, text)).toEqual({ state: 's' });
  expect(createSeal('secret of the client', () => now).open('flow', schema, text)).toEqual({ state: 's' });
  expect(seal.open('identity', schema, text)).toBeNull();
  expect(seal.open('flow', z.object({ other: z.string() }), text)).toBeNull();
  expect(createSeal('another secret', () => now).open('flow', schema, text)).toBeNull();
  now += 1001;
  expect(seal.open('flow', schema, text)).toBeNull();
});

test('closing the same twice gives two texts', () => {
  expect(seal.close('flow', { state: 's' }, 1000)).not.toBe(seal.close('flow', { state: 's' }, 1000));
});

test('no bit of it can be changed', () => {
  const bytes = Buffer.from(seal.close('flow', { state: 's' }, 1000), 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(seal.open('flow', schema, changed.toString('base64url'))).toBeNull();
  }
  for (const text of [undefined, '', 'x', 'A'.repeat(38)]) expect(seal.open('flow', schema, text)).toBeNull();
});
