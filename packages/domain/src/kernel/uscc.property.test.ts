import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { normalizeUscc, usccCheckDigit, usccProblem } from './uscc.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const place = fc.constantFrom(...alphabet);
const rightCode = fc
  .array(place, { minLength: 17, maxLength: 17 })
  .map((places) => places.join(''))
  .map((head) => head + usccCheckDigit(head));

test.prop([rightCode])('a code with its computed check digit is right', (code) => {
  expect(usccProblem(code)).toBeNull();
});

test.prop([rightCode, fc.nat(17), place])('every change of one place is noticed', (code, at, other) => {
  fc.pre(code[at] !== other);
  expect(usccProblem(code.slice(0, at) + other + code.slice(at + 1))).toBe('CHECK_DIGIT');
});

test.prop([rightCode, fc.nat(15)])(
  'every swap of two different neighbours in the body is noticed',
  (code, at) => {
    const [a = '', b = ''] = [code[at], code[at + 1]];
    fc.pre(a !== b);
    expect(usccProblem(code.slice(0, at) + b + a + code.slice(at + 2))).toBe('CHECK_DIGIT');
  },
);

test.prop([rightCode])('lower case, full width and spaces are read as the same code', (code) => {
  const wide = [...code].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('\u3000');
  expect(normalizeUscc(wide)).toBe(code);
  expect(normalizeUscc(` ${code.toLowerCase().slice(0, 9)} ${code.slice(9)}\n`)).toBe(code);
});

test.prop([fc.string()])('normalizing twice changes nothing more', (text) => {
  expect(normalizeUscc(normalizeUscc(text))).toBe(normalizeUscc(text));
});

test.prop([fc.string({ unit: 'grapheme', maxLength: 30 })])('answers for any text', (text) => {
  const places = [...normalizeUscc(text)];
  if (places.length !== 18) expect(usccProblem(normalizeUscc(text))).toBe('LENGTH');
});

test.each([
  ['91350100M000100Y43', null],
  ['91350100M000100Y42', 'CHECK_DIGIT'],
  ['91350100M000100Y4', 'LENGTH'],
  ['', 'LENGTH'],
  ['91350100M000100O43', 'CHARACTER'],
  ['91350100M000100Y4Z', 'CHARACTER'],
  ['91350100M000100Y4\u4e2d', 'CHARACTER'],
])('%j: %s', (code, problem) => {
  expect(usccProblem(code)).toBe(problem);
});
