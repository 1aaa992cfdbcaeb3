import { allEquityEvents, newEvent, saveEquityEvent } from '@guanyun/db/equity/equity.store.ts';
import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import { findDocument, findZone } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import type { AskedCapital } from '@guanyun/domain/equity/bods-capital.ts';
import { lifecycleProblems } from '@guanyun/domain/equity/bods-lifecycle.ts';
import { type CompanyOpening, type KnownZone, openingsIn } from '@guanyun/domain/equity/bods-match.ts';
import { type LeftOut, statedHoldings } from '@guanyun/domain/equity/bods-openings.ts';
import { type BodsProblem, readBods } from '@guanyun/domain/equity/bods-read.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { showRatio } from '@guanyun/domain/kernel/ratio.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { SummaryLine } from '../kernel/workbook-cells.ts';
import { type Actor, read } from '../organizations/actor.ts';

/** What the file does not say: the capital of a company, yuan with two places. */
export type CompanyCapital = {
  readonly companyId: string;
  readonly registered: string;
  readonly paid: string;
};
type Asked = { readonly digest: string; readonly capital: readonly CompanyCapital[] };

/** More problems than this are counted and not listed. */
const LISTED_MAX = 1000;
/** Later than any name ends, so that every organisation is found. */
const LATEST = '9999-12-31';

type Judged = {
  readonly statements: number;
  readonly problems: readonly BodsProblem[];
  readonly leftOut: readonly LeftOut[];
  readonly openings: readonly CompanyOpening[];
};

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

async function zoneOn(tx: Tx): Promise<KnownZone> {
  const founded = new Set((await allEquityEvents(tx)).map((event) => event.targetId));
  const zone = await findZone(tx);
  return { name: zone?.name ?? '', bodies: await organizationsOn(tx, LATEST), founded };
}

const capitalOf = (capital: readonly CompanyCapital[]): Map<string, AskedCapital> =>
  new Map(
    capital.map((one) => [
      one.companyId,
      { registered: parseYuan(one.registered), paid: parseYuan(one.paid) },
    ]),
  );

/** Reads a file, then holds it against the standard, against what the register keeps, and against the zone. */
async function judge(tx: Tx, deps: Deps, bytes: Uint8Array, asked: Asked): Promise<Judged> {
  const none = { statements: 0, leftOut: [], openings: [] };
  const value = parsed(bytes);
  if (value === undefined) {
    const message = '文件不是 UTF-8 编码的 JSON';
    return { ...none, problems: [{ statement: null, path: '', code: 'NOT_JSON', message }] };
  }
  const file = readBods(value);
  if (!file.ok) return { ...none, problems: file.problems };
  const { statements } = file;
  const lifecycle = lifecycleProblems(statements);
  const stated = statedHoldings(statements, today(deps));
  const before = [...lifecycle, ...stated.problems];
  const rest = { statements: statements.length, leftOut: stated.leftOut };
  if (before.length > 0) return { ...rest, problems: before, openings: [] };
  return {
    ...rest,
    ...openingsIn(await zoneOn(tx), statements, stated.holdings, capitalOf(asked.capital)),
  };
}

const inOrder = (problems: readonly BodsProblem[]): BodsProblem[] =>
  [...problems].sort((a, b) => (a.statement ?? -1) - (b.statement ?? -1));

const shownOpening = ({ company, opening, holders }: CompanyOpening) => ({
  company: { id: company.id, code: company.code, name: company.name },
  on: opening?.on ?? null,
  holders: (opening?.shares ?? []).map((one) => ({
    name: holders.get(one.holder)?.name ?? holders.get(one.holder)?.code ?? '',
    share: showRatio(one.share),
    subscribed: formatYuan(one.subscribed),
    paid: formatYuan(one.paid),
  })),
});

/**
 * What a file of BODS would enter into the register: the opening of each company, and every problem by statement and
 * path; nothing is stored. A company of whom the file gives percentages only comes back without a day: its capital is
 * to be asked for. A document not on record is not found.
 */
