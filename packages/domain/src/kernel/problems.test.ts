import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InputProblem, parseInput, prototypeKeys, unfitFor } from './problems.ts';
import { askRule, defineRule } from './rule.ts';
import { zAmount, zDate, zMoney, zRatio, zShare } from './wire.ts';

const schema = z.strictObject({
  amount: zMoney.optional(),
  kind: z.enum(['a', 'b']).optional(),
  flag: z.boolean().optional(),
  list: z
    .array(z.strictObject({ n: z.int().min(1).max(9) }))
    .max(2)
    .optional(),
  either: z.union([z.strictObject({ x: z.string() }), z.number()]).optional(),
  free: z.record(z.string(), z.number()).optional(),
});

function problems(input: unknown) {
  const parsed = parseInput(schema, input);
  return parsed.ok ? [] : parsed.problems;
}

describe('problems of an input', () => {
  it('names an unknown key at its own path, one problem a key', () => {
    const found = problems({ odd: 1, even: 2, list: [{ n: 1, deep: 3 }] });
    expect(found.map((p) => p.path).sort()).toEqual(['even', 'list.0.deep', 'odd']);
    for (const problem of found) {
      expect(problem.code).toBe('unrecognized_keys');
      expect(problem.message).toContain(`字段 ${problem.path}`);
    }
    expect(found.find((p) => p.path === 'odd')?.message).toContain('amount、kind、flag、list');
  });

  it.each([
    [{ kind: 'c' }, 'kind', '"a"、"b"'],
    [{ flag: 'yes' }, 'flag', 'true 或 false'],
    [{ amount: '1.5' }, 'amount', '"40000000.00"'],
    [{ amount: 15 }, 'amount', '"40000000.00"'],
    [{ list: [{}] }, 'list.0.n', '必填'],
    [{ list: [{ n: 0 }] }, 'list.0.n', '不小于 1'],
    [{ list: [{ n: 1.5 }] }, 'list.0.n', '整数'],
    [{ list: [{ n: 1 }, { n: 1 }, { n: 1 }] }, 'list', '不大于 2'],
    [[], '', '对象'],
    [null, '', '对象'],
  ])('%j: at %j, saying %s', (input, path, words) => {
    const [problem, ...rest] = problems(input);
    expect(rest).toEqual([]);
    expect(problem?.path).toBe(path);
    expect(problem?.message).toContain(words);
  });

  it('answers for the branch of a union that came closest', () => {
    expect(problems({ either: { x: 1 } }).length).toBeGreaterThan(0);
  });

  it.each(['{"__proto__":{"flag":true}}', '{"free":{"__proto__":1}}', '{"list":[{"n":1,"__proto__":[]}]}'])(
    'refuses the key __proto__ wherever it stands: %s',
    (text) => {
      const found = problems(JSON.parse(text));
      expect(found).toHaveLength(1);
      expect(found[0]?.path).toMatch(/__proto__$/);
    },
  );
});

describe('wire forms', () => {
  it.each([
    [zMoney, ['0.00', '-12.34', '999999999999999999.99'], ['1', '00.00', '1000000000000000000.00', '1.234']],
    [zAmount, ['0.00', '12.34'], ['-0.01', '-0.00']],
    [zRatio, ['2/3', '0.51', '-1.5', '7', '1/010'], ['1/0', '1/00', '', '1/', `${'1'.repeat(201)}`, 'x']],
    [zShare, ['0', '1', '2/3', '100/100'], ['-0.1', '1.01', '3/2']],
    [zDate, ['2026-02-28', '2024-02-29'], ['2026-02-29', '2026-2-1', '0000-01-01']],
  ])('case %#', (form, good, bad) => {
    for (const text of good) expect(form.safeParse(text).success, text).toBe(true);
    for (const text of bad) expect(form.safeParse(text).success, text).toBe(false);
  });
});

it('a refinement around a wire form never sees text that does not parse', () => {
  const around = z.strictObject({ m: zMoney, a: zAmount, r: zShare, d: zDate }).superRefine(() => {
    throw new Error('must not run');
  });
  const good = { m: '1.00', a: '1.00', r: '1/2', d: '2026-01-01' };
  for (const bad of [{ m: 'x' }, { a: '-1.00' }, { r: '3/2' }, { r: 'x' }, { d: '2026-02-30' }]) {
    expect(parseInput(around, { ...good, ...bad }).ok).toBe(false);
  }
});

describe('asking a rule', () => {
  const rule = defineRule({
    name: 'half',
    title: { zh: '一半', en: 'Half' },
    slice: 'kernel',
    input: z.strictObject({ n: z.int() }),
    output: z.strictObject({ half: z.int() }),
    example: { n: 4 },
    run: ({ n }) => {
      if (n === 0) throw new Error('a bug');
      if (n % 2 !== 0) throw new InputProblem('n', '须为偶数');
      return { half: n / 2 };
    },
  });

  it('answers, or tells what is wrong; a bug is not hidden as bad input', () => {
    expect(askRule(rule, { n: 4 })).toEqual({ ok: true, output: { half: 2 } });
    const message = '字段 n\uff1a须为偶数';
    expect(askRule(rule, { n: 3 })).toEqual({
      ok: false,
      problems: [{ code: 'custom', path: 'n', message }],
    });
    expect(() => askRule(rule, { n: 0 })).toThrow('a bug');
  });
});

describe('what no input may hold', () => {
  it.each([
    ['NUL', { a: ['x', 'a\u0000'] }, 'a.1'],
    ['half a pair', { a: { b: '\ud800' } }, 'a.b'],
    ['another half', 'x\udc00', ''],
    ['a control character', { a: '\u0001' }, 'a'],
    ['what is no character', { a: '\uffff' }, 'a'],
    ['a key with NUL', { 'k\u0000': 1 }, 'k'],
  ])('is %s', (_, value, path) => {
    expect(unfitFor(value)).toEqual([expect.objectContaining({ code: 'unwritable_text', path })]);
  });

  it('is not what people write', () => {
    const written = { a: '甲\t乙\r\n😀𠀀e\u0301\u202e', b: [null, 1, true, { c: '' }], d: undefined };
    expect(unfitFor(written)).toEqual([]);
    expect(unfitFor(undefined)).toEqual([]);
  });

  it.each(['[', '{"a":'])(
    'is nesting deeper than any of ours, told in no time: %s',
    { timeout: 5_000 },
    (open) => {
      const nested = (levels: number) =>
        JSON.parse(`${open.repeat(levels)}1${(open === '[' ? ']' : '}').repeat(levels)}`);
      expect(unfitFor(nested(100))).toEqual([]);
      expect(unfitFor(nested(101)).map(({ code }) => code)).toEqual(['too_deep']);
      const deep = nested(200_000);
      expect(unfitFor(deep)).toHaveLength(1);
      expect(prototypeKeys(deep)).toEqual([]);
    },
  );

  it('is told of twenty places at most', () => {
    expect(unfitFor(Array(1000).fill('\u0000'))).toHaveLength(20);
  });
});
