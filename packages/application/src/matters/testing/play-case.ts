import { randomUUID } from 'node:crypto';
import { NotFound } from '../../kernel/deps.ts';
import { propose } from '../propose.ts';
import { chosen, lengthBy, met, type Quest } from './choose-command.ts';
import { booksDiffer, findOwed, type System } from './model-books.ts';
import type { Case, Verdict } from './model-case.ts';
import { contentOf, gatherOf } from './model-content.ts';
import { actorFor, companyWith, depsOn, type Zone } from './model-zone.ts';
import { type Command, judged, type Name } from './procedure-law.ts';
import { putDeciding } from './put-deciding.ts';
import { putExecution } from './put-execution.ts';
import { putFiling } from './put-filing.ts';
import { type Putters, request, type Said, unknownId } from './put-request.ts';
import { type Chance, newCase } from './random-command.ts';

const putters: Putters<Name> = { ...putFiling, ...putDeciding, ...putExecution };

const companiesOf = (s: System) => ({ own: s.company, participant: s.participant });

/** Puts a command to the system; what comes is said in the words of the model. */
async function put(s: System, c: Case, k: Command): Promise<{ verdict: Verdict; state: string | null }> {
  try {
    const actor = actorFor(s.zone, k, companiesOf(s));
    const said: Said = await putters[k.name]({ s, c, k, deps: depsOn(s.zone, c.day), actor });
    if (said.outcome === 'refused') return { verdict: said.refusals[0]?.code ?? '', state: null };
    const state = (said.answer as { state?: unknown } | null)?.state;
    return { verdict: null, state: typeof state === 'string' ? state : null };
  } catch (error) {
    if (error instanceof NotFound) return { verdict: 'NOT_FOUND', state: null };
    return { verdict: `threw ${String(error)}`, state: null };
  }
}

/** A company of its own proposes the case. */
async function begin(zone: Zone, c: Case): Promise<System> {
  const form = c.shared ? 'limited' : 'wholly_state_owned';
  const [company, participant] = await zone.work(async (tx) => [
    await companyWith(tx, zone.persons.handler, { form }),
    c.joint ? await companyWith(tx, zone.persons.handler, {}) : zone.stranger,
  ]);
  const parties = { zone, company, participant, key: `object:${randomUUID()}`, subsidiary: c.subsidiary };
  const content = contentOf(parties, c, c.variant, c.urgent);
  const s: System = {
    ...{ ...parties, content, id: '', meetingId: unknownId, owed: [], spendingId: unknownId },
  };
  const first = { name: 'revise', by: 'handler', stranger: false, as: 'committee_member' } as const;
  const actor = actorFor(zone, first, companiesOf(s));
  const gather = gatherOf(s, c, { level: c.level, blocked: false });
  const answer = await propose(depsOn(zone, c.day), actor, { ...request(), ...content }, gather);
  if (answer.outcome === 'refused') throw new Error(`propose: ${answer.refusals[0].code}`);
  s.id = answer.answer.id;
  return s;
}

/** A line for whoever reads a divergence. */
function told(c: Case, k: Command, expected: string, real: string): string {
  const { name, by, days, level, variant, group, motion, vote, mode, as } = k;
  const flags = (['seen', 'good', 'said', 'blocked', 'stranger', 'urgent'] as const).filter((f) => k[f]);
  const rest = [...flags, days, level, variant, group.join('+'), motion, vote, mode, as].join(' ');
  return `${c.day} ${c.state}: ${name} ${by} ${rest} → law ${expected}, system ${real}`;
}

/** Their answer tells the state of something else. */
const ofOthers: readonly Name[] = [
  'attend',
  'reportObligation',
  'confirmObligation',
  'supersede',
  'changeInvestor',
];
type Played = { commands: number; divergence: string | null };

/** One random sequence on a case of its own, marking each pair of state and command that was met. */
export async function playCase(zone: Zone, chance: Chance, quest: Quest, far: boolean): Promise<Played> {
  const made = newCase(chance);
  let { c } = made;
  const s = await begin(zone, c);
  const log: string[] = [JSON.stringify(c)];
  const played = (difference: string | null): Played => ({
    commands: log.length - 1,
    divergence: difference === null ? null : [...log, difference].join('\n'),
  });
  const goesOn = lengthBy(chance, quest, far);
  for (let n = 0; goesOn(n, c); n += 1) {
    const k = chosen(chance, c, made.levels, quest);
    const { verdict, next } = judged(c, k);
    const real = await put(s, c, k);
    met(quest.pairs, c.state).add(k.name);
    log.push(told(c, k, verdict ?? next.state, real.verdict ?? real.state ?? 'accepted'));
    const state = ofOthers.includes(k.name) ? null : real.state;
    if (real.verdict !== verdict || (state !== null && state !== next.state)) return played('');
    c = next;
    if (c.owed.length > s.owed.length && !(await findOwed(s, c))) return played('owes otherwise');
  }
  return played(await booksDiffer(s, c));
}
