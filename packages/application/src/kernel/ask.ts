import { askRule, type Rule } from '@guanyun/domain/kernel/rule.ts';

/**
 * Asks a rule of the desk with what the system itself has put together. An input that the rule does not take is a bug
 * here, not a mistake of the user's, so it throws.
 */
export function ask<I, O>(rule: Rule<I, O>, input: unknown): O {
  const answer = askRule(rule, input);
  if (answer.ok) return answer.output;
  throw new Error(`${rule.name}: ${answer.problems.map((p) => p.message).join('; ')}`);
}
