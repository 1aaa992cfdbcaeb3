import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { obligationsOwed } from '@guanyun/db/matters/execution.store.ts';
import { findContent } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { accept, type Decision, type Refusal, refuse, refuseAll } from '@guanyun/domain/kernel/decision.ts';
import { type LocalDate, localDate, yearOf } from '@guanyun/domain/kernel/local-date.ts';
import { matterPrecheckRule } from '@guanyun/domain/matters/matter-precheck.rule.ts';
import { barNextMatter } from '@guanyun/domain/matters/obligation.ts';
import type { PrecheckOutput } from '@guanyun/domain/matters/precheck-input.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import { precheckTypeOf } from '@guanyun/domain/matters/proposal-terms.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { type StepCommand, type Stepped, takeStep } from './case-step.ts';
import { type CatalogueAt, catalogueAt } from './catalogue-versions.ts';
import { figuresOn } from './figures.ts';
import { participantsDiffer } from './joint-case.ts';
import { keepAnswer } from './keep-answer.ts';
import { leaveMeeting } from './leave-meeting.ts';
import { resubmissionRefused } from './resubmit.ts';
import { type CaseRoute, type Gather, handedUpThrough, routeCase, routedColumns } from './route-case.ts';
import { saveOwnSignature, signatureRefusals, signedAlready, validSignatures } from './signatures.ts';

type Signed = StepCommand & { readonly contentDigest: string };

/** Legal signs first, then the legal representative, which closes the company's own procedure. Each on the digest seen. */
export function sign(deps: Deps, actor: Actor, asked: Signed): Stepped {
  const representative = actor.post.kind === 'company_representative';
  const name = (row: MatterRow) => {
    const supplement = row.state === 'supplementing';
    if (!representative) return supplement ? 'signSupplement' : 'sign';
    return supplement ? 'authoriseSupplement' : 'authorise';
  };
  const step = { name, seenDigest: asked.contentDigest } as const;
  return takeStep(deps, actor, { ...asked, act: 'matters.sign', body: asked }, step, async (tx, row) => {
    const valid = (await validSignatures(tx, row)).filter((s) => s.organizationId === row.companyId);
    if (representative && !valid.some((s) => s.postKind === 'company_legal'))
      return refuse('SIGNATURE_MISSING', { company: '', post: 'company_legal' });
    if (valid.some((s) => s.postKind === actor.post.kind)) return accept({});
    const refused = await signedAlready(tx, row, actor);
    if (refused) return refused;
    await saveOwnSignature(tx, row, actor);
    return accept({ content: { post: actor.post.kind } });
  });
}

type AskedRoute = Pick<CaseRoute, 'prerequisites' | 'withinGroupWholly'>;

/** What the precheck is asked of the steps that came before, on a day; a step that the route calls for must be there. */
export function precheckQuestion(
  { proposal, records }: MatterContent,
  on: string,
  route: AskedRoute,
  catalogue: CatalogueAt,
) {
  const type = precheckTypeOf(proposal);
  const { withinGroupWholly } = route;
  const { resettled } = proposal;
  return {
    matter: proposal.matter,
    ...(type === undefined ? {} : { type }),
    ...(withinGroupWholly === undefined ? {} : { withinGroupWholly }),
    ...(resettled === undefined ? {} : { employees: { resettled } }),
    calledFor: route.prerequisites.filter((step) => step.need === 'required').map((step) => step.code),
    ...catalogue,
    on,
    records,
  };
}
export const precheckOf = (...asked: Parameters<typeof precheckQuestion>): PrecheckOutput =>
  ask(matterPrecheckRule, precheckQuestion(...asked));

type Named = { code: string; name: string };
/** Materials that the route asks for and the case has not got. */
export const missingMaterials = (route: { materials: readonly Named[] }, content: MatterContent): Named[] =>
  route.materials.filter((m) => !content.materials.some((has) => has.code === m.code));

