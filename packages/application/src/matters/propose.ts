import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  changeMatter,
  lockKey,
  lockMatter,
  saveContent,
  saveMatter,
} from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { accept, type Refusal, type Refused, refuse } from '@guanyun/domain/kernel/decision.ts';
import { decideStep } from '@guanyun/domain/matters/decide-step.ts';
import type { MatterContent, Proposal } from '@guanyun/domain/matters/proposal.ts';
import type { RouteOutput } from '@guanyun/domain/matters/route-output.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { aboutMatter, takeDuty } from './case-step.ts';
import { dueFrom, type Gather, type Routed, routeCase } from './route-case.ts';

export type Preflight = {
  route: RouteOutput;
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

export type NewContent = { readonly title: string } & Pick<
  MatterContent,
  'proposal' | 'records' | 'materials'
>;

async function unknownDocument(tx: Tx, content: NewContent): Promise<Refused<Refusal> | null> {
  const digests = [
    ...content.materials.map((m) => m.digest),
    ...content.records.flatMap((r) => (r.document === undefined ? [] : [r.document])),
  ];
  for (const digest of new Set(digests))
    if ((await findDocument(tx, digest)) === null) return refuse('DOCUMENT_UNKNOWN', { digest });
  return null;
}

function rowOf(content: NewContent, digest: string, routed: Routed) {
  return {
    matter: content.proposal.matter,
    companyId: content.proposal.companyId,
    parties: [...routed.parties],
    title: content.title,
    contentDigest: digest,
    amount: routed.amount,
    level: routed.route.level,
    route: routed.route,
    decidedOn: content.proposal.decidedOn,
    aggregationKey: routed.aggregationKey,
  } satisfies Partial<MatterRow>;
}

/** A new case in draft. Only for one's own company; a blocked route is refused with its blocks (ROUTE_BLOCKED). */
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
      if (content.proposal.companyId !== actor.post.organizationId) return refuse('NOT_YOUR_ORGANIZATION');
      const unknown = await unknownDocument(tx, content);
      if (unknown) return unknown;
      const routed = await routeCase(tx, { id: null, proposal: content.proposal, on: today(deps) }, gather);
      if (routed.route.blocks.length > 0)
        return refuse('ROUTE_BLOCKED', { blocks: routed.route.blocks.map((b) => b.because).join(';') });
      const digest = digestOf(content);
      await saveMatter(tx, {
        ...rowOf(content, digest, routed),
        id,
        number: null,
        state: 'draft',
        contentVersion: 1,
        acceptedOn: null,
        dueOn: null,
        dueDays: null,
        dueProvisional: false,
      });
      await saveContent(tx, { matterId: id, version: 1, content, digest, personId: actor.person.id });
      const duty = await takeDuty(tx, deps, id, actor, 'handler');
      if (duty.outcome === 'refused') return duty;
      return accept({ subject: about, content: { contentDigest: digest, content }, answer: { id } });
    },
  );
}

/** A new content version. It has a digest of its own, so signatures on the old one no longer count. */
export function revise(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; contentVersion: number } & NewContent,
  gather: Gather,
): Promise<Answer<{ id: string; contentVersion: number }>> {
  const { requestId, id, contentVersion, ...content } = asked;
  const about = { kind: 'matter', id, title: content.title };
  return act(
    deps,
    actor,
    { requestId, act: 'matters.revise', body: asked, about },
    async (tx): Promise<Outcome<{ id: string; contentVersion: number }>> => {
      const row = found(await lockMatter(tx, id), 'matter');
      if (row.companyId !== actor.post.organizationId) throw new NotFound('matter');
      if (row.contentVersion !== contentVersion) return refuse('STALE');
      const step = decideStep('revise', row);
      if (step.outcome === 'refused') return step;
      if (content.proposal.companyId !== row.companyId) return refuse('NOT_YOUR_ORGANIZATION');
      const duty = await takeDuty(tx, deps, id, actor, 'handler');
      if (duty.outcome === 'refused') return duty;
      const unknown = await unknownDocument(tx, content);
      if (unknown) return unknown;
      const routed = await routeCase(tx, { id, proposal: content.proposal, on: today(deps) }, gather);
      if (routed.route.blocks.length > 0)
        return refuse('ROUTE_BLOCKED', { blocks: routed.route.blocks.map((b) => b.because).join(';') });
      await lockKey(tx, routed.aggregationKey);
      const digest = digestOf(content);
      const version = row.contentVersion + 1;
      await saveContent(tx, { matterId: id, version, content, digest, personId: actor.person.id });
      await changeMatter(
        tx,
        id,
        { ...rowOf(content, digest, routed), state: step.effects.state, contentVersion: version },
        deps.now(),
      );
      return accept({
        subject: aboutMatter({ ...row, title: content.title }),
        content: { contentDigest: digest, content },
        answer: { id, contentVersion: version },
      });
    },
  );
}
