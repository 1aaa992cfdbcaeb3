import { journalOf } from '@guanyun/db/evidence/journal.store.ts';
import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  clearancesOf,
  consultationsOf,
  deficiencyOf,
  ruleAnswersOf,
  stopsOf,
  supplementsOf,
  urgentConsentsOf,
} from '@guanyun/db/matters/examination.store.ts';
import {
  extensionsOf,
  instrumentSignatureOf,
  obligationsOf,
  releasesOf,
  shareholderResultOf,
} from '@guanyun/db/matters/execution.store.ts';
import { contentsOf, externalOf, reviewsOf, signaturesOf } from '@guanyun/db/matters/matter.store.ts';
import { agendaOfMatter, findMeeting, recusalsAt, votesAt } from '@guanyun/db/matters/meeting.store.ts';
import { spendingsOf, warrantsOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import { type FileItem, type FilePart, fileParts } from '@guanyun/domain/matters/archive-file.ts';
import { digestOf } from '../evidence/digest.ts';
import { businessDay } from '../kernel/deps.ts';
import { personNames } from '../organizations/names.ts';

/** One thing that goes into the file, before it has its place; `by` is a person whose name joins the title. */
type Item = Omit<FileItem, 'serial'> & { readonly by?: string };

const dayOf = (on: Date | string): string => (typeof on === 'string' ? on : businessDay(on));

/** The digest of a row as it is stored; what is no whole number is taken as text. */
const digestOfRow = (row: object): string =>
  digestOf(
    JSON.parse(
      JSON.stringify(row, (_key, value: unknown) =>
        typeof value === 'number' && !Number.isSafeInteger(value) ? String(value) : value,
      ),
    ),
  );

const item = (part: FilePart, title: string, on: Date | string, row: object, by?: string): Item => ({
  part,
  title,
  on: dayOf(on),
  digest: digestOfRow(row),
  ...(by === undefined ? {} : { by }),
});

async function contentItems(tx: Tx, matterId: string): Promise<Item[]> {
  const contents = await contentsOf(tx, matterId);
  const signatures = await signaturesOf(tx, matterId);
  return [
    ...contents.map((c) => ({
      part: 'content' as const,
      title: `第 ${c.version} 版 ${c.content.title}`,
      on: dayOf(c.madeAt),
      digest: digestOf(c.content),
      by: c.personId,
    })),
    ...signatures.map((s) => item('signature', `第 ${s.contentVersion} 版`, s.signedAt, s, s.personId)),
  ];
}

async function examinationItems(tx: Tx, matterId: string): Promise<Item[]> {
  const deficiency = await deficiencyOf(tx, matterId);
  return [
    ...(await reviewsOf(tx, matterId)).map((r) =>
      item('review', `第 ${r.contentVersion} 版`, r.reviewedAt, r, r.personId),
    ),
    ...(await clearancesOf(tx, matterId)).map((c) =>
      item('clearance', `第 ${c.contentVersion} 版`, c.clearedAt, c, c.personId),
    ),
    ...(await stopsOf(tx, matterId)).map((s) => item('stop', s.because, s.fromOn, s, s.personId)),
    ...(await supplementsOf(tx, matterId)).map((s) =>
      item('supplement', `第 ${s.round} 次`, s.askedOn, s, s.personId),
    ),
    ...(deficiency === null
      ? []
      : [item('deficiency', deficiency.promise, deficiency.dueOn, deficiency, deficiency.proposedBy)]),
    ...(await consultationsOf(tx, matterId)).map((c) => item('consultation', c.question, c.askedOn, c)),
    ...(await urgentConsentsOf(tx, matterId)).map((c) => item('consent', c.note, c.givenAt, c, c.personId)),
    ...(await ruleAnswersOf(tx, matterId)).map((a) =>
      item('rule_answer', `${a.rule} ${a.occasion}`, a.asOf, a),
    ),
  ];
}

async function decisionItems(tx: Tx, matterId: string): Promise<Item[]> {
  const items: Item[] = [];
  for (const agenda of await agendaOfMatter(tx, matterId)) {
    const meeting = await findMeeting(tx, agenda.meetingId);
    if (meeting === null) continue;
    const ofMatter = <R extends { matterId: string; personId: string }>(rows: readonly R[]): R[] =>
      rows.filter((r) => r.matterId === matterId).sort((a, b) => (digestOfRow(a) < digestOfRow(b) ? -1 : 1));
    const votes = ofMatter(await votesAt(tx, meeting.id));
    const recusals = ofMatter(await recusalsAt(tx, meeting.id));
    items.push(item('meeting', meeting.title, meeting.heldOn, { meeting, agenda, votes, recusals }));
  }
  const external = await externalOf(tx, matterId);
  if (external !== null)
    items.push(item('external', external.number, external.decidedOn, external, external.personId));
  const signature = await instrumentSignatureOf(tx, matterId);
  if (signature !== null)
    items.push(item('instrument', '签发', signature.signedOn, signature, signature.personId));
  return items;
}

async function executionItems(tx: Tx, matterId: string, warrantIds: readonly string[]): Promise<Item[]> {
  const spendings = await spendingsOf(tx, ...warrantIds);
  const releases = await releasesOf(
    tx,
    spendings.map((s) => s.id),
  );
  const extensions = await extensionsOf(tx, warrantIds);
  const obligations = await obligationsOf(tx, matterId);
  const shareholders = await shareholderResultOf(tx, matterId);
  return [
    ...(await warrantsOfMatter(tx, matterId)).map((w) =>
      item('instrument', w.number, w.issuedOn, w, w.personId),
    ),
    ...spendings.map((s) => item('spending', s.subjectTitle, s.spentOn, s, s.personId)),
    ...releases.map((r) => item('release', r.reason, r.releasedOn, r, r.personId)),
    ...extensions.map((e) => item('extension', `延至 ${e.until}`, e.askedOn, e, e.askedBy)),
    ...obligations.map((o) => item('obligation', o.text, o.dueOn, o)),
    ...(shareholders === null
      ? []
      : [item('shareholders', '股东会', shareholders.heldOn, shareholders, shareholders.personId)]),
  ];
}

/** The digests of all papers named in the case, each with the day on which it is first named. */
async function papersOf(tx: Tx, matterId: string, warrantIds: readonly string[]): Promise<Item[]> {
  const named: [digest: string | null | undefined, on: Date | string, title: string][] = [];
  for (const { content, madeAt } of await contentsOf(tx, matterId)) {
    for (const m of content.materials) named.push([m.digest, madeAt, m.name]);
    for (const r of [...content.records, ...(content.participants ?? []).flatMap((p) => p.records)])
      named.push([r.document, r.heldOn, r.code]);
  }
  for (const c of await consultationsOf(tx, matterId)) named.push([c.document, c.askedOn, c.question]);
  const spendings = await spendingsOf(tx, ...warrantIds);
  for (const s of spendings) for (const d of s.documents) named.push([d, s.spentOn, s.subjectTitle]);
  const ids = spendings.map((s) => s.id);
  for (const r of await releasesOf(tx, ids)) named.push([r.document, r.releasedOn, r.reason]);
  for (const o of await obligationsOf(tx, matterId))
    for (const d of o.evidence) named.push([d, o.reportedOn ?? o.dueOn, o.text]);
  const shareholders = await shareholderResultOf(tx, matterId);
  named.push([shareholders?.document, shareholders?.heldOn ?? '', '股东会']);
  const papers = new Map<string, Item>();
  for (const [digest, on, title] of named) {
    if (digest === null || digest === undefined || papers.has(digest)) continue;
    const name = (await findDocument(tx, digest))?.name ?? title;
    papers.set(digest, { part: 'document', title: name, on: dayOf(on), digest });
  }
  return [...papers.values()];
}

async function journalItems(tx: Tx, subjectIds: readonly string[], until: bigint | null): Promise<Item[]> {
  const lines = await journalOf(tx, subjectIds);
  return lines
    .filter((line) => until === null || BigInt(line.index) <= until)
    .map((line) => ({
      part: 'journal',
      title: `#${line.index} ${line.act}`,
      on: dayOf(line.recordedAt),
      digest: line.digest,
    }));
}

/**
 * All that a case has left, in the order in which a file is bound: by part, then by day, then as it came. Journal entries
 * count up to an index; null: all that there are.
 */
export async function itemsOf(tx: Tx, matterId: string, journalUntil: bigint | null): Promise<FileItem[]> {
  const warrantIds = (await warrantsOfMatter(tx, matterId)).map((w) => w.id);
  const items = [
    ...(await contentItems(tx, matterId)),
    ...(await papersOf(tx, matterId, warrantIds)),
    ...(await examinationItems(tx, matterId)),
    ...(await decisionItems(tx, matterId)),
    ...(await executionItems(tx, matterId, warrantIds)),
    ...(await journalItems(tx, [matterId, ...warrantIds], journalUntil)),
  ];
  const name = await personNames(
    tx,
    items.flatMap((i) => (i.by === undefined ? [] : [i.by])),
  );
  const place = (i: Item): string => (i.part === 'journal' ? '' : JSON.stringify([i.on, i.title, i.digest]));
  const inOrder = [...items].sort(
    (a, b) =>
      fileParts.indexOf(a.part) - fileParts.indexOf(b.part) ||
      Number(place(a) > place(b)) - Number(place(a) < place(b)),
  );
  return inOrder.map(({ part, title, on, digest, by }, index) => ({
    serial: index + 1,
    part,
    title: by === undefined ? title : `${title} · ${name(by).name}`,
    on,
    digest,
  }));
}
