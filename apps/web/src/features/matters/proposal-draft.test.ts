import { expect, test } from 'vitest';
import { type Draft, draftOf, emptyDraft, papersOf, proposalOf, readDraft } from './proposal-draft.ts';

const equity: Draft['facts'] = {
  matter: 'equity_transfer',
  targetId: 't',
  fromId: 'f',
  toId: 'g',
  share: '1/1',
  amount: '112,000,000',
  basisDate: '2026-06-30',
  decidedOn: '2026-08-15',
};

test('facts become a proposal only when nothing is missing or wrong', () => {
  expect(proposalOf(equity, 'c')).toEqual({ ...equity, companyId: 'c', amount: '112000000.00' });
  for (const key of ['targetId', 'fromId', 'toId', 'share', 'amount', 'basisDate', 'decidedOn'] as const)
    expect(proposalOf({ ...equity, [key]: '' }, 'c')).toBeNull();
  expect(proposalOf({ ...equity, share: '3/2' }, 'c')).toBeNull();
});

test('the order in which assets were ticked does not matter', () => {
  const facts = { matter: 'asset_disposal', toId: 'g', basisDate: 'd', decidedOn: 'd' } as const;
  expect(proposalOf({ ...facts, assetIds: ['b', 'a'] }, 'c')).toMatchObject({ assetIds: ['a', 'b'] });
  expect(proposalOf({ ...facts, assetIds: [] }, 'c')).toBeNull();
});

test('a draft survives being kept; what cannot be read is no draft', () => {
  const draft = { ...emptyDraft('2026-11-22'), facts: equity, steps: { PARTY: { heldOn: '2026-08-12' } } };
  expect(readDraft(JSON.stringify(draft))).toEqual(draft);
  for (const kept of [null, '', '{', '{"facts":1}']) expect(readDraft(kept)).toBeNull();
});

test('steps without a date and files nobody asked for are not sent', () => {
  const draft: Draft = {
    ...emptyDraft('2026-11-22'),
    steps: {
      PARTY: { heldOn: '2026-08-12', outcome: 'approved', baseDate: '' },
      BOARD: { outcome: 'approved' },
      SH: { heldOn: '2026-08-16' },
    },
    materials: { M1: { name: 'a.pdf', digest: 'd1' }, S9: { name: 'b.pdf', digest: 'd2' } },
  };
  const route = {
    prerequisites: [
      { code: 'PARTY' as const, need: 'required' as const },
      { code: 'BOARD' as const, need: 'required' as const },
    ],
    materials: [{ code: 'M1', name: '请示' }],
  };
  expect(papersOf(draft, route)).toEqual({
    records: [{ code: 'PARTY', heldOn: '2026-08-12', outcome: 'approved' }],
    materials: [{ code: 'M1', name: 'a.pdf', digest: 'd1' }],
  });
});

test('a matter opened for revision holds what it held', () => {
  const proposal = proposalOf(equity, 'c');
  if (proposal === null) throw new Error('incomplete');
  const draft = draftOf({
    title: 'x',
    proposal,
    records: [{ code: 'PARTY', heldOn: '2026-08-12', outcome: 'approved' }],
    materials: [{ code: 'M1', name: 'a.pdf', digest: 'd1', required: true }],
  });
  expect(proposalOf(draft.facts, 'c')).toEqual(proposal);
  expect(draft.steps).toEqual({ PARTY: { heldOn: '2026-08-12', outcome: 'approved' } });
  expect(readDraft(JSON.stringify(draft))).toEqual(draft);
});
