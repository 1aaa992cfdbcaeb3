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

/** The name of a place in a question or an answer: each part of the path by the name that a person knows it by. */
export const placeOf = (path: string, code: Name): string =>
  path
    .split('.')
    .map((part) => [code('replay.path', part), code('field', part)].find((name) => name !== part) ?? part)
    .join(' › ');

/** A value of a question or an answer as a person reads it; null for what is to be shown as data. */
export function shownAs(value: unknown, t: Say, code: Name): string | null {
  if (value === undefined || value === null) return t('rules.nothing');
  if (typeof value === 'boolean') return t(value ? 'rules.yes' : 'rules.no');
  if (typeof value === 'string')
    return [code('level', value), code('meetings.result', value)].find((name) => name !== value) ?? value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join('、');
  return typeof value === 'number' ? String(value) : null;
}
