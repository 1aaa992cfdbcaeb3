import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { ShareholderResultRow } from '@guanyun/db/matters/execution.model.ts';
import { archiveOf, extensionsWaiting, shareholderResultOf } from '@guanyun/db/matters/execution.store.ts';
import { findMatter } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow, WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { allMeetings } from '@guanyun/db/matters/meeting.store.ts';
import { warrantsById, warrantsLapsing, warrantsOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import { addDays } from '@guanyun/domain/kernel/local-date.ts';
import { decideStep } from '@guanyun/domain/matters/decide-step.ts';
import { type StepName, steps } from '@guanyun/domain/matters/matter-case.ts';
import type { ShareholderInput, ShareholderOutput } from '@guanyun/domain/matters/shareholder-meeting.ts';
import { resolutionOn } from '@guanyun/domain/matters/shareholder-resolution.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { figuresOn } from './figures.ts';
import { obligationsFor } from './read-obligations.ts';
import { linesOfWarrants } from './read-warrants.ts';
import { inForceOf, termsOf, waitsForInvestor } from './supervise.ts';

/** What the supervisor watches, and a company of its own: what is owed, what lapses, what longer terms are asked for. */
export function obligationsDue(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const waiting = await extensionsWaiting(tx);
    const asked = await linesOfWarrants(
      tx,
      deps,
      await warrantsById(
        tx,
        waiting.map((e) => e.warrantId),
      ),
    );
    const { warningDays } = await figuresOn(tx, on, null);
    const lapsing = await warrantsLapsing(tx, on, addDays(on, warningDays));
    return {
      today: on,
      obligations: await obligationsFor(tx, deps, actor),
      lapsing: await linesOfWarrants(tx, deps, lapsing),
      extensions: waiting.flatMap(({ warrantId, askedOn, until, reason }) =>
        asked.filter((w) => w.id === warrantId).map((warrant) => ({ warrant, askedOn, until, reason })),
      ),
    };
  });
}

const procedures = {
  recordShareholders: 'matters.recordShareholders',
  report: 'matters.report',
  complete: 'matters.complete',
  expire: 'matters.expire',
  suspend: 'matters.suspend',
  resume: 'matters.resume',
  revoke: 'matters.revoke',
  archive: 'matters.archive',
} as const satisfies Partial<Record<StepName, string>>;

function mayOn(row: MatterRow, warrants: readonly WarrantRow[], actor: Actor, inForce: boolean): string[] {
  if (actor.post.side === 'company' && actor.post.organizationId !== row.companyId) return [];
  const barred: Partial<Record<StepName, boolean>> = {
    recordShareholders: warrants.every((w) => w.resolution !== 'awaited'),
    expire: inForce,
    report: warrants.length === 0,
  };
  return (Object.keys(procedures) as (keyof typeof procedures)[])
    .filter((name) => (steps[name].posts as readonly PostKind[]).includes(actor.post.kind))
    .filter((name) => decideStep(name, row).outcome === 'accepted' && barred[name] !== true)
    .map((name) => procedures[name]);
}

const shareholdersView = (row: ShareholderResultRow) => ({
  heldOn: row.heldOn,
  passed: row.passed,
  document: row.document,
  asked: row.asked as ShareholderInput,
  answered: row.answered as ShareholderOutput,
});

/** Meetings that could have dealt with a revocation: closed, and held since the suspension. */
async function meetingsSince(tx: Tx, since: string | null) {
  if (since === null) return [];
  const meetings = await allMeetings(tx);
  return meetings
    .filter((m) => m.state === 'closed' && m.heldOn >= since)
    .map(({ id, title, heldOn }) => ({ id, title, heldOn }));
}

/** How a case stands after its instrument: warrants, the shareholders' meeting, the closed file, and what this actor can do. */
export function readExecution(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const row = found(await findMatter(tx, id), 'matter');
    const warrants = await warrantsOfMatter(tx, id);
    const on = today(deps);
    const shareholders = await shareholderResultOf(tx, id);
    const archive = await archiveOf(tx, id);
    const inForce = inForceOf(await termsOf(tx, row, on), on) !== undefined;
    const may = mayOn(row, warrants, actor, inForce);
    const since = warrants.find((w) => w.suspendedOn !== null)?.suspendedOn ?? null;
    return {
      id,
      state: row.state,
      stateBefore: row.stateBefore,
      endedOn: row.endedOn,
      suspendedOn: since,
      waitsForInvestor: await waitsForInvestor(tx, row),
      warrants: await linesOfWarrants(tx, deps, warrants),
      resolution: resolutionOn(row.matter),
      shareholders: shareholders === null ? null : shareholdersView(shareholders),
      meetings: may.includes('matters.revoke') ? await meetingsSince(tx, since) : [],
      archive: archive === null ? null : { number: archive.number, archivedOn: archive.archivedOn },
      may,
    };
  });
}