export async function previewBods(deps: Deps, actor: Actor, asked: Asked) {
  found(await read(deps, actor, (tx) => findDocument(tx, asked.digest)), 'document');
  const bytes = await deps.files.read(asked.digest);
  const judged = await read(deps, actor, (tx) => judge(tx, deps, bytes, asked));
  return {
    statements: judged.statements,
    problems: inOrder(judged.problems).slice(0, LISTED_MAX),
    leftOut: judged.leftOut.slice(0, LISTED_MAX),
    companies: judged.openings.map(shownOpening),
  };
}

const placeOf = ({ statement, path }: BodsProblem): string =>
  statement === null ? '' : `第 ${statement + 1} 条 ${path}`;

/** Enters what a file opens: the file stands behind each event, and what a zone of examples takes in is an example. */
async function enter(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  opened: readonly CompanyOpening[],
  file: { readonly digest: string; readonly name: string },
): Promise<number> {
  let count = 0;
  const source = (await findZone(tx))?.illustrative === true ? 'illustrative' : 'source';
  for (const { company, opening, holders } of opened)
    for (const share of opening?.shares ?? []) {
      const holder = found(holders.get(share.holder), 'holder');
      const on = found(opening, 'opening').on;
      const event = newEvent({
        ...{ id: deps.newId(), kind: 'establish', targetId: company.id, toId: holder.id },
        ...{ subscribed: formatYuan(share.subscribed), paid: formatYuan(share.paid) },
        // The file gives the day from which the interest holds, and neither decision nor registration.
        ...{ decidedOn: on, registerOn: on, exemption: 'opening', source, documents: [file] },
        ...{ personId: actor.person.id, recordedAt: deps.now() },
      });
      await saveEquityEvent(tx, event);
      count += 1;
    }
  return count;
}

/**
 * Opens the register with a file of BODS, all of it or nothing. Refused for a document not on record (DOCUMENT_UNKNOWN),
 * for any problem (BODS_HAS_PROBLEMS: count and first), and while the capital of a company is not known
 * (BODS_CAPITAL_MISSING). Openings spend no warrant, as those of the workbook: they say what is, not what changes.
 */
export async function importBods(
  deps: Deps,
  actor: Actor,
  asked: Asked & { requestId: string },
): Promise<Answer<{ summary: readonly SummaryLine[] }>> {
  const document = await read(deps, actor, (tx) => findDocument(tx, asked.digest));
  // The bytes under a digest never change, so they are read before the transaction and its locks.
  const bytes = document === null ? null : await deps.files.read(asked.digest);
  const about = { kind: 'workbook', id: null, title: document?.name ?? '' };
  const command = { requestId: asked.requestId, act: 'equity.importBods', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ summary: readonly SummaryLine[] }>> => {
    if (bytes === null) return refuse('DOCUMENT_UNKNOWN', { digest: asked.digest });
    // One import after the other: the counter's row stays locked until the transaction ends.
    await nextNumber(tx, 'imports');
    const { problems, openings, leftOut } = await judge(tx, deps, bytes, asked);
    const [first] = inOrder(problems);
    if (first !== undefined)
      return refuse('BODS_HAS_PROBLEMS', { count: problems.length.toString(), first: placeOf(first) });
    const open = openings
      .filter((one) => one.opening === null)
      .map((one) => one.company.name ?? one.company.code);
    if (open.length > 0) return refuse('BODS_CAPITAL_MISSING', { companies: open.join('、') });
    const contributions = await enter(tx, deps, actor, openings, {
      ...{ digest: asked.digest, name: document?.name ?? '' },
    });
    const summary = [
      { zh: '公司', en: 'Companies', count: openings.length },
      { zh: '出资', en: 'Contributions', count: contributions },
    ];
    const opened = openings.map(shownOpening);
    const content = { document: asked.digest, capital: asked.capital, opened, leftOut, summary };
    return accept({ subject: about, content, answer: { summary } });
  });
}
