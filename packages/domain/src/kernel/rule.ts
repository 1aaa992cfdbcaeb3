import { z } from 'zod';
import { DateOutOfRange, type LocalDate, localDate } from './local-date.ts';
import { InputProblem, type Problem, parseInput, wholeProblem } from './problems.ts';

/**
 * A legal or arithmetic rule that can be asked on its own: a strict zod schema in, one out, and a pure function
 * between them. `name` is what the command and the what-if page call it; `example` is an input that it accepts.
 */
export type Rule<I, O> = {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly slice: string;
  readonly input: z.ZodType<I>;
  readonly output: z.ZodType<O>;
  readonly example: unknown;
  readonly run: (input: I) => NoInfer<O>;
};

/** The edition of the rules in this package, and the day up to which the law has been followed. */
export const rulebook: { readonly version: string; readonly asOf: LocalDate } = {
  version: '2026.11',
  asOf: localDate('2026-11-22'),
};

/** The `rulebook` of an output whose rules were chosen for a day. Rules that need no day use {@link rulebook}. */
export function rulebookOn(asOf: LocalDate): { version: string; asOf: LocalDate } {
  return { version: rulebook.version, asOf };
}

/** What the desk says: the output, or what is wrong with the input. */
export type Answer =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly problems: Problem[] };

/** A rule as the desk lists it, whatever its input and output are. */
export type DeskRule = Pick<Rule<unknown, unknown>, 'name' | 'title' | 'slice' | 'example'> & {
  readonly answer: (input: unknown) => Answer;
  /** Whether a value has the shape that the rule promises for its output. */
  readonly isOutput: (value: unknown) => boolean;
  /** JSON Schema of input and output, made from the zod schemas. */
  readonly schemas: () => { input: unknown; output: unknown };
};

/** Checks the types of a rule; returns it as it is. */
export function defineRule<I, O>(rule: Rule<I, O>): Rule<I, O> {
  return rule;
}

/** Asks a rule: parses the input strictly, then runs it. Bad input is an answer, a bug throws. */
export function askRule<I, O>(
  rule: Rule<I, O>,
  input: unknown,
): { ok: true; output: O } | { ok: false; problems: Problem[] } {
  const parsed = parseInput(rule.input, input);
  if (!parsed.ok) return parsed;
  try {
    return { ok: true, output: rule.run(parsed.value) };
  } catch (error) {
    if (error instanceof DateOutOfRange) {
      const message = '输入：由所给日期推算的日期须落在 0001-01-01 至 9999-12-31 之间';
      return { ok: false, problems: [wholeProblem('custom', message)] };
    }
    if (!(error instanceof InputProblem)) throw error;
    const message = error.path === '' ? `输入：${error.message}` : `字段 ${error.path}：${error.message}`;
    return { ok: false, problems: [{ code: 'custom', path: error.path, message }] };
  }
}

/** Puts a rule on the desk. */
export function onDesk<I, O>(rule: Rule<I, O>): DeskRule {
  return {
    name: rule.name,
    title: rule.title,
    slice: rule.slice,
    example: rule.example,
    answer: (input) => askRule(rule, input),
    isOutput: (value) => rule.output.safeParse(value).success,
    schemas: () => ({
      input: z.toJSONSchema(rule.input, { io: 'input' }),
      output: z.toJSONSchema(rule.output, { io: 'output' }),
    }),
  };
}
