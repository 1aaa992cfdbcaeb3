import { dayNumber, localDate } from '../kernel/local-date.ts';
import type { BodsProblem, Statement } from './bods-read.ts';

/** The life of a record so far: what its statements have said of it. */
type Life = {
  readonly first: Statement;
  last: Statement;
  lastAt: number;
  closed: boolean;
};
type File = {
  readonly lives: Map<string, Life>;
  readonly problems: BodsProblem[];
};

/** Days, and seconds of the day where a moment is given, in universal time. */
function momentOf(text: string): { readonly day: number; readonly second: number | null } {
  const day = dayNumber(localDate(text.slice(0, 10)));
  const time = /T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(text);
  if (time === null) return { day, second: null };
  const [hours, minutes, seconds, , offHours = 0, offMinutes = 0] = time.slice(1).map(Number);
  const offset = (Number(offHours) || 0) * 3600 + (Number(offMinutes) || 0) * 60;
  const local = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  const second = local - (time[4] === '-' ? -offset : offset);
  return { day: day + Math.floor(second / 86_400), second: ((second % 86_400) + 86_400) % 86_400 };
}

/** Whether one date lies before another; a bare day and a moment of the same day are not told apart. */
function isBefore(text: string, other: string): boolean {
  const [a, b] = [momentOf(text), momentOf(other)];
  if (a.second === null || b.second === null) return text.slice(0, 10) < other.slice(0, 10);
  return a.day !== b.day ? a.day < b.day : a.second < b.second;
}

type Note = (code: string, path: string, message: string) => void;

function judgeStatus(statement: Statement, life: Life | undefined, note: Note): void {
  const { recordId, recordStatus } = statement;
  if (recordStatus === undefined)
    note('STATUS_MISSING', 'recordStatus', '未写 recordStatus，无从判断是新增、更新还是终止');
  else if (life === undefined && recordStatus !== 'new')
    note('NOT_NEW_FIRST', 'recordStatus', `记录 ${recordId} 的第一条声明须为 new`);
  else if (life?.closed)
    note('AFTER_CLOSED', 'recordStatus', `记录 ${recordId} 已终止（closed），不得再有声明`);
  else if (life !== undefined && recordStatus === 'new')
    note('NEW_TWICE', 'recordStatus', `记录 ${recordId} 已声明过，此处须为 updated 或 closed`);
}

/** What stays the same through a life: the kind, whose network it belongs to, and whom a relationship joins. */
function judgeSame(statement: Statement, life: Life, note: Note): void {
  const { first, last } = life;
  if (statement.recordType !== first.recordType)
    note('TYPE_CHANGED', 'recordType', `同一记录先前为 ${first.recordType}`);
  if (statement.declarationSubject !== first.declarationSubject)
    note('DECLARATION_SUBJECT_CHANGED', 'declarationSubject', `同一记录先前属于 ${first.declarationSubject}`);
  if (isBefore(statement.statementDate, last.statementDate))
    note('DATES_OUT_OF_ORDER', 'statementDate', `早于同一记录的上一条声明（${last.statementDate}）`);
  if (statement.recordType !== 'relationship' || first.recordType !== 'relationship') return;
  for (const party of ['subject', 'interestedParty'] as const) {
    const [was, is] = [first.recordDetails[party], statement.recordDetails[party]];
    if (typeof was === 'string' && typeof is === 'string' && was !== is)
      note('PARTY_CHANGED', `recordDetails.${party}`, `关系的一方改变即为另一关系；原为 ${was}`);
  }
}

