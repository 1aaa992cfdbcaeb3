import type { z } from 'zod';

/** One thing wrong with an input. The message is Chinese and names the field and what is allowed. */
export type Problem = { readonly code: string; readonly path: string; readonly message: string };

/** Thrown by a rule's `run` when values that are each well formed cannot be answered together. */
export class InputProblem extends Error {
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.name = 'InputProblem';
    this.path = path;
  }
}

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;
type Path = readonly PropertyKey[];

const typeNames: Record<string, string> = {
  string: '字符串',
  number: '数字',
  int: '整数',
  boolean: '布尔值 true 或 false',
  array: '数组',
  object: '对象',
  record: '对象',
  null: 'null',
};

const list = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join('、');

function tooFarMessage(issue: RawIssue & { code: 'too_small' | 'too_big' }): string {
  const small = issue.code === 'too_small';
  const bound = small ? issue.minimum : issue.maximum;
  const edge = issue.inclusive === false ? (small ? '大于' : '小于') : small ? '不小于' : '不大于';
  if (issue.origin === 'string') return `长度须${edge} ${bound} 个字符`;
  if (issue.origin === 'array' || issue.origin === 'set') return `项数须${edge} ${bound}`;
  return `须${edge} ${bound}`;
}

function unknownKeyMessage(issue: RawIssue): string {
  const def: unknown = issue.inst?._zod.def;
  const shape = typeof def === 'object' && def !== null && 'shape' in def ? def.shape : null;
  const allowed = typeof shape === 'object' && shape !== null ? Object.keys(shape) : [];
  const may = allowed.length === 0 ? '' : `；允许的字段为：${allowed.join('、')}`;
  return `不是允许的字段，请删去${may}`;
}

/** The Chinese sentence of a zod issue that has none of its own: what is allowed, without the field's name. */
export function allowedForm(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `${issue.input === undefined ? '必填，' : ''}须为${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `须为以下取值之一：${list(issue.values)}`;
    case 'unrecognized_keys':
      return unknownKeyMessage(issue);
    case 'too_small':
    case 'too_big':
      return tooFarMessage(issue as RawIssue & { code: 'too_small' | 'too_big' });
    case 'not_multiple_of':
      return `须为 ${issue.divisor} 的整数倍`;
    case 'invalid_format':
      return issue.pattern === undefined ? '格式不符合要求' : `格式须符合 ${issue.pattern}`;
    case 'invalid_key':
      return '含有不允许的键名';
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `须为以下取值之一：${list(issue.options)}`
        : '与任何一种允许的形式都不符';
    default:
      return '取值不符合要求';
  }
}

const printPath = (path: Path): string => path.map(String).join('.');

function problemOf(code: string, path: Path, message: string): Problem {
  const printed = printPath(path);
  return {
    code,
    path: printed,
    message: printed === '' ? `输入：${message}` : `字段 ${printed}：${message}`,
  };
}

function expand(issue: Issue, before: Path): Problem[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => problemOf(issue.code, [...path, key], issue.message));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // The branch that came closest says most about what is wrong.
    const [closest = []] = [...issue.errors].sort((a, b) => a.length - b.length);
    return closest.flatMap((inner) => expand(inner, path));
  }
  return [problemOf(issue.code, path, issue.message)];
}

/** Every problem of a failed parse, one per wrong field; an unknown key is a problem at its own path. */
export function problemsOf(error: z.core.$ZodError): Problem[] {
  return error.issues.flatMap((issue) => expand(issue, []));
}

/** A place in a value, linked to what holds it: a path that is written out at every level costs the square of the depth. */
type Place = {
  readonly value: unknown;
  readonly key: string;
  readonly above: Place | null;
  readonly depth: number;
};

/** Everything in a value, itself first, without recursion: JSON can be nested deeper than the stack. */
function* placesIn(value: unknown): Generator<Place> {
  const waiting: Place[] = [{ value, key: '', above: null, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const [key, inner] of Object.entries(next.value))
      waiting.push({ value: inner, key, above: next, depth: next.depth + 1 });
  }
}

function pathOf(place: Place): string[] {
  const path: string[] = [];
  for (let at: Place = place; at.above !== null; at = at.above) path.push(at.key);
  return path.reverse();
}

/**
 * The paths of own `__proto__` keys. JSON.parse makes them, and a schema of free keys would skip them silently, while
 * unknown keys are to be refused.
 */
export function prototypeKeys(value: unknown): Problem[] {
  const found: Problem[] = [];
  for (const place of placesIn(value))
    if (place.key === '__proto__')
      found.push(problemOf('unrecognized_keys', pathOf(place), '不是允许的字段，请删去'));
  return found;
}

/** No input of ours is nested as deep; schemas and printers recurse, and a stack has an end. */
const DEPTH_MAX = 100;
/** So many places say it. */
const TOLD_MAX = 20;

const marks = { first: 0x20, tab: 0x09, feed: 0x0a, back: 0x0d, last: 0xfffe } as const;

/** What XML 1.0 has no way to write, NUL among it: a workbook or paper that held it would not open. */
function isControl(unit: number): boolean {
  const blank = unit === marks.tab || unit === marks.feed || unit === marks.back;
  return (unit < marks.first && !blank) || unit >= marks.last;
}

function isUnwritable(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (isControl(text.charCodeAt(at))) return true;
  return !text.isWellFormed();
}

/**
 * What no schema looks for, asked of the whole input before any schema sees it: nesting deeper than {@link DEPTH_MAX}, and
 * text that no database or paper takes, control characters or half of a surrogate pair, in values and in keys.
 */
export function unfitFor(value: unknown): Problem[] {
  const found: Problem[] = [];
  for (const place of placesIn(value)) {
    if (place.depth > DEPTH_MAX) return [wholeProblem('too_deep', `输入：嵌套不得超过 ${DEPTH_MAX} 层`)];
    const unwritable =
      isUnwritable(place.key) || (typeof place.value === 'string' && isUnwritable(place.value));
    if (!unwritable || found.length >= TOLD_MAX) continue;
    const path = pathOf(place).map((key) => [...key].filter((c) => !isUnwritable(c)).join(''));
    found.push(problemOf('unwritable_text', path, '含有不能保存的字符，请删去后重试'));
  }
  return found;
}

/** A problem that is not about a field: unreadable text, an unknown rule. */
export function wholeProblem(code: string, message: string): Problem {
  return { code, path: '', message };
}

/** Parses with Chinese messages: the value, or every problem. */
export function parseInput<T>(
  schema: z.ZodType<T>,
  input: unknown,
): { ok: true; value: T } | { ok: false; problems: Problem[] } {
  const parsed = schema.safeParse(input, { error: allowedForm, reportInput: true });
  const problems = parsed.success ? [] : problemsOf(parsed.error);
  for (const hidden of prototypeKeys(input)) {
    if (!problems.some((problem) => problem.path === hidden.path)) problems.push(hidden);
  }
  return parsed.success && problems.length === 0 ? { ok: true, value: parsed.data } : { ok: false, problems };
}
