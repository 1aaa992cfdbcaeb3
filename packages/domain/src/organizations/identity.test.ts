import { expect, test } from 'vitest';
import { decideLink, mayBeVouchedFor } from './identity.ts';
import { postKinds, sideOf } from './posts.ts';

const free = { posts: ['company_handler'], administrators: false, linked: false, taken: false } as const;
const verdict = (asked: Parameters<typeof decideLink>[0]): string => {
  const decision = decideLink(asked);
  return decision.outcome === 'accepted' ? 'accepted' : decision.refusals[0].code;
};

test('an identity is linked to an account that has none, where no other account has it', () => {
  expect(verdict(free)).toBe('accepted');
  expect(verdict({ ...free, taken: true })).toBe('IDENTITY_TAKEN');
  expect(verdict({ ...free, linked: true, taken: true })).toBe('IDENTITY_LINKED_ALREADY');
});

test('administrators only where the settings say so, suppliers never', () => {
  for (const kind of postKinds) {
    const side = sideOf(kind);
    expect([kind, mayBeVouchedFor([kind], false)]).toEqual([
      kind,
      !['administration', 'supplier'].includes(side),
    ]);
    expect([kind, mayBeVouchedFor([kind], true)]).toEqual([kind, side !== 'supplier']);
  }
  expect(verdict({ ...free, posts: ['company_handler', 'supplier_bidder'], administrators: true })).toBe(
    'IDENTITY_NOT_FOR_POST',
  );
});
