import { expect, test } from 'vitest';
import { networksIn, postsIn, stateOf } from './service-data.ts';

test('a key is good to the end of its last day, unless it was revoked', () => {
  const key = { revoked: false, endsOn: '2026-11-23' };
  expect(stateOf(key, '2026-11-23')).toBe('good');
  expect(stateOf(key, '2026-11-24')).toBe('ended');
  expect(stateOf({ ...key, revoked: true }, '2026-11-23')).toBe('revoked');
});

test('networks are read from one field, and posts fit the kind of body', () => {
  expect(networksIn(' 10.1.2.0/24，10.1.3.0/24, ')).toEqual(['10.1.2.0/24', '10.1.3.0/24']);
  expect(postsIn(true)).toEqual(['company_handler', 'company_finance']);
  expect(postsIn(false)).toEqual(['committee_reviewer', 'auditor']);
});
