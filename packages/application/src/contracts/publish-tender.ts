import { keyHoldersOf, openingKeyOf } from '@guanyun/db/contracts/bid.store.ts';
import { changeTender, saveTenderChange, saveTenderPapers } from '@guanyun/db/contracts/tender.store.ts';
import type { TenderPaperRow, TenderRow } from '@guanyun/db/contracts/tenders.model.ts';
import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { tenderTimetableRule } from '@guanyun/domain/contracts/tender-timetable.rule.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { Answer } from '../evidence/act.ts';
import { ask } from '../kernel/ask.ts';
import { businessDay, type Deps } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { stepOfTender, type TenderAt } from './tender-step.ts';

/** 09:30 in Asia/Shanghai, which keeps UTC+8 all year. */
const instant = (day: string, time: string): Date => new Date(`${day}T${time}:00+08:00`);

/** Issues documents with the tender: what everyone who sees it can read. */
export async function issuePapers(
  { tx, row, at }: TenderAt,
  deps: Deps,
  actor: Actor,
  kind: TenderPaperRow['kind'],
  digests: readonly string[],
): Promise<Decision<null, Refusal>> {
  const rows: TenderPaperRow[] = [];
  for (const digest of new Set(digests)) {
    const document = await findDocument(tx, digest);
    if (document === null) return refuse('DOCUMENT_UNKNOWN', { digest });
    const { name, size, mediaType } = document;
    const marks = { issuedAt: at, personId: actor.person.id };
    rows.push({ id: deps.newId(), tenderId: row.id, kind, digest, name, size, mediaType, ...marks });
  }
  await saveTenderPapers(tx, rows);
  return accept(null);
}

/** The days that follow from a first day of issue and a deadline, before anything is decided. */
export const previewTimetable = (
  deps: Deps,
  actor: Actor,
  asked: { documentsFrom: string; deadline?: string | undefined; jurisdiction: TenderRow['jurisdiction'] },
) => read(deps, actor, async () => ask(tenderTimetableRule, JSON.parse(JSON.stringify(asked))));

async function sharedOut(tx: Tx, tenderId: string): Promise<boolean> {
  const key = await openingKeyOf(tx, tenderId);
  return key !== null && (await keyHoldersOf(tx, tenderId)).length === key.total;
}

/**
 * Publishes the notice and issues the documents from today on. The deadline is the moment of the opening, and no day can be
 * set against the timetable rule. Refused: TENDER_NOT_READY, DOCUMENT_UNKNOWN, TENDER_DEADLINE_TOO_EARLY.
 */
export function publishTender(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; deadlineOn: string; time: string; documents: readonly string[] },
): Promise<Answer<{ deadline: string }>> {
  const { requestId, ...body } = asked;
  return stepOfTender(deps, actor, {
    ...{ requestId, id: asked.id, act: 'tenders.publish', body, states: ['draft'], by: 'tenderer' },
    work: async (tender) => {
      const { tx, row, at, today } = tender;
      if (!(await sharedOut(tx, row.id))) return refuse('TENDER_NOT_READY');
      const days = ask(tenderTimetableRule, {
        ...{ documentsFrom: today, deadline: asked.deadlineOn, jurisdiction: row.jurisdiction },
      });
      const { earliestDeadline, objectionsUntil } = days;
      if (earliestDeadline === undefined || objectionsUntil === undefined || days.blocks.length > 0)
        return refuse('TENDER_DEADLINE_TOO_EARLY', { earliest: earliestDeadline ?? '' });
      const papers = await issuePapers(tender, deps, actor, 'documents', asked.documents);
      if (papers.outcome === 'refused') return papers;
      const deadline = instant(asked.deadlineOn, asked.time);
      await changeTender(tx, row.id, {
        ...{ state: 'published', documentsFrom: today, earliestDeadline, objectionsUntil },
        ...{ deadline, opensAt: deadline, publishedAt: at },
      });
      const content = {
        ...{ documentsFrom: today, earliestDeadline, objectionsUntil, documents: asked.documents },
        ...{ deadline: deadline.toISOString(), opensAt: deadline.toISOString(), ceiling: row.ceiling },
      };
      return accept({ content, answer: { deadline: deadline.toISOString() } });
    },
  });
}

export type NewChange = {
  readonly requestId: string;
  readonly id: string;
  readonly kind: 'clarification' | 'amendment';
  readonly text: string;
  /** Bidders must reckon with it in their bids. */
  readonly affects: boolean;
  /** The new deadline; absent: it stays. */
  readonly deadlineOn?: string | undefined;
  readonly documents: readonly string[];
};

/**
 * Clarifies or amends the documents. What bidders must reckon with leaves them fifteen days, so it moves a deadline that is
 * nearer. Refused: TENDER_DEADLINE_PASSED, TENDER_MUST_EXTEND, TENDER_DEADLINE_TOO_EARLY (never back), DOCUMENT_UNKNOWN.
 */
export function changeDocuments(
  deps: Deps,
  actor: Actor,
  asked: NewChange,
): Promise<Answer<{ deadline: string }>> {
  const { requestId, ...body } = asked;
  return stepOfTender(deps, actor, {
    ...{ requestId, id: asked.id, act: 'tenders.change', body, states: ['published'], by: 'tenderer' },
    work: async (tender) => {
      const { tx, row, at, today } = tender;
      const before = row.deadline as Date;
      if (at >= before) return refuse('TENDER_DEADLINE_PASSED');
      const [day, rest] = [businessDay(before), new Date(before.getTime() + 8 * 3_600_000)];
      const deadlineOn = asked.deadlineOn ?? day;
      if (deadlineOn < day) return refuse('TENDER_DEADLINE_TOO_EARLY', { earliest: day });
      const asks = { jurisdiction: row.jurisdiction, deadline: deadlineOn };
      const days = ask(tenderTimetableRule, { ...asks, ...(asked.affects ? { amendedOn: today } : {}) });
      if (asked.affects && typeof days.mustExtendTo === 'string')
        return refuse('TENDER_MUST_EXTEND', { to: days.mustExtendTo });
      const papers = await issuePapers(tender, deps, actor, 'change', asked.documents);
      if (papers.outcome === 'refused') return papers;
      const after = instant(deadlineOn, rest.toISOString().slice(11, 16));
      const objectionsUntil = days.objectionsUntil ?? row.objectionsUntil;
      if (after.getTime() !== before.getTime())
        await changeTender(tx, row.id, { deadline: after, opensAt: after, objectionsUntil });
      const { kind, text, affects } = asked;
      await saveTenderChange(tx, {
        ...{ id: deps.newId(), tenderId: row.id, kind, text, affects, mustExtendTo: null },
        ...{ deadlineBefore: before, deadlineAfter: after, issuedAt: at, personId: actor.person.id },
      });
      const content = {
        ...{ kind, text, affects, documents: asked.documents },
        ...{ deadlineBefore: before.toISOString(), deadlineAfter: after.toISOString() },
      };
      return accept({ content, answer: { deadline: after.toISOString() } });
    },
  });
}
