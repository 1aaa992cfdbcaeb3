import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  findMatter,
  lockKey,
  lockMatter,
  saveContent,
  saveMatter,
} from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import {
  accept,
  type Decision,
  type Refusal,
  type Refused,
  refuse,
} from '@guanyun/domain/kernel/decision.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import type { MatterContent, Proposal } from '@guanyun/domain/matters/proposal.ts';
import { decideResubmission } from '@guanyun/domain/matters/resubmission.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { dueFrom } from './case-clock.ts';
import { aboutMatter, stepOn, takeDuty } from './case-step.ts';
import { figuresOn } from './figures.ts';
import { type CaseRoute, type Gather, type Routed, routeCase } from './route-case.ts';

export type Preflight = {
  route: CaseRoute;
  expected: { due: string; provisional: boolean; counted: string[] };
  amount: string | null;
  parties: readonly string[];
};

/** What the rules say before anything is written: who decides, what comes first, when to expect an answer. */
export function preflight(deps: Deps, actor: Actor, proposal: Proposal, gather: Gather): Promise<Preflight> {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const { route, amount, parties } = await routeCase(tx, { id: null, proposal, on }, gather);
    const expected = dueFrom(await readCalendar(tx), on, route.timeLimit.days);
    return { route, amount, parties, expected };
  });
}

export type NewContent = MatterContent;

async function unknownDocument(tx: Tx, content: NewContent): Promise<Refused<Refusal> | null> {
  const records = [content.records, ...(content.participants ?? []).map((p) => p.records)].flat();
  const digests = [
    ...content.materials.map((m) => m.digest),
    ...records.flatMap((r) => (r.document === undefined ? [] : [r.document])),
  ];
  for (const digest of new Set(digests))
    if ((await findDocument(tx, digest)) === null) return refuse('DOCUMENT_UNKNOWN', { digest });
  return null;
}

/** Each participant is another company, named once; what they bear together is part of the amount. */
function participantsDiffer(content: NewContent, amount: string | null): Refused<Refusal> | null {
  const others = content.participants ?? [];
  const ids = [content.proposal.companyId, ...others.map((p) => p.companyId)];
  const borne = sumFen(others.map((p) => (p.amount === null ? 0n : parseYuan(p.amount))) as never);
  const tooMuch = amount === null ? borne > 0n : borne > parseYuan(amount);
  return new Set(ids).size < ids.length || tooMuch ? refuse('PARTICIPANT_DIFFERS') : null;
}

/** What was refused before comes back as a linked case, after its time or with new facts, and adds up as before. */
async function resubmissionRefused(
  tx: Tx,
  content: NewContent,
  routed: Routed,
  on: LocalDate,
): Promise<Refused<Refusal> | null> {
  if (content.predecessorId === undefined) return null;
  const earlier = found(await findMatter(tx, content.predecessorId), 'matter');
  const state = earlier.state === 'archived' ? (earlier.stateBefore ?? earlier.state) : earlier.state;
  const wasRefused = state === 'rejected' || state === 'externally_rejected';
  const decision = decideResubmission(
    {
      ...earlier,
      state,
      refusedOn: wasRefused && earlier.endedOn !== null ? localDate(earlier.endedOn) : null,
    },
    {
      matter: content.proposal.matter,
      companyId: content.proposal.companyId,
      aggregationKey: routed.aggregationKey,
      newFacts: content.newFacts ?? null,
      on,
    },
    await figuresOn(tx, on, null),
  );
  return decision.outcome === 'refused' ? decision : null;
}

const rowOf = (content: NewContent, digest: string, routed: Routed) =>
  ({
    matter: content.proposal.matter,
    companyId: content.proposal.companyId,
    parties: [
      ...new Set([
        ...routed.parties,
        ...(content.participants ?? []).map((p) => p.companyId),
        ...(routed.firstTierId === null ? [] : [routed.firstTierId]),
      ]),
    ],
    title: content.title,
    contentDigest: digest,
    amount: routed.amount,
    level: routed.route.level,
    route: routed.route,
    decidedOn: content.proposal.decidedOn,
    aggregationKey: routed.aggregationKey,
    urgent: content.proposal.urgent !== undefined,
    predecessorId: content.predecessorId ?? null,
    mainId: content.mainId ?? null,
    firstTierId: routed.firstTierId,
  }) satisfies Partial<MatterRow>;

