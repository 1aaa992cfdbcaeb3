import type { useCode, useText } from '../../texts/text.ts';

type Say = ReturnType<typeof useText>;
type Name = ReturnType<typeof useCode>;
type Answers = {
  level: string;
  due: string;
  passed: boolean;
  result: string;
  expiresOn: string;
  boundBy: string;
};

/** The one line that an answer comes to. */
export function resultOf(rule: string, answer: unknown, t: Say, code: Name): string {
  const said = answer as Answers;
  if (rule === 'matter-route') return code('level', said.level);
  if (rule === 'working-days') return t('replay.due', { due: said.due });
  if (rule === 'meeting-decision') return code('meetings.result', said.result);
  if (rule === 'warrant-validity')
    return `${t('replay.expires', { on: said.expiresOn })} (${code('warrants.boundBy', said.boundBy)})`;
  return t(said.passed ? 'replay.passed' : 'replay.notPassed');
}

const named = (part: string, code: Name): string =>
  [code('replay.path', part), code('field', part)].find((name) => name !== part) ?? part;

type Names = Readonly<Record<string, string>>;

/**
 * The name of a place in a question or an answer: each part of the path by the name that a person knows it by. Of a reason
 * only that it is one: its text says the rest.
 */
export function placeOf(path: string, names: Names, code: Name): string {
  if (path.startsWith('reasons')) return code('replay.path', 'reasons');
  return path
    .split('.')
    .map((part) => names[part] ?? named(part, code))
    .join(' › ');
}

const withNames = (text: string, names: Names): string =>
  Object.entries(names).reduce((said, [id, name]) => said.replaceAll(id, name), text);

/** A value of a question or an answer as a person reads it; null for what is to be shown as data. */
export function shownAs(value: unknown, names: Names, t: Say, code: Name): string | null {
  if (value === undefined || value === null) return t('rules.nothing');
  if (typeof value === 'boolean') return t(value ? 'rules.yes' : 'rules.no');
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    const known = ['level', 'meetings.result', 'outcome'].map((kind) => code(kind, value));
    return known.find((name) => name !== value) ?? withNames(value, names);
  }
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.length === 0 ? t('rules.nothing') : withNames(value.join('、'), names);
  const { because } = value as { because?: unknown };
  return typeof because === 'string' ? withNames(because, names) : null;
}

/** Reasons after everything else: they explain it. */
export const inOrder = <R extends { path: string }>(rows: readonly R[]): R[] => {
  const isReason = (row: R): boolean => row.path.startsWith('reasons');
  return [...rows.filter((row) => !isReason(row)), ...rows.filter(isReason)];
};
