import { lastEntryOf } from '@guanyun/db/evidence/journal.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { obligationsOf, voidObligations } from '@guanyun/db/matters/execution.store.ts';
import { findContent } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow, WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { findMeeting } from '@guanyun/db/matters/meeting.store.ts';
import { changeWarrantsOf, warrantsOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { decideCompletion } from '@guanyun/domain/matters/obligation.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { type StepCommand, type Stepped, takeStep } from './case-step.ts';
import { termOf } from './issue-warrant.ts';
import { obligationOf } from './warrant-of.ts';

type Term = Pick<WarrantRow, 'number' | 'expiresOn' | 'revokedOn' | 'uses' | 'spent'>;

/** The terms of a case's warrants; signed and not yet issued, the term that it would have, issued on that day. */
export async function termsOf(tx: Tx, row: MatterRow, on: LocalDate): Promise<Term[]> {
  if (row.state !== 'ready_to_seal') return warrantsOfMatter(tx, row.id);
  const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
  const { expiresOn } = (await termOf(tx, row, content, on)).answered;
  return [{ number: row.number ?? '', expiresOn, spent: '0.00', revokedOn: null, uses: 0 }];
}
/** The warrant that is still in force, or would be. */
export const inForceOf = (terms: readonly Term[], on: LocalDate): Term | undefined =>
  terms.find((w) => w.revokedOn === null && w.expiresOn >= on);

/** Nothing more may be owed (OBLIGATION_OPEN for each that is). */
const nothingOwed = async (tx: Tx, matterId: string): Promise<Decision<null, Refusal>> =>
  decideCompletion((await obligationsOf(tx, matterId)).map(obligationOf));

/** Carried out, and all that was owed is met and confirmed. */
export const complete = (deps: Deps, actor: Actor, asked: StepCommand & { opinion: string }): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.complete', body: asked },
    { name: 'complete' },
    async (tx, row) => {
      const owed = await nothingOwed(tx, row.id);
      return owed.outcome === 'refused' ? owed : accept({ content: { opinion: asked.opinion } });
    },
  );

/**
 * The term is over, or was before the instrument could be issued. While a warrant of the case is in force, or would be:
 * WARRANT_STILL_IN_FORCE. What was never begun owes nothing any more; what was begun owes what follows from it
 * (OBLIGATION_OPEN).
 */
export const expire = (deps: Deps, actor: Actor, asked: StepCommand): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.expire', body: asked },
    { name: 'expire' },
    async (tx, row) => {
      const on = today(deps);
      const warrants = await termsOf(tx, row, on);
      const inForce = inForceOf(warrants, on);
      if (inForce !== undefined)
        return refuse('WARRANT_STILL_IN_FORCE', { number: inForce.number, expiresOn: inForce.expiresOn });
      if (warrants.every((w) => w.uses === 0)) await voidObligations(tx, row.id);
      const owed = await nothingOwed(tx, row.id);
      if (owed.outcome === 'refused') return owed;
      return accept({
        content: { expired: warrants.map(({ number, expiresOn, spent }) => ({ number, expiresOn, spent })) },
      });
    },
  );

/** The director stops the carrying out for a reason: a great change, false papers. No warrant of the case is spent meanwhile. */
export const suspend = (deps: Deps, actor: Actor, asked: StepCommand & { reason: string }): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.suspend', body: asked },
    { name: 'suspend' },
    async (tx, row) => {
      await changeWarrantsOf(tx, row.id, { suspendedOn: today(deps) });
      return accept({ content: { reason: asked.reason } });
    },
  );

/** Whether the case stands still because the investor behind one of its companies changed, and nobody resumed it since. */
export async function waitsForInvestor(tx: Tx, row: Pick<MatterRow, 'id' | 'state'>): Promise<boolean> {
  if (row.state !== 'suspended') return false;
  const at = async (act: string): Promise<number> =>
    (await lastEntryOf(tx, row.id, act))?.recordedAt.getTime() ?? 0;
  const changed = await at('matters.suspendForInvestor');
  return changed > 0 && changed >= (await at('matters.resume'));
}

/** Goes on. Where the investor changed, only with the new investor's confirmation on record (INVESTOR_NOT_CONFIRMED). */
export const resume = (
  deps: Deps,
  actor: Actor,
  asked: StepCommand & { reason: string; confirmation?: { number: string; decidedOn: string } | undefined },
): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.resume', body: asked },
    { name: 'resume' },
    async (tx, row) => {
      const { reason, confirmation } = asked;
      if (confirmation === undefined && (await waitsForInvestor(tx, row)))
        return refuse('INVESTOR_NOT_CONFIRMED');
      await changeWarrantsOf(tx, row.id, { suspendedOn: null });
      return accept({ content: { reason, confirmation } });
    },
  );

/**
 * The director withdraws what was issued. Nobody does that alone: a meeting held since the suspension, and closed, must have
 * dealt with it (COLLECTIVE_DECISION_MISSING). What was owed falls away; what was done under the warrant stays done.
 */
export const revoke = (
  deps: Deps,
  actor: Actor,
  asked: StepCommand & { reason: string; meetingId: string },
): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.revoke', body: asked },
    { name: 'revoke' },
    async (tx, row) => {
      const since =
        (await warrantsOfMatter(tx, row.id))
          .map((w) => w.suspendedOn ?? '')
          .sort()
          .at(-1) ?? '';
      const meeting = await findMeeting(tx, asked.meetingId);
      if (meeting?.state !== 'closed' || meeting.heldOn < since || meeting.heldOn > today(deps))
        return refuse('COLLECTIVE_DECISION_MISSING', { since });
      await changeWarrantsOf(tx, row.id, { revokedOn: today(deps) });
      await voidObligations(tx, row.id);
      const { reason } = asked;
      return accept({
        content: { reason, meeting: { id: meeting.id, title: meeting.title, heldOn: meeting.heldOn } },
      });
    },
  );
