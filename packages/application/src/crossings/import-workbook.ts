import { appendJournal, nextNumber, type UnplacedEntry } from '@guanyun/db/evidence/journal.store.ts';
import { findDocument, findZone, saveZone } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, mayThinkLong, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { accept, type Refused, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { ImportTemplate } from '@guanyun/domain/organizations/permissions.ts';
import { assetClassesLayout, checkAssetClasses } from '../assets/import-asset-classes.ts';
import { checkAssets } from '../assets/import-assets.ts';
import { assetsLayout } from '../assets/import-assets-layout.ts';
import { checkCooperationList, cooperationListLayout } from '../contracts/import-cooperation-list.ts';
import { checkEquity, equityLayout } from '../equity/import-equity.ts';
import { checkGroupAccounts, groupAccountsLayout } from '../equity/import-group-accounts.ts';
import { type Also, type Answer, act, type Outcome, type Subject, seal } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import type { BadCell } from '../kernel/bad-cell.ts';
import { type Deps, found, type Workbook, type WorkbookReading } from '../kernel/deps.ts';
import { calendarLayout, checkCalendar } from '../kernel/import-calendar.ts';
import { type ImportProgress, type TellProgress, teller } from '../kernel/import-progress.ts';
import {
  type CheckedImport,
  type ImportContext,
  type OpenedWorkbook,
  openWorkbook,
  type SheetLayout,
  type SummaryLine,
} from '../kernel/workbook-cells.ts';
import { moveDue } from '../matters/move-due.ts';
import { type Actor, read, wholeZone } from '../organizations/actor.ts';
import { type NewAccount, saveNewAccounts } from '../organizations/create-accounts.ts';
import { checkOrganizations, organizationsLayout } from '../organizations/import-organizations.ts';
import type { ImportedLogin } from '../organizations/import-organizations-posts.ts';

export type ImportTemplateName = ImportTemplate;

type Checked = CheckedImport & { readonly logins?: readonly ImportedLogin[] };
type Template = {
  readonly layout: readonly SheetLayout[];
  /** A hundred thousand rows are expected. */
  readonly large?: true;
  check(tx: Tx, opened: OpenedWorkbook, context: ImportContext): Promise<Checked>;
  /** What follows in other slices from what was stored. */
  follow?(tx: Tx, deps: Deps): Promise<Also[]>;
};

const templates: Readonly<Record<ImportTemplateName, Template>> = {
  organizations: { layout: organizationsLayout, check: checkOrganizations },
  equity: { layout: equityLayout, check: checkEquity },
  'cooperation-list': { layout: cooperationListLayout, check: checkCooperationList },
  calendar: { layout: calendarLayout, check: checkCalendar, follow: moveDue },
  'group-accounts': { layout: groupAccountsLayout, check: checkGroupAccounts },
  assets: { layout: assetsLayout, check: checkAssets, large: true },
  'asset-classes': { layout: assetClassesLayout, check: checkAssetClasses, large: true },
};

const ACT = 'imports.commit';
/** More bad cells than this are counted and not listed. */
const LISTED_MAX = 1000;

type Source = { readonly book: Workbook; readonly document: string | null; readonly tell?: TellProgress };

const contextOf = (deps: Deps, actor: Actor | null, { document, tell }: Source): ImportContext => ({
  newId: deps.newId,
  now: deps.now,
  personId: actor?.person.id ?? null,
  organizationId: actor?.post.organizationId ?? null,
  document,
  ...(tell === undefined ? {} : { tell }),
});

const bySheetAndRow = (sheets: readonly string[]) => (a: BadCell, b: BadCell) =>
  sheets.indexOf(a.sheet) - sheets.indexOf(b.sheet) || a.row - b.row;

type Judged = {
  readonly sheets: OpenedWorkbook['sheets'];
  readonly problems: readonly BadCell[];
  /** Null where the sheets are not those of the template. */
  readonly checked: Checked | null;
};

async function judge(
  tx: Tx,
  deps: Deps,
  actor: Actor | null,
  name: ImportTemplateName,
  source: Source,
): Promise<Judged> {
  const { layout, check } = templates[name];
  const opened = openWorkbook(source.book, layout);
  const checked = opened.sound ? await check(tx, opened, contextOf(deps, actor, source)) : null;
  const order = bySheetAndRow(layout.map((sheet) => sheet.name));
  return { sheets: opened.sheets, problems: [...opened.problems].sort(order), checked };
}

type Asked = { readonly template: ImportTemplateName; readonly digest: string };
const keyOf = (actor: Actor, digest: string): string => `${actor.accountId} ${digest}`;

/** How far the actor's import of a document is, if it is under way on this server. */
export async function importProgress(
  deps: Deps,
  actor: Actor,
  asked: { readonly digest: string },
): Promise<ImportProgress | null> {
  return deps.progress?.get(keyOf(actor, asked.digest)) ?? null;
}

/** Does the work on a workbook while others are told how far it is. */
async function withProgress<T>(
  deps: Deps,
  actor: Actor,
  { template, digest }: Asked,
  work: (read: () => Promise<WorkbookReading>, tell: TellProgress) => Promise<T>,
): Promise<T> {
  const key = keyOf(actor, digest);
  const onRows = (done: number) => deps.progress?.set(key, { stage: 'reading', done, total: null });
  const read = async (): Promise<WorkbookReading> => {
    onRows(0);
    const bytes = await deps.files.read(digest);
    return templates[template].large === true
      ? deps.readWorkbook(bytes, { onRows })
      : deps.readWorkbook(bytes);
  };
  try {
    return await work(read, teller(deps.progress, key));
  } finally {
    deps.progress?.end(key);
  }
}

type Preview = {
  readonly sheets: readonly { readonly name: string; readonly rows: number }[];
  readonly problems: readonly BadCell[];
  readonly summary: readonly SummaryLine[];
};

/**
 * What an import would add, and every bad cell, the first 1000 of them listed; nothing is stored. A file that is no
 * workbook is one problem of its own. A document not on record is not found.
 */
export async function previewImport(deps: Deps, actor: Actor, asked: Asked): Promise<Preview> {
  found(await read(deps, actor, (tx) => findDocument(tx, asked.digest)), 'document');
  return withProgress(deps, actor, asked, async (readBook, tell) => {
    const reading = await readBook();
    if (!reading.ok) {
      const place = { sheet: '', row: 0, column: '', value: reading.facts.reason ?? reading.code };
      const message = '文件不是可以读取的 .xlsx 工作簿，或超过允许的大小';
      return { sheets: [], problems: [{ ...place, code: 'WORKBOOK_UNREADABLE', message }], summary: [] };
    }
    const judged = await read(deps, actor, async (tx) => {
      await mayThinkLong(tx);
      return judge(tx, deps, actor, asked.template, { book: reading, document: asked.digest, tell });
    });
    const problems = judged.problems.slice(0, LISTED_MAX);
    return { sheets: judged.sheets, problems, summary: judged.checked?.summary ?? [] };
  });
}

/** Refuses a workbook with bad cells; `first` is where the first one stands, as in 任职 C5. */
function badCells(problems: readonly BadCell[]): Refused {
  const [first] = problems;
  const letter = first?.column.split(' ')[0] ?? '';
  const place = first === undefined ? '' : `${first.sheet} ${letter}${first.row}`;
  return refuse('WORKBOOK_HAS_BAD_CELLS', { count: problems.length.toString(), first: place });
}

/** Imports one after the other, each as long as it takes: the counter's row stays locked until the transaction ends. */
async function takeTurn(tx: Tx): Promise<void> {
  await mayThinkLong(tx);
  await nextNumber(tx, 'imports');
}

/**
 * Stores a workbook, all of it or nothing. Refused for a document not on record (DOCUMENT_UNKNOWN), one that cannot be
 * read (WORKBOOK_UNREADABLE, DOCUMENT_TOO_LARGE), and for any bad cell (WORKBOOK_HAS_BAD_CELLS: count and first).
 */
export async function commitImport(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; template: ImportTemplateName; digest: string },
): Promise<Answer<{ summary: readonly SummaryLine[] }>> {
  const document = await read(deps, actor, (tx) => findDocument(tx, asked.digest));
  const about = { kind: 'workbook', id: null, title: document?.name ?? '' };
  const command = { requestId: asked.requestId, act: ACT, body: asked, about };
  return withProgress(deps, actor, asked, async (readBook, tell) => {
    // The bytes under a digest never change, so they are read before the transaction and its locks.
    const reading = document === null ? null : await readBook();
    return act(deps, actor, command, async (tx): Promise<Outcome<{ summary: readonly SummaryLine[] }>> => {
      if (reading === null) return refuse('DOCUMENT_UNKNOWN', { digest: asked.digest });
      if (!reading.ok) return refuse(reading.code, reading.facts);
      await takeTurn(tx);
      const source = { book: reading, document: asked.digest, tell };
      const { problems, checked } = await judge(tx, deps, actor, asked.template, source);
      if (problems.length > 0 || checked === null) return badCells(problems);
      await checked.save(tx);
      const also = await templates[asked.template].follow?.(tx, deps);
      const { summary } = checked;
      const content = { template: asked.template, document: asked.digest, summary };
      return accept({
        ...{ subject: about, content, answer: { summary } },
        ...(also === undefined ? {} : { also }),
      });
    });
  });
}

