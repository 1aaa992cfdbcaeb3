import { expect, test } from 'vitest';
import { contentOfLinks, emptyLinks, emptyParticipant, linksOfContent, readLinks } from './linked-draft.ts';

test('nothing typed adds nothing to the content', () => {
  expect(contentOfLinks(emptyLinks, ['M6'])).toEqual({});
});

test('a promise names what is missing, and falls away once nothing is', () => {
  const promised = { ...emptyLinks, promise: ' 十日内补齐 ' };
  expect(contentOfLinks(promised, ['M6', 'M7'])).toEqual({
    lacking: { codes: ['M6', 'M7'], promise: '十日内补齐' },
  });
  expect(contentOfLinks(promised, [])).toEqual({});
});

test('new facts go only with the case that is taken up again', () => {
  const typed = { ...emptyLinks, newFacts: '已取得债权人同意' };
  expect(contentOfLinks(typed, [])).toEqual({});
  expect(contentOfLinks({ ...typed, predecessorId: 'earlier' }, [])).toEqual({
    predecessorId: 'earlier',
    newFacts: '已取得债权人同意',
  });
});

test('a participant counts only with company, resolution and a readable amount', () => {
  const whole = { companyId: 'other', amount: '1200000', boardOn: '2026-11-02' };
  expect(contentOfLinks({ ...emptyLinks, participants: [whole] }, [])).toEqual({
    participants: [
      {
        companyId: 'other',
        amount: '1200000.00',
        records: [{ code: 'BOARD', heldOn: '2026-11-02', outcome: 'approved' }],
      },
    ],
  });
  expect(contentOfLinks({ ...emptyLinks, participants: [emptyParticipant] }, [])).toBeNull();
  expect(contentOfLinks({ ...emptyLinks, participants: [{ ...whole, amount: '多' }] }, [])).toBeNull();
});

test('a case opened for revision keeps what hangs on it', () => {
  const content = {
    predecessorId: 'earlier',
    mainId: 'main',
    participants: [
      {
        companyId: 'other',
        amount: null,
        records: [{ code: 'BOARD', heldOn: '2026-11-02', outcome: 'approved' }],
      },
    ],
  } as never;
  const draft = linksOfContent(content);
  expect(contentOfLinks(draft, [])).toEqual(content);
  expect(readLinks(JSON.stringify(draft), emptyLinks)).toEqual(draft);
  expect(readLinks('{"participants":1}', emptyLinks)).toBe(emptyLinks);
});
