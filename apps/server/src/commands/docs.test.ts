import { refusalCodeList } from '@guanyun/domain/kernel/refusal-codes.ts';
import { describe, expect, it } from 'vitest';
import { refusalsPage } from './docs.ts';

const texts = Object.fromEntries(
  refusalCodeList.map(({ code }) => [code, { zh: `${code} 甲|乙`, en: `${code}\nsecond line` }]),
);

describe('the page of refusals', () => {
  const page = refusalsPage(texts);

  it('has one row a code, in order of precedence', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows.map((row) => row.split('`')[1])).toEqual(refusalCodeList.map((row) => row.code));
  });

  it('keeps bars and line ends from breaking the table', () => {
    expect(page).toContain('| `STALE` | STALE 甲\\|乙 | STALE second line |');
  });

  it('is the same for the same codes', () => {
    expect(refusalsPage(texts)).toBe(page);
  });
});
