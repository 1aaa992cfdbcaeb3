import { spawn } from 'node:child_process';
import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ruleDesk } from '@guanyun/domain/rule-desk.ts';
import { describe, expect, it } from 'vitest';

const command = fileURLToPath(new URL('./guanyun.ts', import.meta.url));

type Outcome = { exit: number | null; out: string; err: string };

function guanyun(
  words: readonly string[],
  input: string | Buffer | readonly string[] = '',
): Promise<Outcome> {
  const child = spawn(process.execPath, [command, ...words], { stdio: 'pipe' });
  const outcome: Outcome = { exit: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    outcome.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    outcome.err += text;
  });
  // The command may answer and leave before it has read everything.
  child.stdin.on('error', () => undefined);
  if (typeof input === 'string' || Buffer.isBuffer(input)) child.stdin.end(input);
  else {
    for (const piece of input) child.stdin.write(piece);
    child.stdin.end();
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit) => resolve({ ...outcome, exit }));
  });
}

const jsonLines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const workingDays = { from: '2026-09-16', days: 15 };

describe('guanyun', () => {
  it('explains itself', async () => {
    for (const words of [[], ['help']]) {
      const { exit, out } = await guanyun(words);
      expect(exit).toBe(0);
      expect(out).toContain('guanyun rule');
    }
  });

  it.each(['nothing', 'constructor'])('does not know the command %s', async (name) => {
    const { exit, out, err } = await guanyun([name]);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain(name);
  });
});

describe('guanyun rule', () => {
  it('lists the rules, one line each', async () => {
    const { exit, out } = await guanyun(['rule']);
    expect(exit).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(ruleDesk.length);
    for (const { name } of ruleDesk) expect(out).toContain(name);
  });

  it('has every rule of the domain on the desk', async () => {
    const domain = new URL('../../../packages/domain/src/', import.meta.url);
    const files: string[] = [];
    for await (const file of glob('*/*.rule.ts', { cwd: fileURLToPath(domain) })) files.push(file);
    expect(files.length).toBe(ruleDesk.length);
    for (const file of files) {
      const module: Record<string, unknown> = await import(new URL(file, domain).href);
      const rules = Object.values(module).filter((value) => typeof value === 'object' && value !== null);
      expect(
        rules.some((value) => 'name' in value && ruleDesk.some((rule) => rule.name === value.name)),
        file,
      ).toBe(true);
    }
  });

  it('prints JSON Schema', async () => {
    const { exit, out } = await guanyun(['rule', 'working-days', '--schema']);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      name: 'working-days',
      input: { type: 'object', required: ['from', 'days'], additionalProperties: false },
      output: { type: 'object' },
    });
  });

  it('answers one object with one object', async () => {
    const { exit, out, err } = await guanyun(['rule', 'working-days'], JSON.stringify(workingDays));
    expect([exit, err]).toEqual([0, '']);
    expect(jsonLines(out)).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject({ due: '2026-10-13', provisional: false });
  });

  it('says that a year without a calendar is provisional', async () => {
    const { out } = await guanyun(['rule', 'working-days'], JSON.stringify({ from: '2027-03-01', days: 3 }));
    expect(JSON.parse(out)).toMatchObject({ provisional: true });
  });

  it('refuses an unknown key: exit 2, nothing on stdout, one JSON line that names it', async () => {
    const input = JSON.stringify({ ...workingDays, dayz: 1 });
    const { exit, out, err } = await guanyun(['rule', 'working-days'], input);
    expect([exit, out]).toEqual([2, '']);
    expect(jsonLines(err)).toEqual([
      { code: 'unrecognized_keys', path: 'dayz', message: expect.stringContaining('字段 dayz') },
    ]);
  });

  it('names every bad field in Chinese, one line each', async () => {
    const input = JSON.stringify({ from: '2026-02-30', amount: 1, unit: 'week', direction: 'forward' });
    const { exit, out, err } = await guanyun(['rule', 'calendar-days'], input);
    expect([exit, out]).toEqual([2, '']);
    const problems = jsonLines(err) as { path: string; message: string }[];
    expect(problems.map((p) => p.path)).toEqual(['from', 'unit', 'roll']);
    expect(problems[1]?.message).toContain('"day"、"month"、"year"');
  });

  it.each([
    ['nothing', ''],
    ['half an object', '{"code":'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a list', '[]'],
    ['deep nesting', '['.repeat(200_000)],
    ['the key __proto__', '{"__proto__":{"code":"x"},"code":"x"}'],
  ])('refuses %s', async (_, input) => {
    const { exit, out, err } = await guanyun(['rule', 'uscc'], input);
    expect([exit, out]).toEqual([2, '']);
    expect(jsonLines(err)).toHaveLength(1);
  });

  it('takes the last of two equal keys, as JSON.parse does', async () => {
    const { exit, out } = await guanyun(['rule', 'uscc'], '{"code":"1","code":"91350100M000100Y43"}');
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ valid: true });
  });

  it.each([
    [['rule', 'no-such-rule'], 'unknown_rule'],
    [['rule', 'uscc', '--fast'], 'usage'],
    [['rule', 'uscc', 'surplus'], 'usage'],
    [['rule', '--lines'], 'usage'],
  ])('refuses %j', async (words, code) => {
    const { exit, out, err } = await guanyun(words, '{}');
    expect([exit, out]).toEqual([2, '']);
    expect(jsonLines(err)).toEqual([{ code, path: '', message: expect.any(String) }]);
  });
});

describe('guanyun rule NAME --lines', () => {
  it('answers every line in its place and exits 2 when one was bad', async () => {
    const lines = ['{"code":"91350100M000100Y43"}', 'bad', '', '{"code":"1","x":1}', '{"code":"1"}'];
    const { exit, out, err } = await guanyun(['rule', 'uscc', '--lines'], `${lines.join('\n')}\n`);
    expect([exit, err]).toEqual([2, '']);
    const problem = (code: string, path: string) => ({
      problems: [{ code, path, message: expect.any(String) }],
    });
    expect(jsonLines(out)).toEqual([
      expect.objectContaining({ valid: true }),
      problem('invalid_json', ''),
      problem('invalid_json', ''),
      problem('unrecognized_keys', 'x'),
      expect.objectContaining({ valid: false, problem: 'LENGTH' }),
    ]);
  });

  it('needs no line end on the last line, and an empty stream has no lines', async () => {
    const last = await guanyun(['rule', 'uscc', '--lines'], '{"code":"1"}\r\n{"code":"2"}');
    expect([last.exit, jsonLines(last.out).length]).toEqual([0, 2]);
    expect(await guanyun(['rule', 'uscc', '--lines'])).toEqual({ exit: 0, out: '', err: '' });
  });

  it('keeps the order over many chunks that break lines anywhere', async () => {
    const days = Array.from({ length: 5000 }, (_, index) => index % 40);
    const text = days.map((n) => `${JSON.stringify({ from: '2026-03-02', days: n })}\n`).join('');
    const pieces = text.match(/[\s\S]{1,777}/g) ?? [];
    const { exit, out } = await guanyun(['rule', 'working-days', '--lines'], pieces);
    expect(exit).toBe(0);
    const counts = jsonLines(out).map((answer) => (answer as { counted: string[] }).counted.length);
    expect(counts).toEqual(days);
  });
});
