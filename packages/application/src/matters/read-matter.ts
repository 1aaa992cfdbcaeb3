import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  externalOf,
  findContent,
  findMatter,
  reviewOf,
  signaturesOf,
} from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow, SignatureRow } from '@guanyun/db/matters/matters.model.ts';
import { meetingOfMatter } from '@guanyun/db/matters/meeting.store.ts';
import { warrantOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import type { Calendar } from '@guanyun/domain/kernel/calendar.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { decideStep } from '@guanyun/domain/matters/decide-step.ts';
import { type MatterState, type StepName, steps } from '@guanyun/domain/matters/matter-case.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import type { RouteOutput } from '@guanyun/domain/matters/route-output.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { businessDay, type Deps, found } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { personNames, type Ref } from '../organizations/names.ts';
import { lineContext, lineOf, similarTo } from './read-matters.ts';
import { warrantState } from './read-warrants.ts';
import { dueFrom } from './route-case.ts';
import { missingMaterials, precheckOf } from './submit.ts';

/** The nine links of the source's chain, from notice to archive, as far as the case has come. */
const chain: readonly { key: string; reached: readonly MatterState[] }[] = [
  { key: 'notify', reached: ['submitted'] },
  { key: 'accept', reached: ['accepted'] },
  { key: 'review', reached: ['reviewed'] },
  { key: 'circulate', reached: ['on_agenda', 'deferred'] },
  {
    key: 'decide',
    reached: ['approved', 'rejected', 'forwarded', 'externally_approved', 'externally_rejected'],
  },
  { key: 'reply', reached: ['issued'] },
  { key: 'supervise', reached: ['executed'] },
];

function stepsOf(row: MatterRow): { key: string; state: 'done' | 'current' | 'todo'; on: string | null }[] {
  const at = chain.findIndex((link) => link.reached.includes(row.state));
  return chain.map(({ key }, index) => ({
    key,
    state: index < at || row.state === 'executed' ? 'done' : index === at ? 'current' : 'todo',
    on: key === 'accept' ? row.acceptedOn : null,
  }));
}

const procedureOf: Partial<Record<StepName, string>> = {
  revise: 'matters.revise',
  sign: 'matters.sign',
  submit: 'matters.submit',
  withdraw: 'matters.withdraw',
  accept: 'matters.accept',
  returnToCompany: 'matters.returnToCompany',
  review: 'matters.review',
  forward: 'matters.forward',
  recordApproval: 'matters.recordExternalDecision',
  issue: 'matters.issue',
};

/** The procedures that this actor can call on the case now. */
export function mayOn(
  row: Pick<MatterRow, 'companyId' | 'state' | 'level' | 'contentDigest'>,
  actor: Actor,
  signed: readonly string[],
): string[] {
  if (actor.post.side === 'company' && actor.post.organizationId !== row.companyId) return [];
  return (Object.keys(procedureOf) as StepName[])
    .filter((name) => (steps[name].posts as readonly PostKind[]).includes(actor.post.kind))
    .filter((name) => decideStep(name, row).outcome === 'accepted')
    .filter((name) => name !== 'sign' || !signed.includes(actor.post.kind))
    .map((name) => procedureOf[name] as string);
}

async function meetingOf(tx: Tx, row: MatterRow) {
  const meeting = await meetingOfMatter(tx, row.id);
  return meeting === null ? null : { ...meeting, result: meeting.result as { result: string } | null };
}

const signedBy = (signatures: readonly SignatureRow[], row: MatterRow, name: (id: string) => Ref) =>
  signatures.map((s) => ({
    post: s.postKind,
    person: name(s.personId),
    at: s.signedAt.toISOString(),
    valid: s.contentVersion === row.contentVersion && s.contentDigest === row.contentDigest,
  }));

function clockOf(row: MatterRow, calendar: Calendar) {
  if (row.acceptedOn === null || row.dueOn === null) return null;
  const days = row.dueDays ?? 0;
  const { counted } = dueFrom(calendar, localDate(row.acceptedOn), days);
  return { acceptedOn: row.acceptedOn, due: row.dueOn, days, counted, provisional: row.dueProvisional };
}

/** Who put a name to it, and what was said and decided of it: the review, the meeting, the higher body, the warrant. */
async function outcomesOf(tx: Tx, row: MatterRow, on: string) {
  const signatures = await signaturesOf(tx, row.id);
  const review = await reviewOf(tx, row.id);
  const name = await personNames(
    tx,
    [...signatures, ...(review === null ? [] : [review])].map((one) => one.personId),
  );
  const external = await externalOf(tx, row.id);
  const warrant = await warrantOfMatter(tx, row.id);
  return {
    signatures: signedBy(signatures, row, name),
    review:
      review === null
        ? null
        : {
            person: name(review.personId),
            opinion: review.opinion,
            passed: review.passed,
            at: businessDay(review.reviewedAt),
          },
    meeting: await meetingOf(tx, row),
    external:
      external === null
        ? null
        : { number: external.number, decidedOn: external.decidedOn, outcome: external.outcome },
    warrant:
      warrant === null ? null : { id: warrant.id, number: warrant.number, state: warrantState(warrant, on) },
  };
}

/** What the rules say of it: who decides and why, what is missing, what the steps before came to. */
function rulesOn(row: MatterRow, content: MatterContent, on: LocalDate, calendar: Calendar) {
  const route = row.route as RouteOutput;
  return {
    route,
    catalogueVersion: route.catalogueVersion,
    cumulation: route.aggregate ?? null,
    expected: dueFrom(calendar, on, route.timeLimit.days),
    materials: content.materials.map((m) => ({
      ...m,
      required: route.materials.some((r) => r.code === m.code),
    })),
    missing: missingMaterials(route, content),
    precheck: precheckOf(content, row.acceptedOn ?? on),
    clock: clockOf(row, calendar),
  };
}

/** Everything of one case: what is asked, what the rules say, who signed, who decided, what came of it. */
export function readMatter(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const row = found(await findMatter(tx, id), 'matter');
    const { content } = found(await findContent(tx, id, row.contentVersion), 'content');
    const context = await lineContext(tx, deps);
    const outcomes = await outcomesOf(tx, row, context.on);
    return {
      ...lineOf(row, context),
      ...rulesOn(row, content, context.on, context.calendar),
      ...outcomes,
      version: row.contentVersion,
      contentVersion: row.contentVersion,
      contentDigest: row.contentDigest,
      proposal: content.proposal,
      parties: row.parties.map(context.organization),
      records: content.records,
      steps: stepsOf(row),
      history: await historyOf(tx, id),
      may: mayOn(
        row,
        actor,
        outcomes.signatures.filter((s) => s.valid).map((s) => s.post),
      ),
      similar: await similarTo(tx, row, context),
    };
  });
}
