import { expect, test } from 'vitest';
import { returnPath } from './return-path.ts';

const here = 'https://zone.example';

test('goes back to the page that was asked for, with its search', () => {
  expect(returnPath('/matters/7?tab=history', here)).toBe('/matters/7?tab=history');
});

test.each([
  undefined,
  '',
  'matters',
  'https://elsewhere.example/',
  '//elsewhere.example/matters',
  '/\\elsewhere.example',
  'javascript:alert(1)',
  '/sign-in?to=/matters',
  '/setup',
])('goes to the workbench instead of %s', (asked) => {
  expect(returnPath(asked, here)).toBe('/');
});