/** An entry of the system's own, under the request that sets the zone up. */
function ownEntry(
  deps: Deps,
  requestId: string,
  act: string,
  subject: Subject,
  content: unknown,
): UnplacedEntry {
  const nobody = {
    ...{ accountId: null, personId: null, postId: null, postKind: null, organizationId: null },
    ...{ onBehalfPersonId: null, delegationId: null, signIn: null },
  };
  const about = { subjectKind: subject.kind, subjectId: subject.id, subjectTitle: subject.title };
  return {
    ...{ recordedAt: deps.now(), requestId, act, outcome: 'accepted', refusal: null },
    ...{ ...about, ...nobody, content },
  };
}

export type WorkbookToImport = { readonly template: ImportTemplateName; readonly workbook: Workbook };

/**
 * Sets up a zone marked as illustrative from its workbooks, in one transaction, by nobody but the system itself, with
 * one journal entry for each workbook. A zone that is set up already is left alone, and no accounts come back. A bad
 * cell throws: these workbooks are ours.
 * @param prepare called before the commit with the logins that 任职 names; what it returns is saved as accounts in the
 *   same transaction, so that a zone never stands without a known way in. It may be called again when the transaction
 *   is tried again. Without it the accounts are left to `createAccounts`.
 * @returns the logins
 */
