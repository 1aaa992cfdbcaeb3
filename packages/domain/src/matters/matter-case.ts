import type { PostKind } from '../organizations/posts.ts';

/** Where a case stands; `rejected`, `externally_rejected`, `executed` and `withdrawn` are ends. */
export const matterStates = [
  'draft',
  'signed',
  'submitted',
  'accepted',
  'reviewed',
  'on_agenda',
  'approved',
  'rejected',
  'deferred',
  'forwarded',
  'externally_approved',
  'externally_rejected',
  'issued',
  'executed',
  'returned',
  'withdrawn',
] as const;
export type MatterState = (typeof matterStates)[number];

/** One step of the procedure: from which states, to which, in whose post. */
export type Step = {
  readonly from: readonly MatterState[];
  readonly to: MatterState;
  readonly posts: readonly PostKind[];
};

const beforeMeeting: readonly MatterState[] = [
  'draft',
  'signed',
  'submitted',
  'accepted',
  'reviewed',
  'returned',
];

/** The whole procedure as a table; there is no way between states besides these. */
export const steps = {
  propose: { from: [], to: 'draft', posts: ['company_handler'] },
  revise: { from: ['draft', 'signed', 'returned'], to: 'draft', posts: ['company_handler'] },
  sign: { from: ['draft'], to: 'draft', posts: ['company_legal', 'company_representative'] },
  seal: { from: ['draft'], to: 'signed', posts: ['company_representative'] },
  submit: { from: ['signed'], to: 'submitted', posts: ['company_handler'] },
  withdraw: { from: beforeMeeting, to: 'withdrawn', posts: ['company_handler'] },
  accept: { from: ['submitted'], to: 'accepted', posts: ['committee_reviewer'] },
  returnToCompany: { from: ['submitted', 'accepted'], to: 'returned', posts: ['committee_reviewer'] },
  review: { from: ['accepted'], to: 'reviewed', posts: ['committee_reviewer'] },
  putOnAgenda: { from: ['reviewed', 'deferred'], to: 'on_agenda', posts: ['committee_secretary'] },
  approve: { from: ['on_agenda'], to: 'approved', posts: ['committee_secretary'] },
  reject: { from: ['on_agenda'], to: 'rejected', posts: ['committee_secretary'] },
  defer: { from: ['on_agenda'], to: 'deferred', posts: ['committee_secretary'] },
  forward: { from: ['approved'], to: 'forwarded', posts: ['committee_reviewer'] },
  recordApproval: { from: ['forwarded'], to: 'externally_approved', posts: ['committee_reviewer'] },
  recordRejection: { from: ['forwarded'], to: 'externally_rejected', posts: ['committee_reviewer'] },
  issue: { from: ['approved', 'externally_approved'], to: 'issued', posts: ['committee_director'] },
  execute: { from: ['issued'], to: 'executed', posts: ['company_handler', 'company_finance'] },
} as const satisfies Record<string, Step>;
export type StepName = keyof typeof steps;

/** Which levels the committee may only pass on: the decision is another body's. */
export const forwardedLevels: readonly string[] = ['sasac', 'gov'];
