import { type Case, everybody, type Level } from './model-case.ts';
import { missing, over } from './model-standing.ts';
import { type Command, judged, type Name, names } from './procedure-law.ts';
import { type Chance, commandOf } from './random-command.ts';

/** Which random command is next, so that cases get far and every command is met in every state. */

/** How much each command is wanted where the law accepts it, so that cases get far; the others always are. */
const wanted: Partial<Record<Name, number>> = {
  ...{
    withdraw: 0.02,
    returnToCompany: 0.05,
    refuse: 0.05,
    sendBack: 0.08,
    revise: 0.04,
    object: 0.3,
    changeInvestor: 0.01,
  },
  ...{ wait: 0.04, declareRelation: 0.01, stopClock: 0.1, resumeClock: 0.15, consult: 0.1, move: 0.1 },
  ...{ answerConsultation: 0.1, join: 0.7, reportExecution: 0.02, suspend: 0.3, supersede: 0.08 },
  ...{ disable: 0.01, enable: 0.9, endPost: 0.01, delegate: 0.06, takeBack: 0.05 },
  ...{ askExtension: 0.3, release: 0.25, askSupplement: 0.1, proposeDeficient: 0.5, refuseDeficient: 0.2 },
};
/** Some are the only way on. */
function wantedIn(c: Case, name: Name): number {
  const flawed = c.state === 'signed' || c.state === 'supplementing' ? missing(c) !== null : false;
  if (name === 'revise' && (flawed || c.state === 'returned' || c.state === 'filing_objected')) return 0.5;
  if (name === 'wait' && c.warrant !== null) return 0.2;
  const begun = c.meeting?.state === 'open' && (name === 'attend' || name === 'move');
  return (wanted[name] ?? 1) * (begun ? 0.1 : 1);
}

/** Accepted, and it takes the case somewhere, not merely on record. */
function leadsOn(chance: Chance, c: Case, k: Command): string | null {
  const m = c.meeting;
  // The meeting is waited for.
  const waited = k.name === 'wait' && m?.open === true && c.day < m.heldOn;
  if (!waited && !chance.maybe(wantedIn(c, k.name))) return null;
  const { verdict, next } = judged(c, k);
  if (verdict !== null || (waited && next.day < (m?.heldOn ?? ''))) return null;
  return next.state !== c.state || JSON.stringify(next) !== JSON.stringify(c) ? next.state : null;
}

/** By state and command, as `state × command`: how often it was met. */
export type Pairs = Map<string, number>;
export const pairOf = (state: string, name: Name): string => `${state} × ${name}`;
/** What one run of sequences has met, and the states in which it is to meet every command, and how often. */
export type Quest = { pairs: Pairs; share: readonly string[]; times: number };

export function meet({ pairs }: Quest, state: string, name: Name): void {
  const pair = pairOf(state, name);
  pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
}
export const unmet = ({ pairs, share, times }: Quest, state: string): Name[] =>
  share.includes(state) ? names.filter((name) => (pairs.get(pairOf(state, name)) ?? 0) < times) : [];

/** How far a case has come, where it is to be driven; what ends it early is no way on. */
const far = [
  ...['draft', 'signed', 'with_first_tier', 'submitted', 'deficiency_proposed', 'accepted', 'reviewed'],
  ...['cleared', 'on_agenda', 'approved', 'forwarded', 'externally_approved', 'ready_to_seal'],
  ...['issued', 'executing', 'suspended'],
];

/** What would lead on, with one thing wrong with it: who does it, what was seen, what is said. */
function spoilt(chance: Chance, c: Case, k: Command, levels: readonly Level[]): Command {
  const other = commandOf(chance, c, levels, k.name);
  const ways: readonly Partial<Command>[] = [
    ...[
      { by: chance.pick(everybody), behalf: null },
      { by: chance.pick(everybody), behalf: null },
    ],
    ...[{ seen: !k.seen }, { good: !k.good }, { said: !k.said }, { stranger: true }, { blocked: true }],
    ...[{ group: other.group }, { days: other.days }, { motion: other.motion, days: other.days }],
    ...[{ share: 'more' as const }, { variant: other.variant }],
  ];
  return { ...k, ...chance.pick(ways) };
}

/** The next command: what was never met in this state, what leads on, or anything at all. */
export function chosen(
  chance: Chance,
  c: Case,
  levels: readonly Level[],
  quest: Quest,
  driven: boolean,
): Command {
  const pick = (list: readonly Name[]): Command => commandOf(chance, c, levels, chance.pick(list));
  const never = unmet(quest, c.state);
  if (never.length > 0 && chance.maybe(0.85)) return pick(never);
  if (chance.maybe(0.1)) return pick(names);
  // Of two ways on the one to where more is still to be met.
  let best: { command: Command; left: number } | null = null;
  const worth = (to: string): number => {
    const left = to === c.state ? 0 : unmet(quest, to).length;
    return left > 0 || !driven ? left : (far.indexOf(to) - far.indexOf(c.state)) / far.length;
  };
  for (let tries = 0, ways = 0; tries < 300 && ways < (driven ? 10 : 4); tries += 1) {
    const command = pick(names);
    const to = leadsOn(chance, c, command);
    if (to === null) continue;
    ways += 1;
    const left = worth(to);
    if (best === null || left > best.left) best = { command, left };
  }
  if (best === null) return pick(names);
  return chance.maybe(0.15) ? spoilt(chance, c, best.command, levels) : best.command;
}

/** No sequence is longer, but where every command is still to be met. */
const LONGEST = 48;
const SWEEP = 40;
/** Commands on a case that is over, once each was met there often enough. */
const AFTER_THE_END = 3;
const SHORTEST = 24;
/** How long a sequence goes on: longer, where something is still to be met; not much further, where the case is over. */
export function lengthBy(chance: Chance, quest: Quest): (n: number, c: Case) => boolean {
  const length = SHORTEST + chance.below(LONGEST - SHORTEST);
  let ended = 0;
  return (n, c) => {
    if (n < SHORTEST) return true;
    if (unmet(quest, c.state).length > 0) return n < LONGEST + SWEEP;
    if (over.includes(c.state)) ended += 1;
    return n < length && ended <= AFTER_THE_END;
  };
}
