import type { PostKind } from '../organizations/posts.ts';
import type { Duty } from './decide-duty.ts';

/** Where a case stands. `executing` has begun to spend its warrant. */
export const matterStates = [
  'draft',
  'signed',
  'with_first_tier',
  'submitted',
  'deficiency_proposed',
  'supplementing',
  'not_accepted',
  'accepted',
  'reviewed',
  'cleared',
  'on_agenda',
  'approved',
  'rejected',
  'deferred',
  'forwarded',
  'externally_approved',
  'externally_rejected',
  'ready_to_seal',
  'issued',
  'filing_objected',
  'executing',
  'suspended',
  'completed',
  'expired',
  'superseded',
  'revoked',
  'not_passed',
  'returned',
  'withdrawn',
  'transferred',
  'archived',
] as const;
export type MatterState = (typeof matterStates)[number];

/** Nothing more is decided of these; they are put into the archive. */
export const endedStates: readonly MatterState[] = [
  'not_accepted',
  'rejected',
  'externally_rejected',
  'completed',
  'expired',
  'superseded',
  'revoked',
  'not_passed',
  'withdrawn',
  'transferred',
];
export const isEnded = (state: MatterState): boolean => state === 'archived' || endedStates.includes(state);

/** The answer of the committee stands and its warrant may exist. */
export const answeredStates: readonly MatterState[] = ['issued', 'executing', 'suspended', 'completed'];

/** Before the meeting begins: what the company may still take back. */
const beforeMeeting: readonly MatterState[] = [
  'draft',
  'signed',
  'with_first_tier',
  'submitted',
  'deficiency_proposed',
  'supplementing',
  'accepted',
  'reviewed',
  'cleared',
  'on_agenda',
  'deferred',
  'filing_objected',
  'returned',
];
/** The company has handed it in and the committee has not begun to meet on it. */
const underExamination: readonly MatterState[] = ['accepted', 'reviewed', 'cleared'];

/**
 * One step of the procedure: from which states, to which, in whose post, under which duty. `same` stays where it is;
 * `before` goes back to where the case stood when it was held up.
 */
export type Step = {
  readonly from: readonly MatterState[];
  readonly to: MatterState | 'same' | 'before';
  readonly posts: readonly PostKind[];
  /** The duty that the actor takes in the case, which keeps duties apart by natural person. */
  readonly duty: Duty;
  /** At which levels the step exists; absent: at all. */
  readonly levels?: 'filed' | 'reported' | 'decided' | 'forwarded' | 'final';
};

const handler = { posts: ['company_handler'], duty: 'handler' } as const;
const legal = { posts: ['company_legal'], duty: 'legal' } as const;
const representative = { posts: ['company_representative'], duty: 'representative' } as const;
const endorser = { posts: ['company_representative'], duty: 'endorser' } as const;
const reviewer = { posts: ['committee_reviewer'], duty: 'reviewer' } as const;
const head = { posts: ['committee_head'], duty: 'head' } as const;
const clearance = { posts: ['committee_legal'], duty: 'clearance' } as const;
const secretary = { posts: ['committee_secretary'], duty: 'secretary' } as const;
const signer = { posts: ['committee_director'], duty: 'signer' } as const;
const sealer = { posts: ['committee_seal'], duty: 'seal' } as const;
const supervisor = { posts: ['committee_supervisor'], duty: 'supervisor' } as const;
/** From acceptance to the end something may be owed: what was lacking, conditions, registrations, reports. */
const owing: readonly MatterState[] = [
  ...underExamination,
  'on_agenda',
  'deferred',
  'approved',
  'forwarded',
  'externally_approved',
  'ready_to_seal',
  'issued',
  'executing',
  'suspended',
];
const executor = { posts: ['company_handler', 'company_finance'], duty: 'executor' } as const;