/** 容缺: what can come later is minor; the catalogue says what is not. */
function materialRefusals(
  route: { materials: readonly Named[] },
  content: MatterContent,
  neverLacking: readonly string[],
): Refusal[] {
  const promised = content.lacking?.codes ?? [];
  const refusals: Refusal[] = [];
  const missing = missingMaterials(route, content);
  const unpromised = missing.filter((m) => !promised.includes(m.code));
  if (unpromised.length > 0)
    refusals.push({
      code: 'MATERIAL_MISSING',
      facts: { materials: unpromised.map((m) => m.name).join('、') },
    });
  const major = missing.filter((m) => promised.includes(m.code) && neverLacking.includes(m.code));
  if (major.length > 0)
    refusals.push({
      code: 'DEFICIENCY_NOT_ALLOWED',
      facts: { materials: major.map((m) => m.name).join('、') },
    });
  return refusals;
}

function precheckRefusals(precheck: PrecheckOutput): Refusal[] {
  if (precheck.passed) return [];
  const failing = precheck.findings.filter((f) => f.outcome === 'fail' || f.outcome === 'data_insufficient');
  return [{ code: 'PRECHECK_FAILED', facts: { findings: failing.map((f) => f.because).join(';') } }];
}

/** Nothing was done on a day that has not come. */
function futureRefusals({ proposal, records, participants }: MatterContent, on: LocalDate): Refusal[] {
  const days = [records, ...(participants ?? []).map((p) => p.records)].flat().map((r) => r.heldOn);
  const ahead = [proposal.decidedOn, ...days].filter((day) => day > on);
  return ahead.map((day) => ({ code: 'PRECHECK_FAILED', facts: { findings: `${day} 尚未到来` } }));
}

/** Every company of a joint case has resolved on it in its own board. */
const participantRefusals = (content: MatterContent): Refusal[] =>
  (content.participants ?? [])
    .filter((p) => !p.records.some((r) => r.code === 'BOARD' && r.outcome === 'approved'))
    .map(() => ({ code: 'PRECHECK_FAILED', facts: { findings: '参与方缺少本企业董事会决议' } }));

/** What stands against handing the case in, all of it at once. */
export async function whatIsMissing(
  tx: Tx,
  row: MatterRow,
  content: MatterContent,
  route: CaseRoute,
  on: LocalDate,
): Promise<Refusal[]> {
  return [
    ...materialRefusals(route, content, (await figuresOn(tx, on, row.acceptedOn)).neverLacking),
    ...precheckRefusals(precheckOf(content, on, route, await catalogueAt(tx, on, row.acceptedOn))),
    ...futureRefusals(content, on),
    ...participantRefusals(content),
    ...(await signatureRefusals(tx, row, content, on)),
  ];
}

/** A condition that is overdue stops the company's next matter. */
export async function overdueRefusals(
  tx: Tx,
  companies: readonly string[],
  on: LocalDate,
): Promise<Refusal[]> {
  const owed = (await obligationsOwed(tx, companies)).map((o) => ({ ...o, dueOn: localDate(o.dueOn) }));
  return barNextMatter(owed, on).map((o) => ({
    code: 'CONDITION_OVERDUE',
    facts: { text: o.text, dueOn: o.dueOn },
  }));
}

export async function numberFor(tx: Tx, row: MatterRow, on: LocalDate): Promise<string> {
  if (row.number !== null) return row.number;
  const year = yearOf(on);
  return `${year}-${(await nextNumber(tx, `matter-${year}`)).toString().padStart(3, '0')}`;
}

