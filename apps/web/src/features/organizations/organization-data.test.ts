import { expect, test } from 'vitest';
import { matching } from './organization-data.ts';

const lines = [
  { name: '高发集团', code: 'G01', uscc: '91350100M000100Y43', kind: 'company' as const },
  { name: '管委会', code: 'ZONE', uscc: null, kind: 'committee' as const },
];

test('finds by name, by code in any case and by credit code', () => {
  expect(matching(lines, '集团', undefined)).toHaveLength(1);
  expect(matching(lines, 'zone', undefined)[0]?.name).toBe('管委会');
  expect(matching(lines, 'y43', undefined)[0]?.code).toBe('G01');
});

test('kind and words hold together; nothing asked is everything', () => {
  expect(matching(lines, '', undefined)).toHaveLength(2);
  expect(matching(lines, '管委会', 'company')).toHaveLength(0);
});
