import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { toHex } from '@guanyun/domain/kernel/sha256.ts';
import { sm3 } from '@guanyun/domain/kernel/sm3.ts';
import { expect } from 'vitest';

test.prop([fc.uint8Array({ maxLength: 300 })])('SM3 of our own agrees with OpenSSL’s', (message) => {
  expect(toHex(sm3(message))).toBe(createHash('sm3').update(message).digest('hex'));
});