/** Asks the route anew on that day, and everything else that must be there when a case is handed in. */
async function readyToSubmit(
  tx: Tx,
  deps: Deps,
  row: MatterRow,
  gather: Gather,
): Promise<Decision<{ set: Partial<MatterRow> }, Refusal>> {
  const on = today(deps);
  const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
  const { proposal } = content;
  const routed = await routeCase(tx, { id: row.id, proposal, on, binding: true }, gather);
  const { route } = routed;
  if (route.blocks.length > 0)
    return refuse('ROUTE_BLOCKED', { blocks: route.blocks.map((b) => b.because).join(';') });
  if (row.firstTierId === null && handedUpThrough(content, routed) !== null) return refuse('NOT_FIRST_TIER');
  const barred = await resubmissionRefused(tx, content, row.id, routed.aggregationKey, on);
  if (barred) return barred;
  const differs = await participantsDiffer(tx, content, routed.amount, on);
  if (differs) return differs;
  const refused = refuseAll([
    ...(await overdueRefusals(tx, [row.companyId], on)),
    ...(await whatIsMissing(tx, row, content, route, on)),
  ]);
  if (refused) return refused;
  const kept = { rule: 'matter-route', occasion: 'submission', asOf: on } as const;
  await keepAnswer(tx, deps, row, kept, { asked: routed.asked, answered: route });
  return accept({ set: routedColumns(content, routed) });
}

/**
 * Hands the case in: a first-tier company to the committee under a number without gaps, a subsidiary to its first-tier
 * company, which endorses it or sends it back. Everything missing is said at once.
 */
export function submit(deps: Deps, actor: Actor, asked: Signed, gather: Gather): Stepped {
  const name = (row: MatterRow) => (row.firstTierId === null ? 'submit' : 'submitUp');
  const step = { name, seenDigest: asked.contentDigest } as const;
  return takeStep(deps, actor, { ...asked, act: 'matters.submit', body: asked }, step, async (tx, row) => {
    const ready = await readyToSubmit(tx, deps, row, gather);
    if (ready.outcome === 'refused') return ready;
    const { set } = ready.effects;
    if (row.firstTierId !== null) return accept({ set, content: { level: set.level } });
    const number = await numberFor(tx, row, today(deps));
    return accept({ set: { ...set, number }, content: { number, level: set.level } });
  });
}

/**
 * The first-tier company has looked at its subsidiary's case and hands it on with its opinion; it does not merely pass it.
 * Not once another stands above the subsidiary (FIRST_TIER_CHANGED): then it goes back.
 */
export const endorse = (
  deps: Deps,
  actor: Actor,
  asked: Signed & { opinion: string },
  gather: Gather,
): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.endorse', body: asked },
    { name: 'endorse', seenDigest: asked.contentDigest },
    async (tx, row) => {
      const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
      const standpoint = { ownId: row.id, known: null };
      const gathered = await gather(tx, today(deps), content.proposal, standpoint);
      if (handedUpThrough(content, gathered) !== row.firstTierId) return refuse('FIRST_TIER_CHANGED');
      await saveOwnSignature(tx, row, actor);
      const number = await numberFor(tx, row, today(deps));
      return accept({ set: { number }, content: { number, opinion: asked.opinion } });
    },
  );

export const sendBack = (deps: Deps, actor: Actor, asked: StepCommand & { reason: string }): Stepped =>
  takeStep(deps, actor, { ...asked, act: 'matters.sendBack', body: asked }, { name: 'sendBack' }, async () =>
    accept({ content: { reason: asked.reason } }),
  );

/**
 * The company takes its case back, until the meeting begins (MEETING_BEGUN); once it lies with the higher body only with
 * that body's consent (CONSENT_MISSING).
 */
export function withdraw(
  deps: Deps,
  actor: Actor,
  asked: StepCommand & { reason: string; consent?: string | undefined },
): Stepped {
  const name = (row: MatterRow) => (row.state === 'forwarded' ? 'withdrawForwarded' : 'withdraw');
  return takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.withdraw', body: asked },
    { name },
    async (tx, row) => {
      if (row.state === 'forwarded' && (asked.consent ?? '') === '') return refuse('CONSENT_MISSING');
      const begun = await leaveMeeting(tx, row, 'withdrawn');
      return begun ?? accept({ content: { reason: asked.reason, consent: asked.consent } });
    },
  );
}