export function importForSetUp(
  deps: Deps,
  workbooks: readonly WorkbookToImport[],
  zoneName: string,
  prepare?: (logins: readonly ImportedLogin[]) => Promise<readonly NewAccount[]>,
): Promise<{ accounts: readonly ImportedLogin[] }> {
  const request = deps.newId();
  return inTransaction(deps.db, { ...wholeZone(deps), request }, async (tx) => {
    await takeTurn(tx);
    if ((await findZone(tx)) !== null) return { accounts: [] };
    await saveZone(tx, { name: zoneName, illustrative: true });
    const logins: ImportedLogin[] = [];
    const contents: { template: ImportTemplateName; workbook: string; summary: readonly SummaryLine[] }[] =
      [];
    for (const { template, workbook } of workbooks) {
      const { problems, checked } = await judge(tx, deps, null, template, { book: workbook, document: null });
      if (problems.length > 0 || checked === null)
        throw new Error(`${template}: ${JSON.stringify(problems[0])}`);
      await checked.save(tx);
      logins.push(...(checked.logins ?? []));
      contents.push({ template, workbook: digestOf(workbook.sheets), summary: checked.summary });
    }
    const refused = await saveNewAccounts(tx, deps.newId, (await prepare?.(logins)) ?? []);
    if (refused !== null) throw new Error(`accounts: ${refused.refusals[0].code}`);
    const [first, ...others] = contents.map((content) =>
      ownEntry(deps, request, ACT, { kind: 'workbook', id: null, title: content.template }, content),
    );
    if (first !== undefined) await appendJournal(tx, [first, ...others], seal);
    return { accounts: logins };
  });
}
