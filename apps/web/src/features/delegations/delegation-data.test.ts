import { describe, expect, it } from 'vitest';
import { askedOf, type Draft, isComplete } from './delegation-data.ts';

const draft: Draft = {
  receiverId: 'p',
  some: false,
  matters: ['donation'],
  from: '2026-05-01',
  to: '2026-05-31',
  document: null,
};

describe('a delegation being filled in', () => {
  it('is complete with a person and both days, and a document where one is needed', () => {
    expect(isComplete(draft, false)).toBe(true);
    expect(isComplete(draft, true)).toBe(false);
    expect(isComplete({ ...draft, document: { digest: 'd', name: 'n' } }, true)).toBe(true);
    expect(isComplete({ ...draft, receiverId: '' }, false)).toBe(false);
    expect(isComplete({ ...draft, to: '' }, false)).toBe(false);
    expect(isComplete({ ...draft, some: true, matters: [] }, false)).toBe(false);
  });

  it('asks for everything unless matters are chosen', () => {
    expect(askedOf(draft).matters).toBeNull();
    expect(askedOf({ ...draft, some: true }).matters).toEqual(['donation']);
  });
});
