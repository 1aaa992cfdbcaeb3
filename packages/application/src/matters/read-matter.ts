import { lastEntryOf } from '@guanyun/db/evidence/journal.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  clearanceOf,
  consultationsOf,
  deficiencyOf,
  stopsOf,
  supplementsOf,
  urgentConsentsOf,
} from '@guanyun/db/matters/examination.store.ts';
import {
  attachedTo,
  commitmentsOfKey,
  externalOf,
  findContent,
  findMatter,
  mattersById,
  reviewOf,
  signaturesOf,
} from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow, SignatureRow } from '@guanyun/db/matters/matters.model.ts';
import { meetingsOfMatter } from '@guanyun/db/matters/meeting.store.ts';
import { warrantsOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { accountOf } from '@guanyun/domain/matters/clock.ts';
import type { MeetingOutput } from '@guanyun/domain/matters/meeting.ts';
import type { Motion } from '@guanyun/domain/matters/motion.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { businessDay, type Deps, found } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { personNames, type Ref, signers } from '../organizations/names.ts';
import { dueFrom, stopOf } from './case-clock.ts';
import { mayOn, progressOf } from './case-progress.ts';
import { catalogueAt } from './catalogue-versions.ts';
import { mayJoin } from './join-case.ts';
import { mayLeave } from './leave-case.ts';
import { type LineContext, lineContext, lineOf } from './read-matters.ts';
import type { CaseRoute } from './route-case.ts';
import { missingMaterials, precheckOf } from './submit.ts';
import { warrantState } from './warrant-of.ts';

async function meetingsOf(tx: Tx, row: MatterRow) {
  return (await meetingsOfMatter(tx, row.id)).map((meeting) => ({
    ...meeting,
    motion: meeting.motion as Motion,
    result: meeting.result as (Pick<MeetingOutput, 'reasons'> & { result: string; step: string }) | null,
  }));
}

const signedBy = (signatures: readonly SignatureRow[], row: MatterRow, name: (id: string) => Ref) =>
  signatures.map((s) => ({
    post: s.postKind,
    organizationId: s.organizationId,
    person: name(s.personId),
    onBehalfOf: s.onBehalfPersonId === null ? null : name(s.onBehalfPersonId),
    at: s.signedAt.toISOString(),
    valid: s.contentVersion === row.contentVersion && s.contentDigest === row.contentDigest,
  }));

/** The clock as it stands, day by day, with what stopped it. */
async function clockOf(tx: Tx, row: MatterRow, { calendar, on }: LineContext) {
  if (row.acceptedOn === null || row.dueDays === null) return null;
  const rows = await stopsOf(tx, row.id);
  const account = accountOf(calendar, localDate(row.acceptedOn), row.dueDays, rows.map(stopOf), on);
  const stops = rows.map(({ cause, because, fromOn, toOn, expectedDays }) => ({
    cause,
    because,
    fromOn,
    toOn,
    expectedDays,
  }));
  return {
    acceptedOn: row.acceptedOn,
    days: row.dueDays,
    due: account.due,
    provisional: account.provisional,
    stopped: account.stopped,
    account: account.days,
    stops,
  };
}

/** What the first-tier company said when it handed its subsidiary's case on. */
async function endorsementOf(tx: Tx, row: MatterRow) {
  const entry = row.firstTierId === null ? null : await lastEntryOf(tx, row.id, 'matters.endorse');
  if (entry === null || entry.personId === null) return null;
  const { opinion } = entry.content as { opinion: string };
  return { personId: entry.personId, opinion, passed: true, recordedAt: entry.recordedAt };
}

/** Who put a name to it, and what was said of it while it was examined. */
async function examinationOf(tx: Tx, row: MatterRow, organization: (id: string) => { name: string }) {
  const signatures = await signaturesOf(tx, row.id);
  const [review, clearance] = [await reviewOf(tx, row.id), await clearanceOf(tx, row.id)];
  const endorsed = await endorsementOf(tx, row);
  const asked = await consultationsOf(tx, row.id);
  const consents = await urgentConsentsOf(tx, row.id);
  const person = await personNames(tx, [
    ...signers(signatures),
    ...[review, clearance, endorsed, ...consents].flatMap((said) => said?.personId ?? []),
  ]);
  const opinion = (said: { personId: string; opinion: string; passed: boolean }, at: Date) => ({
    person: person(said.personId),
    opinion: said.opinion,
    passed: said.passed,
    at: businessDay(at),
  });
  return {
    signatures: signedBy(signatures, row, person),
    review: review === null ? null : opinion(review, review.reviewedAt),
    clearance: clearance === null ? null : opinion(clearance, clearance.clearedAt),
    endorsement: endorsed === null ? null : opinion(endorsed, endorsed.recordedAt),
    supplements: (await supplementsOf(tx, row.id)).map(({ personId: _by, matterId: _of, ...s }) => s),
    deficiency: await deficiencyOf(tx, row.id),
    consents: consents.map((c) => ({ person: person(c.personId), post: c.postKind, note: c.note })),
    consultations: asked.map((c) => ({
      id: c.id,
      whom: c.organizationId === null ? (c.expert ?? '') : organization(c.organizationId).name,
      expert: c.expert !== null,
      question: c.question,
      dueOn: c.dueOn,
      answer: c.answer,
      opinion: c.opinion,
      document: c.document,
      answeredOn: c.answeredOn,
    })),
  };
}

/** What was decided of it: the meetings, the higher body, the warrants. */
async function outcomesOf(tx: Tx, row: MatterRow, { on, organization }: LineContext) {
  const external = await externalOf(tx, row.id);
  const meetings = await meetingsOf(tx, row);
  const warrants = (await warrantsOfMatter(tx, row.id)).map((w) => ({
    id: w.id,
    number: w.number,
    company: organization(w.companyId),
    amount: w.amount,
    instrument: w.instrument,
    state: warrantState(w, on, row.state),
  }));
  return {
    meetings,
    meeting: meetings.at(-1) ?? null,
    external:
      external === null
        ? null
        : { number: external.number, decidedOn: external.decidedOn, outcome: external.outcome },
    warrants,
    warrant: warrants[0] ?? null,
  };
}

/** What the rules say of it: who decides and why, what is missing, what the steps before came to. */
async function rulesOn(tx: Tx, row: MatterRow, content: MatterContent, { on, calendar }: LineContext) {
  const route = row.route as CaseRoute;
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
    precheck: precheckOf(content, row.acceptedOn ?? on, route, await catalogueAt(tx, on, row.acceptedOn)),
  };
}

