import { describe, expect, it } from 'vitest';
import { countLines, parseDraft } from './count-draft.ts';

describe('a count being taken', () => {
  it('sends what was looked at', () => {
    const draft = { a: { found: 'present', note: '' }, b: { found: null, note: '' } } as const;
    expect(countLines(draft)).toEqual([{ assetId: 'a', note: '' }]);
    expect(countLines({})).toBeNull();
    expect(countLines({ b: { found: null, note: '' } })).toBeNull();
  });

  it('wants a word about every difference', () => {
    for (const found of ['missing', 'damaged', 'encumbered', 'title_pending'] as const) {
      expect(countLines({ a: { found, note: ' ' } })).toBeNull();
      expect(countLines({ a: { found, note: ' 已拆除 ' } })).toEqual([
        { assetId: 'a', difference: found, note: '已拆除' },
      ]);
    }
  });

  it('reads back what it kept and nothing else', () => {
    const draft = { a: { found: 'missing', note: '缺' }, b: { found: null, note: '' } };
    expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
    for (const stored of [null, '', '[1]', 'null', '{"a":3}']) expect(parseDraft(stored)).toEqual({});
    expect(parseDraft('{"a":{"found":"gone"}}')).toEqual({ a: { found: null, note: '' } });
  });
});
