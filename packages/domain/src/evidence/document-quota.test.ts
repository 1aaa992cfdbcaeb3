import { expect, test } from 'vitest';
import { decideQuota } from './document-quota.ts';

const quota = { files: 3, bytes: 5 * 1024 ** 2 };
const outcome = (files: number, bytes: number, size: number) =>
  decideQuota({ files, bytes }, size, quota).outcome;

test('an account may hand in up to its quota, to the byte and to the file', () => {
  expect(outcome(2, 0, quota.bytes)).toBe('accepted');
  expect(outcome(2, 1, quota.bytes)).toBe('refused');
  expect(outcome(3, 0, 1)).toBe('refused');
  expect(decideQuota({ files: 3, bytes: 0 }, 1, quota)).toMatchObject({
    refusals: [{ code: 'DOCUMENT_QUOTA', facts: { files: '3', megabytes: '5' } }],
  });
});
