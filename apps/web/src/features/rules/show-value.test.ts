import { ruleDesk } from '@guanyun/domain/rule-desk.ts';
import { expect, test } from 'vitest';
import { ruleTexts } from '../../texts/rules.ts';
import { readAnswer, showValue } from './show-value.ts';

test('every kind of value has its form', () => {
  expect(showValue(null)).toEqual({ form: 'nothing' });
  expect(showValue([])).toEqual({ form: 'nothing' });
  expect(showValue(false)).toEqual({ form: 'yesno', value: false });
  expect(showValue(15)).toEqual({ form: 'text', text: '15' });
  expect(showValue({ fraction: '3/5', percent: '60.000000' })).toMatchObject({ form: 'share' });
  expect(showValue(['A', 'B'])).toEqual({ form: 'words', words: ['A', 'B'] });
  expect(showValue([{ a: 1 }, { b: 2 }])).toMatchObject({ form: 'table', columns: ['a', 'b'] });
  expect(showValue([['A'], ['B', 'C']])).toMatchObject({ form: 'list' });
  expect(showValue({ days: 15 })).toEqual({ form: 'fields', fields: [['days', 15]] });
});

test('a block forbids, a verdict decides, and a rule may only compute', () => {
  expect(readAnswer({ passed: true, blocks: [{ code: 'X', because: 'y' }] }).allowed).toBe(false);
  expect(readAnswer({ passed: false }).allowed).toBe(false);
  expect(readAnswer({ level: 'blocked', blocks: [] }).allowed).toBe(false);
  expect(readAnswer({ blocks: [] }).allowed).toBe(true);
  expect(readAnswer({ due: '2026-10-13' }).allowed).toBeNull();
});

test.each(ruleDesk.map((rule) => [rule.name, rule] as const))(
  '%s: the example reads, each field has a name',
  (_name, rule) => {
    const answer = rule.answer(rule.example);
    if (!answer.ok) throw new Error('the example is refused');
    const reading = readAnswer(answer.output);
    expect(reading.rulebook).not.toBeNull();
    expect(reading.reasons.length).toBeGreaterThan(0);
    for (const [field] of reading.fields) expect(ruleTexts).toHaveProperty([`field.${field}`]);
  },
);
