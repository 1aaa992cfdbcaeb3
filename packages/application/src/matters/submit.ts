import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findContent, lockKey, saveSignature, signaturesOf } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { accept, type Refusal, refuse, refuseAll } from '@guanyun/domain/kernel/decision.ts';
import { yearOf } from '@guanyun/domain/kernel/local-date.ts';
import { matterPrecheckRule } from '@guanyun/domain/matters/matter-precheck.rule.ts';
import type { PrecheckOutput } from '@guanyun/domain/matters/precheck-input.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import type { Answer } from '../evidence/act.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, signedBy } from '../organizations/actor.ts';
import { type StepCommand, takeStep } from './case-step.ts';
import { type Gather, routeCase } from './route-case.ts';

type Signed = StepCommand & { readonly contentDigest: string };

/** Legal signs first, then the legal representative, which closes the company's own procedure. Each on the digest seen. */
export function sign(deps: Deps, actor: Actor, asked: Signed): Promise<Answer<{ state: string }>> {
  const representative = actor.post.kind === 'company_representative';
  const step = {
    name: representative ? 'seal' : 'sign',
    duty: representative ? 'representative' : 'legal',
    seenDigest: asked.contentDigest,
  } as const;
  return takeStep(deps, actor, { ...asked, act: 'matters.sign', body: asked }, step, async (tx, row) => {
    const valid = (await signaturesOf(tx, row.id)).filter((s) => s.contentVersion === row.contentVersion);
    if (representative && !valid.some((s) => s.postKind === 'company_legal'))
      return refuse('SIGNATURE_MISSING', { post: 'company_legal' });
    if (!valid.some((s) => s.postKind === actor.post.kind))
      await saveSignature(tx, {
        matterId: row.id,
        contentVersion: row.contentVersion,
        contentDigest: row.contentDigest,
        postKind: actor.post.kind,
        ...signedBy(actor),
      });
    return accept({ content: { post: actor.post.kind } });
  });
}

/** What the rules say of the steps that came before, on a day. */
export function precheckOf(content: MatterContent, on: string): PrecheckOutput {
  return ask(matterPrecheckRule, {
    matter: content.proposal.matter,
    type: 'free_transfer',
    on,
    records: content.records,
  });
}

/** Materials that the route asks for and the case has not got. */
export function missingMaterials(
  route: { materials: readonly { code: string; name: string }[] },
  content: MatterContent,
): { code: string; name: string }[] {
  return route.materials.filter((m) => !content.materials.some((has) => has.code === m.code));
}

async function whatIsMissing(
  tx: Tx,
  row: MatterRow,
  content: MatterContent,
  route: { materials: readonly { code: string; name: string }[] },
  on: string,
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  const missing = missingMaterials(route, content);
  if (missing.length > 0)
    refusals.push({ code: 'MATERIAL_MISSING', facts: { materials: missing.map((m) => m.name).join('、') } });
  const precheck = precheckOf(content, on);
  if (!precheck.passed) {
    const failing = precheck.findings.filter(
      (f) => f.outcome === 'fail' || f.outcome === 'data_insufficient',
    );
    refusals.push({ code: 'PRECHECK_FAILED', facts: { findings: failing.map((f) => f.because).join(';') } });
  }
  const signed = (await signaturesOf(tx, row.id)).filter(
    (s) => s.contentVersion === row.contentVersion && s.contentDigest === row.contentDigest,
  );
  for (const post of ['company_legal', 'company_representative'])
    if (!signed.some((s) => s.postKind === post))
      refusals.push({ code: 'SIGNATURE_MISSING', facts: { post } });
  return refusals;
}

/** Hands the case to the committee under a number without gaps. Everything missing is said at once. */
export function submit(
  deps: Deps,
  actor: Actor,
  asked: Signed,
  gather: Gather,
): Promise<Answer<{ state: string }>> {
  const step = { name: 'submit', duty: 'handler', seenDigest: asked.contentDigest } as const;
  return takeStep(deps, actor, { ...asked, act: 'matters.submit', body: asked }, step, async (tx, row) => {
    if (row.aggregationKey !== null) await lockKey(tx, row.aggregationKey);
    const on = today(deps);
    const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
    const { route } = await routeCase(tx, { id: row.id, proposal: content.proposal, on }, gather);
    if (route.blocks.length > 0)
      return refuse('ROUTE_BLOCKED', { blocks: route.blocks.map((b) => b.because).join(';') });
    const refused = refuseAll(await whatIsMissing(tx, row, content, route, on));
    if (refused) return refused;
    const year = yearOf(on);
    const number =
      row.number ?? `${year}-${(await nextNumber(tx, `matter-${year}`)).toString().padStart(3, '0')}`;
    return accept({ set: { number, route, level: route.level }, content: { number, level: route.level } });
  });
}

export const withdraw = (
  deps: Deps,
  actor: Actor,
  asked: StepCommand & { reason: string },
): Promise<Answer<{ state: string }>> =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.withdraw', body: asked },
    { name: 'withdraw', duty: 'handler' },
    async () => accept({ content: { reason: asked.reason } }),
  );
