/** What a value of a rule's answer looks like to a reader. */
export type Shown =
  | { readonly form: 'nothing' }
  | { readonly form: 'yesno'; readonly value: boolean }
  | { readonly form: 'text'; readonly text: string }
  | { readonly form: 'share'; readonly fraction: string; readonly percent: string }
  | { readonly form: 'words'; readonly words: readonly string[] }
  | {
      readonly form: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly Record<string, unknown>[];
    }
  | { readonly form: 'list'; readonly items: readonly unknown[] }
  | { readonly form: 'fields'; readonly fields: readonly (readonly [string, unknown])[] };

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;

const keysOf = (rows: readonly Fields[]): string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))];

/** Decides how to show a value: shares as fraction and percent, lists of objects as tables. */
export function showValue(value: unknown): Shown {
  if (value === null || value === undefined) return { form: 'nothing' };
  if (typeof value === 'boolean') return { form: 'yesno', value };
  if (isPlain(value)) return { form: 'text', text: String(value) };
  if (Array.isArray(value)) {
    if (value.length === 0) return { form: 'nothing' };
    if (value.every(isPlain)) return { form: 'words', words: value.map(String) };
    if (value.every(isFields)) return { form: 'table', columns: keysOf(value), rows: value };
    return { form: 'list', items: value };
  }
  const fields = value as Fields;
  const { fraction, percent } = fields;
  if (typeof fraction === 'string' && typeof percent === 'string')
    return { form: 'share', fraction, percent };
  return { form: 'fields', fields: Object.entries(fields) };
}

type Finding = { readonly code: string; readonly because: string };
function isFinding(value: unknown): value is Finding {
  if (!isFields(value)) return false;
  const { code, because } = value;
  return typeof code === 'string' && typeof because === 'string';
}

/** A rule's answer, sorted for reading: what stops, what to mind, why, and the rest. */
export type Reading = {
  /** Null where the rule neither allows nor forbids. */
  readonly allowed: boolean | null;
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly reasons: readonly unknown[];
  readonly rulebook: string | null;
  readonly fields: readonly (readonly [string, unknown])[];
};

const apart = new Set(['blocks', 'warnings', 'reasons', 'rulebook']);
/** The fields in which a rule says yes or no to what was asked. */
const verdicts = ['passed', 'transferable', 'valid', 'lawful'] as const;

function verdictOf(output: Fields): boolean | null {
  const said = verdicts.map((name) => output[name]).find((value) => typeof value === 'boolean');
  if (typeof said === 'boolean') return said;
  const { level, route, blocks } = output;
  if (level === 'blocked' || route === 'blocked') return false;
  return Array.isArray(blocks) ? blocks.length === 0 : null;
}

/** Sorts a rule's answer for reading. */
export function readAnswer(answer: unknown): Reading {
  const output: Fields = isFields(answer) ? answer : {};
  const findings = (name: string): Finding[] => {
    const value = output[name];
    return Array.isArray(value) ? value.filter(isFinding) : [];
  };
  const { rulebook, reasons } = output;
  const { version, asOf } = isFields(rulebook) ? rulebook : {};
  const blocks = findings('blocks');
  return {
    allowed: blocks.length > 0 ? false : verdictOf(output),
    blocks,
    warnings: findings('warnings'),
    reasons: Array.isArray(reasons) ? reasons : [],
    rulebook: isFields(rulebook) ? `${String(version)} · ${String(asOf)}` : null,
    fields: Object.entries(output).filter(([name]) => !apart.has(name)),
  };
}