/** The whole procedure as a table; there is no way between states besides these. */
export const steps = {
  // Inside the company.
  propose: { from: [], to: 'draft', ...handler },
  revise: { from: ['draft', 'signed', 'returned', 'filing_objected'], to: 'draft', ...handler },
  sign: { from: ['draft'], to: 'same', ...legal },
  authorise: { from: ['draft'], to: 'signed', ...representative },
  submit: { from: ['signed'], to: 'submitted', ...handler },
  submitUp: { from: ['signed'], to: 'with_first_tier', ...handler },
  endorse: { from: ['with_first_tier'], to: 'submitted', ...endorser },
  sendBack: { from: ['with_first_tier'], to: 'returned', ...endorser },
  withdraw: { from: beforeMeeting, to: 'withdrawn', ...handler },
  withdrawForwarded: { from: ['forwarded'], to: 'withdrawn', ...handler },
  // What the committee asked to be made good; the clock may stand meanwhile.
  reviseSupplement: { from: ['supplementing'], to: 'same', ...handler },
  signSupplement: { from: ['supplementing'], to: 'same', ...legal },
  authoriseSupplement: { from: ['supplementing'], to: 'same', ...representative },
  answerSupplement: { from: ['supplementing'], to: 'before', ...handler },
  // Acceptance.
  consentUrgent: {
    from: ['submitted'],
    to: 'same',
    posts: ['committee_director', 'committee_member'],
    duty: 'member',
  },
  accept: { from: ['submitted'], to: 'accepted', ...reviewer },
  refuse: { from: ['submitted'], to: 'not_accepted', ...reviewer },
  askSupplement: { from: ['submitted', 'accepted'], to: 'supplementing', ...reviewer },
  proposeDeficient: { from: ['submitted'], to: 'deficiency_proposed', ...reviewer },
  confirmDeficient: { from: ['deficiency_proposed'], to: 'accepted', ...head },
  refuseDeficient: { from: ['deficiency_proposed'], to: 'submitted', ...head },
  returnToCompany: {
    from: ['submitted', 'supplementing', ...underExamination],
    to: 'returned',
    ...reviewer,
  },
  // Examination.
  // While the case lies with the higher body that body's answer alone sets the clock going.
  holdClock: { from: underExamination, to: 'same', ...reviewer, levels: 'decided' },
  consult: { from: underExamination, to: 'same', ...reviewer, levels: 'decided' },
  review: { from: ['accepted'], to: 'reviewed', ...reviewer, levels: 'decided' },
  notReview: { from: ['accepted'], to: 'returned', ...reviewer, levels: 'decided' },
  clear: { from: ['reviewed'], to: 'cleared', ...clearance },
  notClear: { from: ['reviewed'], to: 'returned', ...clearance },
  // What is filed is not approved: it is received, or objected to and adjusted by the company.
  receive: { from: ['accepted'], to: 'issued', ...reviewer, levels: 'filed' },
  object: { from: ['accepted'], to: 'filing_objected', ...reviewer, levels: 'filed' },
  acknowledge: { from: ['accepted'], to: 'completed', ...reviewer, levels: 'reported' },
  // The meeting.
  putOnAgenda: { from: ['cleared', 'deferred'], to: 'on_agenda', ...secretary },
  approve: { from: ['on_agenda'], to: 'approved', ...secretary },
  reject: { from: ['on_agenda'], to: 'rejected', ...secretary },
  defer: { from: ['on_agenda'], to: 'deferred', ...secretary },
  returnByMeeting: { from: ['on_agenda'], to: 'returned', ...secretary },
  passUp: { from: ['on_agenda'], to: 'forwarded', ...secretary },
  // The higher body.
  forward: { from: ['approved'], to: 'forwarded', ...reviewer, levels: 'forwarded' },
  recordApproval: { from: ['forwarded'], to: 'externally_approved', ...reviewer },
  recordRejection: { from: ['forwarded'], to: 'externally_rejected', ...reviewer },
  // The instrument.
  signInstrument: { from: ['approved'], to: 'ready_to_seal', ...signer, levels: 'final' },
  signAfterHigher: { from: ['externally_approved'], to: 'ready_to_seal', ...signer },
  issue: { from: ['ready_to_seal'], to: 'issued', ...sealer },
  // Carrying out.
  recordShareholders: { from: ['issued'], to: 'same', ...handler },
  failShareholders: { from: ['issued'], to: 'not_passed', ...handler },
  spend: { from: ['issued', 'executing'], to: 'executing', ...executor },
  release: { from: ['executing', 'suspended'], to: 'same', ...executor },
  askExtension: { from: ['issued', 'executing'], to: 'same', ...handler },
  answerExtension: { from: ['issued', 'executing'], to: 'same', ...signer },
  report: { from: owing, to: 'same', ...executor },
  supervise: { from: owing, to: 'same', ...supervisor },
  complete: { from: ['executing'], to: 'completed', ...supervisor },
  // Also what was signed and whose appraisal or plan year was over before it could be issued.
  expire: { from: ['ready_to_seal', 'issued', 'executing', 'suspended'], to: 'expired', ...supervisor },
  suspend: { from: ['issued', 'executing'], to: 'suspended', ...signer },
  resume: { from: ['suspended'], to: 'before', ...signer },
  revoke: { from: ['suspended'], to: 'revoked', ...signer },
  archive: { from: endedStates, to: 'archived', ...secretary },
} as const satisfies Record<string, Step>;
export type StepName = keyof typeof steps;

/**
 * What befalls a case without anybody's step in it: its company's investor changes, a participant of a joint case leaves it,
 * the plan that it came from is taken back, or a later case takes its place.
 */
export const befalls = {
  transfer: {
    from: [...beforeMeeting, 'approved', 'forwarded', 'externally_approved', 'ready_to_seal'],
    to: 'transferred',
  },
  suspendForInvestor: { from: ['issued', 'executing', 'suspended'], to: 'suspended' },
  participantLeaves: { from: beforeMeeting, to: 'returned' },
  planWithdrawn: { from: ['draft', 'signed', 'returned'], to: 'withdrawn' },
  supersede: { from: ['issued', 'executing', 'suspended'], to: 'superseded' },
} as const satisfies Record<string, Pick<Step, 'from' | 'to'>>;

/** Which levels the committee may only pass on: the decision is another body's. */
export const forwardedLevels: readonly string[] = ['sasac', 'gov'];

const levelTests: Record<NonNullable<Step['levels']>, (level: string) => boolean> = {
  filed: (level) => level === 'file',
  reported: (level) => level === 'report',
  decided: (level) => level !== 'file' && level !== 'report',
  forwarded: (level) => forwardedLevels.includes(level),
  final: (level) => !forwardedLevels.includes(level),
};

/** Whether a step exists at a level. */
export const existsAt = (step: Step, level: string): boolean =>
  step.levels === undefined || levelTests[step.levels](level);
