import { randomUUID } from 'node:crypto';
import { NotFound } from '../../kernel/deps.ts';
import type { Actor } from '../../organizations/actor.ts';
import { propose } from '../propose.ts';
import { chosen, lengthBy, meet, type Quest } from './choose-command.ts';
import { actorBehind, openSession, putBack, untouched } from './model-access.ts';
import { booksDiffer, findOwed, type System } from './model-books.ts';
import type { Case, Verdict } from './model-case.ts';
import { contentOf, gatherOf } from './model-content.ts';
import { brokenIn, type Checked, editVoided, nothingChecked } from './model-invariants.ts';
import { actorFor, companyWith, depsOn, givePost, type Zone } from './model-zone.ts';
import { type Command, fromOutside, judged, type Name, SIGNED_OUT } from './procedure-law.ts';
import { putAccess } from './put-access.ts';
import { putDeciding } from './put-deciding.ts';
import { putExecution } from './put-execution.ts';
import { putFiling } from './put-filing.ts';
import { type Putters, request, type Said, unknownId } from './put-request.ts';
import { type Chance, newCase } from './random-command.ts';

const putters: Putters<Name> = { ...putFiling, ...putDeciding, ...putExecution, ...putAccess };

const companiesOf = (s: System) => ({ own: s.company, participant: s.participant });

/** Who asks by the session, where something happened to the account, the post or who stands in; null: nobody. */
async function asked(s: System, c: Case, k: Command): Promise<Pick<Actor, 'onBehalfOf'> | null> {
  const { zone, touched } = s;
  const looked = k.behalf !== null || touched.who.has(k.by);
  if (!looked || fromOutside.includes(k.name)) return { onBehalfOf: null };
  const delegation = k.behalf === null ? undefined : touched.given.get(`${k.behalf} ${k.by}`);
  return actorBehind(zone, await openSession(zone, k.by, c.day, delegation), c.day);
}

/** Puts a command to the system; what comes is said in the words of the model. */
async function put(s: System, c: Case, k: Command): Promise<{ verdict: Verdict; state: string | null }> {
  try {
    const known = await asked(s, c, k);
    if (known === null) return { verdict: SIGNED_OUT, state: null };
    const actor = { ...actorFor(s.zone, k, companiesOf(s)), onBehalfOf: known.onBehalfOf };
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
  const [company, participant] = await zone.work(async (tx) => {
    const own = await companyWith(tx, zone.persons.handler, { form });
    const other = c.joint ? await companyWith(tx, zone.persons.handler, {}) : zone.stranger;
    for (const who of ['legal', 'representative'] as const) await givePost(tx, zone, who, own);
    if (c.joint) await givePost(tx, zone, 'participant', other);
    return [own, other];
  });
  const parties = { zone, company, participant, key: `object:${randomUUID()}`, subsidiary: c.subsidiary };
  const content = contentOf(parties, c, c.variant, c.urgent);
  const s: System = {
    ...{ ...parties, content, id: '', meetingId: unknownId, owed: [], spendingId: unknownId },
    touched: untouched(),
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
  const { name, days, level, variant, group, motion, vote, mode, as, whom } = k;
  const by = k.behalf === null ? k.by : `${k.by} for ${k.behalf}`;
  const flags = (['seen', 'good', 'said', 'blocked', 'stranger', 'urgent'] as const).filter((f) => k[f]);
  const rest = [...flags, days, level, variant, group.join('+'), motion, vote, mode, as, whom].join(' ');
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
export type Played = { first: Case; commands: Command[]; divergence: string | null };
/** The command that comes next; null: the sequence is over. */
type Next = (n: number, c: Case) => Command | null;

/** Plays a sequence on a case of its own, on both sides, until it ends or they differ. */
async function play(zone: Zone, first: Case, next: Next, checked: Checked): Promise<Played> {
  let c = first;
  const s = await begin(zone, c);
  const commands: Command[] = [];
  const log: string[] = [JSON.stringify(c)];
  const played = async (difference: string | null): Promise<Played> => {
    await putBack(zone, s.touched);
    return { first, commands, divergence: difference === null ? null : [...log, difference].join('\n') };
  };
  for (let k = next(0, c); k !== null; k = next(commands.length, c)) {
    const { verdict, next: then } = judged(c, k);
    const real = await put(s, c, k);
    commands.push(k);
    log.push(told(c, k, verdict ?? then.state, real.verdict ?? real.state ?? 'accepted'));
    const state = ofOthers.includes(k.name) ? null : real.state;
    if (real.verdict !== verdict || (state !== null && state !== then.state)) return played('');
    c = then;
    if (c.owed.length > s.owed.length && !(await findOwed(s, c))) return played('owes otherwise');
    if (k.name === 'revise' && verdict === null && !(await editVoided(s, checked)))
      return played('a signature outlived an edit');
  }
  return played((await booksDiffer(s, c)) ?? (await brokenIn(s, checked)));
}

/** One random sequence, marking each pair of state and command that was met. */
export function playCase(zone: Zone, chance: Chance, quest: Quest, checked: Checked): Promise<Played> {
  const driven = chance.maybe(0.6);
  const { c, levels } = newCase(chance, driven);
  const goesOn = lengthBy(chance, quest);
  const next: Next = (n, now) => {
    if (!goesOn(n, now)) return null;
    const k = chosen(chance, now, levels, quest, driven);
    meet(quest, now.state, k.name);
    return k;
  };
  return play(zone, c, next, checked);
}

/** The most sequences that are played to find a shorter one that differs too. */
const SHORTER_TRIES = 80;

/** The same with as many commands left out as can be, for whoever has to understand it. */
export async function shortened(zone: Zone, { first, commands, divergence }: Played): Promise<string> {
  let [kept, told, tries] = [commands, divergence ?? '', 0];
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let at = kept.length - 1 - size; at >= 0 && tries < SHORTER_TRIES; at -= size, tries += 1) {
      const fewer = kept.toSpliced(at, size);
      const again = await play(zone, first, (n) => fewer[n] ?? null, nothingChecked());
      if (again.divergence !== null) [kept, told] = [again.commands, again.divergence];
    }
  return told;
}
