import { expect, test } from 'vitest';
import { inOrder, placeOf, resultOf, shownAs } from './replay-reading.ts';

const t = (key: string, facts?: object) => (facts === undefined ? key : `${key}${JSON.stringify(facts)}`);
const known = new Map([
  ['replay.path.members', '会议成员'],
  ['field.level', '决定层级'],
  ['level.sasac', '区国资委'],
]);
const code = (kind: string, name: string) => known.get(`${kind}.${name}`) ?? name;
const names = { 'a-1': '甲' };

test('a place is named part by part, persons by their names, reasons as reasons', () => {
  expect(placeOf('members.a-1.unheard', names, code)).toBe('会议成员 › 甲 › unheard');
  expect(placeOf('level', names, code)).toBe('决定层级');
  expect(placeOf('reasons.meeting-decision.vote.because', names, code)).toBe('reasons');
});

test('values are read as a person reads them; what is not one value stays data', () => {
  const shown = (value: unknown) => shownAs(value, names, t, code);
  expect([undefined, null, [], true, 0, 'sasac', ['a-1', 'x']].map(shown)).toEqual([
    ...['rules.nothing', 'rules.nothing', 'rules.nothing', 'rules.yes', '0', '区国资委', '甲、x'],
  ]);
  expect(shown({ rule: 'r', because: 'a-1 的表决无效' })).toBe('甲 的表决无效');
  expect([{ id: 'h' }, [{ id: 'h' }]].map(shown)).toEqual([null, null]);
});

test('reasons come last, and an answer comes to one line', () => {
  expect(inOrder([{ path: 'reasons.x' }, { path: 'due' }]).map((row) => row.path)).toEqual([
    'due',
    'reasons.x',
  ]);
  expect(resultOf('working-days', { due: '2026-01-05' }, t, code)).toBe('replay.due{"due":"2026-01-05"}');
  expect(resultOf('matter-route', { level: 'sasac' }, t, code)).toBe('区国资委');
  expect(resultOf('shareholder-vote', { passed: false }, t, code)).toBe('replay.notPassed');
});
