import { describe, expect, it } from 'vitest';
import { breakLines } from './break-lines.ts';
import { signatureIndents, titleLines } from './paper-layout.ts';
import { samplePapers } from './sample-papers.ts';

const widthOf = (text: string): number => [...text].reduce((sum, c) => sum + (c < '\u0100' ? 0.5 : 1), 0);
const lines = (text: string, room: number, indent = 0): string[] =>
  breakLines([{ face: 0, text }], room, indent, widthOf).map((l) => l.stretches.map((s) => s.text).join(''));

describe('lines of a paragraph', () => {
  it('fill up, the first less its indent', () =>
    expect(lines('一二三四五六七', 4, 2)).toEqual(['一二', '三四五六', '七']));
  it('never begin with a closing mark', () => expect(lines('一二三四。五', 4)).toEqual(['一二三', '四。五']));
  it('never end with an opening one', () =>
    expect(lines('一二三《四五》', 4)).toEqual(['一二三', '《四五》']));
  it('keep numbers and words whole', () => expect(lines('一二三2026年', 4)).toEqual(['一二三', '2026年']));
  it('cut what is longer than a line', () =>
    expect(lines('a'.repeat(20), 4)).toEqual(['aaaaaaaa', 'aaaaaaaa', 'aaaa']));
  it('lose nothing and keep the faces', () => {
    const text = '（一）回避情况。经核对，任职情况（2026年）均无须回避。';
    expect(lines(text, 6, 2).join('')).toBe(text);
    const [first] = breakLines(
      [
        { face: 'h', text: '甲' },
        { face: 'b', text: '乙' },
      ],
      4,
      0,
      widthOf,
    );
    expect(first?.stretches).toEqual([
      { face: 'h', text: '甲' },
      { face: 'b', text: '乙' },
    ]);
  });
});

describe('layout of a paper', () => {
  it('cuts a title between words into lines that fit', () => {
    expect(titleLines('关于增资的请示')).toEqual(['关于增资的请示']);
    for (const { title } of Object.values(samplePapers)) {
      const cut = titleLines(title);
      expect(cut.join('')).toBe(title);
      for (const line of cut) {
        expect(widthOf(line)).toBeLessThanOrEqual(19);
        expect(line).not.toMatch(/^[%，、）]/);
      }
    }
  });

  it('centres the name on the date, which ends four characters in, or further when the name is long', () => {
    const paper = { ...samplePapers.reply, signedBy: '某管委会', date: '2026年1月8日' };
    expect(signatureIndents(paper)).toEqual({ name: 5, date: 4 });
    const long = signatureIndents({ ...paper, signedBy: '某'.repeat(20) });
    expect(long.name).toBe(2);
    expect(long.date + 3).toBe(12);
  });
});
