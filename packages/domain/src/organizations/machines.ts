import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { addYears, type LocalDate } from '../kernel/local-date.ts';
import type { PostKind } from './posts.ts';

/** The posts a machine can hold: working posts, none that exists to decide, to sign or to vote. */
export const machinePosts = [
  'company_handler',
  'company_finance',
  'committee_reviewer',
  'auditor',
] as const satisfies readonly PostKind[];
export type MachinePost = (typeof machinePosts)[number];

/** The name of a machine says what it is, wherever a name stands. */
export const machineName = (name: string): string => `${name}（接口账号）`;

/** A key's text begins so, that whoever finds one knows what it is. */
export const KEY_PREFIX = 'gyk_';

/** Is a procedure within a key's scope? A scope names procedures or whole areas (`assets`, `assets.statement`). */
export const withinScope = (scope: readonly string[], procedure: string): boolean =>
  scope.includes(procedure) || scope.includes(procedure.split('.')[0] ?? '');

/** The last day on which a key made today may be good. */
export const latestKeyEnd = (today: LocalDate): LocalDate => addYears(today, 1);

/** May a key made today end then? Refused SERVICE_KEY_TERM (`latest`): before today, or more than a year on. */
export function decideKeyEnd(endsOn: LocalDate, today: LocalDate): Decision<null, Refusal> {
  const latest = latestKeyEnd(today);
  return endsOn < today || endsOn > latest ? refuse('SERVICE_KEY_TERM', { latest }) : accept(null);
}
