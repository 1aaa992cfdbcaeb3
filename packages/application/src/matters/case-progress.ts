import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import type { MatterListed } from '@guanyun/db/matters/worklist.store.ts';
import { decideStep } from '@guanyun/domain/matters/decide-step.ts';
import { type MatterState, type StepName, steps } from '@guanyun/domain/matters/matter-case.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import type { Actor } from '../organizations/actor.ts';

/** The links of the source's chain, from notice to archive, with the states in which a case stands at each. */
const chain: readonly { key: string; at: readonly MatterState[] }[] = [
  { key: 'notify', at: ['draft', 'signed', 'with_first_tier', 'returned', 'filing_objected', 'withdrawn'] },
  { key: 'accept', at: ['submitted', 'deficiency_proposed', 'supplementing', 'not_accepted'] },
  { key: 'review', at: ['accepted', 'reviewed'] },
  { key: 'circulate', at: ['cleared', 'on_agenda', 'deferred'] },
  {
    key: 'decide',
    at: ['approved', 'rejected', 'forwarded', 'externally_approved', 'externally_rejected', 'transferred'],
  },
  { key: 'reply', at: ['ready_to_seal', 'issued'] },
  {
    key: 'supervise',
    at: ['executing', 'suspended', 'completed', 'expired', 'superseded', 'revoked', 'not_passed'],
  },
  { key: 'archive', at: ['archived'] },
];

export type ChainLink = { key: string; state: 'done' | 'current' | 'todo'; on: string | null };

/** How far the case has come along the chain. */
export function progressOf(row: Pick<MatterRow, 'state' | 'acceptedOn' | 'endedOn'>): ChainLink[] {
  const at = chain.findIndex((link) => link.at.includes(row.state));
  return chain.map(({ key }, index) => ({
    key,
    state: index < at || row.state === 'archived' ? 'done' : index === at ? 'current' : 'todo',
    on:
      key === 'accept'
        ? row.acceptedOn
        : key === 'supervise' && row.state !== 'executing'
          ? row.endedOn
          : null,
  }));
}

/** The procedure that each step is taken by; steps of meetings and of the system are taken elsewhere. */
export const procedureOf: Partial<Record<StepName, string>> = {
  revise: 'matters.revise',
  reviseSupplement: 'matters.revise',
  sign: 'matters.sign',
  signSupplement: 'matters.sign',
  authorise: 'matters.sign',
  authoriseSupplement: 'matters.sign',
  submit: 'matters.submit',
  submitUp: 'matters.submit',
  endorse: 'matters.endorse',
  sendBack: 'matters.sendBack',
  withdraw: 'matters.withdraw',
  withdrawForwarded: 'matters.withdraw',
  answerSupplement: 'matters.answerSupplement',
  consentUrgent: 'matters.consentUrgent',
  accept: 'matters.accept',
  refuse: 'matters.refuse',
  askSupplement: 'matters.askSupplement',
  proposeDeficient: 'matters.proposeDeficient',
  confirmDeficient: 'matters.confirmDeficient',
  refuseDeficient: 'matters.refuseDeficient',
  returnToCompany: 'matters.returnToCompany',
  holdClock: 'matters.stopClock',
  consult: 'matters.consult',
  review: 'matters.review',
  clear: 'matters.clear',
  receive: 'matters.receive',
  object: 'matters.object',
  acknowledge: 'matters.acknowledge',
  forward: 'matters.forward',
  recordApproval: 'matters.recordExternalDecision',
  signInstrument: 'matters.signInstrument',
  signAfterHigher: 'matters.signInstrument',
  issue: 'matters.issue',
  recordShareholders: 'matters.recordShareholders',
  complete: 'matters.complete',
  expire: 'matters.expire',
  suspend: 'matters.suspend',
  resume: 'matters.resume',
  revoke: 'matters.revoke',
  archive: 'matters.archive',
};

/** What the table of steps cannot know: whether the case is urgent, lacks something, waits for the other level. */
function makesSense(name: StepName, row: MatterListed, lacking: boolean): boolean {
  if (name === 'submit') return row.firstTierId === null;
  if (name === 'submitUp') return row.firstTierId !== null;
  if (name === 'consentUrgent') return row.urgent;
  if (name === 'proposeDeficient') return lacking;
  if (name === 'accept') return !lacking;
  return true;
}

const byFirstTier: readonly StepName[] = ['endorse', 'sendBack'];

function isOwn(name: StepName, row: MatterListed, actor: Actor): boolean {
  if (actor.post.side !== 'company') return true;
  return actor.post.organizationId === (byFirstTier.includes(name) ? row.firstTierId : row.companyId);
}

/** The procedures that this actor can call on the case now. */
export function mayOn(
  row: MatterListed,
  actor: Actor,
  signed: readonly { post: string; organizationId: string }[],
  lacking: boolean,
): string[] {
  const has = (post: string): boolean =>
    signed.some((s) => s.post === post && s.organizationId === actor.post.organizationId);
  const signs: readonly StepName[] = ['sign', 'signSupplement', 'authorise', 'authoriseSupplement'];
  const names = (Object.keys(procedureOf) as StepName[])
    .filter((name) => (steps[name].posts as readonly PostKind[]).includes(actor.post.kind))
    .filter((name) => isOwn(name, row, actor))
    .filter((name) => decideStep(name, row).outcome === 'accepted')
    .filter((name) => makesSense(name, row, lacking))
    .filter((name) => !signs.includes(name) || !has(actor.post.kind));
  return [...new Set(names.map((name) => procedureOf[name] as string))];
}
