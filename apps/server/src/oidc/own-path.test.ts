import { expect, test } from 'vitest';
import { ownPath } from './own-path.ts';

const ORIGIN = 'https://zone.example';

test.each([
  ['/matters?states=draft', '/matters?states=draft'],
  ['/', '/'],
  ['/matters#x', '/matters'],
  ['/a/../matters', '/matters'],
])('%s is a page of ours', (asked, to) => {
  expect(ownPath(asked, ORIGIN)).toBe(to);
});

test.each([
  undefined,
  ['/matters', '/matters'],
  '',
  'matters',
  'https://evil.example/',
  `${ORIGIN}/matters`,
  '//evil.example/matters',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  '/sign-in',
  '/setup',
  '/oidc/start?link=1',
  '/trpc/session.me',
  `/${'a'.repeat(1000)}`,
])('%s is none', (asked) => {
  expect(ownPath(asked, ORIGIN)).toBe('/');
});
