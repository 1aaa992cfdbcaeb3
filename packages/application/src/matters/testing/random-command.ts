import { type Case, everybody, type Kind, type Level, seats, type Variant, type Who } from './model-case.ts';
import { addDays } from './model-days.ts';
import { amountAt } from './model-standing.ts';
import { type Command, fromOutside, type Name } from './procedure-law.ts';

/** Cases and commands by chance. */

export type Chance = {
  next(): number;
  below(n: number): number;
  maybe(p: number): boolean;
  pick<T>(list: readonly T[]): T;
};

/** Mulberry32: small, and the same everywhere. */
export function chanceOf(seed: number): Chance {
  let s = seed >>> 0;
  const next = (): number => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = s;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(list: readonly T[]): T => {
    const one = list[below(list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  return { next, below, maybe: (p) => next() < p, pick };
}

const families: readonly { kind: Kind; levels: Level[] }[] = [
  { kind: 'asset_disposal', levels: ['committee', 'file', 'sasac', 'gov'] },
  { kind: 'equity_transfer', levels: ['sasac', 'file', 'gov'] },
  { kind: 'donation', levels: ['committee', 'file', 'sasac', 'gov'] },
  { kind: 'asset_disposal', levels: ['report'] },
  { kind: 'asset_disposal', levels: ['party'] },
  { kind: 'equity_transfer', levels: ['party'] },
];

/** A draft in July 2026, and the levels that its figures can bring it to. */
export function newCase(chance: Chance, driven: boolean): { c: Case; levels: readonly Level[] } {
  const family = chance.pick(chance.maybe(driven ? 0.9 : 0.65) ? families.slice(0, 3) : families);
  const { kind, levels } = family;
  const met = levels.filter((one) => one !== 'file');
  const level = chance.pick(driven && met.length > 0 ? met : levels);
  const c: Case = {
    ...{ kind, level, amount: amountAt(kind, level), state: 'draft', before: null, version: 1 },
    ...{ day: addDays('2026-07-01', chance.below(20)), duties: { handler: ['handler'] } },
    ...{
      variant: driven ? 'complete' : variantBy(chance),
      urgent: chance.maybe(0.15),
      shared: chance.maybe(0.6),
    },
    ...{ subsidiary: chance.maybe(0.2), joint: chance.maybe(0.15), conditional: false, signed: [] },
    ...{ consents: [], accepted: null, limit: null, due: null, stops: [], rounds: 0, supplementDue: '' },
    ...{ deficiencyDue: null, owed: [], warrant: null, elsewhere: null, deferrals: 0 },
    ...{ consultation: 'none', meeting: null, related: [] },
    access: { disabled: [], ended: {}, given: [] },
  };
  return { c, levels };
}

const variantBy = (chance: Chance): Variant =>
  chance.maybe(0.7)
    ? 'complete'
    : chance.pick(['minor', 'promised', 'promised', 'promised', 'needless', 'major', 'noBoard', 'future']);

/** What each person usually does. */
const doneBy = {
  handler: [
    ...(['wait', 'revise', 'submit', 'withdraw', 'answerSupplement', 'recordShareholders', 'spend'] as const),
    ...(['release', 'askExtension', 'reportObligation', 'reportExecution'] as const),
  ],
  legal: ['sign'],
  representative: ['authorise'],
  participant: ['join'],
  endorser: ['endorse', 'sendBack'],
  reviewer: [
    ...(['accept', 'refuse', 'proposeDeficient', 'askSupplement', 'returnToCompany', 'stopClock'] as const),
    ...(['resumeClock', 'consult', 'review', 'receive', 'object', 'acknowledge', 'forward'] as const),
    ...(['recordExternal', 'supersede', 'changeInvestor'] as const),
  ],
  head: ['confirmDeficient', 'refuseDeficient', 'delegate', 'takeBack'],
  office: ['answerConsultation'],
  clearance: ['clear'],
  c: ['declareRelation'],
  secretary: ['convene', 'attend', 'move', 'close', 'archive'],
  a: ['vote'],
  director: ['consentUrgent', 'signInstrument', 'answerExtension', 'suspend', 'resume', 'revoke'],
  seal: ['issue'],
  supervisor: ['confirmObligation', 'complete', 'expire', 'disable', 'enable', 'endPost'],
} satisfies Partial<Record<Who, readonly Name[]>>;

/** Who usually gives a command; everybody else tries now and then. */
export const usual = Object.fromEntries(
  Object.entries(doneBy).flatMap(([who, list]) => list.map((name) => [name, who])),
) as Record<Name, Who>;

/** Told from outside: the committee decides neither. */
const ofOthers: readonly Name[] = ['recordShareholders', 'recordExternal'];

/** Who gives a post away, and to whom: mostly what goes. */
const givers: readonly Who[] = [
  ...(['reviewer', 'head', 'clearance', 'secretary', 'director', 'seal', 'supervisor'] as const),
  ...(['legal', 'representative', 'a'] as const),
];
function whomFor(chance: Chance, c: Case, name: Name): Who {
  const { disabled, given } = c.access;
  if (name === 'enable' && disabled.length > 0) return chance.pick(disabled);
  if (name === 'takeBack' && given.length > 0) return chance.pick(given).receiver;
  if (name === 'endPost') return chance.pick(['reviewer2', 'office', 'participant', 'head', ...everybody]);
  return chance.pick(everybody);
}

/** Now and then somebody does it in whose place he may stand, or may no more. */
function standIn(chance: Chance, c: Case, name: Name, director: boolean): { by: Who; behalf: Who } | null {
  if (fromOutside.includes(name) || name === 'delegate' || name === 'takeBack') return null;
  if (name === 'consentUrgent' && !director) return null;
  const one = chance.maybe(0.4) ? c.access.given.findLast(({ giver }) => giver === usual[name]) : undefined;
  return one === undefined ? null : { by: one.receiver, behalf: one.giver };
}

/** A command with everything it may say, mostly as people would say it. */
export function commandOf(chance: Chance, c: Case, levels: readonly Level[], name: Name): Command {
  const director = chance.maybe(0.5);
  const by = (): Who => {
    if (name === 'consentUrgent') return director ? 'director' : chance.pick(['a', 'b']);
    if (name === 'vote')
      return chance.pick(c.meeting === null ? seats : [...c.meeting.expected, ...c.meeting.present]);
    if (name === 'declareRelation') return chance.pick(['a', 'b', 'c', 'director']);
    if (name === 'delegate') return chance.pick(givers);
    if (name === 'takeBack') return chance.pick([...c.access.given.map((one) => one.giver), 'head']);
    return usual[name];
  };
  const group = (): Who[] => {
    if (name === 'attend' && c.meeting !== null)
      return chance.maybe(0.6)
        ? [...c.meeting.expected]
        : c.meeting.expected.filter(() => chance.maybe(0.7)).concat(chance.maybe(0.05) ? ['office'] : []);
    const called: Who[] = chance.maybe(0.93)
      ? ['a', 'b', 'c', 'director']
      : seats.filter(() => chance.maybe(0.6));
    if (called.length === 0) return ['a'];
    return chance.maybe(0.03) ? [...called, 'office'] : called;
  };
  const days = (): number => {
    // At the end long enough that what the decision rests on lapses; before it the calendar known is that of 2026.
    const long =
      c.warrant !== null || c.state === 'ready_to_seal' || (c.state === 'accepted' && c.level === 'file');
    if (name === 'wait' && long) return chance.pick([1, 7, 40, 300, 300]);
    if (name === 'wait') return c.day > '2026-12-31' ? 1 : chance.pick([1, 1, 2, 4, 7, 16, 40]);
    if (name === 'convene') return chance.pick([0, 5, 5, 6, 8]);
    if (name === 'proposeDeficient') return chance.pick([0, 3, 7, 12, 30]);
    return chance.pick([-3, 1, 14, 14, 26, 60]);
  };
  const who = standIn(chance, c, name, director) ?? {
    by: chance.maybe(0.92) ? by() : chance.pick(everybody),
    behalf: null,
  };
  return {
    ...{ name, ...who, whom: whomFor(chance, c, name), stranger: chance.maybe(0.02) },
    ...{ seen: chance.maybe(0.95), good: chance.maybe(ofOthers.includes(name) ? 0.5 : 0.85) },
    ...{ said: chance.maybe(0.6), days: days() },
    ...{
      level: chance.maybe(0.9) && levels.includes(c.level) ? c.level : chance.pick(levels),
      blocked: chance.maybe(0.03),
    },
    ...{ variant: variantBy(chance), urgent: chance.maybe(c.urgent ? 0.8 : 0.05) },
    ...{ as: director ? 'committee_director' : 'committee_member' },
    ...{ mode: chance.maybe(0.5) ? 'collective_vote' : 'chief_decides', group: group() },
    ...{ motion: chance.pick(['approve', 'conditional', 'defer', 'return']), which: chance.below(12) },
    ...{ vote: chance.pick(['for', 'for', 'for', 'for', 'against', 'abstain']) },
    ...{ share: chance.pick(['part', 'part', 'rest', 'more']) },
  };
}