function judgeParties(statement: Statement, file: File, note: Note): void {
  if (statement.recordType !== 'relationship') return;
  const details = statement.recordDetails;
  for (const party of ['subject', 'interestedParty'] as const) {
    const id = details[party];
    if (typeof id !== 'string') continue;
    const life = file.lives.get(id);
    const path = `recordDetails.${party}`;
    if (life === undefined) note('PARTY_NOT_STATED', path, `记录 ${id} 在此之前没有声明`);
    else if (life.first.recordType === 'relationship') note('PARTY_WRONG_KIND', path, '不能是一项关系');
    else if (party === 'subject' && life.first.recordType === 'person')
      note('PARTY_WRONG_KIND', path, '被持有的一方须为单位');
    else if (life.closed && statement.recordStatus !== 'closed')
      note('PARTY_CLOSED', path, `记录 ${id} 已终止`);
  }
  const { interestedParty } = details;
  const natural =
    typeof interestedParty === 'string' && file.lives.get(interestedParty)?.first.recordType === 'person';
  for (const [index, interest] of (details.interests ?? []).entries())
    if (interest.beneficialOwnershipOrControl === true && !natural && file.lives.has(String(interestedParty)))
      note(
        'OWNER_NOT_NATURAL',
        `recordDetails.interests.${index}.beneficialOwnershipOrControl`,
        '受益所有人须为自然人',
      );
  for (const [index, id] of (details.componentRecords ?? []).entries())
    if (!file.lives.has(id))
      note('COMPONENT_NOT_STATED', `recordDetails.componentRecords.${index}`, `记录 ${id} 在此之前没有声明`);
}

/** What can be judged only when the whole file is known. */
function judgeWhole(statements: readonly Statement[], file: File): void {
  const listed = new Set(
    statements.flatMap((one) =>
      one.recordType === 'relationship' ? (one.recordDetails.componentRecords ?? []) : [],
    ),
  );
  const note = (statement: number, path: string, code: string, message: string) =>
    file.problems.push({ statement, path, code, message });
  for (const [index, one] of statements.entries()) {
    const subject = file.lives.get(one.declarationSubject);
    if (subject === undefined)
      note(index, 'declarationSubject', 'SUBJECT_NOT_STATED', `文件中没有记录 ${one.declarationSubject}`);
    else if (subject.first.recordType === 'relationship')
      note(index, 'declarationSubject', 'SUBJECT_WRONG_KIND', '须为单位或自然人的记录');
    if (one.recordDetails.isComponent && !listed.has(one.recordId))
      note(index, 'recordDetails.isComponent', 'COMPONENT_NOT_LISTED', '没有任何关系以它为组成部分');
    if (one.recordType !== 'relationship' || file.lives.get(one.recordId)?.last !== one) continue;
    if (one.recordStatus === 'closed') continue;
    for (const party of ['subject', 'interestedParty'] as const) {
      const life = file.lives.get(String(one.recordDetails[party]));
      // A party that was closed before this statement has been told already.
      const later = life !== undefined && life.lastAt > index;
      if (later && life.closed)
        note(index, `recordDetails.${party}`, 'PARTY_CLOSED', '此后终止，而关系未终止');
    }
  }
}

/**
 * What a file of BODS 0.4 breaks of the rules that the standard states in prose (modelling: information updates, record
 * identifiers, representing beneficial ownership; system: generating statements, serialisation): unique statements; the
 * life of a record from `new` over `updated` to `closed`, in the order of its dates, of one kind, in one network,
 * between the same two parties; parties and components stated before; components listed; owners who are natural
 * persons; one major version. Empty when there is nothing wrong.
 */
export function lifecycleProblems(statements: readonly Statement[]): readonly BodsProblem[] {
  const file: File = { lives: new Map(), problems: [] };
  const ids = new Map<string, number>();
  const versions = new Set<string>();
  for (const [index, statement] of statements.entries()) {
    const note: Note = (code, path, message) => file.problems.push({ statement: index, path, code, message });
    const before = ids.get(statement.statementId);
    if (before !== undefined) note('STATEMENT_ID_TWICE', 'statementId', `与第 ${before + 1} 条声明相同`);
    else ids.set(statement.statementId, index);
    const version = statement.publicationDetails?.bodsVersion.split('.')[0];
    if (version !== undefined && versions.size > 0 && !versions.has(version))
      note('VERSIONS_MIXED', 'publicationDetails.bodsVersion', '同一文件的主版本须相同');
    if (version !== undefined) versions.add(version);
    const life = file.lives.get(statement.recordId);
    judgeStatus(statement, life, note);
    if (life !== undefined) judgeSame(statement, life, note);
    judgeParties(statement, file, note);
    const closed = statement.recordStatus === 'closed';
    const latest = { last: statement, lastAt: index, closed: closed || life?.closed === true };
    if (life === undefined) file.lives.set(statement.recordId, { first: statement, ...latest });
    else Object.assign(life, latest);
  }
  judgeWhole(statements, file);
  return file.problems;
}
