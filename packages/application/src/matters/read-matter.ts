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
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { agendaOfMatter, findMeeting } from '@guanyun/db/matters/meeting.store.ts';
import { warrantsOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import type { Calendar } from '@guanyun/domain/kernel/calendar.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import type { Motion } from '@guanyun/domain/matters/motion.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { businessDay, type Deps, found, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { organizationNames, personNames, signers } from '../organizations/names.ts';
import { dueFrom, readClock } from './case-clock.ts';
import { mayOn, progressOf } from './case-progress.ts';
import { catalogueAt } from './catalogue-versions.ts';
import { mayJoin } from './join-case.ts';
import { linesOf, similarTo } from './read-matters.ts';
import type { CaseRoute } from './route-case.ts';
import { missingMaterials, precheckOf } from './submit.ts';
import { warrantState } from './warrant-of.ts';

async function meetingsOf(tx: Tx, row: MatterRow) {
  const found = await Promise.all(
    (await agendaOfMatter(tx, row.id)).map(async (item) => {
      const meeting = await findMeeting(tx, item.meetingId);
      return meeting === null
        ? null
        : {
            id: meeting.id,
            title: meeting.title,
            heldOn: meeting.heldOn,
            state: meeting.state,
            motion: item.motion as Motion,
            result: item.result as { result: string; step: string } | null,
          };
    }),
  );
  return found.filter((m) => m !== null).sort((a, b) => (a.heldOn < b.heldOn ? -1 : 1));
}

async function signedBy(tx: Tx, row: MatterRow) {
  const signatures = await signaturesOf(tx, row.id);
  const name = await personNames(tx, signers(signatures));
  return signatures.map((s) => ({
    post: s.postKind,
    organizationId: s.organizationId,
    person: name(s.personId),
    onBehalfOf: s.onBehalfPersonId === null ? null : name(s.onBehalfPersonId),
    at: s.signedAt.toISOString(),
    valid: s.contentVersion === row.contentVersion && s.contentDigest === row.contentDigest,
  }));
}

/** The clock as it stands, day by day, with what stopped it. */
async function clockOf(tx: Tx, row: MatterRow, calendar: Calendar, on: LocalDate) {
  const account = await readClock(tx, row, calendar, on);
  if (account === null || row.acceptedOn === null) return null;
  const stops = (await stopsOf(tx, row.id)).map(({ cause, because, fromOn, toOn, expectedDays }) => ({
    cause,
    because,
    fromOn,
    toOn,
    expectedDays,
  }));
  return {
    acceptedOn: row.acceptedOn,
    days: row.dueDays ?? 0,
    due: account.due,
    provisional: account.provisional,
    stopped: account.stopped,
    account: account.days,
    stops,
  };
}

/** What was said of it while it was examined. */
async function examinationOf(tx: Tx, row: MatterRow, organization: (id: string) => { name: string }) {
  const [review, clearance] = [await reviewOf(tx, row.id), await clearanceOf(tx, row.id)];
  const asked = await consultationsOf(tx, row.id);
  const consents = await urgentConsentsOf(tx, row.id);
  const person = await personNames(
    tx,
    [review?.personId, clearance?.personId, ...consents.map((c) => c.personId)].filter(
      (id) => id !== undefined,
    ),
  );
  const opinion = (said: { personId: string; opinion: string; passed: boolean }, at: Date) => ({
    person: person(said.personId),
    opinion: said.opinion,
    passed: said.passed,
    at: businessDay(at),
  });
  return {
    review: review === null ? null : opinion(review, review.reviewedAt),
    clearance: clearance === null ? null : opinion(clearance, clearance.clearedAt),
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
async function outcomesOf(tx: Tx, row: MatterRow, on: string) {
  const external = await externalOf(tx, row.id);
  const meetings = await meetingsOf(tx, row);
  const warrants = (await warrantsOfMatter(tx, row.id)).map((w) => ({
    id: w.id,
    number: w.number,
    companyId: w.companyId,
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
async function rulesOn(tx: Tx, row: MatterRow, content: MatterContent, on: LocalDate, calendar: Calendar) {
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
async function linkTo(tx: Tx, id: string | null) {
  const row = id === null ? null : await findMatter(tx, id);
  return row === null ? null : linkOf(row);
}

/** The earlier cases that were added up with this one, as far as this actor sees them; the rule names them by number. */
async function cumulatedWith(tx: Tx, row: MatterRow) {
  const named = (row.route as CaseRoute).aggregate?.items ?? [];
  if (named.length === 0 || row.aggregationKey === null) return [];
  const counted = (await commitmentsOfKey(tx, row.aggregationKey)).filter(
    ({ id, number }) => named.includes(id) || (number !== null && named.includes(number)),
  );
  const rows = await mattersById(
    tx,
    counted.map(({ id }) => id),
  );
  return rows.map(linkOf);
}

/** Cases that hang together with this one: what it takes up again, what it follows, what follows it, who flagged it. */
async function linksOf(tx: Tx, row: MatterRow) {
  return {
    cumulated: await cumulatedWith(tx, row),
    predecessor: await linkTo(tx, row.predecessorId),
    main: await linkTo(tx, row.mainId),
    flaggedBy: await linkTo(tx, row.flaggedBy),
    attached: (await attachedTo(tx, row.id)).map(linkOf),
  };
}

/** Everything of one case: what is asked, what the rules say, who signed, who decided, what came of it. */
export function readMatter(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const row = found(await findMatter(tx, id), 'matter');
    const { content } = found(await findContent(tx, id, row.contentVersion), 'content');
    const on = today(deps);
    const [line] = await linesOf(tx, deps, [row]);
    const organization = await organizationNames(tx, on);
    const calendar = await readCalendar(tx);
    const signatures = await signedBy(tx, row);
    const rules = await rulesOn(tx, row, content, on, calendar);
    const signed = signatures.filter((s) => s.valid);
    return {
      ...found(line, 'matter'),
      ...rules,
      clock: await clockOf(tx, row, calendar, on),
      ...(await examinationOf(tx, row, organization)),
      ...(await outcomesOf(tx, row, on)),
      links: await linksOf(tx, row),
      version: row.contentVersion,
      contentVersion: row.contentVersion,
      contentDigest: row.contentDigest,
      proposal: content.proposal,
      content,
      urgent: row.urgent,
      firstTier: row.firstTierId === null ? null : organization(row.firstTierId),
      participants: (content.participants ?? []).map((p) => ({
        ...p,
        company: organization(p.companyId),
        signed: signed.some((s) => s.organizationId === p.companyId),
      })),
      parties: row.parties.map(organization),
      records: content.records,
      signatures,
      steps: progressOf(row),
      history: await historyOf(tx, id),
      may: [
        ...mayOn(row, actor, signed, rules.missing.length > 0),
        ...(mayJoin(row, actor, content, signed) ? ['matters.join'] : []),
      ],
      similar: await similarTo(tx, deps, row),
    };
  });
}