const linkOf = ({ id, number, title, state }: MatterRow) => ({ id, number, title, state });

/** The earlier cases that were added up with this one, as far as this actor sees them; the rule names them by number. */
async function cumulatedWith(tx: Tx, row: MatterRow) {
  const named = (row.route as CaseRoute).aggregate?.items ?? [];
  if (named.length === 0 || row.aggregationKey === null) return [];
  const counted = (await commitmentsOfKey(tx, row.aggregationKey)).filter(
    ({ id, number }) => named.includes(id) || (number !== null && named.includes(number)),
  );
  const ids = counted.map(({ id }) => id);
  return (await mattersById(tx, ids)).map(linkOf);
}

/** Cases that hang together with this one: what it takes up again, what it follows, what follows it, who flagged it. */
async function linksOf(tx: Tx, row: MatterRow) {
  const { predecessorId, mainId, flaggedBy } = row;
  const ids = [predecessorId, mainId, flaggedBy].filter((id) => id !== null);
  const rows = ids.length === 0 ? [] : await mattersById(tx, ids);
  const link = (id: string | null) => rows.filter((other) => other.id === id).map(linkOf)[0] ?? null;
  return {
    cumulated: await cumulatedWith(tx, row),
    predecessor: link(predecessorId),
    main: link(mainId),
    flaggedBy: link(flaggedBy),
    attached: (await attachedTo(tx, row.id)).map(linkOf),
  };
}

/** Everything of one case: what is asked, what the rules say, who signed, who decided, what came of it. */
export function readMatter(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const row = found(await findMatter(tx, id), 'matter');
    const { content } = found(await findContent(tx, id, row.contentVersion), 'content');
    const context = await lineContext(tx, deps);
    const rules = await rulesOn(tx, row, content, context);
    const said = await examinationOf(tx, row, context.organization);
    const signed = said.signatures.filter((s) => s.valid);
    return {
      ...lineOf(row, context),
      ...rules,
      clock: await clockOf(tx, row, context),
      ...said,
      ...(await outcomesOf(tx, row, context)),
      links: await linksOf(tx, row),
      version: row.contentVersion,
      contentVersion: row.contentVersion,
      contentDigest: row.contentDigest,
      proposal: content.proposal,
      content,
      urgent: row.urgent,
      firstTier: row.firstTierId === null ? null : context.organization(row.firstTierId),
      participants: (content.participants ?? []).map((p) => ({
        ...p,
        company: context.organization(p.companyId),
        signed: signed.some((s) => s.organizationId === p.companyId),
      })),
      parties: row.parties.map(context.organization),
      records: content.records,
      steps: progressOf(row),
      history: await historyOf(tx, id),
      may: [
        ...mayOn(row, actor, signed, rules.missing.length > 0),
        ...(mayJoin(row, actor, content, signed) ? ['matters.join'] : []),
        ...(mayLeave(row, actor, content) ? ['matters.leave'] : []),
      ],
    };
  });
}
