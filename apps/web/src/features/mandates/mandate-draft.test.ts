import { expect, test } from 'vitest';
import { limitOf, mandateDraft, mandateOf } from './mandate-draft.ts';

const desk = {
  today: '2027-09-05',
  mandates: [
    {
      ...{ id: 'm', number: '旧', from: { id: 's', name: '' }, to: { id: 'c', name: '' }, companies: 'all' },
      ...{ matters: ['donation', 'articles_amendment'], deliberateOnly: ['articles_amendment'], limit: null },
      ...{ validFrom: '2023-09-01', validTo: '2027-08-31' },
    },
  ],
  ...{ givers: [], receivers: [], companies: [] },
} as never;

test('a renewal begins with the scope of the latest, the day after its end', () => {
  const draft = mandateDraft(desk);
  expect(draft).toMatchObject({
    fromId: 's',
    toId: 'c',
    validFrom: '2027-09-01',
    validTo: '',
    covers: 'all',
    companies: [],
  });
  expect(mandateOf(draft)).toBeNull();
  expect(mandateOf({ ...draft, number: ' 新 ', validTo: '2029-08-31' })).toMatchObject({
    ...{ number: '新', companies: null, limit: null, deliberateOnly: ['articles_amendment'] },
  });
});

test('every company is covered only where that is chosen', () => {
  const typed = { ...mandateDraft(desk), number: '新', validTo: '2029-08-31' };
  expect(mandateOf({ ...typed, covers: null })).toBeNull();
  expect(mandateOf({ ...typed, covers: 'named' })).toBeNull();
  expect(mandateOf({ ...typed, covers: 'named', companies: ['a'] })?.companies).toEqual(['a']);
  expect(mandateOf({ ...typed, covers: 'all', companies: ['a'] })?.companies).toBeNull();
  expect(mandateDraft({ ...(desk as object), mandates: [] } as never).covers).toBeNull();
  const named = { ...(desk as { mandates: object[] }).mandates[0], companies: [{ id: 'a', name: '甲' }] };
  const renewed = mandateDraft({ ...(desk as object), mandates: [named] } as never);
  expect(renewed).toMatchObject({ covers: 'named', companies: ['a'] });
});

test('what may only be deliberated on is part of what is entrusted', () => {
  const draft = {
    ...mandateDraft(desk),
    number: '新',
    validTo: '2029-08-31',
    matters: ['donation' as const],
  };
  expect(mandateOf(draft)?.deliberateOnly).toEqual([]);
});

test('a limit is an amount above zero, or none', () => {
  expect([limitOf(''), limitOf('5,000'), limitOf('12.5')]).toEqual([null, '5000.00', '12.50']);
  expect([limitOf('0'), limitOf('多'), limitOf('1.234')]).toEqual([undefined, undefined, undefined]);
});
