import { expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { compare, ratio, ZERO } from '../kernel/ratio.ts';
import { riskCodes, riskFiguresOn } from './contract-risk.ts';

test('every sign has a figure and a ground, and says where a figure is this system’s own', () => {
  const figures = riskFiguresOn(localDate('2026-06-01'));
  for (const code of riskCodes) {
    const { basis, figure, unit } = figures[code];
    expect(basis.length, code).toBeGreaterThan(0);
    expect(compare(figure, ZERO) >= 0, code).toBe(true);
    // No law read here sets a share from which a sign begins, but that of a low price.
    if (unit === 'share') expect(basis.at(-1)?.grade, code).toBe('default');
    for (const { article, grade } of basis) expect(article !== undefined, code).toBe(grade === 'law');
  }
  expect(figures.AWARD_LOW.figure).toEqual(ratio(85n, 100n));
  expect(figures.ANSWER_OVERDUE.basis.map(({ article }) => article)).toEqual([
    '第二十二条',
    '第五十四条',
    '第六十一条',
  ]);
});
