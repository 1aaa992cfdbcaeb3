import type { TenderRow } from '@guanyun/db/contracts/tenders.model.ts';
import { tenderers, tenderSupervisors } from '@guanyun/domain/organizations/permissions.ts';
import type { Actor } from '../organizations/actor.ts';

/** What the next acts of a tender depend on beside its state. */
type Standing = {
  readonly own: boolean;
  readonly ended: boolean;
  readonly suspended: boolean;
  readonly key: {
    readonly needed: number;
    readonly holders: readonly { readonly person: { readonly id: string }; readonly given: boolean }[];
  } | null;
  readonly bids: number | null;
  readonly panel: 'none' | 'committed' | 'drawn';
  readonly asked: readonly string[];
};

type Act = readonly [name: string, when: boolean];
const named = (acts: readonly Act[]): string[] => acts.flatMap(([name, when]) => (when ? [name] : []));

function ofTenderer(row: TenderRow, on: Standing): readonly Act[] {
  const { state } = row;
  const given = on.key?.holders.filter((holder) => holder.given).length ?? 0;
  const few = on.bids !== null && on.bids < 3;
  const running = ['published', 'opened', 'evaluated', 'publicized'].includes(state);
  return [
    ['makeKey', state === 'draft' && on.key === null],
    ['publish', state === 'draft' && on.key !== null],
    ['change', state === 'published' && !on.ended],
    ['open', state === 'published' && on.ended && !few && !on.suspended && given >= (on.key?.needed ?? 1)],
    ['evaluate', state === 'opened' && on.panel === 'drawn'],
    ['publicize', state === 'evaluated' && !on.suspended],
    ['award', state === 'publicized' && !on.suspended],
    ['answer', running && on.asked.some((kind) => kind !== 'complaint')],
    ['cancel', state === 'draft' || (state === 'published' && !on.ended)],
    ['fail', (state === 'published' && few) || ['opened', 'evaluated', 'publicized'].includes(state)],
  ];
}

function ofSupervisor(row: TenderRow, on: Standing): readonly Act[] {
  const { state } = row;
  const running = ['published', 'opened', 'evaluated', 'publicized'].includes(state);
  return [
    ['commitSeed', state === 'published' && !on.ended && on.panel === 'none'],
    ['drawPanel', state === 'opened' && on.panel !== 'none'],
    ['answer', running && on.asked.includes('complaint')],
  ];
}

/** What whoever looks at a tender can do now, the next act first. */
export function nextActs(actor: Actor, row: TenderRow, on: Standing): string[] {
  const { kind } = actor.post;
  const holder = on.key?.holders.find(({ person }) => person.id === actor.person.id);
  const share: Act = [
    'giveShare',
    row.state === 'published' && on.ended && !(on.bids !== null && on.bids < 3) && holder?.given === false,
  ];
  const acts: Act[] = [share];
  if (on.own && (tenderers as readonly string[]).includes(kind)) acts.push(...ofTenderer(row, on));
  if ((tenderSupervisors as readonly string[]).includes(kind)) acts.push(...ofSupervisor(row, on));
  return named(acts);
}
