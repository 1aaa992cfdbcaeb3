import { expect, test } from 'vitest';
import {
  contentOfLinks,
  emptyLinks,
  emptyParticipant,
  leadShare,
  linksOfContent,
  readLinks,
} from './linked-draft.ts';

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

test('where the case has an amount each participant bears a part, and the lead the rest', () => {
  const one = { companyId: 'other', amount: '12,000,000', boardOn: '2026-11-02' };
  const joint = { ...emptyLinks, participants: [one] };
  expect(contentOfLinks(joint, [], '30000000.00')).not.toBeNull();
  expect(contentOfLinks({ ...joint, participants: [{ ...one, amount: '' }] }, [], '30000000.00')).toBeNull();
  expect(contentOfLinks({ ...joint, participants: [{ ...one, amount: '' }] }, [], null)).not.toBeNull();
  expect(leadShare(joint, '30000000.00')).toBe(1_800_000_000n);
  expect(leadShare(joint, '10000000.00')).toBe(-200_000_000n);
  expect(leadShare(joint, null)).toBeNull();
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