/** Everything that content must be, whenever it is written; what comes back is where it is routed. */
async function checkContent(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  content: NewContent,
  id: string | null,
  gather: Gather,
): Promise<Decision<Routed, Refusal>> {
  const { proposal } = content;
  if (proposal.companyId !== actor.post.organizationId) return refuse('NOT_YOUR_ORGANIZATION');
  const unknown = await unknownDocument(tx, content);
  if (unknown) return unknown;
  const on = today(deps);
  const routed = await routeCase(tx, { id, proposal, on }, gather);
  if (routed.route.blocks.length > 0)
    return refuse('ROUTE_BLOCKED', { blocks: routed.route.blocks.map((b) => b.because).join(';') });
  if (content.mainId !== undefined) {
    const main = found(await findMatter(tx, content.mainId), 'matter');
    if (main.companyId !== proposal.companyId || main.id === id) throw new NotFound('matter');
  }
  const refused =
    participantsDiffer(content, routed.amount) ?? (await resubmissionRefused(tx, content, routed, on));
  return refused ?? accept(routed);
}

/**
 * A new case in draft. Only for one's own company; a blocked route is refused with its blocks (ROUTE_BLOCKED), as is a
 * joint case whose companies or shares do not fit (PARTICIPANT_DIFFERS) and a resubmission too soon.
 */
export function propose(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string } & NewContent,
  gather: Gather,
): Promise<Answer<{ id: string }>> {
  const { requestId, ...content } = asked;
  const id = deps.newId();
  const about = aboutMatter({ id, title: content.title, matter: content.proposal.matter });
  return act(
    deps,
    actor,
    { requestId, act: 'matters.propose', body: content, about },
    async (tx): Promise<Outcome<{ id: string }>> => {
      const checked = await checkContent(tx, deps, actor, content, null, gather);
      if (checked.outcome === 'refused') return checked;
      const digest = digestOf(content);
      await saveMatter(tx, {
        ...rowOf(content, digest, checked.effects),
        id,
        number: null,
        state: 'draft',
        stateBefore: null,
        contentVersion: 1,
        acceptedOn: null,
        dueOn: null,
        dueDays: null,
        dueProvisional: false,
        supplements: 0,
        deferred: 0,
        deferredUntil: null,
        endedOn: null,
        flaggedBy: null,
      });
      await saveContent(tx, { matterId: id, version: 1, content, digest, personId: actor.person.id });
      const duty = await takeDuty(tx, deps, id, actor, 'handler');
      if (duty.outcome === 'refused') return duty;
      return accept({ subject: about, content: { contentDigest: digest, content }, answer: { id } });
    },
  );
}

/**
 * A new content version: in the company's own hands, or in answer to what the committee asked to be made good. It has a
 * digest of its own, so signatures on the old one no longer count.
 */
export function revise(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; contentVersion: number } & NewContent,
  gather: Gather,
): Promise<Answer<{ id: string; contentVersion: number }>> {
  const { requestId, id, contentVersion, ...content } = asked;
  const about = { kind: 'matter', id, title: content.title, matters: [content.proposal.matter] };
  return act(
    deps,
    actor,
    { requestId, act: 'matters.revise', body: asked, about },
    async (tx): Promise<Outcome<{ id: string; contentVersion: number }>> => {
      const row = found(await lockMatter(tx, id), 'matter');
      if (row.companyId !== actor.post.organizationId) throw new NotFound('matter');
      if (row.contentVersion !== contentVersion) return refuse('STALE');
      const digest = digestOf(content);
      const version = row.contentVersion + 1;
      const name = row.state === 'supplementing' ? 'reviseSupplement' : 'revise';
      const done = await stepOn(tx, deps, actor, row, name, async () => {
        const checked = await checkContent(tx, deps, actor, content, id, gather);
        if (checked.outcome === 'refused') return checked;
        await lockKey(tx, checked.effects.aggregationKey);
        await saveContent(tx, { matterId: id, version, content, digest, personId: actor.person.id });
        return accept({ set: { ...rowOf(content, digest, checked.effects), contentVersion: version } });
      });
      if (done.outcome === 'refused') return done;
      return accept({
        subject: aboutMatter({ ...row, title: content.title }),
        content: { ...done.effects.content, contentDigest: digest, content },
        answer: { id, contentVersion: version },
      });
    },
  );
}
