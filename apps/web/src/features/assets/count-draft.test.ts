import { describe, expect, it } from 'vitest';
import { countedSoFar, countLines, parseDraft } from './count-draft.ts';

describe('a count being taken', () => {
  it('is complete only when every asset was looked at', () => {
    const draft = { a: { counted: 1, note: '' } } as const;
    expect(countedSoFar(draft, ['a', 'b'])).toBe(1);
    expect(countLines(draft, ['a', 'b'])).toBeNull();
    expect(countLines(draft, ['a'])).toEqual([{ assetId: 'a', counted: 1, note: '' }]);
  });

  it('wants a word about what is missing', () => {
    expect(countLines({ a: { counted: 0, note: ' ' } }, ['a'])).toBeNull();
    expect(countLines({ a: { counted: 0, note: ' 已拆除 ' } }, ['a'])).toEqual([
      { assetId: 'a', counted: 0, note: '已拆除' },
    ]);
  });

  it('reads back what it kept and nothing else', () => {
    const draft = { a: { counted: 0, note: '缺' }, b: { counted: null, note: '' } };
    expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
    for (const stored of [null, '', '[1]', 'null', '{"a":3}']) expect(parseDraft(stored)).toEqual({});
    expect(parseDraft('{"a":{"counted":7}}')).toEqual({ a: { counted: null, note: '' } });
  });
});
