import { once } from 'node:events';
import { type Problem, wholeProblem } from '@guanyun/domain/kernel/problems.ts';
import type { Answer, DeskRule } from '@guanyun/domain/kernel/rule.ts';
import { ruleDesk, ruleNamed } from '@guanyun/domain/rule-desk.ts';
import { type Line, linesByChunk } from './line-stream.ts';

/** The code of a problem that is the rule's own fault. */
const internal = 'internal';
const longestLine = 16 * 1024 * 1024;

function refuse(problems: readonly Problem[], exit = 2): number {
  for (const problem of problems) process.stderr.write(`${JSON.stringify(problem)}\n`);
  return exit;
}

/** The answer as it is written out, or what is wrong with what was asked. */
type Written = { readonly ok: true; readonly text: string } | Extract<Answer, { readonly ok: false }>;

function answerText(rule: DeskRule, bytes: Uint8Array): Written {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { ok: false, problems: [wholeProblem('invalid_json', '输入：须为一个 UTF-8 编码的 JSON 对象')] };
  }
  try {
    const answer = rule.answer(value);
    return answer.ok ? { ok: true, text: JSON.stringify(answer.output) } : answer;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [wholeProblem(internal, `规则 ${rule.name} 内部出错，请报告：${said}`)] };
  }
}

/** 2 for bad input; 1 when the rule itself broke on input that it had accepted. */
function exitOf(answer: Written): number {
  if (answer.ok) return 0;
  return answer.problems.some((problem) => problem.code === internal) ? 1 : 2;
}

function answerLine(rule: DeskRule, line: Line): Written {
  if (line.tooLong) {
    return { ok: false, problems: [wholeProblem('too_big', `输入：一行不得超过 ${longestLine} 字节`)] };
  }
  return answerText(rule, line.bytes);
}

async function answerOne(rule: DeskRule): Promise<number> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of process.stdin) pieces.push(chunk);
  const answer = answerText(rule, Buffer.concat(pieces));
  if (!answer.ok) return refuse(answer.problems, exitOf(answer));
  process.stdout.write(`${answer.text}\n`);
  return 0;
}

async function answerLines(rule: DeskRule): Promise<number> {
  let exit = 0;
  for await (const lines of linesByChunk(process.stdin, longestLine)) {
    let text = '';
    for (const line of lines) {
      const answer = answerLine(rule, line);
      exit ||= exitOf(answer);
      text += `${answer.ok ? answer.text : JSON.stringify({ problems: answer.problems })}\n`;
    }
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  }
  return exit;
}

function list(): number {
  const width = Math.max(...ruleDesk.map((rule) => rule.name.length));
  for (const { name, title } of ruleDesk) {
    process.stdout.write(`${name.padEnd(width)}  ${title.zh} / ${title.en}\n`);
  }
  return 0;
}

/** `guanyun rule`: the list; `rule NAME`: one JSON object in and out; `--lines`: one a line; `--schema`: JSON Schema. */
export async function run(words: readonly string[]): Promise<number> {
  const options = words.filter((word) => word.startsWith('-'));
  const [name, ...surplus] = words.filter((word) => !word.startsWith('-'));
  const [option, ...more] = options;
  if (name === undefined && option === undefined) return list();
  const known = option === undefined || option === '--schema' || option === '--lines';
  if (name === undefined || !known || surplus.length > 0 || more.length > 0) {
    const message =
      '用法：guanyun rule、guanyun rule NAME、guanyun rule NAME --schema 或 guanyun rule NAME --lines';
    return refuse([wholeProblem('usage', message)]);
  }
  const rule = ruleNamed(name);
  if (rule === null) {
    const names = ruleDesk.map((known) => known.name).join('、');
    return refuse([wholeProblem('unknown_rule', `没有规则 ${name}；可用的规则：${names}`)]);
  }
  if (option === '--schema') {
    const { input, output } = rule.schemas();
    process.stdout.write(`${JSON.stringify({ name, title: rule.title, input, output }, null, 2)}\n`);
    return 0;
  }
  return option === '--lines' ? answerLines(rule) : answerOne(rule);
}
