import { describe, expect, test } from 'vitest';
import type { BadCell } from './bad-cell.ts';
import { columnLetters, openWorkbook, twoPlaces, WorkbookRow } from './workbook-cells.ts';

const layout = { name: '表', columns: ['编码', '值', '另', '来源'] };

const rowOf = (value: string, other = '', origin = '') => {
  const problems: BadCell[] = [];
  return { row: new WorkbookRow(layout, 7, ['A1', value, other, origin], problems), problems };
};
const codesOf = (problems: readonly BadCell[]) =>
  problems.map(({ row, column, code }) => [row, column, code]);

test('columns are lettered as in Excel', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

test.each([
  ['40000000', '40000000.00'],
  ['0.5', '0.50'],
  ['12.34', '12.34'],
  ['-3', '-3.00'],
  ['0', '0.00'],
  ['-0', '0.00'],
  ['999999999999999.99', '999999999999999.99'],
  ['1000000000000000', null],
  ['12.345', null],
  ['1,000', null],
  ['007', null],
  ['4e7', null],
  ['.5', null],
  ['１２', null],
  ['', null],
])('amount %s is %s', (text, amount) => {
  expect(twoPlaces(text)).toBe(amount);
});

describe('a cell is read, or noted with its place', () => {
  const readings: [string, string, (row: WorkbookRow) => unknown, string][] = [
    ['no real day', '2026-02-30', (row) => row.date('值'), 'NOT_A_DATE'],
    ['a day with a time', '2026-02-28 09:00:00', (row) => row.mustDate('值'), 'NOT_A_DATE'],
    ['a missing day', '', (row) => row.mustDate('值'), 'REQUIRED'],
    ['a negative amount', '-1', (row) => row.amount('值', 'not_negative'), 'NOT_AN_AMOUNT'],
    ['nothing where more is asked', '0.00', (row) => row.amount('值', 'positive'), 'NOT_AN_AMOUNT'],
    ['a missing amount', '', (row) => row.mustAmount('值', 'positive'), 'REQUIRED'],
    ['a number out of reach', '4', (row) => row.integer('值', 1, 3), 'NOT_A_NUMBER'],
    ['half a number', '1.5', (row) => row.integer('值', 1, 3), 'NOT_A_NUMBER'],
    ['no number', 'x', (row) => row.integer('值', 0, 3), 'NOT_A_NUMBER'],
    ['a term of no list', '丙', (row) => row.choice('值', { 甲: 1 }), 'NOT_A_CHOICE'],
    ['a name every object has', 'constructor', (row) => row.choice('值', { 甲: 1 }), 'NOT_A_CHOICE'],
    ['a missing term', '', (row) => row.mustChoice('值', { 甲: 1 }), 'REQUIRED'],
    ['a missing text', '', (row) => row.mustText('值'), 'REQUIRED'],
    ['a control character', 'a\u0000b', (row) => row.text('值'), 'NOT_TEXT'],
    ['a text without end', 'x'.repeat(2001), (row) => row.text('值'), 'NOT_TEXT'],
    ['a code with a list mark', 'A、B', (row) => row.mustCode('值'), 'NOT_A_CODE'],
    ['a code that means every one', '全部', (row) => row.mustCode('值'), 'NOT_A_CODE'],
  ];
  test.each(readings)('%s', (_, text, read, code) => {
    const { row, problems } = rowOf(text);
    expect(read(row)).toBeNull();
    expect(codesOf(problems)).toEqual([[7, 'B 值', code]]);
    expect(problems[0]?.value).toBe(text.slice(0, 200));
  });

  test('right and empty cells leave no note', () => {
    const { row, problems } = rowOf('12.5');
    expect([row.amount('值', 'positive'), row.date('另'), row.amount('另', 'any')]).toEqual([
      '12.50',
      null,
      null,
    ]);
    expect([row.text('另'), row.integer('另', 1, 2), row.choice('另', {}), row.origin()]).toEqual([
      null,
      null,
      null,
      'entered',
    ]);
    expect(rowOf('一行\n两行').row.mustText('值')).toBe('一行 两行');
    expect(rowOf('', '', 'source').row.origin()).toBe('source');
    expect(rowOf('', '', '示例').row.origin()).toBe('illustrative');
    expect(problems).toEqual([]);
  });

  test('a list has each code once', () => {
    const { row, problems } = rowOf('A、 B、、A');
    expect(row.list('值')).toEqual(['A', 'B']);
    expect(codesOf(problems)).toEqual([[7, 'B 值', 'DUPLICATE']]);
  });

  test('two cells of a row against each other', () => {
    const dates = rowOf('2026-01-02', '2026-01-01');
    dates.row.inOrder('值', '另');
    expect(codesOf(dates.problems)).toEqual([[7, 'C 另', 'BEFORE_ANOTHER_DATE']]);
    const amounts = rowOf('10', '9.99');
    amounts.row.atMost('值', '另');
    expect(codesOf(amounts.problems)).toEqual([[7, 'B 值', 'EXCEEDS_ANOTHER_AMOUNT']]);
    const same = rowOf('2026-01-01', '2026-01-01');
    same.row.inOrder('值', '另');
    same.row.atMost('值', '另');
    expect(same.problems).toEqual([]);
  });
});

describe('a workbook against its template', () => {
  const book = (...rows: string[][]) => ({ sheets: [{ name: '表', rows }] });
  const header = [...layout.columns];
  const found = (workbook: ReturnType<typeof book>) => {
    const { sound, problems } = openWorkbook(workbook, [layout]);
    return [sound, ...problems.map(({ sheet, row, column, code }) => [sheet, row, column, code].join('|'))];
  };

  test('rows keep the numbers that Excel shows; blank rows, blank ends and 说明 are passed over', () => {
    const rows = [
      [...header, '', ''],
      ['A', ' x '],
      ['', '', '', ''],
      ['B', 'y', '', '', ''],
    ];
    const opened = openWorkbook({ sheets: [...book(...rows).sheets, { name: '说明', rows: [] }] }, [layout]);
    expect(opened.problems).toEqual([]);
    expect(opened.rows('表').map((row) => [row.number, row.raw('值')])).toEqual([
      [2, 'x'],
      [4, 'y'],
    ]);
    expect(opened.sheets).toEqual([{ name: '表', rows: 2 }]);
  });

  test('what is not of the template', () => {
    const other = { name: '其他', rows: [] };
    expect(found({ sheets: [other] })).toEqual([false, '其他|1||UNKNOWN_SHEET', '表|1||MISSING_SHEET']);
    expect(found(book())).toContain('表|1|A 编码|HEADER_DIFFERS');
    expect(found(book(['编码', '另', '值', '来源', '多'], ['A']))).toEqual([
      false,
      '表|1|B 值|HEADER_DIFFERS',
      '表|1|C 另|HEADER_DIFFERS',
      '表|1|E|HEADER_DIFFERS',
    ]);
    expect(found(book(header, ['A', '', '', '', 'stray']))).toEqual([true, '表|2|E|OUTSIDE_TABLE']);
    expect(found(book(header))).toEqual([false, '表|1||NO_ROWS']);
    const twice = { sheets: [...book(header, ['A']).sheets, ...book(header, ['B']).sheets] };
    expect(found(twice)).toEqual([false, '表|1||UNKNOWN_SHEET']);
  });
});
