import type { Day, Stop } from './model-days.ts';

/** What the model of the procedure knows of a case, and everything that a command may say. */

/** Everybody who takes part, by what he usually does. */
export const everybody = [
  ...(['handler', 'legal', 'representative', 'endorser', 'participant'] as const),
  ...(['reviewer', 'reviewer2', 'head', 'clearance', 'secretary', 'a', 'b', 'c', 'director'] as const),
  ...(['seal', 'supervisor', 'office'] as const),
];
export type Who = (typeof everybody)[number];

/** Who may be called to a meeting: three members, the director, and two who wear another hat besides. */
export const seats: readonly Who[] = ['a', 'b', 'c', 'director', 'secretary', 'handler'];

export type Level = 'file' | 'report' | 'committee' | 'party' | 'sasac' | 'gov';

export type Variant = 'complete' | 'minor' | 'promised' | 'needless' | 'major' | 'noBoard' | 'future';

export type MotionKind = 'approve' | 'conditional' | 'defer' | 'return';

export type Vote = 'for' | 'against' | 'abstain';

export type Kind = 'asset_disposal' | 'equity_transfer' | 'donation';

export type Meeting = {
  state: 'planned' | 'open' | 'closed';
  heldOn: Day;
  mode: 'collective_vote' | 'chief_decides';
  expected: Who[];
  present: Who[];
  motion: { kind: MotionKind; until: Day };
  version: number;
  votes: { who: Who; version: number; vote: Vote }[];
  /** The case is still on its agenda. */
  open: boolean;
};

export type Owed = {
  what: 'deficiency' | 'condition_before' | 'registration' | 'make_up' | 'report';
  state: 'open' | 'reported' | 'met' | 'void';
  /** The participant owes it, not the lead. */
  participant: boolean;
  by: Who | null;
};

export type Warrant = {
  amount: number;
  spent: number;
  /** What the last act took up, less what was given back of it; null: there was none. */
  last: number | null;
  issued: Day;
  expires: Day;
  /** The longest term that can be asked for. */
  latest: Day;
  revoked: boolean;
  suspended: boolean;
  awaited: boolean;
  longer: 'none' | 'asked' | 'answered';
  until: Day;
};

/** A post that somebody let another stand in for. */
export type Given = { giver: Who; receiver: Who; from: Day; to: Day; revoked: boolean; limited: boolean };

/** Who can still act, and in whose place. */
export type Access = {
  disabled: Who[];
  /** The last day in the usual post. */
  ended: Partial<Record<Who, Day>>;
  given: Given[];
};

export type Case = {
  kind: Kind;
  day: Day;
  state: string;
  before: string | null;
  level: Level;
  subsidiary: boolean;
  joint: boolean;
  version: number;
  variant: Variant;
  urgent: boolean;
  signed: { who: Who; behalf: Who | null; as: string }[];
  duties: Partial<Record<Who, string[]>>;
  consents: { who: Who; as: string }[];
  accepted: Day | null;
  limit: number | null;
  due: Day | null;
  stops: Stop[];
  rounds: number;
  supplementDue: Day;
  deficiencyDue: Day | null;
  /** What is owed in the case: what was accepted as lacking, conditions, registrations, reports. */
  owed: Owed[];
  /** The company has other shareholders: the committee only instructs how to vote. */
  shared: boolean;
  /** The approval was given on a condition to be met before anything is done. */
  conditional: boolean;
  /** Yuan. */
  amount: number;
  warrant: Warrant | null;
  /** When the first thing falls due that the company owes in another case. */
  elsewhere: Day | null;
  deferrals: number;
  consultation: 'none' | 'open' | 'answered';
  meeting: Meeting | null;
  related: Who[];
  access: Access;
};

/** Everything that a command may say; each law looks only at what concerns it. */
export type Asked = {
  by: Who;
  /** In whose post, under a delegation. */
  behalf: Who | null;
  /** Whom an act of the administrators or a delegation is about. */
  whom: Who;
  /** The actor is of a company that has nothing to do with it. */
  stranger: boolean;
  /** On the content, motion or version as it stands. */
  seen: boolean;
  /** For, passed, approved. */
  good: boolean;
  /** With the reason, consent or opinion that may be asked for. */
  said: boolean;
  days: number;
  level: Level;
  blocked: boolean;
  variant: Variant;
  urgent: boolean;
  as: 'committee_director' | 'committee_member';
  mode: Meeting['mode'];
  group: Who[];
  motion: MotionKind;
  vote: Vote;
  /** Which of the things owed. */
  which: number;
  share: 'part' | 'rest' | 'more';
};

export type Verdict = string | null;

export type Law = (c: Case, k: Asked) => Verdict;
