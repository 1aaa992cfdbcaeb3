import type { UnplacedEntry } from '@guanyun/db/evidence/journal.store.ts';
import { canonicalJson } from '@guanyun/domain/evidence/canonical.ts';
import type { LogHash } from '@guanyun/domain/evidence/log-hash.ts';
import { expect, test } from 'vitest';
import { seal } from './act.ts';
import { contentDigest, leafHash } from './digest.ts';

const at = new Date('2026-05-06T02:00:00Z');
/** An entry as it was before acts were done for others. */
const before = {
  requestId: 'r',
  act: 'matters.submit',
  outcome: 'accepted' as const,
  refusal: null,
  subjectKind: 'matter',
  subjectId: 'm',
  subjectTitle: '示例事项',
  accountId: 'a',
  personId: 'p',
  postId: 'q',
  postKind: 'company_handler',
  organizationId: 'o',
};
const leafOf = (one: UnplacedEntry, index: bigint, rows: string | null, hash: LogHash = 'sha256') =>
  seal(one, { index, rows, hash }).leaf;
const entry: UnplacedEntry = {
  ...before,
  recordedAt: at,
  content: {},
  onBehalfPersonId: null,
  delegationId: null,
  signIn: null,
};

test('an act in one’s own name has the leaf that it had before acts could be done for others', () => {
  expect(leafOf(entry, 7n, null)).toBe(
    leafHash(
      'sha256',
      canonicalJson({
        ...before,
        digest: contentDigest('sha256', {}),
        index: '7',
        recordedAt: at.toISOString(),
      }),
    ),
  );
});

test('what was changed is part of the leaf', () => {
  expect(leafOf(entry, 7n, 'r')).not.toBe(leafOf(entry, 7n, null));
});

test('who vouched for the person is part of the leaf', () => {
  const vouched = (acr: string | null) =>
    leafOf({ ...entry, signIn: { issuer: 'https://id.example', acr, authTime: null } }, 7n, null);
  expect(new Set([leafOf(entry, 7n, null), vouched(null), vouched('2')]).size).toBe(3);
});

test('for whom and under what are part of the leaf', () => {
  const leaves = [
    leafOf(entry, 7n, null),
    leafOf({ ...entry, onBehalfPersonId: 'g', delegationId: 'x' }, 7n, null),
    leafOf({ ...entry, onBehalfPersonId: 'h', delegationId: 'x' }, 7n, null),
    leafOf({ ...entry, onBehalfPersonId: 'g', delegationId: 'y' }, 7n, null),
  ];
  expect(new Set(leaves).size).toBe(4);
});

test('in a log of SM3 the leaf names its hash, and that of the rows where there are any', () => {
  const named = { hash: 'SM3', digest: contentDigest('sm3', {}), index: '7', recordedAt: at.toISOString() };
  expect(leafOf(entry, 7n, null, 'sm3')).toBe(leafHash('sm3', canonicalJson({ ...before, ...named })));
  const rows = { rows: 'r', rowHash: 'SHA-256' };
  expect(leafOf(entry, 7n, 'r', 'sm3')).toBe(
    leafHash('sm3', canonicalJson({ ...before, ...named, ...rows })),
  );
});
