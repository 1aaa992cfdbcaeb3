import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findMatter, lockMatter, saveContent, saveMatter } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import {
  accept,
  type Decision,
  type Refusal,
  type Refused,
  refuse,
} from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import type { MatterContent, Proposal } from '@guanyun/domain/matters/proposal.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { dueFrom, limitOf } from './case-clock.ts';
import { aboutMatter, stepOn, takeDuty } from './case-step.ts';
import { figuresOn } from './figures.ts';
import { participantsDiffer } from './joint-case.ts';
import { keepAnswer } from './keep-answer.ts';
import { resubmissionRefused } from './resubmit.ts';
import {
  type CaseRoute,
  flagEarlier,
  type Gather,
  type Routed,
  routeCase,
  routedColumns,
} from './route-case.ts';

export type Preflight = {
  route: CaseRoute;
  expected: { due: string; provisional: boolean; counted: string[] };
  amount: string | null;
  parties: readonly string[];
};

/**
 * What the rules say before anything is written: who decides, what comes first, when to expect an answer. Of a case that
 * is revised (`revisedId`) under the catalogue of its acceptance, and without counting it twice.
 */
export function preflight(
  deps: Deps,
  actor: Actor,
  proposal: Proposal,
  gather: Gather,
  revisedId: string | null = null,
): Promise<Preflight> {
  return read(deps, actor, async (tx) => {
    // What the rules would say to another company is its own business, as its proposals are.
    if (proposal.companyId !== actor.post.organizationId) throw new NotFound('company');
    const on = today(deps);
    const row = revisedId === null ? null : found(await findMatter(tx, revisedId), 'matter');
    const asked = { ...routedAs(row), id: revisedId, proposal, on, binding: false };
    const { route, amount, parties } = await routeCase(tx, asked, gather);
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

const rowOf = (content: NewContent, digest: string, routed: Routed) =>
  ({
    matter: content.proposal.matter,
    companyId: content.proposal.companyId,
    title: content.title,
    contentDigest: digest,
    decidedOn: content.proposal.decidedOn,
    urgent: content.proposal.urgent !== undefined,
    predecessorId: content.predecessorId ?? null,
    mainId: content.mainId ?? null,
    ...routedColumns(content, routed),
  }) satisfies Partial<MatterRow>;

/** What is accepted stays under the catalogue of its acceptance and as urgent as it was, and counts for the others at once. */
const routedAs = (row: MatterRow | null) =>
  row === null || row.acceptedOn === null
    ? {}
    : { urgent: row.urgent, acceptedOn: localDate(row.acceptedOn), binding: true };

/** What a new content of an accepted case brings with it: its own time limit, and earlier cases to be looked at again. */
async function routedAgain(tx: Tx, deps: Deps, row: MatterRow, routed: Routed): Promise<Partial<MatterRow>> {
  if (row.acceptedOn === null) return {};
  await flagEarlier(tx, row.id, routed);
  const kept = { rule: 'matter-route', occasion: 'acceptance', asOf: today(deps) } as const;
  await keepAnswer(tx, deps, row, kept, { asked: routed.asked, answered: routed.route });
  return {
    urgent: row.urgent,
    dueDays: limitOf(routed.route, await figuresOn(tx, today(deps), row.acceptedOn)),
  };
}

/** Everything that content must be, whenever it is written; what comes back is where it is routed. */
async function checkContent(
  tx: Tx,
  deps: Deps,
  companyId: string,
  content: NewContent,
  row: MatterRow | null,
  gather: Gather,
): Promise<Decision<Routed, Refusal>> {
  const { proposal } = content;
  if (proposal.companyId !== companyId) return refuse('NOT_YOUR_ORGANIZATION');
  const unknown = await unknownDocument(tx, content);
  if (unknown) return unknown;
  const on = today(deps);
  const id = row?.id ?? null;
  const routed = await routeCase(tx, { id, proposal, on, ...routedAs(row) }, gather);
  if (routed.route.blocks.length > 0)
    return refuse('ROUTE_BLOCKED', { blocks: routed.route.blocks.map((b) => b.because).join(';') });
  if (content.mainId !== undefined) {
    const main = found(await findMatter(tx, content.mainId), 'matter');
    if (main.companyId !== proposal.companyId || main.id === id) throw new NotFound('matter');
  }
  const refused =
    (await participantsDiffer(tx, content, routed.amount, on)) ??
    (await resubmissionRefused(tx, content, id, routed.aggregationKey, on));
  return refused ?? accept(routed);
}

/** What stands in the journal of a new draft. */
type Drafted = { readonly contentDigest: string; readonly content: NewContent };

/** Writes a new case of a company in draft, with whoever acts as its handler, or says why its content cannot be one. */
export async function draftCase(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  draft: { readonly id: string; readonly companyId: string; readonly content: NewContent },
  gather: Gather,
): Promise<Decision<Drafted, Refusal>> {
  const { id, companyId, content } = draft;
  const checked = await checkContent(tx, deps, companyId, content, null, gather);
  if (checked.outcome === 'refused') return checked;
  const contentDigest = digestOf(content);
  await saveMatter(tx, {
    ...rowOf(content, contentDigest, checked.effects),
    ...{ id, number: null, state: 'draft', stateBefore: null, contentVersion: 1 },
    ...{ acceptedOn: null, dueOn: null, dueDays: null, dueProvisional: false },
    ...{ supplements: 0, deferred: 0, deferredUntil: null, endedOn: null, flaggedBy: null },
  });
  await saveContent(tx, {
    matterId: id,
    version: 1,
    content,
    digest: contentDigest,
    personId: actor.person.id,
  });
  const duty = await takeDuty(tx, deps, id, actor, 'handler');
  return duty.outcome === 'refused' ? duty : accept({ contentDigest, content });
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
      const draft = { id, companyId: actor.post.organizationId, content };
      const made = await draftCase(tx, deps, actor, draft, gather);
      if (made.outcome === 'refused') return made;
      return accept({ subject: about, content: made.effects, answer: { id } });
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
        const checked = await checkContent(tx, deps, row.companyId, content, row, gather);
        if (checked.outcome === 'refused') return checked;
        await saveContent(tx, { matterId: id, version, content, digest, personId: actor.person.id });
        const again = await routedAgain(tx, deps, { ...row, contentVersion: version }, checked.effects);
        return accept({
          set: { ...rowOf(content, digest, checked.effects), ...again, contentVersion: version },
        });
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
