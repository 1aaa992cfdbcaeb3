import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { RuleAnswerRow } from '@guanyun/db/matters/examination.model.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import {
  agendaOfMatter,
  expectedAt,
  findMeeting,
  recusalsAt,
  votesAt,
} from '@guanyun/db/matters/meeting.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type DeskRule, onDesk } from '@guanyun/domain/kernel/rule.ts';
import { workingDaysRule } from '@guanyun/domain/kernel/working-days.rule.ts';
import { matterPrecheckRule } from '@guanyun/domain/matters/matter-precheck.rule.ts';
import { matterRouteRule } from '@guanyun/domain/matters/matter-route.rule.ts';
import { meetingDecisionRule } from '@guanyun/domain/matters/meeting-decision.rule.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import { shareholderVoteRule } from '@guanyun/domain/matters/shareholder-vote.rule.ts';
import { warrantValidityRule } from '@guanyun/domain/matters/warrant-validity.rule.ts';
import { businessDay, found } from '../kernel/deps.ts';
import { enteredCalendar } from '../kernel/read-calendar.ts';
import { limitOf } from './case-clock.ts';
import { catalogueAt } from './catalogue-versions.ts';
import { mandateOn, questionOf } from './close-meeting.ts';
import { recusalsFor } from './convene.ts';
import { figuresOn } from './figures.ts';
import { validityQuestion } from './issue-warrant.ts';
import { type CaseRoute, type Gather, routeCase, routedColumns } from './route-case.ts';
import { precheckQuestion } from './submit.ts';

/** A past question, and the case as it was when it was asked. */
export type Past = {
  /** As it stood when it was asked: what the route settles of it is as the route was found again. */
  readonly row: MatterRow;
  readonly answer: RuleAnswerRow;
  readonly content: MatterContent;
  readonly gather: Gather;
};
/** The question as it is put today, and what stands beside it without the rule being asked about it. */
export type Again = {
  readonly asked: unknown;
  /** Where the question was that of the route: the case as it goes on from there. */
  readonly row?: MatterRow;
  readonly beside?: { readonly was: unknown; readonly is: unknown };
};

type AskAgain = (tx: Tx, past: Past) => Promise<Again | null>;

/** The day by which a case was accepted when a rule was asked: the catalogue of the acceptance. */
const acceptedBy = (asked: unknown): string | null => (asked as { acceptedOn?: string }).acceptedOn ?? null;

const askRoute: AskAgain = async (tx, { row, answer, content, gather }) => {
  const { acceptedOn, urgent } = answer.asked as { acceptedOn?: string; urgent?: boolean };
  const routed = await routeCase(
    tx,
    {
      ...{ id: row.id, proposal: content.proposal, on: localDate(answer.asOf), known: answer.recordedAt },
      ...(acceptedOn === undefined ? {} : { acceptedOn: localDate(acceptedOn) }),
      ...(urgent === undefined ? {} : { urgent }),
    },
    gather,
  );
  const { withinGroupWholly } = answer.answered as CaseRoute;
  const is = { withinGroupWholly: routed.route.withinGroupWholly };
  return {
    asked: routed.asked,
    row: { ...row, ...routedColumns(content, routed), acceptedOn: acceptedOn ?? null },
    beside: { was: { withinGroupWholly }, is },
  };
};

const askPeriod: AskAgain = async (tx, { row, answer }) => {
  const on = localDate(answer.asOf);
  const days = limitOf(row.route as CaseRoute, await figuresOn(tx, on, on));
  return { asked: { from: on, days, calendar: await enteredCalendar(tx) } };
};

const askPrecheck: AskAgain = async (tx, { row, answer, content }) => {
  const catalogue = await catalogueAt(tx, localDate(answer.asOf), acceptedBy(answer.asked));
  return { asked: precheckQuestion(content, answer.asOf, row.route as CaseRoute, catalogue) };
};

/** Who had to stand aside is found anew: a post or a relation may have come to light since. */
const askMeeting: AskAgain = async (tx, { row, answer, content }) => {
  const outcome = (answer.answered as { result: string }).result;
  for (const item of await agendaOfMatter(tx, row.id)) {
    const meeting = found(await findMeeting(tx, item.meetingId), 'meeting');
    const result = item.result as { result?: string; mandate?: string } | null;
    const same = meeting.heldOn === answer.asOf && item.contentDigest === row.contentDigest;
    if (!same || result?.result !== outcome) continue;
    const expected = await expectedAt(tx, meeting.id);
    const members = expected.map((e) => e.personId);
    const closedOn = businessDay(answer.recordedAt);
    const recusals = [
      ...(await recusalsAt(tx, meeting.id)),
      ...(await recusalsFor(tx, meeting.id, [row], members, closedOn)),
    ];
    const at = { meeting, expected, recusals, votes: await votesAt(tx, meeting.id) };
    const figures = await figuresOn(tx, localDate(meeting.heldOn), row.acceptedOn);
    const mandate = await mandateOn(tx, row, meeting.heldOn);
    return {
      asked: questionOf(at, item, content.proposal.matter, figures),
      beside: { was: { mandate: result.mandate }, is: { mandate: mandate?.number ?? null } },
    };
  }
  return null;
};

const askValidity: AskAgain = async (tx, { row, answer, content }) => {
  const on = localDate(answer.asOf);
  return { asked: validityQuestion(row, content, on, await figuresOn(tx, on, row.acceptedOn)) };
};

const askShareholders: AskAgain = async (tx, { row, answer }) => {
  const company = found((await organizationsById(tx, answer.asOf, [row.companyId]))[0], 'company');
  const form = company.form === 'joint_stock' ? 'joint_stock' : 'limited';
  return { asked: { ...(answer.asked as object), form } };
};

/** The rules that a case is decided by, and how the question of each is put together again from the registers. */
export const askedInCases: readonly { readonly rule: DeskRule; readonly askAgain: AskAgain }[] = [
  { rule: onDesk(matterRouteRule), askAgain: askRoute },
  { rule: onDesk(workingDaysRule), askAgain: askPeriod },
  { rule: onDesk(matterPrecheckRule), askAgain: askPrecheck },
  { rule: onDesk(meetingDecisionRule), askAgain: askMeeting },
  { rule: onDesk(shareholderVoteRule), askAgain: askShareholders },
  { rule: onDesk(warrantValidityRule), askAgain: askValidity },
];
