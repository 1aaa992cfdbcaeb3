import type { UnplacedEntry } from '@guanyun/db/evidence/journal.store.ts';
import { canonicalJson } from '@guanyun/domain/evidence/canonical.ts';
import { expect, test } from 'vitest';
import { leafOf } from './act.ts';
import { leafHash } from './digest.ts';

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
  digest: 'd',
};
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
    leafHash(canonicalJson({ ...before, index: '7', recordedAt: at.toISOString() })),
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
