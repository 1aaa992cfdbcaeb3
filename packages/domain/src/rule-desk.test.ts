import { describe, expect, it } from 'vitest';
import { ruleDesk, ruleNamed } from './rule-desk.ts';

describe('the rule desk', () => {
  it('has every name once', () => {
    expect(new Set(ruleDesk.map((rule) => rule.name)).size).toBe(ruleDesk.length);
    expect(ruleNamed('uscc')?.name).toBe('uscc');
    expect(ruleNamed('constructor')).toBeNull();
  });

  it.each(ruleDesk.map((rule) => [rule.name, rule] as const))(
    '%s answers its example as promised',
    (_, rule) => {
      const answer = rule.answer(rule.example);
      expect(answer).toMatchObject({ ok: true });
      const output = answer.ok ? answer.output : null;
      expect(rule.isOutput(JSON.parse(JSON.stringify(output)))).toBe(true);
      expect(output).toMatchObject({ rulebook: { version: expect.any(String) }, reasons: expect.any(Array) });
      expect(rule.title.zh).toMatch(/[\u4e00-\u9fff]/);
    },
  );

  it.each(ruleDesk.map((rule) => [rule.name, rule] as const))('%s refuses an unknown key', (_, rule) => {
    const input = { ...(rule.example as Record<string, unknown>), unheardOf: 1 };
    const answer = rule.answer(input);
    expect(answer.ok).toBe(false);
    if (!answer.ok) expect(answer.problems).toContainEqual(expect.objectContaining({ path: 'unheardOf' }));
  });

  it.each(ruleDesk.map((rule) => [rule.name, rule] as const))('%s has JSON Schemas', (_, rule) => {
    const { input, output } = rule.schemas();
    expect(input).toMatchObject({ $schema: expect.any(String) });
    expect(output).toMatchObject({ $schema: expect.any(String) });
  });
});
